import type { Clause, ClauseValue, TextClaims } from '../../../../protocol/claims.ts';
import { compareValues } from '../../consistency/values.ts';
import { containment, contentWords, cosine, overlap } from './similarity.ts';

/** A sentence (or fenced block of code) of one candidate's text. */
export interface Sentence {
  /** Index of the candidate whose text it is from. */
  readonly candidate: number;
  /** Place among the candidate's sentences. */
  readonly index: number;
  readonly text: string;
  /** The blanks and line breaks in front of it. */
  readonly gap: string;
  readonly block: boolean;
  readonly clauses: readonly Clause[];
  readonly words: readonly string[];
  readonly vector?: Float32Array;
}

/** Cuts a candidate's text into its sentences. */
export function cutSentences(
  candidate: number,
  text: string,
  claims: TextClaims,
): readonly Sentence[] {
  let end = 0;
  return claims.sentences.map((span, index) => {
    const gap = text.slice(end, span.start);
    end = span.end;
    const body = text.slice(span.start, span.end);
    return {
      candidate,
      index,
      text: body,
      gap,
      block: span.kind === 'block',
      clauses: claims.clauses.filter(
        ({ range }) => range.start >= span.start && range.end <= span.end,
      ),
      words: contentWords(body),
    };
  });
}

/** Words of a sentence that its support must have, at least: two thirds. */
const leastContained = 2 / 3;
/** Two sentences say the same when they share at least this much of their words. */
const leastOverlap = 0.6;
/** Cosine of sentence vectors from which the words may differ. */
const leastCosine = 0.8;

/**
 * Whether `source` says all that `sentence` says: numbers, names and negations are identical, and the words are
 * mostly the same (or the vectors near, where a member embeds). Code must be identical but for blanks.
 */
export function supports(source: Sentence, sentence: Sentence): boolean {
  if (source.block || sentence.block) return sameCode(source, sentence);
  if (!sameFacts(sentence.clauses, source.clauses)) return false;
  return containment(sentence.words, source.words) >= leastContained || near(sentence, source);
}

/** Whether two sentences say the same, both ways. */
export function saysTheSame(one: Sentence, other: Sentence): boolean {
  if (one.block || other.block) return sameCode(one, other);
  if (!sameFacts(one.clauses, other.clauses) || !sameFacts(other.clauses, one.clauses))
    return false;
  return overlap(one.words, other.words) >= leastOverlap || near(one, other);
}

function near({ vector: one }: Sentence, { vector: other }: Sentence): boolean {
  return one !== undefined && other !== undefined && cosine(one, other) >= leastCosine;
}

function sameCode(one: Sentence, other: Sentence): boolean {
  const squeezed = ({ text }: Sentence): string => text.replace(/\s+/gu, ' ').trim();
  return one.block && other.block && squeezed(one) === squeezed(other);
}

function sameFacts(stated: readonly Clause[], source: readonly Clause[]): boolean {
  if (isDenied(stated) !== isDenied(source)) return false;
  const known = source.flatMap(({ values }) => values);
  const values = stated.flatMap((clause) => clause.values);
  if (!values.every((value) => known.some((each) => isSameValue(value, each)))) return false;
  const names = namesOf(source);
  return [...namesOf(stated)].every((name) => names.has(name));
}

/** The same number written the same way; “about 6,400” does not support “6,437”. */
function isSameValue(one: ClauseValue, other: ClauseValue): boolean {
  const same =
    compareValues(one, other) === 'equal' && one.low === other.low && one.high === other.high;
  return same && one.bound === other.bound;
}

function isDenied(clauses: readonly Clause[]): boolean {
  return clauses.filter(({ negated }) => negated).length % 2 === 1;
}

function namesOf(clauses: readonly Clause[]): ReadonlySet<string> {
  const words = clauses.flatMap((clause) => clause.words);
  const slots = clauses.flatMap(({ slot }) => slot?.parts ?? []);
  return new Set([
    ...words.filter(({ kind }) => kind === 'name').map(({ root }) => root),
    ...slots,
  ]);
}
