import type { OffsetRange, Position, Range } from '../../protocol/text.ts';
import type { AcceptedPart } from './entry.ts';

/** How much of the text on either side is kept. */
export const neighbourLength = 40;
/** So much of it must still stand there; an edit further off does not matter. */
const nearest = 12;

/**
 * Where the new text of a hunk stands in a text whose line ends are `\n`: at the only place that has the same neighbours
 * on both sides. Undefined where there is no such place or more than one.
 */
export function locate(
  text: string,
  part: Pick<AcceptedPart, 'left' | 'after' | 'right'>,
): OffsetRange | undefined {
  for (const length of [neighbourLength, nearest]) {
    const left = part.left.slice(-length);
    const needle = left + part.after + part.right.slice(0, length);
    const first = needle === '' ? -1 : text.indexOf(needle);
    if (first < 0) continue;
    if (text.indexOf(needle, first + 1) >= 0) return undefined;
    const start = first + left.length;
    return { start, end: start + part.after.length };
  }
  return undefined;
}

/** Where all of the hunks stand; undefined unless each has a place of its own. */
export function locateAll(
  text: string,
  parts: readonly Pick<AcceptedPart, 'left' | 'after' | 'right'>[],
): readonly OffsetRange[] | undefined {
  const found = parts.map((part) => locate(text, part));
  if (!found.every((range) => range !== undefined)) return undefined;
  const inOrder = [...found].sort((a, b) => a.start - b.start || a.end - b.end);
  const apart = inOrder.every((range, index) => {
    const next = inOrder[index + 1];
    return next === undefined || range.end <= next.start;
  });
  return apart ? found : undefined;
}

/** Offsets of a text whose line ends are `\n`, in their order, as positions; an editor counts the same whatever its line ends. */
export function rangesIn(text: string, offsets: readonly OffsetRange[]): readonly Range[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const positionAt = (offset: number): Position => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (starts[low] ?? 0) };
  };
  return offsets.map(({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }));
}
