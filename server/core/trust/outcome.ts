/** What became of an answer: the user's verdict, or an exact check's. */
export type Outcome =
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject' }
  /** Accepted after the user changed it; `kept` is the share of the answer that stayed, 0 to 1. */
  | { readonly kind: 'edit'; readonly kept: number }
  | { readonly kind: 'check'; readonly passed: boolean };

export type OutcomeKind = Outcome['kind'];

/** One answer's outcome, as it is learned from. */
export interface TrustEvent {
  /** Id of the member, or the name of the plan, that gave the answer. */
  readonly member: string;
  readonly domain: string;
  /** Kind of the question by its surface, from `questionKindOf`. */
  readonly questionKind: string;
  readonly outcome: Outcome;
  /** Days since 1970; the clock is the caller's. */
  readonly day: number;
  /** Probability with which the member had been chosen, when a policy chose it. */
  readonly propensity?: number;
}

/** The reward of an outcome, 0 to 1. */
export function rewardOf(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'accept':
      return 1;
    case 'reject':
      return 0;
    case 'edit':
      return Math.min(1, Math.max(0, outcome.kept));
    case 'check':
      return outcome.passed ? 1 : 0;
  }
}
