import MarkdownIt, { type Token } from 'markdown-it';
import { packed, slice, trimmed, type Lines, type Passage, type Span } from './passage.ts';

const parser = new MarkdownIt('commonmark').enable('table');
/** A section longer than this is cut between its paragraphs. */
const mostLines = 24;

/** The sections of a Markdown text under their headings, long ones cut between blocks. */
export function markdownPassages(lines: Lines): Passage[] {
  const passages: Passage[] = [];
  const path: { readonly level: number; readonly title: string }[] = [];
  let blocks: Span[] = [];
  const close = (): void => {
    const headings = path.map(({ title }) => title);
    for (const span of packed(lines, blocks, mostLines)) {
      const [start, end] = trimmed(lines, span) ?? [0, -1];
      if (end < start) continue;
      const text = slice(lines, start, end);
      passages.push({ start, end, text, headings, names: [], kind: 'prose' });
    }
    blocks = [];
  };
  const tokens = parser.parse(lines.text, {});
  tokens.forEach((token, index) => {
    const span = spanOf(token);
    if (!span) return;
    if (token.type === 'heading_open' && token.level === 0) {
      close();
      const level = Number(token.tag.slice(1));
      while ((path.at(-1)?.level ?? 0) >= level) path.pop();
      path.push({ level, title: plain(tokens[index + 1]) });
      blocks.push(span);
    } else if (isBlock(token)) blocks.push(span);
  });
  close();
  return passages;
}

/** Top-level blocks, and the items of top-level lists instead of the whole list. */
function isBlock({ type, level, nesting }: Token): boolean {
  if (nesting < 0) return false;
  if (type === 'list_item_open') return level === 1;
  return level === 0 && !/_list_open$/.test(type) && type !== 'inline';
}

function spanOf({ map, nesting }: Token): Span | undefined {
  return map && nesting >= 0 ? [map[0], Math.max(map[0], map[1] - 1)] : undefined;
}

function plain(inline: Token | undefined): string {
  return (inline?.children ?? [])
    .map(({ type, content }) => (type === 'softbreak' ? ' ' : content))
    .join('')
    .trim();
}
