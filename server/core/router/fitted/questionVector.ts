import { tokensOf } from '../tokens.ts';

/** Buckets of hashed words and word pairs. */
export const wordBuckets = 1 << 15;

/** A word or pair of words together with its bucket, so that a decision can be explained. */
export interface QuestionTerm {
  readonly text: string;
  readonly bucket: number;
}

/** What a fitted router sees of a question. */
export interface QuestionVector {
  /** Distinct terms in the order of the text, each bucket once. */
  readonly terms: readonly QuestionTerm[];
  /** Numbers about its form, as {@link shapeNames} calls them. */
  readonly shape: readonly number[];
}

export const shapeNames = [
  'length',
  'lines',
  'a question mark at the end',
  'a capital at the start',
  'program punctuation',
  'digits',
  'numbers',
  'LaTeX commands',
  'formulas',
  'a code block',
  'a function',
  'a docstring',
  'capitals',
  'a full stop at the end',
  'a colon at the end',
  'a sign at the end',
  'double spaces',
  'quotes',
  'listed choices',
  'few words',
  'letters beyond Latin',
] as const;

const headLength = 1500;
const tailLength = 900;
const mostWords = 500;

/** Long texts are read at both ends. */
export function readQuestion(prompt: string): QuestionVector {
  const text =
    prompt.length > headLength + tailLength
      ? `${prompt.slice(0, headLength)}\n${prompt.slice(-tailLength)}`
      : prompt;
  const tokens = tokensOf(text.normalize('NFKC').toLowerCase()).slice(0, mostWords);
  return { terms: termsOf(tokens), shape: shapeOf(text, tokens.length) };
}

function termsOf(tokens: readonly string[]): readonly QuestionTerm[] {
  const seen = new Set<number>();
  const terms: QuestionTerm[] = [];
  const add = (text: string): void => {
    const bucket = bucketOf(text);
    if (seen.has(bucket)) return;
    seen.add(bucket);
    terms.push({ text, bucket });
  };
  tokens.forEach((token, at) => {
    add(token);
    const next = tokens[at + 1];
    if (next !== undefined) add(`${token} ${next}`);
  });
  return terms;
}

/** FNV-1a with a final mix, so that the low bits depend on every letter. */
function bucketOf(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  const high = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (high ^ (high >>> 13)) & (wordBuckets - 1);
}

function shapeOf(text: string, words: number): readonly number[] {
  const length = Math.max(1, text.length);
  const trimmed = text.trimEnd();
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const flag = (yes: boolean): number => (yes ? 1 : 0);
  return [
    Math.log(length) / 3,
    Math.log1p(count(/\n/gu)),
    flag(/[?？؟]$/u.test(trimmed)),
    flag(/^\p{Lu}/u.test(text)),
    Math.min(2, (20 * count(/[{}()[\];=<>_&|]/gu)) / length),
    Math.min(2, (10 * count(/\p{N}/gu)) / length),
    Math.log1p(count(/\p{N}+/gu)) / 2,
    flag(/\\[a-zA-Z]+/u.test(text)),
    Math.min(1, count(/\$/gu) / 4),
    flag(text.includes('```')),
    flag(/\b(?:def|function|fn|func) \w|=>/u.test(text)),
    flag(text.includes('"""')),
    Math.min(2, (10 * count(/\p{Lu}/gu)) / length),
    flag(trimmed.endsWith('.')),
    flag(trimmed.endsWith(':')),
    flag(/[\p{P}]$/u.test(trimmed)),
    flag(/\S {2,}\S/u.test(text)),
    Math.min(1, count(/["“”«»]/gu) / 3),
    flag(/(?:^|\s)\(?[A-Da-d][).]\s/u.test(text)),
    Math.min(1, words / 20),
    Math.min(1, (2 * count(/[^\p{sc=Latin}\P{L}]/gu)) / length),
  ];
}
