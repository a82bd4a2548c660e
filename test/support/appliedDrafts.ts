import type { Draft } from '../../server/core/experts/expert.ts';

/** A text with all drafts in their places; none overlaps another. */
export function appliedDrafts(text: string, drafts: readonly Draft[]): string {
  return [...drafts]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce(
      (now, draft) => now.slice(0, draft.range.start) + draft.newText + now.slice(draft.range.end),
      text,
    );
}
