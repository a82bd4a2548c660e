import { betaCdf } from '../confidence/special.ts';

export interface McNemar {
  /** Rows that only the first got right. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Two-sided exact p-value of “both are right equally often”. */
  readonly p: number;
}

/** McNemar's exact test of two lists of outcomes on the same rows: a binomial test on the rows where they differ. */
export function mcnemarExact(first: readonly boolean[], second: readonly boolean[]): McNemar {
  const onlyFirst = first.filter((right, row) => right && second[row] === false).length;
  const onlySecond = first.filter((right, row) => !right && second[row] === true).length;
  return { onlyFirst, onlySecond, p: exactMcNemar(onlyFirst, onlySecond) };
}

/** P(a split at least as uneven) of `one + other` fair coin tosses. */
export function exactMcNemar(one: number, other: number): number {
  const fewer = Math.min(one, other);
  // P(at most `fewer` heads of n) is P(Beta(n − fewer, fewer + 1) ≤ 1/2).
  return one === other ? 1 : Math.min(1, 2 * betaCdf(0.5, Math.max(one, other), fewer + 1));
}
