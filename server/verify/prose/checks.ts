import * as l10n from '@vscode/l10n';
import type { CheckParams } from '../../../protocol/checker.ts';
import type { CheckReport } from '../../../protocol/refine.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import { ruleCorrections, unknownWords } from './corrections.ts';
import { harperLints } from './harper.ts';
import { harperTrust } from './harperPolicy.ts';
import { inlineMasks, mergeSpans } from './masks.ts';
import { readSentence } from './tokens.ts';

/** What a rule must be trusted before its silence is asked of a draft. */
const surePrior = 0.8;

/** Masked spans come back byte-identical and in order. */
export async function masksCheck(params: CheckParams): Promise<CheckReport> {
  const masked = params.masked ?? [];
  const before = params.documentText.slice(params.range.start, params.range.end);
  if (masked.length === 0)
    return { check: 'masks', status: 'passed', detail: l10n.t('There was nothing to protect.') };
  const missing = locate(before, masked, params.newText).missing;
  if (missing !== undefined)
    return {
      check: 'masks',
      status: 'failed',
      detail: l10n.t('The draft changes “{0}”, which must stay as it is.', shortened(missing)),
    };
  const detail =
    masked.length === 1
      ? l10n.t('The protected span is unchanged.')
      : l10n.t('All {0} protected spans are unchanged.', masked.length);
  return { check: 'masks', status: 'passed', detail };
}

/** The new text has no more findings than the old one. */
export async function lintsCheck(params: CheckParams): Promise<CheckReport> {
  const before = params.documentText.slice(params.range.start, params.range.end);
  const masked = mergeSpans([
    ...(params.masked ?? []),
    ...(params.masked === undefined ? inlineMasks(before) : []),
  ]);
  const after = locate(before, masked, params.newText);
  const [old, fresh] = [
    await findings(before, masked),
    await findings(params.newText, after.spans),
  ];
  if (fresh.length <= old.length) {
    const detail =
      old.length === 0
        ? l10n.t('The linter finds nothing, before or after.')
        : l10n.t('The linter finds {0} where it found {1}.', fresh.length, old.length);
    return { check: 'lints', status: 'passed', detail };
  }
  const added = fresh.find((finding) => !old.includes(finding)) ?? fresh[0] ?? '';
  return {
    check: 'lints',
    status: 'failed',
    detail: l10n.t('The draft adds a fault: {0}.', added),
  };
}

/** Findings in words, one per fault. */
async function findings(text: string, masked: readonly OffsetRange[]): Promise<string[]> {
  const sentence = readSentence(text, masked);
  const lints = await harperLints(sentence.view);
  const outside = (range: OffsetRange): boolean =>
    masked.every((span) => range.end <= span.start || range.start >= span.end);
  const named = (range: OffsetRange): string =>
    `“${shortened(text.slice(range.start, range.end))}”`;
  return [
    ...lints
      .filter((lint) => harperTrust(lint) >= surePrior && outside(lint.range))
      .map((lint) => named(lint.range)),
    ...(await unknownWords(sentence, lints))
      .filter(({ token }) => token.text === token.lower && outside(token))
      .map(({ token }) => named(token)),
    ...ruleCorrections(sentence)
      .filter((correction) => correction.prior >= surePrior)
      .map((correction) => named(correction.range)),
  ];
}

/** Where the protected spans of `before` stand in `after`; `missing` is the first that is gone. */
function locate(
  before: string,
  masked: readonly OffsetRange[],
  after: string,
): { spans: OffsetRange[]; missing?: string } {
  const spans: OffsetRange[] = [];
  let at = 0;
  for (const span of masked) {
    const wanted = before.slice(span.start, span.end);
    const found = after.indexOf(wanted, at);
    if (found < 0) return { spans, missing: wanted };
    spans.push({ start: found, end: found + wanted.length });
    at = found + wanted.length;
  }
  return { spans };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
