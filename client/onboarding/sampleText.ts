/** The first lines of running text in a Markdown document, counted from zero; all of it where there is none. */
export function firstParagraph(lines: readonly string[]): {
  readonly first: number;
  readonly last: number;
} {
  const isText = (line: string | undefined): boolean =>
    line !== undefined && line.trim() !== '' && !line.startsWith('#');
  const first = lines.findIndex(isText);
  if (first < 0) return { first: 0, last: Math.max(0, lines.length - 1) };
  let last = first;
  while (isText(lines[last + 1])) last++;
  return { first, last };
}
