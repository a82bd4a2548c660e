/** A document by its lines. */
export interface Lines {
  readonly count: number;
  at(line: number): string;
}

/** Whole lines, both counted from zero and both part of it. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/** A comment of whole lines; `docstring` documents what follows or encloses it. */
export interface CommentSpan extends LineSpan {
  readonly kind: 'comment' | 'docstring';
}

/** Lines that are looked at in either direction. */
const reach = 200;

/**
 * The comment that holds all of the lines, by their looks alone: cheap enough for a menu. The engine, which parses the
 * document, decides what is a comment.
 */
export function commentAt(
  languageId: string,
  lines: Lines,
  { first, last }: LineSpan,
): CommentSpan | undefined {
  const found =
    languageId === 'python'
      ? (lineComment(lines, first, '#') ?? docstring(lines, first))
      : (lineComment(lines, first, '//') ?? blockComment(lines, first));
  return found && found.first <= first && found.last >= last ? found : undefined;
}

function lineComment(lines: Lines, line: number, marker: string): CommentSpan | undefined {
  const span = around(lines, line, (text) => text.trimStart().startsWith(marker));
  return span && { ...span, kind: 'comment' };
}

function blockComment(lines: Lines, line: number): CommentSpan | undefined {
  let first = line;
  while (!lines.at(first).trimStart().startsWith('/*')) {
    // A line that ends a comment, or begins with neither star nor slash, lies outside one with usual stars.
    if (first === 0 || line - first > reach) return undefined;
    if (first !== line && lines.at(first).includes('*/')) return undefined;
    first--;
  }
  for (let last = first; last < lines.count && last - first < reach; last++) {
    if (!lines.at(last).includes('*/')) continue;
    const isDoc = lines.at(first).trimStart().startsWith('/**');
    return last < line ? undefined : { first, last, kind: isDoc ? 'docstring' : 'comment' };
  }
  return undefined;
}

const tripleQuote = /^\s*[rRuU]{0,2}("""|''')/;

/** A string in three quotes that follows a line with a colon at its end, or begins the file. */
function docstring(lines: Lines, line: number): CommentSpan | undefined {
  for (let first = line; first >= 0 && line - first < reach; first--) {
    const quotes = tripleQuote.exec(lines.at(first))?.[1];
    if (quotes === undefined) continue;
    const last = closing(lines, first, quotes);
    if (last !== undefined && last >= line && opensBlock(lines, first))
      return { first, last, kind: 'docstring' };
    if (first !== line) return undefined;
  }
  return undefined;
}

function closing(lines: Lines, first: number, quotes: string): number | undefined {
  const begin = lines.at(first).indexOf(quotes) + quotes.length;
  if (lines.at(first).indexOf(quotes, begin) >= 0) return first;
  for (let last = first + 1; last < lines.count && last - first < reach; last++)
    if (lines.at(last).includes(quotes)) return last;
  return undefined;
}

function opensBlock(lines: Lines, first: number): boolean {
  let before = first - 1;
  while (before >= 0 && lines.at(before).trim() === '') before--;
  return before < 0 || lines.at(before).trimEnd().endsWith(':');
}

/** The paragraph around a line: neighbours that are not blank. */
export function paragraphAt(lines: Lines, line: number): LineSpan | undefined {
  return around(lines, line, (text) => text.trim() !== '');
}

function around(
  lines: Lines,
  line: number,
  belongs: (text: string) => boolean,
): LineSpan | undefined {
  if (!belongs(lines.at(line))) return undefined;
  let [first, last] = [line, line];
  while (first > 0 && line - first < reach && belongs(lines.at(first - 1))) first--;
  while (last + 1 < lines.count && last - line < reach && belongs(lines.at(last + 1))) last++;
  return { first, last };
}

/** A statement that takes a condition, or holds one, goes on while its brackets are open; this many lines at most. */
const longestCondition = 10;

/** The lines of the condition that begins on a line. */
export function conditionAt(lines: Lines, line: number): LineSpan | undefined {
  let text = '';
  for (let last = line; last < lines.count && last - line < longestCondition; last++) {
    text += `${lines.at(last)}\n`;
    if (!isClosed(text)) continue;
    return looksLikeCondition(text) ? { first: line, last } : undefined;
  }
  return undefined;
}

function isClosed(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(' || character === '[') depth++;
    else if (character === ')' || character === ']') depth--;
  }
  return depth <= 0;
}

/** A cheap guess for the menu only; the logic expert parses the selection properly. */
export function looksLikeCondition(text: string): boolean {
  const code = text.replaceAll(/=>|->|<<|>>|\/\/.*|#.*/g, ' ');
  return text.length <= 400 && /&&|\|\||!|\band\b|\bor\b|\bnot\b|[<>]=?|==/.test(code);
}
