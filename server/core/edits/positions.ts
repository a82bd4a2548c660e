import type { OffsetRange, Position, Range } from '../../../protocol/text.ts';

/** Converts between UTF-16 offsets and positions of one text; line ends are LF, CRLF or CR. */
export interface PositionIndex {
  positionAt(offset: number): Position;
  /** Clamped to the text, as editors do. */
  offsetAt(position: Position): number;
  rangeAt(range: OffsetRange): Range;
  offsetsOf(range: Range): OffsetRange;
}

export function createPositionIndex(text: string): PositionIndex {
  const starts = lineStarts(text);

  function positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - starts[low]! };
  }

  function offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = starts[position.line];
    if (start === undefined) return text.length;
    const next = starts[position.line + 1] ?? text.length + 1;
    const lineEnd = contentEnd(text, start, Math.min(next, text.length));
    return Math.max(start, Math.min(start + position.character, lineEnd));
  }

  return {
    positionAt,
    offsetAt,
    rangeAt: (range) => ({ start: positionAt(range.start), end: positionAt(range.end) }),
    offsetsOf: (range) => {
      const start = offsetAt(range.start);
      const end = offsetAt(range.end);
      return { start: Math.min(start, end), end: Math.max(start, end) };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 13 && text.charCodeAt(i + 1) === 10) i++;
    else if (unit !== 10 && unit !== 13) continue;
    starts.push(i + 1);
  }
  return starts;
}

/** End of a line's own characters, before its line break. */
function contentEnd(text: string, start: number, next: number): number {
  let end = next;
  if (end > start && text.charCodeAt(end - 1) === 10) end--;
  if (end > start && text.charCodeAt(end - 1) === 13) end--;
  return end;
}
