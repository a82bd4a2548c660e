/** Outcomes of one plan in one context; counts may be fractions where evidence has faded. */
export interface PlanTally {
  readonly count: number;
  /** Sum of rewards, each 0 to 1. */
  readonly reward: number;
  /** Calls in all, by member. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Outcomes of plans, by plan and context. */
export type PlanOutcomes = Readonly<Record<string, Readonly<Record<string, PlanTally>>>>;

/** How one plan did on one question. */
export interface PlanOutcome {
  /** Its name, or its place in the specification where plans were run on rows. */
  readonly plan: string;
  /** From broad to narrow, the broadest first ({@link everything}). */
  readonly contexts: readonly string[];
  /** 0 to 1; 1 for a right, accepted or checked answer. */
  readonly reward: number;
  readonly callsBy: Readonly<Record<string, number>>;
}

/** Every context has this one around it. */
export const everything = '*';

/**
 * Outcomes that the context around counts for in a narrower one, by depth: noise over the variance to be expected.
 * Plans differ by some 10 points between domains and kinds of answers (.25 / .1² ≈ 25), by some 3 between short and
 * long questions of one kind (.25 / .03² ≈ 280).
 */
const shrinkage = [25, 25, 280] as const;
/** Calls of a context are taken as they are from this many outcomes. */
const fewestForCalls = 20;
/** Success of a plan that nothing is known about, worth so many outcomes. */
const prior = { rate: 0.5, weight: 2 };

/** The statistics with one more outcome. */
export function learnOutcome(known: PlanOutcomes, outcome: PlanOutcome): PlanOutcomes {
  const plan = { ...known[outcome.plan] };
  for (const context of [...new Set(outcome.contexts)]) {
    const more = { count: 1, reward: outcome.reward, calls: outcome.callsBy };
    plan[context] = sumOf(plan[context], more);
  }
  return { ...known, [outcome.plan]: plan };
}

/** Lets evidence fade: all counts times `kept`, 0 to 1, so that a pool that changes is learned anew. */
export function fadeOutcomes(known: PlanOutcomes, kept: number): PlanOutcomes {
  const scale = (calls: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(Object.entries(calls).map(([member, count]) => [member, count * kept]));
  return Object.fromEntries(
    Object.entries(known).map(([plan, contexts]) => [
      plan,
      Object.fromEntries(
        Object.entries(contexts).map(([context, { count, reward, calls }]) => [
          context,
          { count: count * kept, reward: reward * kept, calls: scale(calls) },
        ]),
      ),
    ]),
  );
}

/** What two sources know of the same plans, together. */
export function addOutcomes(one: PlanOutcomes, other: PlanOutcomes): PlanOutcomes {
  return Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((plan) => {
      const [mine, theirs] = [one[plan] ?? {}, other[plan] ?? {}];
      const contexts = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
      return [
        plan,
        Object.fromEntries(
          contexts.map((context) => [context, sumOf(mine[context], theirs[context])]),
        ),
      ];
    }),
  );
}

const noOutcomes: PlanTally = { count: 0, reward: 0, calls: {} };

function sumOf(one: PlanTally = noOutcomes, other: PlanTally = noOutcomes): PlanTally {
  const calls = { ...one.calls };
  for (const [member, count] of Object.entries(other.calls))
    calls[member] = (calls[member] ?? 0) + count;
  return { count: one.count + other.count, reward: one.reward + other.reward, calls };
}

/** What is expected of a plan in some contexts. */
export interface Expectation {
  /** Probability of a good answer, 0 to 1, shrunk from narrow contexts to broad ones. */
  readonly quality: number;
  /** Mean calls by member, from the narrowest context with enough outcomes; absent when the plan never ran. */
  readonly callsBy?: Readonly<Record<string, number>>;
  /** Outcomes in all. */
  readonly count: number;
}

/** Expectation of a plan in contexts from broad to narrow. */
export function expectOf(
  known: PlanOutcomes,
  plan: string,
  contexts: readonly string[],
): Expectation {
  const own = known[plan] ?? {};
  let quality = prior.rate;
  let callsBy: Readonly<Record<string, number>> | undefined;
  for (const [depth, context] of contexts.entries()) {
    const found = own[context];
    const weight = depth === 0 ? prior.weight : (shrinkage[depth - 1] ?? shrinkage[2]);
    if (!found || found.count === 0) continue;
    quality = (found.reward + weight * quality) / (found.count + weight);
    const { count, calls } = found;
    if (callsBy === undefined || count >= fewestForCalls)
      callsBy = Object.fromEntries(
        Object.entries(calls).map(([member, total]) => [member, total / count]),
      );
  }
  return {
    quality,
    ...(callsBy && { callsBy }),
    count: own[everything]?.count ?? 0,
  };
}
