import * as l10n from '@vscode/l10n';
import { countConcepts } from './concepts.ts';
import { concepts } from './lexicon.ts';
import type { Surface } from './surface.ts';
import { tokensOf } from './tokens.ts';

/** Buckets of hashed n-grams; dense features follow after them. */
export const buckets = 1 << 15;

/** A hashed word n-gram together with its text, so that a decision can be explained. */
export interface Term {
  readonly text: string;
  readonly index: number;
  readonly value: number;
}

export interface Features {
  readonly indices: readonly number[];
  readonly values: readonly number[];
  readonly terms: readonly Term[];
}

const headLength = 1500;
const tailLength = 900;
const edgeWords = 14;
/** Dense features are few and shared by all languages, so they are given more say than any n-gram. */
const denseScale = 2;
const hanLike = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
const shapeNames = [
  () => l10n.t('length'),
  () => l10n.t('lines'),
  () => l10n.t('line length'),
  () => l10n.t('program punctuation'),
  () => l10n.t('digits'),
  () => l10n.t('running text'),
  () => l10n.t('lines of code'),
  () => l10n.t('a fenced block'),
  () => l10n.t('indented lines'),
  () => l10n.t('ends with a question'),
  () => l10n.t('question marks'),
  () => l10n.t('LaTeX commands'),
  () => l10n.t('mathematical signs'),
  () => l10n.t('dollar signs'),
  () => l10n.t('a boolean expression'),
  () => l10n.t('equals signs'),
  () => l10n.t('a comment'),
  () => l10n.t('quotes'),
  () => l10n.t('capitals'),
  () => l10n.t('numbers per word'),
  () => l10n.t('camelCase names'),
  () => l10n.t('snake_case names'),
  () => l10n.t('calls'),
  () => l10n.t('file names'),
  () => l10n.t('list of words'),
  () => l10n.t('short text'),
  () => l10n.t('many numbers'),
  () => l10n.t('sentences'),
  () => l10n.t('error names'),
];

/** Names of the dense features, in order. */
export const denseNames: readonly (() => string)[] = [
  ...shapeNames,
  ...concepts.flatMap((name) => [
    () => l10n.t('{0} words', name),
    () => l10n.t('share of {0} words', name),
    () => l10n.t('{0} words at the start', name),
    () => l10n.t('{0} words at the end', name),
  ]),
];

/** Total length of the feature vector. */
export const dimensions = buckets + denseNames.length;

