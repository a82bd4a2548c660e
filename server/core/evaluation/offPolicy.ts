import { mean } from '../confidence/numbers.ts';

/** One logged decision with what it earned. */
export interface LoggedReward {
  readonly member: string;
  /** Probability with which the logging policy chose it, above 0. */
  readonly propensity: number;
  readonly reward: number;
}

/**
 * Values of another policy on a log: inverse propensity scoring, its self-normalised form, and doubly robust with a model
 * of the rewards. `chosen` and `predicted` are the other policy's choice, and the expected reward of a member, by row.
 */
export function offPolicyValue(
  log: readonly LoggedReward[],
  chosen: (row: number) => string,
  predicted: (row: number, member: string) => number,
): { readonly ips: number; readonly selfNormalised: number; readonly doublyRobust: number } {
  const weights = log.map(({ member, propensity }, row) =>
    member === chosen(row) ? 1 / propensity : 0,
  );
  const weighted = log.map(({ reward }, row) => (weights[row] ?? 0) * reward);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    ips: mean(weighted),
    selfNormalised: weighted.reduce((sum, value) => sum + value, 0) / total,
    doublyRobust: mean(
      log.map(
        ({ member, reward }, row) =>
          predicted(row, chosen(row)) + (weights[row] ?? 0) * (reward - predicted(row, member)),
      ),
    ),
  };
}
