import type { ShapeScale } from './randomFeatures.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A member as the router knows it. */
export interface RoutedMember {
  readonly id: string;
  /** Mean score over the training questions, 0 to 1. */
  readonly mean: number;
  /** Mean cost of a question, in the unit of the score table; absent where it told none. */
  readonly cost?: number;
}

/** One member's linear model of how far its score on a question is from its mean. */
export interface MemberWeights {
  /** Weight of a word's bucket = signed byte × scale. */
  readonly scale: number;
  readonly words: Int8Array;
  /** Weights of the kernel cosines of the question's form. */
  readonly form: readonly number[];
}

/** A training question, from which its text cannot be read back. */
export interface StoredQuestion {
  /** Buckets of its words and word pairs. */
  readonly buckets: Uint16Array;
  readonly shape: readonly number[];
  /** Score of each member in steps of 1/254; NaN where there was none. */
  readonly scores: Float64Array;
  /** Mean similarity to the training questions most similar to it. */
  readonly density: number;
}

/** All that a fitted router knows, as small numbers: what is written to a file is exactly what decides. */
export interface RouterModel {
  /** Weakest first. */
  readonly members: readonly RoutedMember[];
  readonly vocabulary: Vocabulary;
  readonly shapeScale: ShapeScale;
  /** Penalty of the ridge regression, chosen by cross-validation. */
  readonly penalty: number;
  readonly weights: readonly MemberWeights[];
  readonly questions: readonly StoredQuestion[];
  /** Lowest closeness inside the training radius; null when there were too few questions to learn from. */
  readonly radius: number | null;
}
