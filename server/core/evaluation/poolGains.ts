import { mean } from '../confidence/numbers.ts';
import { oracle } from './ensembleHealth.ts';

/** A router or ensemble against its pool (LLMRouterBench). */
export interface PoolGains {
  readonly reward: number;
  readonly best: number;
  /** Mean over members: a router that chooses at random. */
  readonly random: number;
  readonly oracle: number;
  /** (reward − best) / best. */
  readonly gainAtBest: number;
  readonly gainAtRandom: number;
  /** (oracle − reward) / oracle. */
  readonly gapAtOracle: number;
  /** (reward − best) / (oracle − best): share of the gap to the oracle that is closed; undefined without a gap. */
  readonly gapClosed: number | undefined;
}

/** `rewards` are the judged system's, one per row; `scores` hold one list of rows per member. */
export function poolGains(
  rewards: readonly number[],
  scores: readonly (readonly number[])[],
): PoolGains {
  const reward = mean(rewards);
  const means = scores.map(mean);
  const best = Math.max(...means);
  const random = mean(means);
  const top = oracle(scores);
  return {
    reward,
    best,
    random,
    oracle: top,
    gainAtBest: (reward - best) / best,
    gainAtRandom: (reward - random) / random,
    gapAtOracle: (top - reward) / top,
    gapClosed: top > best ? (reward - best) / (top - best) : undefined,
  };
}

/** What a review changed. */
export interface ReviewRates {
  /** P(right after | wrong before); undefined when nothing was wrong. */
  readonly fixRate: number | undefined;
  /** P(wrong after | right before); undefined when nothing was right. */
  readonly breakRate: number | undefined;
  readonly fixed: number;
  readonly broken: number;
  readonly n: number;
}

/** Fix rate and break rate, counted separately: their difference alone hides what a reviewer does. */
export function reviewRates(before: readonly boolean[], after: readonly boolean[]): ReviewRates {
  const right = before.filter(Boolean).length;
  const wrong = before.length - right;
  const fixed = before.filter((was, row) => !was && after[row] === true).length;
  const broken = before.filter((was, row) => was && after[row] === false).length;
  return {
    fixRate: wrong === 0 ? undefined : fixed / wrong,
    breakRate: right === 0 ? undefined : broken / right,
    fixed,
    broken,
    n: before.length,
  };
}
