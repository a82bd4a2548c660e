import type { OffsetRange } from '../../../protocol/text.ts';

/** A full stop behind one of these ends an abbreviation, not a sentence. */
const abbreviations = new Set(
  `e.g i.e etc vs cf al a.m p.m mr mrs ms dr prof st sr jr inc ltd corp co dept est approx fig figs eq no nos vol
ed eds ca resp incl excl max min sec ver pp p ch jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri
sat sun u.s u.k esq gen gov rev hon d.h z.b tel ext alt orig misc temp avg std param params arg args`.split(
    /\s+/u,
  ),
);

const terminal = /[.!?…]+["'”’)\]*_`]*(?=\s|$)/gu;

/**
 * Sentences of a paragraph's text. Masked spans are seen as opaque: a full stop inside one ends nothing.
 * A line that stands alone (a greeting, a name) is a sentence of its own.
 */
export function sentenceRanges(text: string, masked: readonly OffsetRange[]): OffsetRange[] {
  const cuts = [...terminalCuts(text, masked), ...lineCuts(text)].sort((a, b) => a - b);
  const ranges: OffsetRange[] = [];
  let start = 0;
  for (const cut of [...cuts, text.length]) {
    const range = trimmed(text, start, cut);
    if (range !== undefined) ranges.push(range);
    start = cut;
  }
  return ranges;
}

function* terminalCuts(text: string, masked: readonly OffsetRange[]): Generator<number> {
  for (const match of text.matchAll(terminal)) {
    const at = match.index;
    const end = at + match[0].length;
    if (end >= text.length || masked.some((span) => at >= span.start && at < span.end)) continue;
    const next = text.slice(end).trimStart();
    const word = /[\p{L}.]*$/u.exec(text.slice(0, at))?.[0].toLowerCase() ?? '';
    if (
      match[0].startsWith('.') &&
      !match[0].startsWith('..') &&
      (isAbbreviation(word) || isInitial(text.slice(0, at)))
    )
      continue;
    // "Node.js is", "v1. the": before a small letter, only a plain word and its stop end a sentence.
    if (/^\p{Ll}/u.test(next) && (word.length < 2 || word.includes('.') || match[0].length > 1))
      continue;
    yield end;
  }
}

function isAbbreviation(word: string): boolean {
  return abbreviations.has(word) || /^(?:\p{L}\.)+\p{L}$/u.test(word);
}

/** "J. Smith", "John F. Kennedy", but not "room B." */
function isInitial(before: string): boolean {
  return /(?:^|[.!?]\s|\p{Lu}[\p{L}.]*\s)\p{Lu}$/u.test(before);
}

const shortLine = 50;

/** A line break ends a sentence when the next line starts anew and this one was not filled. */
function* lineCuts(text: string): Generator<number> {
  for (const match of text.matchAll(/\r\n|\n|\r/gu)) {
    const lineStart =
      Math.max(text.lastIndexOf('\n', match.index - 1), text.lastIndexOf('\r', match.index - 1)) +
      1;
    const length = match.index - lineStart;
    const next = text.slice(match.index + match[0].length).trimStart();
    if (length < shortLine && /^[\p{Lu}\p{N}]/u.test(next)) yield match.index;
  }
}

function trimmed(text: string, start: number, end: number): OffsetRange | undefined {
  while (start < end && /\s/u.test(text[start] as string)) start++;
  while (end > start && /\s/u.test(text[end - 1] as string)) end--;
  return end > start ? { start, end } : undefined;
}
