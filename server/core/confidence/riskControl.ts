import { byScore } from './ranking.ts';
import { betaQuantile } from './special.ts';

export interface RiskControlOptions {
  /** Largest tolerated share of rows that are accepted although they violate. */
  readonly alpha: number;
  /** Probability that the guarantee may fail, over draws of the calibration rows. */
  readonly delta: number;
  /** Rows that the share is taken of: all calibration rows, accepted or not. */
  readonly total: number;
}

/** Upper end of the one-sided Clopper–Pearson interval: with probability 1 − delta the true rate lies below it. */
export function upperBound(failures: number, n: number, delta: number): number {
  return failures >= n ? 1 : betaQuantile(1 - delta, failures + 1, n - failures);
}

/**
 * The loosest threshold on the score (accepted: score ≥ threshold) whose rate of accepted violations is at most
 * `alpha` with probability 1 − `delta`, for questions like the calibration rows: thresholds are tested from the
 * strictest distinct score to the loosest until one fails, so no correction for many tests is due (fixed-sequence
 * testing, as in Learn then Test). Infinity when even the strictest fails.
 */
export function riskControlledThreshold(
  scores: readonly number[],
  violations: readonly boolean[],
  { alpha, delta, total }: RiskControlOptions,
): number {
  let threshold = Number.POSITIVE_INFINITY;
  let failures = 0;
  for (const { score, marked } of byScore(scores, violations, 'descending')) {
    failures += marked;
    if (upperBound(failures, total, delta) > alpha) break;
    threshold = score;
  }
  return threshold;
}
