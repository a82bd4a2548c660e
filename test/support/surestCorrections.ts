import type { ProseCorrection } from '../../protocol/checker.ts';
import type { OffsetRange } from '../../protocol/text.ts';
import { ruleCorrections } from '../../server/verify/prose/corrections.ts';
import { readSentence } from '../../server/verify/prose/tokens.ts';

/** The sentence after the surest of what the prose rules find. */
export function correctedByRules(text: string): string {
  return withSurest(text, ruleCorrections(readSentence(text)));
}

/** The text after the surest of the findings that meet; those under .8 are left out. */
export function withSurest(text: string, findings: Iterable<ProseCorrection>): string {
  const chosen: ProseCorrection[] = [];
  const sure = [...findings].filter(({ prior }) => prior >= 0.8);
  for (const found of sure.sort((a, b) => b.prior - a.prior))
    if (chosen.every((other) => !meets(found.range, other.range))) chosen.push(found);
  return chosen
    .sort((a, b) => b.range.start - a.range.start)
    .reduce(
      (result, { range, replacements }) =>
        result.slice(0, range.start) + (replacements[0] ?? '') + result.slice(range.end),
      text,
    );
}

function meets(a: OffsetRange, b: OffsetRange): boolean {
  return (a.start < b.end && b.start < a.end) || a.start === b.start;
}
