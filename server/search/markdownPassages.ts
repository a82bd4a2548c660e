import MarkdownIt, { type Token } from 'markdown-it';
import { packed, slice, trimmed, type Lines, type Passage, type Span } from './passage.ts';

const parser = new MarkdownIt('commonmark').enable('table');
/** A section longer than this is cut between its paragraphs. */
const mostLines = 24;

interface Heading {
  readonly level: number;
  readonly title: string;
}

interface Block {
  readonly start: number;
  readonly heading?: Heading;
}

/** The sections of a Markdown text under their headings, long ones cut between blocks. */
export function markdownPassages(lines: Lines): Passage[] {
  const blocks = blocksOf(parser.parse(lines.text, {}));
  const passages: Passage[] = [];
  const path: Heading[] = [];
  let section: Span[] = [];
  const close = (): void => {
    const headings = path.map(({ title }) => title);
    for (const span of packed(lines, section, mostLines)) {
      const [start, end] = trimmed(lines, span) ?? [0, -1];
      if (end < start) continue;
      const text = slice(lines, start, end);
      passages.push({ start, end, text, headings, names: [], kind: 'prose' });
    }
    section = [];
  };
  blocks.forEach(({ start, heading }, index) => {
    if (heading) {
      close();
      while ((path.at(-1)?.level ?? 0) >= heading.level) path.pop();
      path.push(heading);
    }
    section.push([start, (blocks[index + 1]?.start ?? lines.lines.length) - 1]);
  });
  close();
  return passages;
}

/** Where each block begins; it reaches to the next, since definitions of links belong to no block. */
function blocksOf(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = [{ start: 0 }];
  tokens.forEach((token, index) => {
    const start = token.map?.[0];
    if (start === undefined) return;
    const isHeading = token.type === 'heading_open' && token.level === 0;
    if (!isHeading && !isBlock(token)) return;
    const title = { level: Number(token.tag.slice(1)), title: plain(tokens[index + 1]) };
    const block = isHeading ? { start, heading: title } : { start };
    if (blocks.at(-1)?.start === start) blocks.pop();
    blocks.push(block);
  });
  return blocks;
}

/** Top-level blocks, and the items of top-level lists instead of the whole list. */
function isBlock({ type, level, nesting }: Token): boolean {
  if (nesting < 0) return false;
  if (type === 'list_item_open') return level === 1;
  return level === 0 && !/_list_open$/.test(type) && type !== 'inline';
}

function plain(inline: Token | undefined): string {
  return (inline?.children ?? [])
    .map(({ type, content }) => (type === 'softbreak' ? ' ' : content))
    .join('')
    .trim();
}
