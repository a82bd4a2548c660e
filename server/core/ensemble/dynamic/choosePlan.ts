import * as l10n from '@vscode/l10n';
import type { Conditions } from '../conditions.ts';
import type { Expectation } from '../../trust/planOutcomes.ts';

/** A plan that could be taken. */
export interface PlanOption {
  /** Its place in the specification. */
  readonly path: string;
  /** Keys what is learned of it. */
  readonly name: string;
  /** In the user's language. */
  readonly words: string;
  readonly expected: Expectation;
  /** Calls by member that it is expected to make. */
  readonly callsBy: Readonly<Record<string, number>>;
}

/** A plan with what it is worth now. */
export interface ValuedPlan extends PlanOption {
  /** In the unit of the members' costs, loading included. */
  readonly cost: number;
  /** Quality less the price of its cost. */
  readonly utility: number;
}

export interface PlanChoice {
  readonly plan: ValuedPlan;
  /** All plans, best first. */
  readonly ranked: readonly ValuedPlan[];
  /** One sentence. */
  readonly reason: string;
}

/** So much accuracy is worth as much as the whole cost of the dearest plan. */
export const defaultPrice = 0.05;
/** A gain in utility below this does not pay for a change of plan. */
const hysteresis = 0.02;
/** Plans of one pool are right on different questions in about so many of them; the rest says nothing of which is better. */
const disagreement = 0.1;
/** A lead counts that luck gives to one plan in twenty: so many standard errors of the difference. */
const credible = 1.64;
/** Fewer outcomes than these of any plan are no reason to prefer one. */
const fewestOutcomes = 10;

export interface ChooseOptions {
  readonly conditions: Conditions;
  /** The question continues a conversation, whose prompt the last plan's members have read already. */
  readonly inConversation: boolean;
}

/**
 * The cheapest plan that is expected to do: the highest quality less the price of its cost, so that a dearer plan is
 * taken only when it is worth its cost, and only when its lead is more than luck (as in the one-standard-error rule of
 * Breiman and others 1984): the best of many estimates is mostly luck. A battery that runs down and a busy machine raise the price; a change of plan must pay,
 * and does not happen within a conversation (as in the semantic router's switch gate, vLLM 2025).
 */
export function choosePlan(
  options: readonly PlanOption[],
  { conditions, inConversation }: ChooseOptions,
): PlanChoice | undefined {
  const costs = options.map((option) => costOf(option, conditions));
  const dearest = Math.max(...costs, Number.MIN_VALUE);
  const weight = ((conditions.price ?? defaultPrice) * pressure(conditions)) / dearest;
  const valued = options.map((option, at): ValuedPlan => {
    const cost = costs[at] ?? 0;
    return { ...option, cost, utility: option.expected.quality - weight * cost };
  });
  const ranked = [...valued].sort(
    (one, other) => other.utility - one.utility || one.cost - other.cost,
  );
  const best = cheapestGoodEnough(ranked);
  if (!best) return undefined;
  const unknown = valued.every(({ expected }) => expected.count < fewestOutcomes);
  const start = unknown ? withoutKnowledge(valued) : best;
  const last = valued.find(({ path }) => path === conditions.lastPlan);
  const stays =
    last !== undefined &&
    last !== start &&
    (inConversation || start.utility - last.utility < hysteresis);
  const plan = stays ? last : start;
  return {
    plan,
    ranked,
    reason: reasonFor({ plan, stays, unknown, inConversation, ranked, conditions }),
  };
}

/** The cheapest plan that nobody can say falls behind the best one; of one that hardly ran, little can be said. */
function cheapestGoodEnough(ranked: readonly ValuedPlan[]): ValuedPlan | undefined {
  const [best] = ranked;
  if (!best) return undefined;
  const enough = ranked.filter(({ cost, utility, expected }) => {
    // Two more: what a plan starts with.
    const count = 2 + Math.min(expected.count, best.expected.count);
    const luck = credible * Math.sqrt(disagreement / count);
    return cost < best.cost && best.utility - utility < luck;
  });
  return enough.reduce((cheapest, each) => (each.cost < cheapest.cost ? each : cheapest), best);
}

/** Before anything is known: the plan that asks cheap members first, else the strongest member, listed last. */
function withoutKnowledge(valued: readonly ValuedPlan[]): ValuedPlan {
  const single = valued.filter(({ callsBy }) => Object.keys(callsBy).length === 1);
  return (
    valued.find(({ name }) => name.startsWith('cascade')) ??
    single.at(-1) ??
    (valued.at(-1) as ValuedPlan)
  );
}

function costOf({ callsBy }: PlanOption, { costs, resident, loadCosts }: Conditions): number {
  return Object.entries(callsBy).reduce((sum, [member, calls]) => {
    const loaded = resident === undefined || resident.includes(member);
    // A member that is asked for one question in five is loaded for one in five.
    const loading = loaded ? 0 : Math.min(1, calls) * (loadCosts?.[member] ?? 0);
    return sum + calls * (costs?.[member] ?? 1) + loading;
  }, 0);
}

/** How much more than usual a call costs now: an empty battery doubles it, every waiting process per core adds one. */
export function pressure({ battery, load }: Conditions): number {
  const drained = battery === undefined ? 0 : 1 - Math.min(1, Math.max(0, battery));
  return (1 + drained) * (1 + Math.max(0, (load ?? 0) - 1));
}

interface Explained {
  readonly plan: ValuedPlan;
  readonly stays: boolean;
  readonly unknown: boolean;
  readonly inConversation: boolean;
  readonly ranked: readonly ValuedPlan[];
  readonly conditions: Conditions;
}

function reasonFor(explained: Explained): string {
  const { plan, stays, unknown, inConversation, ranked, conditions } = explained;
  const expected = l10n.t('{0} % at a cost of {1}', qualityOf(plan), short(plan.cost));
  if (stays) {
    return inConversation
      ? l10n.t('Kept {0} within the conversation ({1}).', plan.words, expected)
      : l10n.t(
          'Kept {0} ({1}): no other plan is better by enough to change.',
          plan.words,
          expected,
        );
  }
  if (unknown)
    return l10n.t('Took {0}: too little is known yet to prefer another plan.', plan.words);
  const rival = ranked.find((each) => each !== plan);
  const against = rival
    ? l10n.t(
        '{0}, before {1} with {2} % at {3}',
        expected,
        rival.words,
        qualityOf(rival),
        short(rival.cost),
      )
    : expected;
  return l10n.t(
    'Took {0}, the cheapest plan expected to do: {1}.',
    plan.words,
    strained(against, conditions),
  );
}

function qualityOf({ expected }: PlanOption): number {
  return Math.round(expected.quality * 100);
}

/** What is expected, with the state of the machine where that has a say. */
function strained(expected: string, { battery, load }: Conditions): string {
  const isBusy = load !== undefined && load > 1;
  if (battery === undefined) return isBusy ? l10n.t('{0}, on a busy machine', expected) : expected;
  const charge = Math.round(battery * 100);
  return isBusy
    ? l10n.t('{0}, on battery at {1} % and on a busy machine', expected, charge)
    : l10n.t('{0}, on battery at {1} %', expected, charge);
}

function short(cost: number): string {
  return String(Number(cost.toPrecision(3)));
}
