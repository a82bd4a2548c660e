import { codePassages } from './codePassages.ts';
import { markdownPassages } from './markdownPassages.ts';
import { linesOf, packed, slice, trimmed, type Lines, type Passage, type Span } from './passage.ts';

const markdownFiles = /\.(?:md|markdown|mdx|mdc)$/i;
const proseFiles =
  /(?:\.(?:txt|text|rst|adoc|asciidoc|org|tex|html?|log|csv|tsv)|(?:^|\/)(?:readme|license|licence|notice|authors|changelog|todo|copying)[^./]*)$/i;

/** Cuts a file into the passages that are searched: Markdown by sections, prose by paragraphs, all else by blocks of code. */
export function passagesOf(path: string, text: string): Passage[] {
  const lines = linesOf(text);
  if (markdownFiles.test(path)) return markdownPassages(lines);
  return proseFiles.test(path) ? proseSections(lines) : codePassages(lines);
}

const mostProseLines = 16;

function proseSections(lines: Lines): Passage[] {
  const spans: Span[] = [];
  let from = 0;
  lines.lines.forEach((line, index) => {
    if (line.trim() !== '') return;
    spans.push([from, index]);
    from = index + 1;
  });
  spans.push([from, lines.lines.length - 1]);
  return packed(lines, spans, mostProseLines).flatMap((span): Passage[] => {
    const [start, end] = trimmed(lines, span) ?? [0, -1];
    if (end < start) return [];
    return [{ start, end, text: slice(lines, start, end), headings: [], names: [], kind: 'prose' }];
  });
}
