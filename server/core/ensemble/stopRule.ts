import { betaCdf } from '../confidence/special.ts';

/** Probability of the leader being the likelier answer at which sampling stops (Aggarwal and others 2023). */
export const stopProbability = 0.95;

/**
 * The Beta rule of adaptive consistency: with `first` votes for the leader and `second` for the runner-up, the leader is
 * the likelier answer with probability P(Beta(first + 1, second + 1) > 1/2) ≥ .95.
 */
export function leaderIsSure(first: number, second: number): boolean {
  return 1 - betaCdf(0.5, first + 1, second + 1) >= stopProbability;
}

/**
 * Number of further samples before the rule can stop at all, which are therefore drawn in one batch: as many as would
 * have to agree with the leader.
 */
export function samplesUntilSure(first: number, second: number, atMost: number): number {
  for (let more = 1; more < atMost; more++) if (leaderIsSure(first + more, second)) return more;
  return atMost;
}

/** The two largest counts; zeros where there are fewer answers. */
export function leadingCounts(counts: readonly number[]): readonly [first: number, second: number] {
  const [first = 0, second = 0] = [...counts].sort((one, other) => other - one);
  return [first, second];
}
