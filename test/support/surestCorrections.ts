import type { ProseCorrection } from '../../protocol/checker.ts';

/** The text after the surest of the findings at each place; those under .8 are left out. */
export function withSurest(text: string, findings: Iterable<ProseCorrection>): string {
  let result = text;
  let end = Infinity;
  const found = [...findings].filter(({ prior }) => prior >= 0.8);
  for (const { range, replacements } of found.sort(
    (a, b) => b.range.start - a.range.start || b.prior - a.prior,
  )) {
    if (range.end > end) continue;
    result = result.slice(0, range.start) + (replacements[0] ?? '') + result.slice(range.end);
    end = range.start;
  }
  return result;
}
