import type { OffsetRange } from '../../../protocol/text.ts';

/** Where a paragraph stands, since that decides what its sentences must look like. */
export type ParagraphRole = 'text' | 'item' | 'heading' | 'comment';

/** Running text in document order; the gaps between its pieces are line breaks, indents and comment markers. */
export interface Paragraph {
  readonly role: ParagraphRole;
  readonly pieces: readonly OffsetRange[];
  /** The paragraph before it ends with a comma, as the salutation of a letter does. */
  readonly afterSalutation?: boolean;
}

/** One line of a text, without its line break. */
export interface Line extends OffsetRange {
  readonly text: string;
}

/** Cuts at LF, CRLF and CR; the break belongs to no line. */
export function linesOf(
  text: string,
  within: OffsetRange = { start: 0, end: text.length },
): Line[] {
  const lines: Line[] = [];
  let start = within.start;
  while (start <= within.end) {
    let end = start;
    while (end < within.end && text[end] !== '\n' && text[end] !== '\r') end++;
    lines.push({ start, end, text: text.slice(start, end) });
    start = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
  }
  return lines;
}

/** The part of a line from `from` on, blanks trimmed at both ends; undefined when nothing is left. */
export function pieceOf(line: Line, from = 0): OffsetRange | undefined {
  const rest = line.text.slice(from);
  const lead = rest.length - rest.trimStart().length;
  const body = rest.trim();
  if (body === '') return undefined;
  const start = line.start + from + lead;
  return { start, end: start + body.length };
}

const listMarker = /^\s*(?:[-*+•–]\s+(?:\[[ xX]\]\s+)?|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s+)/u;

/** Length of a list marker with its indent, 0 when the line is no list item. */
export function listMarkerLength(text: string): number {
  return listMarker.exec(text)?.[0].length ?? 0;
}

/** Collects pieces into paragraphs. */
export class ParagraphBuilder {
  readonly #paragraphs: Paragraph[] = [];
  #pieces: OffsetRange[] = [];
  #role: ParagraphRole = 'text';
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  /** Adds to the open paragraph, or opens one. */
  add(piece: OffsetRange | undefined, role: ParagraphRole): void {
    if (piece === undefined) return this.close();
    if (this.#pieces.length > 0 && this.#role !== role) this.close();
    this.#role = role;
    this.#pieces.push(piece);
  }

  /** Ends the open paragraph. */
  close(): void {
    const last = this.#pieces.at(-1);
    if (last === undefined) return;
    const before = this.#paragraphs.at(-1)?.pieces.at(-1);
    const afterSalutation = before !== undefined && this.#source[before.end - 1] === ',';
    this.#paragraphs.push({ role: this.#role, pieces: this.#pieces, afterSalutation });
    this.#pieces = [];
  }

  /** Everything collected. */
  finish(): readonly Paragraph[] {
    this.close();
    return this.#paragraphs;
  }
}

/** Paragraphs of plain text: separated by empty lines, each list item one of its own. */
export function plainParagraphs(
  text: string,
  options: { readonly commentMarker?: string } = {},
): readonly Paragraph[] {
  const builder = new ParagraphBuilder(text);
  let role: ParagraphRole = 'text';
  for (const line of linesOf(text)) {
    const marker = listMarkerLength(line.text);
    const isComment =
      options.commentMarker !== undefined && line.text.startsWith(options.commentMarker);
    if (line.text.trim() === '' || isComment || isTableRow(line.text)) {
      builder.close();
      role = 'text';
      continue;
    }
    if (marker > 0) {
      builder.close();
      role = 'item';
    }
    builder.add(pieceOf(line, marker), role);
  }
  return builder.finish();
}

/** A row of a Markdown or ASCII table. */
export function isTableRow(text: string): boolean {
  return /^\s*\|.*\|\s*$/u.test(text) || /^\s*[+|][-=+|: ]{3,}$/u.test(text);
}
