import * as l10n from '@vscode/l10n';
import type { OffsetRange } from '../../../protocol/text.ts';

/** What was said about one selection, if anything. */
export interface SaidOf {
  readonly range: OffsetRange;
  readonly note?: string;
}

/** One note about all selections; where they differ, each sentence names the lines (counted from one) that it is about. */
export function jointNote(parts: readonly SaidOf[], documentText: string): string | undefined {
  const said = new Map<string, OffsetRange[]>();
  for (const { note, range } of parts)
    if (note !== undefined) said.set(note, [...(said.get(note) ?? []), range]);
  const notes = [...said];
  if (notes.length === 0) return undefined;
  const aboutAll = notes.length === 1 && notes[0]?.[1].length === parts.length;
  return notes
    .map(([note, ranges]) =>
      aboutAll ? note : l10n.t('{0}: {1}', linesOf(ranges, documentText), note),
    )
    .join(' ');
}

function linesOf(ranges: readonly OffsetRange[], text: string): string {
  const spans = ranges.map(({ start, end }) => {
    const first = lineAt(text, start);
    // A selection that ends at the beginning of a line has nothing of that line.
    const last = Math.max(first, lineAt(text, /[\r\n]/.test(text[end - 1] ?? '') ? end - 1 : end));
    return first === last ? String(first) : `${first}–${last}`;
  });
  const isOne = spans.length === 1 && !spans[0]?.includes('–');
  return isOne ? l10n.t('Line {0}', spans[0] ?? '') : l10n.t('Lines {0}', spans.join(', '));
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}
