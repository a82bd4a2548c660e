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
  const differ = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  // P(X ≤ k) of n fair coins is I_½(n − k, k + 1).
  const tail = differ === 0 ? 1 : betaCdf(0.5, differ - fewer, fewer + 1);
  return { onlyFirst, onlySecond, p: Math.min(1, 2 * tail) };
}
