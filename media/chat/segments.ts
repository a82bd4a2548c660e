import type { Hunk } from '../../protocol/refine.ts';
import type { Position } from '../../protocol/text.ts';

/** A piece of a refined text, in order. */
export interface Segment {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
  /** Nobody vouches for this change. */
  readonly unreviewed: boolean;
}

/** The original with its changes marked; hunks are positions within it and do not overlap. */
export function segmentsOf(original: string, hunks: readonly Hunk[]): Segment[] {
  const starts = lineStarts(original);
  const offsetOf = ({ line, character }: Position): number =>
    Math.min(original.length, (starts[line] ?? original.length) + character);
  const segments: Segment[] = [];
  const add = (kind: Segment['kind'], text: string, unreviewed = false): void => {
    if (text !== '') segments.push({ kind, text, unreviewed });
  };
  let at = 0;
  const ordered = hunks
    .map((hunk) => ({ hunk, start: offsetOf(hunk.range.start), end: offsetOf(hunk.range.end) }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  for (const { hunk, start, end } of ordered) {
    if (start < at) continue;
    const unreviewed = hunk.verdict === 'unreviewed';
    add('same', original.slice(at, start));
    add('removed', original.slice(start, end), unreviewed);
    add('added', hunk.newText, unreviewed);
    at = end;
  }
  add('same', original.slice(at));
  return segments;
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
}
