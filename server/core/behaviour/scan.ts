import type { LiteralLanguage } from './literal.ts';

/** A stretch of source text that means one thing: code, or a string or comment whose content is no code. */
export interface Stretch {
  readonly kind: 'code' | 'string' | 'comment';
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts source text into code, strings and comments. An unclosed string reaches to the end of the text. JavaScript's
 * regular expressions count as strings.
 */
export function stretches(text: string, language: LiteralLanguage): readonly Stretch[] {
  const found: Stretch[] = [];
  let codeStart = 0;
  for (let at = 0; at < text.length;) {
    const end =
      language === 'python' ? pythonEnd(text, at) : javascriptEnd(text, at, found, codeStart);
    if (end === undefined) {
      at += 1;
      continue;
    }
    if (at > codeStart) found.push({ kind: 'code', start: codeStart, end: at });
    found.push({ kind: end.kind, start: at, end: end.end });
    at = codeStart = end.end;
  }
  if (codeStart < text.length) found.push({ kind: 'code', start: codeStart, end: text.length });
  return found;
}

interface End {
  readonly kind: 'string' | 'comment';
  readonly end: number;
}

function pythonEnd(text: string, at: number): End | undefined {
  const character = text.charAt(at);
  if (character === '#') return { kind: 'comment', end: lineEnd(text, at) };
  if (character !== '"' && character !== "'") return undefined;
  const triple = character.repeat(3);
  const quote = text.startsWith(triple, at) ? triple : character;
  return { kind: 'string', end: stringEnd(text, at + quote.length, quote, quote.length === 1) };
}

function javascriptEnd(
  text: string,
  at: number,
  before: readonly Stretch[],
  codeStart: number,
): End | undefined {
  const character = text.charAt(at);
  if (text.startsWith('//', at)) return { kind: 'comment', end: lineEnd(text, at) };
  if (text.startsWith('/*', at)) {
    const close = text.indexOf('*/', at + 2);
    return { kind: 'comment', end: close < 0 ? text.length : close + 2 };
  }
  if (character === '"' || character === "'")
    return { kind: 'string', end: stringEnd(text, at + 1, character, true) };
  if (character === '`') return { kind: 'string', end: templateEnd(text, at + 1) };
  if (character === '/' && startsPattern(text, at, before, codeStart))
    return { kind: 'string', end: patternEnd(text, at + 1) };
  return undefined;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Behind the closing quote; a string of one line ends with its line at the latest. */
function stringEnd(text: string, start: number, quote: string, oneLine: boolean): number {
  for (let at = start; at < text.length; at++) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (oneLine && text.charAt(at) === '\n') return at;
  }
  return text.length;
}

/** Behind the closing backtick, with templates inside its `${…}` left out of account. */
function templateEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (depth === 0 && character === '`') return at + 1;
    else if (text.startsWith('${', at)) {
      depth += 1;
      at += 1;
    } else if (depth > 0 && character === '{') depth += 1;
    else if (depth > 0 && character === '}') depth -= 1;
  }
  return text.length;
}

/** A slash divides after a value and starts a regular expression elsewhere. */
function startsPattern(
  text: string,
  at: number,
  before: readonly Stretch[],
  codeStart: number,
): boolean {
  const code = text.slice(codeStart, at).trimEnd();
  if (code === '') return before.at(-1)?.kind !== 'string';
  if (/(?:^|[^\p{ID_Continue}$.])(?:return|typeof|case|in|of|void|yield|await)$/u.test(code))
    return true;
  return !/[\p{ID_Continue}$)\]}]$/u.test(code);
}

function patternEnd(text: string, start: number): number {
  let inClass = false;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '\n') return at;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) return at + 1;
  }
  return text.length;
}

/** The text with every string and comment made of blanks, offsets and lines kept. */
export function codeOnly(text: string, language: LiteralLanguage): string {
  return stretches(text, language)
    .map(({ kind, start, end }) => {
      const part = text.slice(start, end);
      return kind === 'code' ? part : part.replaceAll(/[^\n]/g, ' ');
    })
    .join('');
}

/** A line that no bracket or string of an earlier line reaches into. */
export interface OpenLine {
  readonly start: number;
  /** Columns of blanks before its first character. */
  readonly indent: number;
  /** The line's text from its first character on, strings and comments included. */
  readonly text: string;
}

/** Lines with something on them that begin outside every string and bracket; lines of comment only are left out. */
export function openLines(text: string, language: LiteralLanguage): readonly OpenLine[] {
  const code = codeOnly(text, language);
  const strings = stretches(text, language).filter(({ kind }) => kind === 'string');
  const found: OpenLine[] = [];
  let depth = 0;
  let stringAt = 0;
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    while ((strings[stringAt]?.end ?? Infinity) <= start) stringAt += 1;
    const insideString = (strings[stringAt]?.start ?? Infinity) < start;
    const content = line.trimStart();
    const isComment = content.startsWith(language === 'python' ? '#' : '//');
    if (depth === 0 && !insideString && content !== '' && !isComment) {
      found.push({ start, indent: line.length - content.length, text: content });
    }
    for (const character of code.slice(start, end)) {
      if ('([{'.includes(character)) depth += 1;
      else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
    }
    start = end + 1;
  }
  return found;
}
