import { diffWordsWithSpace } from 'diff';
import { unifyLineEnds } from './anchor.ts';

/** Share of a proposed text's characters that a later text still holds in their order, 0 to 1. */
export function keptShare(proposed: string, now: string): number {
  const [before, after] = [unifyLineEnds(proposed), unifyLineEnds(now)];
  if (before === after) return 1;
  if (before === '') return 0;
  const kept = diffWordsWithSpace(before, after)
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.length, 0);
  return Math.min(1, kept / before.length);
}
