import { concepts, lexicon, type Concept } from './lexicon.ts';
import { tokensOf, unspacedScript } from './tokens.ts';

/** How often each concept occurs in the whole text, near its start and near its end, in the order of `concepts`. */
export interface ConceptCounts {
  readonly all: Float64Array;
  readonly head: Float64Array;
  readonly tail: Float64Array;
}

const edgeTokens = 25;
const longestUnspaced = 6;
const arabicPrefix = /^(?:[وفبلك]?ال|[وفبلك])(?=\p{L}{2})/u;
const hangul = /\p{sc=Hangul}/u;

interface Phrase {
  /** What must follow the first token. */
  readonly rest: readonly string[];
  /** The last token may go on: an entry that ends in `*`, or a Korean word with its ending. */
  readonly open: boolean;
  readonly bits: number;
}

interface Index {
  readonly whole: ReadonlyMap<string, number>;
  /** By the first three characters: what a longer word must begin with, and the concepts. */
  readonly prefix: ReadonlyMap<
    string,
    readonly { readonly start: string; readonly bits: number }[]
  >;
  readonly anywhere: ReadonlyMap<string, number>;
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
}

const index = buildIndex();

/** Counts lexicon entries in tokens (words in lower case; unspaced scripts as runs). */
export function countConcepts(tokens: readonly string[]): ConceptCounts {
  const all = new Float64Array(concepts.length);
  const head = new Float64Array(concepts.length);
  const tail = new Float64Array(concepts.length);
  tokens.forEach((token, at) => {
    const add = (bits: number): void => {
      for (let bit = 0; bit < concepts.length; bit += 1) {
        if ((bits & (1 << bit)) === 0) continue;
        all[bit] = (all[bit] ?? 0) + 1;
        if (at < edgeTokens) head[bit] = (head[bit] ?? 0) + 1;
        if (at >= tokens.length - edgeTokens) tail[bit] = (tail[bit] ?? 0) + 1;
      }
    };
    const phrase = phraseAt(tokens, at);
    if (unspacedScript.test(token)) {
      if (phrase !== 0) add(phrase);
      scanRun(token, add);
    } else {
      const bits = conceptsOf(token) | phrase;
      if (bits !== 0) add(bits);
    }
  });
  return { all, head, tail };
}

function conceptsOf(token: string): number {
  const direct = lookUp(token);
  if (direct !== 0 || token.charCodeAt(0) < 0x600 || token.charCodeAt(0) > 0x6ff) return direct;
  return lookUp(token.replace(arabicPrefix, ''));
}

function lookUp(token: string): number {
  let bits = index.whole.get(token) ?? 0;
  for (const entry of index.prefix.get(token.slice(0, 3)) ?? []) {
    if (token.startsWith(entry.start)) bits |= entry.bits;
  }
  return bits;
}

function phraseAt(tokens: readonly string[], at: number): number {
  let bits = 0;
  for (const phrase of index.phrases.get(tokens[at] ?? '') ?? []) {
    const last = phrase.rest.length - 1;
    const fits = phrase.rest.every((part, offset) => {
      const token = tokens[at + 1 + offset] ?? '';
      return offset === last && phrase.open ? token.startsWith(part) : token === part;
    });
    if (fits) bits |= phrase.bits;
  }
  return bits;
}

function scanRun(run: string, add: (bits: number) => void): void {
  let at = 0;
  while (at < run.length) {
    let taken = 1;
    for (let length = Math.min(longestUnspaced, run.length - at); length > 0; length -= 1) {
      const bits = index.anywhere.get(run.slice(at, at + length));
      if (bits === undefined) continue;
      add(bits);
      taken = length;
      break;
    }
    at += taken;
  }
}

function buildIndex(): Index {
  const whole = new Map<string, number>();
  const prefix = new Map<string, number>();
  const anywhere = new Map<string, number>();
  const phrases = new Map<string, Phrase[]>();
  const add = (map: Map<string, number>, key: string, bit: number): void => {
    map.set(key, (map.get(key) ?? 0) | bit);
  };
  concepts.forEach((concept: Concept, position) => {
    const bit = 1 << position;
    for (const entry of lexicon[concept].split(/\s+/u)) {
      const text = entry.normalize('NFKC').toLowerCase();
      const bare = text.replace(/^=|[*_]$/gu, '');
      if (bare === '') continue;
      const [first = '', ...rest] = tokensOf(bare.replaceAll('_', ' '));
      if (rest.length > 0) {
        const open = text.endsWith('*') || hangul.test(rest.at(-1) ?? '');
        phrases.set(first, [...(phrases.get(first) ?? []), { rest, open, bits: bit }]);
      } else if (unspacedScript.test(bare)) add(anywhere, bare, bit);
      else if (text.endsWith('*') || (!/^=|_$/u.test(text) && bare.length >= 5))
        add(prefix, bare, bit);
      else add(whole, bare, bit);
    }
  });
  return { whole, prefix: byStart(prefix), anywhere, phrases };
}

function byStart(
  prefixes: ReadonlyMap<string, number>,
): Map<string, { start: string; bits: number }[]> {
  const groups = new Map<string, { start: string; bits: number }[]>();
  for (const [start, bits] of prefixes) {
    const key = start.slice(0, 3);
    groups.set(key, [...(groups.get(key) ?? []), { start, bits }]);
  }
  return groups;
}
