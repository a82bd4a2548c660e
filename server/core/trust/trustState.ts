import type { CreditedPlan } from '../../../protocol/outcome.ts';
import type { LoggedReward } from '../evaluation/offPolicy.ts';
import { emptyContextual, learnByContext, type ContextualState } from './contextual.ts';
import { withoutEffects } from './gaussian.ts';
import { decayPerDay } from './drift.ts';
import { rewardOf, type Outcome, type OutcomeKind, type TrustEvent } from './outcome.ts';
import {
  everything,
  expectOf,
  fadeOutcomes,
  learnOutcome,
  type PlanOutcomes,
} from './planOutcomes.ts';
import {
  emptyThompson,
  expectedReward,
  learnByThompson,
  overallReward,
  type ThompsonState,
} from './thompson.ts';

/** A logged decision: what another policy would have earned can be estimated from these. */
export interface LoggedDecision extends LoggedReward {
  readonly domain: string;
  readonly questionKind: string;
  readonly day: number;
}

/** Outcomes of one member, never decayed: for the user to see. */
export type OutcomeCounts = Readonly<Record<OutcomeKind, number>>;

/** Everything learned about whom to trust in one scope (a user or a workspace); holds no text of anybody's. */
export interface TrustState {
  readonly version: 1;
  readonly counts: Readonly<Record<string, OutcomeCounts>>;
  readonly thompson: ThompsonState;
  readonly contextual: ContextualState;
  /** Of plans that a meta-controller took, by their names. */
  readonly plans: PlanOutcomes;
  /** The latest decisions that a policy made, oldest first. */
  readonly log: readonly LoggedDecision[];
}

export const emptyTrustState: TrustState = {
  version: 1,
  counts: {},
  thompson: emptyThompson,
  contextual: emptyContextual,
  plans: {},
  log: [],
};

const longestLog = 500;

/** The state after one more outcome. */
export function recordOutcome(state: TrustState, event: TrustEvent): TrustState {
  const { member, domain, questionKind, outcome, day, propensity } = event;
  const reward = rewardOf(outcome);
  const counts = state.counts[member] ?? { accept: 0, reject: 0, edit: 0, check: 0 };
  const kept = decayPerDay ** Math.max(0, day - state.thompson.day);
  const decision = { member, domain, questionKind, reward, day };
  return {
    version: 1,
    counts: { ...state.counts, [member]: { ...counts, [outcome.kind]: counts[outcome.kind] + 1 } },
    thompson: learnByThompson(state.thompson, { member, cluster: domain, reward, day }),
    contextual: learnByContext(state.contextual, {
      member,
      contexts: [contextOfKind(questionKind)],
      reward,
      day,
    }),
    plans: kept < 1 ? fadeOutcomes(state.plans, kept) : state.plans,
    log:
      propensity === undefined
        ? state.log
        : [...state.log, { ...decision, propensity }].slice(-longestLog),
  };
}

/** The state after one more outcome of a plan; what was known of plans has faded to the day already. */
export function recordPlan(
  state: TrustState,
  { name, contexts, callsBy }: CreditedPlan,
  outcome: Outcome,
): TrustState {
  const reward = rewardOf(outcome);
  return { ...state, plans: learnOutcome(state.plans, { plan: name, contexts, reward, callsBy }) };
}

/** The name under which a kind of question is a context of the contextual policy. */
export function contextOfKind(questionKind: string): string {
  return `kind:${questionKind}`;
}

/** What is known of one member, for the user to read. */
export interface TrustReport {
  readonly member: string;
  /** Expected reward over all domains, 0 to 1. */
  readonly expected: number;
  /** Outcomes that still count, older ones faded. */
  readonly evidence: number;
  readonly counts: OutcomeCounts;
  readonly domains: Readonly<Record<string, number>>;
}

/** All members with what is expected of them, best first. */
export function inspectTrust(state: TrustState): readonly TrustReport[] {
  return Object.entries(state.counts)
    .map(([member, counts]): TrustReport => {
      const tally = state.thompson.members[member];
      return {
        member,
        expected: overallReward(state.thompson, member),
        evidence: (tally?.total.right ?? 0) + (tally?.total.wrong ?? 0),
        counts,
        domains: Object.fromEntries(
          Object.keys(tally?.clusters ?? {}).map((domain) => [
            domain,
            expectedReward(state.thompson, member, domain),
          ]),
        ),
      };
    })
    .sort((one, other) => other.expected - one.expected || (one.member < other.member ? -1 : 1));
}

/** What is known of one plan, for the user to read. */
export interface PlanReport {
  readonly plan: string;
  /** Expected reward over all questions, 0 to 1. */
  readonly expected: number;
  /** Outcomes that still count, older ones faded. */
  readonly evidence: number;
}

/** All plans with what is expected of them, best first. */
export function inspectPlans(state: TrustState): readonly PlanReport[] {
  return Object.keys(state.plans)
    .map((plan) => {
      const { quality, count } = expectOf(state.plans, plan, [everything]);
      return { plan, expected: quality, evidence: count };
    })
    .sort((one, other) => other.expected - one.expected || (one.plan < other.plan ? -1 : 1));
}

/**
 * The state with everything about one member forgotten, plans that asked it included; without a member, the empty
 * state.
 */
export function forgetMember(state: TrustState, member?: string): TrustState {
  if (member === undefined) return emptyTrustState;
  const without = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([name]) => name !== member));
  return {
    version: 1,
    counts: without(state.counts),
    thompson: { ...state.thompson, members: without(state.thompson.members) },
    contextual: {
      ...state.contextual,
      belief: withoutEffects(state.contextual.belief, (name) => name.startsWith(`${member}\n`)),
      watches: without(state.contextual.watches),
    },
    plans: Object.fromEntries(
      Object.entries(state.plans).filter(
        ([plan, contexts]) =>
          plan !== member && !Object.values(contexts).some(({ calls }) => member in calls),
      ),
    ),
    log: state.log.filter((decision) => decision.member !== member),
  };
}
