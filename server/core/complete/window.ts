/** What a model reads around a place; line ends are `\n`. */
export interface Around {
  readonly prefix: string;
  readonly suffix: string;
}

const mostBefore = 6_000;
const mostAfter = 2_000;
/** The beginning moves by whole steps, so that what a model remembers of it outlasts many keys. */
const step = 2_000;

/** The text around an offset, bounded, from the beginning of a line to the end of one. */
export function textAround(text: string, offset: number): Around {
  const over = Math.ceil(Math.max(0, offset - mostBefore) / step) * step;
  const lineStart = over === 0 ? 0 : text.lastIndexOf('\n', over) + 1;
  // A line of thousands of characters is cut where it is.
  const start = over - lineStart > step ? over : lineStart;
  const far = offset + mostAfter;
  const lineEnd = text.length <= far ? text.length : text.lastIndexOf('\n', far - 1) + 1;
  const end = lineEnd <= offset ? Math.min(far, text.length) : lineEnd;
  return {
    prefix: unified(text.slice(start, offset)),
    suffix: unified(text.slice(offset, end)),
  };
}

function unified(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
