import { concepts, lexicon, type Concept } from './lexicon.ts';

/** How often each concept occurs in the whole text, near its start and near its end, in the order of `concepts`. */
export interface ConceptCounts {
  readonly all: Float64Array;
  readonly head: Float64Array;
  readonly tail: Float64Array;
}

const edgeTokens = 25;
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}]/u;
const longestUnspaced = 6;
const arabicPrefix = /^(?:[وفبلك]?ال|[وفبلك])(?=\p{L}{2})/u;

interface Index {
  readonly whole: ReadonlyMap<string, number>;
  /** By the first three characters: what must follow them, and the concepts. */
  readonly prefix: ReadonlyMap<
    string,
    readonly { readonly start: string; readonly bits: number }[]
  >;
  readonly anywhere: ReadonlyMap<string, number>;
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
    if (unspaced.test(token)) scanRun(token, add);
    else add(conceptsOf(token) | (index.whole.get(`${token}_${tokens[at + 1] ?? ''}`) ?? 0));
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
  const add = (map: Map<string, number>, key: string, bit: number): void => {
    map.set(key, (map.get(key) ?? 0) | bit);
  };
  concepts.forEach((concept: Concept, position) => {
    const bit = 1 << position;
    for (const entry of lexicon[concept].split(/\s+/u)) {
      const bare = entry
        .replace(/^=|\*$/gu, '')
        .normalize('NFKC')
        .toLowerCase();
      if (bare === '') continue;
      if (unspaced.test(bare)) add(anywhere, bare, bit);
      else if (
        entry.endsWith('*') ||
        (!entry.startsWith('=') && !bare.includes('_') && bare.length >= 5)
      )
        add(prefix, bare, bit);
      else add(whole, bare, bit);
    }
  });
  return { whole, prefix: byStart(prefix), anywhere };
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
