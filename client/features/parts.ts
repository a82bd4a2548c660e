import type { Lines, LineSpan } from './textAt.ts';

/** How much of a document goes into one request. */
export interface PartSize {
  /** A part is filled up to this. */
  readonly lines: number;
  readonly characters: number;
  /** A block of text longer than this is cut between lines; a function never is. */
  readonly mostCharacters: number;
}

const textSize: PartSize = { lines: 400, characters: 4_000, mostCharacters: 16_000 };
const codeSize: PartSize = { lines: 100, characters: 6_000, mostCharacters: Infinity };

/**
 * Cuts a document into parts, one request each: between paragraphs of a text and between top-level declarations of a
 * program. The parts are whole lines, in order, and hold every line that is not blank.
 */
export function partsOf(lines: Lines, kind: 'text' | 'code', size?: PartSize): LineSpan[] {
  const limits = size ?? (kind === 'code' ? codeSize : textSize);
  const blocks = kind === 'code' ? codeBlocks(lines) : textBlocks(lines);
  const parts: LineSpan[] = [];
  let open: LineSpan | undefined;
  for (const block of blocks.flatMap((each) => cutLong(lines, each, limits))) {
    const joined: LineSpan = open ? { first: open.first, last: block.last } : block;
    if (open && !fits(lines, joined, limits)) {
      parts.push(open);
      open = block;
    } else open = joined;
  }
  return open ? [...parts, open] : parts;
}

/** A paragraph, or a fence with all that is in it; blank lines between them belong to neither. */
function textBlocks(lines: Lines): LineSpan[] {
  let fence: string | undefined;
  let previous = '';
  return blocksOf(lines, (text) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    const starts = fence === undefined && previous.trim() === '';
    if (mark !== undefined) {
      if (fence === undefined) fence = mark;
      else if (mark[0] === fence[0] && mark.length >= fence.length) fence = undefined;
    }
    previous = text;
    return starts;
  });
}

/** A declaration with its comments and decorators: it begins at the margin, after a blank line or the end of another. */
function codeBlocks(lines: Lines): LineSpan[] {
  let previous = '';
  return blocksOf(lines, (text) => {
    const closes = /^[)\]}]/;
    const goesOn = /^(?:else|elif|except|finally|catch)\b/;
    const isAfterEnd = previous.trim() === '' || closes.test(previous);
    previous = text;
    return isAfterEnd && /^\S/.test(text) && !closes.test(text) && !goesOn.test(text);
  });
}

/** Blocks that begin where told; what comes before the first beginning is a block, too. */
function blocksOf(lines: Lines, begins: (text: string) => boolean): LineSpan[] {
  const blocks: LineSpan[] = [];
  for (let line = 0; line < lines.count; line++) {
    const text = lines.at(line);
    const isFirst = begins(text);
    if (text.trim() === '') continue;
    const open = isFirst ? undefined : blocks.pop();
    blocks.push({ first: open?.first ?? line, last: line });
  }
  return blocks;
}

function cutLong(lines: Lines, block: LineSpan, size: PartSize): LineSpan[] {
  if (charactersOf(lines, block) <= size.mostCharacters) return [block];
  const cut: LineSpan[] = [];
  let first = block.first;
  for (let line = block.first + 1; line <= block.last; line++) {
    if (fits(lines, { first, last: line }, size)) continue;
    cut.push({ first, last: line - 1 });
    first = line;
  }
  return [...cut, { first, last: block.last }].flatMap((each) => withoutBlank(lines, each) ?? []);
}

/** The lines without blank ones at either end; undefined when there are no others. */
function withoutBlank(lines: Lines, { first, last }: LineSpan): LineSpan | undefined {
  while (first <= last && lines.at(first).trim() === '') first++;
  while (first <= last && lines.at(last).trim() === '') last--;
  return first <= last ? { first, last } : undefined;
}

function fits(lines: Lines, span: LineSpan, size: PartSize): boolean {
  return span.last - span.first < size.lines && charactersOf(lines, span) <= size.characters;
}

/** Length with line ends. */
function charactersOf(lines: Lines, { first, last }: LineSpan): number {
  let sum = 0;
  for (let line = first; line <= last; line++) sum += lines.at(line).length + 1;
  return sum;
}
