import type { Position, Range } from '../../protocol/text.ts';

/** One replacement in a document, as an editor reports it. */
export interface TextChange {
  readonly range: Range;
  readonly text: string;
}

/** Where a tracked range lies after a change, and whether the change was inside it. */
export interface Moved {
  readonly range: Range;
  readonly touched: boolean;
}

/**
 * Follows a range through one change. A change inside the range stretches or shrinks it; one that
 * crosses a border leaves nothing that could be trusted, so the range is lost. Text typed exactly at
 * the start of a range goes before it, at its end after it, unless `borders` says that both count as inside; at an empty
 * range it counts as inside.
 */
export function moveRange(
  range: Range,
  change: TextChange,
  borders: 'outside' | 'inside' = 'outside',
): Moved | undefined {
  const { start, end } = change.range;
  const atBorder = compare(start, range.start) === 0 || compare(start, range.end) === 0;
  const insertsInside =
    isEmpty(change.range) && atBorder && (isEmpty(range) || borders === 'inside');
  if (!insertsInside) {
    if (compare(start, range.end) >= 0) return { range, touched: false };
    if (compare(end, range.start) <= 0) {
      return {
        range: { start: shift(range.start, change), end: shift(range.end, change) },
        touched: false,
      };
    }
  }
  if (compare(start, range.start) < 0 || compare(end, range.end) > 0) return undefined;
  return { range: { start: range.start, end: shift(range.end, change) }, touched: true };
}

/** Negative, zero or positive as the first position lies before, at or after the second. */
export function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Whether two ranges share at least one position; an empty range inside the other counts. */
export function overlaps(a: Range, b: Range): boolean {
  if (isEmpty(a) || isEmpty(b)) {
    return compare(a.start, b.end) <= 0 && compare(b.start, a.end) <= 0;
  }
  return compare(a.start, b.end) < 0 && compare(b.start, a.end) < 0;
}

/** The same text whatever the line ends are. */
export function sameText(a: string, b: string): boolean {
  return unifyLineEnds(a) === unifyLineEnds(b);
}

/** Line ends as `\n`, so that texts from documents with either kind compare equal. */
export function unifyLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function isEmpty(range: Range): boolean {
  return compare(range.start, range.end) === 0;
}

/** A position at or after the end of the replaced part, moved by the replacement. */
function shift(position: Position, change: TextChange): Position {
  const { start, end } = change.range;
  const inserted = unifyLineEnds(change.text).split('\n');
  const lastLength = (inserted[inserted.length - 1] ?? '').length;
  const endOfNew: Position =
    inserted.length === 1
      ? { line: start.line, character: start.character + lastLength }
      : { line: start.line + inserted.length - 1, character: lastLength };
  if (position.line > end.line) {
    return { line: position.line + endOfNew.line - end.line, character: position.character };
  }
  return {
    line: endOfNew.line,
    character: endOfNew.character + position.character - end.character,
  };
}
