import type { PlanOutcomes } from '../fitted.ts';
import type { Question } from '../question.ts';

/** How one plan did on one question. */
export interface PlanOutcome {
  /** Place of the plan in the specification. */
  readonly plan: string;
  /** From broad to narrow, see {@link contextsOf}. */
  readonly contexts: readonly string[];
  /** 0 to 1; 1 for a right, accepted or checked answer. */
  readonly reward: number;
  readonly callsBy: Readonly<Record<string, number>>;
}

/** Every context has this one around it. */
const everything = '*';

/**
 * The contexts that a question is in, from broad to narrow: all questions, its domain, its kind of answer there, and
 * whether it is short or long. What is known of a narrow context is drawn towards the one around it.
 */
export function contextsOf({ domain, answerKind, prompt }: Question): readonly string[] {
  const kind = `${domain}/${answerKind}`;
  const length = prompt.length < 200 ? 'short' : prompt.length < 800 ? 'middling' : 'long';
  return [everything, domain, kind, `${kind}/${length}`];
}

/** Outcomes that the context around counts for in a narrower one. */
const shrinkage = 20;
/** Success of a plan that nothing is known about, worth so many outcomes. */
const prior = { rate: 0.5, weight: 2 };

/** The statistics with one more outcome. */
export function learnOutcome(known: PlanOutcomes, outcome: PlanOutcome): PlanOutcomes {
  const plan = { ...known[outcome.plan] };
  for (const context of [...new Set(outcome.contexts)]) {
    const before = plan[context] ?? { count: 0, reward: 0, calls: {} };
    const calls = { ...before.calls };
    for (const [member, count] of Object.entries(outcome.callsBy))
      calls[member] = (calls[member] ?? 0) + count;
    plan[context] = { count: before.count + 1, reward: before.reward + outcome.reward, calls };
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

/** What is expected of a plan in some contexts. */
export interface Expectation {
  /** Probability of a good answer, 0 to 1, shrunk from narrow contexts to broad ones. */
  readonly quality: number;
  /** Standard error of the quality. */
  readonly error: number;
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
  let weight = prior.weight;
  let evidence = prior.weight;
  let callsBy: Readonly<Record<string, number>> | undefined;
  for (const context of contexts) {
    const found = own[context];
    if (!found || found.count === 0) continue;
    quality = (found.reward + weight * quality) / (found.count + weight);
    evidence = found.count + weight;
    weight = shrinkage;
    const { count, calls } = found;
    if (callsBy === undefined || count >= shrinkage)
      callsBy = Object.fromEntries(
        Object.entries(calls).map(([member, total]) => [member, total / count]),
      );
  }
  return {
    quality,
    error: Math.sqrt((quality * (1 - quality)) / evidence),
    ...(callsBy && { callsBy }),
    count: own[everything]?.count ?? 0,
  };
}
