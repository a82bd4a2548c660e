import { betaQuantile } from '../../confidence/special.ts';
import { exactMcNemar } from '../../evaluation/mcnemar.ts';

/** Whether a draft was right, and whether what came out of the review is. */
export interface ReviewedOutcome {
  readonly draftRight: boolean;
  readonly finalRight: boolean;
}

/** A share with its exact 95 % interval (Clopper–Pearson). */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** What a review did, mended and broken answers apart. */
export interface ReviewEffect {
  /** P(right after | wrong before). */
  readonly fix: Rate;
  /** P(wrong after | right before). */
  readonly break: Rate;
  /** Mended less broken, as a share of all answers. */
  readonly net: number;
  /** Two-sided probability of a difference this large if mending and breaking were equally likely (McNemar, exact). */
  readonly p: number;
}

/** Counts what a review mended and what it broke; the two never cancel out silently. */
export function reviewEffect(outcomes: readonly ReviewedOutcome[]): ReviewEffect {
  const count = (draft: boolean, final: boolean): number =>
    outcomes.filter(({ draftRight, finalRight }) => draftRight === draft && finalRight === final)
      .length;
  const [mended, broken] = [count(false, true), count(true, false)];
  return {
    fix: rateOf(mended, mended + count(false, false)),
    break: rateOf(broken, broken + count(true, true)),
    net: outcomes.length === 0 ? 0 : (mended - broken) / outcomes.length,
    p: exactMcNemar(mended, broken),
  };
}

/** A share of a count; without anything to count it is 0, and its interval is everything. */
export function rateOf(count: number, of: number): Rate {
  const low = count === 0 ? 0 : betaQuantile(0.025, count, of - count + 1);
  const high = count === of ? 1 : betaQuantile(0.975, count + 1, of - count);
  return { count, of, rate: of === 0 ? 0 : count / of, low, high };
}
