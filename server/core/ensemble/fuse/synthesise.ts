import * as l10n from '@vscode/l10n';
import { ok, type Failure, type Result } from '../../../../protocol/result.ts';
import type { Member } from '../../member.ts';
import type { ExactTools } from '../../tools.ts';
import type { Answer } from '../answer.ts';
import type { Question } from '../question.ts';
import { isFatal } from '../together.ts';
import type { Fused } from './fused.ts';
import { synthesisMessages } from './judgePrompts.ts';
import { readTexts } from './readTexts.ts';
import { fallbackOf, keepSupported } from './support.ts';

/** What a writer needs beside the candidates. */
export interface SynthesisDeps {
  readonly writer: Member;
  readonly tools: ExactTools;
  readonly maxTokens: number;
  readonly seed: number;
}

/** When less than this share of the written text is supported, it is thrown away. */
const leastKept = 0.5;

/**
 * Has one member write an answer from all candidates (mixture of agents, Wang et al. 2024), then removes every
 * sentence that no candidate supports: numbers, names and negations must be identical. If less than half is left, the
 * candidate nearest to all others is the answer.
 */
export async function synthesise(
  candidates: readonly Answer[],
  question: Question,
  deps: SynthesisDeps,
  signal: AbortSignal,
): Promise<Result<Fused>> {
  const texts = candidates.map(({ text, chosen }) => chosen?.text ?? text);
  const written = await write(texts, question, deps, signal);
  if (written.failure && isFatal(written.failure)) return { ok: false, failure: written.failure };
  const read = await readTexts(
    [...texts, written.text],
    deps.tools,
    deps.writer.embed ? deps.writer : undefined,
    signal,
  );
  if (!read.ok) return read;
  const sources = read.value.slice(0, texts.length);
  const checked = keepSupported(read.value[texts.length] ?? [], sources);
  const supporters = new Set(checked.parts.flatMap((part) => part.supportedBy));
  const shared = {
    raw: checked.kept * (supporters.size / Math.max(1, texts.length)),
    signals: { kept: checked.kept, support: supporters.size / Math.max(1, texts.length) },
    parts: checked.parts,
    callsBy: { [deps.writer.id]: 1 },
    ...(written.failure && {
      notes: [l10n.t('{0} could not write: {1}', deps.writer.id, written.failure.message)],
    }),
  };
  if (checked.kept >= leastKept) {
    const removed = checked.parts.filter((part) => !part.kept).length;
    const reason =
      removed === 0
        ? l10n.t('{0} wrote it, and every sentence is in an answer.', deps.writer.id)
        : l10n.t(
            '{0} wrote it; {1} of its sentences are in no answer and were removed.',
            deps.writer.id,
            removed,
          );
    return ok({ ...shared, text: checked.text, reason });
  }
  const base = fallbackOf(sources);
  const reason = l10n.t(
    'Less than half of what {0} wrote is in the answers, so the answer nearest to all others is given.',
    deps.writer.id,
  );
  return ok({ ...shared, text: candidates[base]?.text ?? '', base, reason });
}

async function write(
  texts: readonly string[],
  question: Question,
  { writer, maxTokens, seed }: SynthesisDeps,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly failure?: Failure }> {
  const request = {
    messages: synthesisMessages(question, texts),
    maxTokens,
    temperature: 0,
    seed,
  };
  let text = '';
  for await (const chunk of writer.generate(request, signal)) {
    if (chunk.kind === 'failed') return { text: '', failure: chunk.failure };
    if (chunk.kind === 'token') text += chunk.text;
  }
  return { text };
}
