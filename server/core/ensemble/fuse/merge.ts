import * as l10n from '@vscode/l10n';
import { ok, type Result } from '../../../../protocol/result.ts';
import type { Member } from '../../member.ts';
import type { ExactTools } from '../../tools.ts';
import type { Answer } from '../answer.ts';
import type { Fused } from './fused.ts';
import { stableStringify } from '../canonical/json.ts';
import { mergeJson, readJson, type Json } from './jsonMerge.ts';
import { mergeProse, type ProseMerge } from './proseMerge.ts';
import { readTexts } from './readTexts.ts';

/** Shorter results than this share of the nearest candidate say too little to stand alone. */
const leastKept = 0.5;

/** JSON answers voted field by field, lists by reciprocal-rank fusion; the others are left out. */
export function mergeJsonAnswers(candidates: readonly Answer[]): Fused | undefined {
  const read = candidates.map(({ text }) => readJson(text));
  const values = read.filter((value): value is Json => value !== undefined);
  const merged = mergeJson(values);
  if (merged === undefined) return undefined;
  const unread = candidates.length - values.length;
  const text = JSON.stringify(merged);
  const same = values.filter((value) => stableStringify(value) === stableStringify(merged)).length;
  return {
    text,
    raw: same / candidates.length,
    signals: { agreement: same / candidates.length },
    reason: l10n.t(
      'Each field was voted over {0} answers; ties went to the strongest.',
      values.length,
    ),
    ...(unread > 0 && {
      notes: [l10n.t('{0} of {1} answers were not JSON.', unread, candidates.length)],
    }),
  };
}

/** The most frequent answer; of equals the one with the strongest member, listed last. */
export function pluralityAnswer(candidates: readonly Answer[]): Fused {
  const votes = candidates.map(
    ({ canonical }) =>
      candidates.filter((other) => canonical !== undefined && other.canonical === canonical).length,
  );
  const most = Math.max(...votes);
  const base = votes.lastIndexOf(most);
  const share = most / candidates.length;
  return {
    text: candidates[base]?.text ?? '',
    base,
    raw: share,
    signals: { agreement: share },
    reason: l10n.t(
      '{0} of {1} answers agree; answers of this kind are chosen, not mixed.',
      most,
      candidates.length,
    ),
    scores: votes,
  };
}

/** Prose: what at least two candidates say. Where that is too little, the candidate nearest to all others. */
export async function mergeProseAnswers(
  candidates: readonly Answer[],
  names: readonly string[],
  embedder: Member | undefined,
  tools: ExactTools,
  signal: AbortSignal,
): Promise<Result<Fused>> {
  const read = await readTexts(
    candidates.map(({ text }) => text),
    tools,
    embedder,
    signal,
  );
  if (!read.ok) return read;
  const merged = mergeProse(read.value);
  if (!merged) return ok(pluralityAnswer(candidates));
  return ok(proseAnswer(merged, candidates, names));
}

function proseAnswer(
  merged: ProseMerge,
  candidates: readonly Answer[],
  names: readonly string[],
): Fused {
  const nearest = candidates[merged.medoid]?.text ?? '';
  const kept = merged.text.trim().length / Math.max(1, nearest.trim().length);
  const enough = kept >= leastKept;
  const supported = merged.parts.filter((part) => part.kept);
  const support =
    supported.reduce((sum, part) => sum + part.supportedBy.length, 0) /
    Math.max(1, supported.length * candidates.length);
  const disputed = merged.disputed.map(({ candidate, text }) => ({
    by: names[candidate] ?? '',
    text,
  }));
  const shared = {
    raw: support * Math.min(1, kept),
    signals: { support, kept: Math.min(1, kept), sentences: merged.parts.length },
    parts: merged.parts,
    ...(disputed.length > 0 && { disputed }),
  };
  if (enough) {
    const reason = l10n.t(
      '{0} of {1} sentences are said by at least two members.',
      supported.length,
      merged.parts.length,
    );
    return { ...shared, text: merged.text, reason };
  }
  return {
    ...shared,
    text: nearest,
    base: merged.medoid,
    reason: l10n.t(
      'The members share too few sentences to merge, so the answer nearest to all others is given as it is.',
    ),
  };
}
