import { createNeighbourhood, type Neighbour, type WeightedTerm } from './neighbours.ts';
import { createKernelFeatures } from './randomFeatures.ts';
import type { RouterModel, StoredQuestion } from './routerModel.ts';
import { wordBuckets, type QuestionVector } from './questionVector.ts';
import { weighTerms } from './vocabulary.ts';

/** How a question lies among the training questions. */
export interface Surroundings {
  readonly words: readonly WeightedTerm[];
  /** Kernel cosines of its form. */
  readonly form: Float64Array;
  /** Training questions with the most similar words, most similar first. */
  readonly neighbours: readonly Neighbour[];
  /** Training questions that are most similar in words and form together. */
  readonly closest: readonly Neighbour[];
}

/** Neighbours whose scores are averaged, neighbours among which the closest are looked for, and these. */
export const neighbourCounts = { scored: 100, compared: 60, closest: 10 } as const;

/** Share of words in the similarity; the rest is form. */
const wordShare = 0.7;

export type Compare = (question: QuestionVector, own?: number) => Surroundings;

type Known = Pick<StoredQuestion, 'buckets' | 'shape'>;

/**
 * Compares questions with the training questions. `own` is the number of the training question that is compared with
 * all others, as if it were new.
 */
export function createComparison(
  { vocabulary, shapeScale }: Pick<RouterModel, 'vocabulary' | 'shapeScale'>,
  questions: readonly Known[],
): Compare {
  const formOf = createKernelFeatures(shapeScale);
  const forms = questions.map(({ shape }) => Float32Array.from(formOf(shape)));
  const stored = questions.map(({ buckets }) =>
    weighTerms(
      Array.from(buckets, (bucket) => ({ bucket })),
      vocabulary,
    ),
  );
  const neighbourhood = createNeighbourhood(stored, wordBuckets);
  return ({ terms, shape }, own) => {
    const words = weighTerms(terms, vocabulary, own === undefined ? 0 : 1);
    const form = formOf(shape);
    const neighbours = neighbourhood
      .nearest(words, neighbourCounts.scored + (own === undefined ? 0 : 1))
      .filter(({ row }) => row !== own);
    const closest = neighbours
      .slice(0, neighbourCounts.compared)
      .map(({ row, similarity }) => ({
        row,
        similarity:
          wordShare * similarity + (1 - wordShare) * Math.max(0, product(forms[row], form)),
      }))
      .sort((one, other) => other.similarity - one.similarity || one.row - other.row)
      .slice(0, neighbourCounts.closest);
    return { words, form, neighbours, closest };
  };
}

/** Mean similarity to the closest training questions, 0 to 1. */
export function densityAt(closest: readonly Neighbour[]): number {
  return closest.reduce((sum, { similarity }) => sum + similarity, 0) / neighbourCounts.closest;
}

/**
 * How close a question lies to the training questions around it, compared with how close they lie to each other: about 1
 * inside, less outside, whether they are dense or sparse there (as in the local outlier factor, Breunig et al. 2000).
 */
export function closeness(
  closest: readonly Neighbour[],
  questions: readonly Pick<StoredQuestion, 'density'>[],
): number {
  const around =
    closest.reduce((sum, { row }) => sum + (questions[row]?.density ?? 0), 0) /
    Math.max(1, closest.length);
  return around <= 0 ? 0 : densityAt(closest) / around;
}

function product(one: Float32Array | undefined, other: Float64Array): number {
  if (!one) return 0;
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += one[at]! * other[at]!;
  return sum;
}
