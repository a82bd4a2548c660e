import type { OffsetRange } from '../../protocol/text.ts';

/** One replacement by offsets into the current text. */
export interface OffsetEdit extends OffsetRange {
  readonly newText: string;
}

/** The text with all edits applied; they must not overlap. */
export function applyOffsetEdits(text: string, edits: readonly OffsetEdit[]): string {
  const parts: string[] = [];
  let position = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(position, edit.start), edit.newText);
    position = edit.end;
  }
  return parts.join('') + text.slice(position);
}
