import type { OffsetRange } from '../../../protocol/text.ts';

/** A sentence on its way to being right: its text now, and the spans that must stay as they are. */
export interface WorkingText {
  readonly text: string;
  readonly masked: readonly OffsetRange[];
}

/** One replacement in a working text. */
export interface TextEdit {
  readonly range: OffsetRange;
  readonly newText: string;
}

/** Applies edits that do not overlap, and moves the masked spans along. */
export function applyEdits(working: WorkingText, edits: readonly TextEdit[]): WorkingText {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start);
  let text = '';
  let at = 0;
  for (const edit of ordered) {
    text += working.text.slice(at, edit.range.start) + edit.newText;
    at = edit.range.end;
  }
  text += working.text.slice(at);
  const moved = (offset: number): number =>
    ordered.reduce(
      (to, edit) =>
        edit.range.end <= offset
          ? to + edit.newText.length - (edit.range.end - edit.range.start)
          : to,
      offset,
    );
  return {
    text,
    masked: working.masked.map((span) => ({ start: moved(span.start), end: moved(span.end) })),
  };
}

/** Two edits touch the same text, or insert at the same place. */
export function overlaps(a: OffsetRange, b: OffsetRange): boolean {
  return (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);
}

/** A sentence on one line, and where each of its characters stands in the working text. */
export interface Projection {
  readonly text: string;
  /** Offset in the working text of each character, and of the end. */
  readonly offsets: readonly number[];
}

/** What a model reads: line breaks with their comment markers become one blank; the rest stays. */
export function project(working: WorkingText): Projection {
  let text = '';
  const offsets: number[] = [];
  let at = 0;
  const copy = (to: number): void => {
    for (; at < to; at++) {
      text += working.text[at] as string;
      offsets.push(at);
    }
  };
  for (const span of working.masked) {
    const inside = working.text.slice(span.start, span.end);
    if (!/[\r\n]/u.test(inside)) continue;
    copy(span.start);
    text += ' ';
    offsets.push(span.start);
    at = span.end;
  }
  copy(working.text.length);
  offsets.push(working.text.length);
  return { text, offsets };
}
