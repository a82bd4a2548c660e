import { isTableRow, linesOf, listMarkerLength, ParagraphBuilder, pieceOf } from './paragraphs.ts';
import type { Line, Paragraph, ParagraphRole } from './paragraphs.ts';

const fence = /^\s{0,3}(?:>\s?)*\s*(?:[-*+]\s+)?(`{3,}|~{3,})/u;
const heading = /^\s{0,3}#{1,6}\s+/u;
const quote = /^\s{0,3}(?:>\s?)+/u;
const rule = /^\s{0,3}(?:[-*_=]\s*){3,}$/u;
const reference = /^\s{0,3}\[[^\]]+\]:\s*\S+/u;
const htmlBlock = /^\s{0,3}<(?:[/!?]|[a-zA-Z][\w-]*(?:\s|>|\/|$))/u;
const delimiterRow = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$/u;
const alert = /^\s*\[![A-Z]+\]\s*$/u;

/** Paragraphs of a Markdown document: no front matter, code, tables, HTML blocks or link definitions. */
export function markdownParagraphs(text: string): readonly Paragraph[] {
  const builder = new ParagraphBuilder(text);
  const lines = linesOf(text);
  let role: ParagraphRole = 'text';
  let inHtml = false;
  let previousBlank = true;
  for (let i = frontMatterEnd(lines); i < lines.length; i++) {
    const line = lines[i] as Line;
    const closing = fencedBlockEnd(lines, i);
    if (closing !== undefined) {
      builder.close();
      i = closing;
      previousBlank = true;
      continue;
    }
    if (line.text.trim() === '') {
      builder.close();
      inHtml = false;
      previousBlank = true;
      if (!/^\s/u.test(lines[i + 1]?.text ?? '')) role = 'text';
      continue;
    }
    inHtml = inHtml || (previousBlank && htmlBlock.test(line.text));
    const isCode: boolean = previousBlank && role === 'text' && /^(?: {4}|\t)/u.test(line.text);
    const opensBlock = previousBlank;
    // An indented block goes on until a line that is not indented.
    previousBlank = isCode;
    if (inHtml || isCode || isOpaque(line, lines[i + 1], lines[i - 1])) {
      builder.close();
      continue;
    }
    role = addLine(builder, line, opensBlock && !/^\s/u.test(line.text) ? 'text' : role);
  }
  return builder.finish();
}

function addLine(builder: ParagraphBuilder, line: Line, role: ParagraphRole): ParagraphRole {
  const quoted = quote.exec(line.text)?.[0].length ?? 0;
  const body = line.text.slice(quoted);
  if (alert.test(body)) {
    builder.close();
    return role;
  }
  const head = heading.exec(body)?.[0].length;
  if (head !== undefined) {
    builder.close();
    builder.add(pieceOf(line, quoted + head), 'heading');
    builder.close();
    return 'text';
  }
  const marker = listMarkerLength(body);
  if (marker === 0) {
    builder.add(pieceOf(line, quoted), role);
    return role;
  }
  builder.close();
  builder.add(pieceOf(line, quoted + marker), 'item');
  return 'item';
}

function isOpaque(line: Line, next: Line | undefined, previous: Line | undefined): boolean {
  return (
    rule.test(line.text) ||
    reference.test(line.text) ||
    isTableRow(line.text) ||
    delimiterRow.test(line.text) ||
    (line.text.includes('|') &&
      (delimiterRow.test(next?.text ?? '') || delimiterRow.test(previous?.text ?? '')))
  );
}

function frontMatterEnd(lines: readonly Line[]): number {
  const first = lines[0]?.text.trimEnd();
  if (first !== '---' && first !== '+++') return 0;
  const close = lines.findIndex((line, i) => i > 0 && line.text.trimEnd() === first);
  return close < 0 ? 0 : close + 1;
}

/** Index of the line that closes the fence opened at `at`; undefined when none opens there. */
function fencedBlockEnd(lines: readonly Line[], at: number): number | undefined {
  const open = fence.exec((lines[at] as Line).text)?.[1];
  if (open === undefined) return undefined;
  for (let i = at + 1; i < lines.length; i++) {
    const text = (lines[i] as Line).text.replace(quote, '').trim();
    if (text.startsWith(open) && text.replaceAll(open[0] as string, '') === '') return i;
  }
  return lines.length - 1;
}
