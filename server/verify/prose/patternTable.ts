import type { PatternRow } from './tokenPattern.ts';

/** Rows of one kind and prior, written one a line as `pattern -> replacement`; nothing behind the arrow drops the words. */
export function tableRows(kind: string, prior: number, text: string): PatternRow[] {
  return linesOf(text).map((line): PatternRow => {
    const [pattern = '', replacement, ...more] = line.split('->').map((part) => part.trim());
    if (replacement === undefined || more.length > 0)
      throw new Error(`The line “${line}” must have one arrow.`);
    return [kind, prior, pattern, replacement];
  });
}

/**
 * Rows for words with the preposition that they want, written `words | wrong ones | right one`; blanks part choices, and `+`
 * the words of one choice.
 */
export function governmentRows(prior: number, text: string, behind: string): PatternRow[] {
  return linesOf(text).flatMap((line): PatternRow[] => {
    const [heads = '', wrong = '', right, ...more] = line.split('|').map((part) => part.trim());
    if (right === undefined || more.length > 0)
      throw new Error(`The line “${line}” must have three parts.`);
    const single = heads.split(' ').filter((head) => !head.includes('+'));
    const rows = heads.split(' ').filter((head) => head.includes('+'));
    if (single.length > 0) rows.push(single.join('|'));
    return rows.map((head): PatternRow => [
      'preposition',
      prior,
      `${head.replaceAll('+', ' ')} [ ${wrong.replaceAll(' ', '|')} ] ${behind}`,
      right,
    ]);
  });
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
