import type { Credit, UserOutcome } from '../../../protocol/outcome.ts';

/** What became of an answer: the user's verdict, or an exact check's. */
export type Outcome = UserOutcome | { readonly kind: 'check'; readonly passed: boolean };

export type OutcomeKind = Outcome['kind'];

/** One answer's outcome, as it is learned from. */
export interface TrustEvent {
  /** Id of the member or exact tool that gave the answer. */
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

/**
 * The events that an outcome is worth to each member that is answerable: all whose text it is share its fate, and those
 * that said something else were wrong when it was taken as it is. What a rejection means for them nobody knows.
 */
export function eventsOf(credit: Credit, outcome: Outcome, day: number): readonly TrustEvent[] {
  const { by, against = [], domain, questionKind, propensity } = credit;
  const event = { domain, questionKind, day };
  const chosen = propensity === undefined ? {} : { propensity };
  const taken = rewardOf(outcome) === 1;
  return [
    ...by.map((member) => ({ ...event, ...chosen, member, outcome })),
    ...(taken ? against : []).map((member) => ({
      ...event,
      member,
      outcome: { kind: 'reject' } as const,
    })),
  ];
}