/** Everything the classifier sees of a text; long texts are read at both ends. */
export function extractFeatures(original: string, surface: Surface): Features {
  const both = original.length > headLength + tailLength;
  const ends = both ? `${original.slice(0, headLength)}\n${original.slice(-tailLength)}` : original;
  // Pasted text often carries line breaks as the two characters that a program would write.
  const clipped = ends.replace(/\\n(?=[\p{Lu}\\\s"'(\d-]|$)/gu, '\n');
  const text = clipped.normalize('NFKC').toLowerCase();
  const tokens = tokensOf(text);
  const sink = createSink();
  const terms = addWords(sink, tokens);
  addCharacters(sink, text);
  const dense = [...shape(clipped, tokens, surface), ...conceptFeatures(tokens)];
  dense.forEach((value, at) => {
    if (value !== 0) sink.direct(buckets + at, value * denseScale);
  });
  return { indices: sink.indices, values: sink.values, terms };
}

function addWords(sink: Sink, tokens: readonly string[]): Term[] {
  const words = splitRuns(tokens).slice(0, 600);
  const named: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (sink.count(hash(`w${word}`))) named.push(word);
    const next = words[at + 1];
    if (next !== undefined && sink.count(hash(`w${word} ${next}`))) named.push(`${word} ${next}`);
  }
  sink.end(1);
  const terms = named.map((text, at) => ({
    text,
    index: sink.indices[at] ?? 0,
    value: sink.values[at] ?? 0,
  }));
  edge(words.slice(0, edgeWords), 'h', sink);
  sink.end(0.7);
  edge(words.slice(-edgeWords), 't', sink);
  sink.end(0.5);
  return terms;
}

function edge(words: readonly string[], name: string, sink: Sink): void {
  words.forEach((word, at) => {
    sink.count(hash(`${name}${word}`));
    if (at + 1 < words.length) sink.count(hash(`${name}${word} ${words[at + 1] ?? ''}`));
  });
}

/** Scripts without spaces become pairs of characters; numbers lose their value. */
function splitRuns(tokens: readonly string[]): string[] {
  const words: string[] = [];
  for (const token of tokens) {
    if (/^\p{N}/u.test(token)) words.push(token.length === 1 ? '0' : '00');
    else if (hanLike.test(token))
      for (let at = 0; at < token.length; at += 1) words.push(token.slice(at, at + 2));
    else words.push(token);
  }
  return words;
}

function addCharacters(sink: Sink, text: string): void {
  const packed = ` ${text.replace(/\s+/gu, ' ').replace(/\d+/gu, '0')} `;
  for (let start = 0; start < packed.length; start += 1) {
    let value = 0x811c9dc5;
    for (let length = 1; length <= 5 && start + length <= packed.length; length += 1) {
      value = Math.imul(value ^ packed.charCodeAt(start + length - 1), 0x01000193);
      if (length >= 3) sink.count(mix(value + length));
    }
  }
  sink.end(1);
}

function shape(text: string, tokens: readonly string[], surface: Surface): number[] {
  const length = Math.max(1, text.length);
  const lines = text.split('\n');
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const words = Math.max(1, tokens.length);
  const rate = (n: number): number => Math.min(3, (10 * n) / words);
  return [
    Math.log10(length) / 2 - 1.1,
    Math.log10(lines.length),
    Math.min(2, length / lines.length / 100),
    Math.min(2, (20 * count(/[{}()[\];=<>_&|]/gu)) / length),
    Math.min(2, (10 * count(/\p{N}/gu)) / length),
    surface.natural - 0.4,
    surface.codeLines,
    count(/```/gu) > 0 ? 1 : 0,
    lines.filter((line) => /^(?:\t| {2,})\S/u.test(line)).length / lines.length,
    /[?？؟]\s*$/u.test(text) ? 1 : 0,
    Math.min(2, count(/[?？؟]/gu) / 3),
    rate(count(/\\[a-zA-Z]+\b/gu)),
    rate(count(/[∑∫√≤≥≠±×÷∞∈∉⊂∪∩∀∃∂∇πθαβλ²³°^]/gu)),
    Math.min(1, count(/\$/gu) / 6),
    surface.expression === undefined ? 0 : 1,
    rate(count(/(?<![=!<>])=(?![=>])/gu)),
    surface.comment ? 1 : 0,
    rate(count(/["“”«»„「」]/gu)),
    Math.min(2, (10 * count(/\p{Lu}/gu)) / length),
    rate(tokens.filter((token) => /^\p{N}/u.test(token)).length),
    rate(count(/\b\p{Ll}+\p{Lu}\p{L}*/gu)),
    rate(count(/\b\p{Ll}+_\p{Ll}+/gu)),
    rate(count(/\w\([^\s)]*\)/gu)),
    Math.min(
      2,
      count(
        /\b[\w-]+\.(?:py|js|ts|tsx|java|cpp|cs|go|rs|php|html|css|json|ya?ml|sh|sql|txt|csv|xml)\b/gu,
      ),
    ),
    /^\s*[\p{L}'-]+(?:, [\p{L}'-]+){4,}\s*$/u.test(text) ? 1 : 0,
    length < 100 ? 1 : 0,
    Math.log1p(tokens.filter((token) => /^\p{N}/u.test(token)).length) / 3,
    Math.min(2, Math.log1p(surface.sentences) / 2),
    Math.min(
      2,
      count(/\w(?:Error|Exception|Warning)\b|\b(?:ERR!|errno|stderr|stdout|E[A-Z]{4,})\b/gu),
    ),
  ];
}

function conceptFeatures(tokens: readonly string[]): number[] {
  const found = countConcepts(tokens);
  const words = Math.max(5, tokens.length);
  return concepts.flatMap((_, at) => [
    Math.log1p(found.all[at] ?? 0) / 2,
    Math.min(1.5, (5 * (found.all[at] ?? 0)) / words),
    Math.min(3, found.head[at] ?? 0) / 3,
    Math.min(3, found.tail[at] ?? 0) / 3,
  ]);
}

interface Sink {
  readonly indices: number[];
  readonly values: number[];
  /** Counts one occurrence; true when it is the first since the last `end`. */
  count(index: number): boolean;
  /** Adds what was counted since the last call, damped and scaled to the given length. */
  end(scale: number): void;
  direct(index: number, value: number): void;
}

// Counting in one reused table is several times faster than in a map; it is all zero between calls.
const table = new Uint16Array(buckets);

function createSink(): Sink {
  const indices: number[] = [];
  const values: number[] = [];
  let touched: number[] = [];
  return {
    indices,
    values,
    count: (index) => {
      const before = table[index] ?? 0;
      if (before === 0) touched.push(index);
      if (before < 65_535) table[index] = before + 1;
      return before === 0;
    },
    end: (scale) => {
      let sum = 0;
      for (const index of touched) sum += table[index] ?? 0;
      const factor = scale / Math.sqrt(Math.max(1, sum));
      for (const index of touched) {
        indices.push(index);
        values.push(Math.sqrt(table[index] ?? 0) * factor);
        table[index] = 0;
      }
      touched = [];
    },
    direct: (index, value) => {
      indices.push(index);
      values.push(value);
    },
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return mix(value);
}

function mix(value: number): number {
  const high = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (high ^ (high >>> 13)) & (buckets - 1);
}
