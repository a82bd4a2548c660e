import { mean } from '../confidence/numbers.ts';
import type { Random } from '../random.ts';

/** What one member answered on one row. */
export interface MemberOutcome {
  /** Canonical form; undefined when no answer could be read, which equals no other answer. */
  readonly canonical: string | undefined;
  readonly correct: boolean;
}

/** How two members go together, over the rows that both answered. */
export interface PairHealth {
  readonly rows: number;
  readonly bothWrong: number;
  /** P(same answer | both wrong); undefined when they are never both wrong. */
  readonly sameError: number | undefined;
  /** Share of rows with different answers. */
  readonly disagreement: number;
  /** Yule's Q of their correctness, −1 to 1: 1 when they fail together; undefined when a margin is empty. */
  readonly yuleQ: number | undefined;
  /** Pearson correlation of their correctness; undefined when one is always right or always wrong. */
  readonly correlation: number | undefined;
}

/** Compares two members row by row; rows that one of them lacks are left out. */
export function pairHealth(
  one: readonly (MemberOutcome | undefined)[],
  other: readonly (MemberOutcome | undefined)[],
): PairHealth {
  const pairs = one.flatMap((left, row) => {
    const right = other[row];
    return left === undefined || right === undefined ? [] : [{ left, right }];
  });
  const same = ({ left, right }: (typeof pairs)[number]): boolean =>
    left.canonical !== undefined && left.canonical === right.canonical;
  const count = (l: boolean, r: boolean): number =>
    pairs.filter(({ left, right }) => left.correct === l && right.correct === r).length;
  const [both, onlyOne, onlyOther, neither] = [
    count(true, true),
    count(true, false),
    count(false, true),
    count(false, false),
  ];
  const wrongPairs = pairs.filter(({ left, right }) => !left.correct && !right.correct);
  return {
    rows: pairs.length,
    bothWrong: neither,
    sameError: neither === 0 ? undefined : wrongPairs.filter(same).length / neither,
    disagreement: pairs.filter((pair) => !same(pair)).length / pairs.length,
    yuleQ: ratio(both * neither - onlyOne * onlyOther, both * neither + onlyOne * onlyOther),
    correlation: ratio(
      both * neither - onlyOne * onlyOther,
      Math.sqrt(
        (both + onlyOne) * (onlyOther + neither) * (both + onlyOther) * (onlyOne + neither),
      ),
    ),
  };
}

/** Independent votes that `votes` correlated ones are worth: N / (1 + (N − 1) ρ̄), ρ̄ held at 0 from below. */
export function effectiveVotes(votes: number, meanCorrelation: number): number {
  return votes / (1 + (votes - 1) * Math.max(0, meanCorrelation));
}

/** Rows that an ensemble got right where the baseline was wrong, and the other way round. */
export function voteLedger(
  baseline: readonly boolean[],
  ensemble: readonly boolean[],
): { readonly helped: number; readonly hurt: number } {
  return {
    helped: baseline.filter((right, row) => !right && ensemble[row] === true).length,
    hurt: baseline.filter((right, row) => right && ensemble[row] === false).length,
  };
}

/**
 * Oracle@k, the chance that at least one of k samples is right, by the unbiased estimator 1 − C(n−c, k)/C(n, k) (Chen
 * and others 2021), averaged over rows of `n ≥ k` samples; NaN when no row has that many.
 */
export function oracleAtK(rows: readonly (readonly boolean[])[], k: number): number {
  return mean(
    rows
      .filter((samples) => samples.length >= k)
      .map((samples) => {
        const wrong = samples.filter((right) => !right).length;
        let missed = 1;
        for (let at = 0; at < k; at++) missed *= Math.max(0, wrong - at) / (samples.length - at);
        return 1 - missed;
      }),
  );
}

/** Mean over rows of the best member's score: what a perfect router would reach. */
export function oracle(scores: readonly (readonly number[])[]): number {
  const rows = scores[0]?.length ?? 0;
  return mean(
    Array.from({ length: rows }, (_, row) =>
      scores.reduce((best, member) => Math.max(best, member[row] ?? 0), Number.NEGATIVE_INFINITY),
    ),
  );
}

/**
 * The oracle after each member's scores were shuffled over the rows: the part of the oracle that is luck of many tries,
 * not knowledge that complements. `scores` holds one list per member; the mean of `shuffles` shuffles is given.
 */
export function shuffledOracle(
  scores: readonly (readonly number[])[],
  random: Random,
  shuffles = 20,
): number {
  return mean(
    Array.from({ length: shuffles }, () =>
      oracle(scores.map((member) => shuffled(member, random))),
    ),
  );
}

function shuffled(values: readonly number[], random: Random): number[] {
  const copy = [...values];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other] ?? 0, copy[at] ?? 0];
  }
  return copy;
}

function ratio(numerator: number, denominator: number): number | undefined {
  return denominator === 0 ? undefined : numerator / denominator;
}
