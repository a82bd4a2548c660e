import type { WeightedTerm } from './neighbours.ts';
import { wordBuckets, type QuestionTerm } from './questionVector.ts';

/** In how many of the training questions each bucket occurs. */
export interface Vocabulary {
  readonly questions: number;
  readonly documents: Uint16Array;
}

export function countTerms(questions: readonly (readonly QuestionTerm[])[]): Vocabulary {
  const documents = new Uint16Array(wordBuckets);
  for (const terms of questions) for (const { bucket } of terms) documents[bucket]! += 1;
  return { questions: questions.length, documents };
}

/**
 * Terms weighted by inverse document frequency, scaled to length one; terms that training never saw are dropped.
 * `own` is 1 for a training question that is to be looked at as if it were new.
 */
export function weighTerms(
  terms: readonly Pick<QuestionTerm, 'bucket'>[],
  { questions, documents }: Vocabulary,
  own: 0 | 1 = 0,
): readonly WeightedTerm[] {
  const weighted: { bucket: number; weight: number }[] = [];
  let squares = 0;
  for (const { bucket } of terms) {
    const seen = documents[bucket]! - own;
    if (seen <= 0) continue;
    const weight = Math.log((questions + 1) / (seen + 1)) + 1;
    weighted.push({ bucket, weight });
    squares += weight * weight;
  }
  const length = Math.sqrt(squares);
  for (const term of weighted) term.weight /= length;
  return weighted;
}
