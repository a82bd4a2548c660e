import type { Score } from '../../core/member.ts';

/** Probability of each option among those given: its likelihood, end included, over the sum of all. */
export function optionProbabilities(scores: readonly Score[]): readonly number[] {
  const highest = Math.max(...scores.map(({ logProb }) => logProb));
  const weights = scores.map(({ logProb }) => Math.exp(logProb - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
