import { fits, plus } from './bytes.ts';
import type { Bytes, Priority } from './types.ts';
import { createUsage } from './usage.ts';

/** A model that could be unloaded. */
export interface Candidate {
  readonly id: string;
  readonly bytes: Bytes;
  /** What loading it again takes, measured where it was loaded before. */
  readonly reloadMs: number;
  /** What reading its kept context again takes. */
  readonly kvMs: number;
  readonly lastUsedAt: number;
}

/** Which resident models give way; the scheduler asks, so that rivals' rules can be compared with ours. */
export interface ResidencyPolicy {
  /** Every request is told, in order of time; `then` are the models that its work will ask next. */
  used(model: string, priority: Priority, at: number, then?: readonly string[]): void;
  /** Models to unload so that `needed` fits into what they free and `free`; undefined when none do. */
  victims(
    candidates: readonly Candidate[],
    needed: Bytes,
    free: Bytes,
    at: number,
  ): readonly string[] | undefined;
  /** What unloading these would cost, in expected milliseconds of loading. */
  cost(candidates: readonly Candidate[], at: number): number;
}

/** Beyond this many candidates the subsets are not enumerated. */
const mostEnumerated = 12;

/**
 * Least expected cost: (measured reload time + value of the kept context) × forecast of the next use, summed
 * over the set that gives way. Up to twelve candidates the best set is found by enumeration; beyond, by cost
 * for each byte, as GreedyDual-Size does (Cao & Irani, USITS 1997; Landlord, Young, SODA 1998, is the same
 * rule), without members of the set that turn out not to be needed. Ties go to the one used longest ago.
 * `localTimeAtZero` is the time of day at moment 0, in milliseconds.
 */
export function createExpectedCostPolicy(localTimeAtZero = 0): ResidencyPolicy {
  const usage = createUsage(localTimeAtZero);
  const costOf = (candidate: Candidate, at: number): number =>
    (candidate.reloadMs + candidate.kvMs) * usage.forecast(candidate.id, at);
  return {
    // Background work can wait for its model, so its habits are no reason to keep one.
    used(model, priority, at, then) {
      if (priority !== 'background') usage.used(model, at, then);
    },
    cost: (candidates, at) => candidates.reduce((sum, candidate) => sum + costOf(candidate, at), 0),
    victims(candidates, needed, free, at) {
      const priced = [...candidates]
        .sort((one, other) => one.lastUsedAt - other.lastUsedAt || (one.id < other.id ? -1 : 1))
        .map((candidate) => ({ candidate, cost: costOf(candidate, at) }));
      return priced.length <= mostEnumerated
        ? cheapestSet(priced, needed, free)
        : greedySet(priced, needed, free);
    },
  };
}

interface Priced {
  readonly candidate: Candidate;
  readonly cost: number;
}

function cheapestSet(
  priced: readonly Priced[],
  needed: Bytes,
  free: Bytes,
): readonly string[] | undefined {
  let best: readonly Priced[] | undefined;
  let bestCost = Infinity;
  for (let set = 1; set < 1 << priced.length; set++) {
    const chosen = priced.filter((_, at) => set & (1 << at));
    const cost = chosen.reduce((sum, each) => sum + each.cost, 0);
    if (cost >= bestCost) continue;
    if (!fits(needed, freedBy(chosen, free))) continue;
    best = chosen;
    bestCost = cost;
  }
  return best?.map(({ candidate }) => candidate.id);
}

function greedySet(
  priced: readonly Priced[],
  needed: Bytes,
  free: Bytes,
): readonly string[] | undefined {
  const size = ({ candidate }: Priced): number =>
    Object.values(candidate.bytes).reduce((sum, bytes) => sum + bytes, 0);
  const order = [...priced].sort(
    (one, other) => one.cost / (size(one) + 1) - other.cost / (size(other) + 1),
  );
  let chosen: Priced[] = [];
  while (!fits(needed, freedBy(chosen, free))) {
    const next = order.shift();
    if (!next) return undefined;
    chosen.push(next);
  }
  for (const each of [...chosen].sort((one, other) => other.cost - one.cost)) {
    const without = chosen.filter((other) => other !== each);
    if (fits(needed, freedBy(without, free))) chosen = without;
  }
  return chosen.map(({ candidate }) => candidate.id);
}

function freedBy(chosen: readonly Priced[], free: Bytes): Bytes {
  return chosen.reduce((sum, { candidate }) => plus(sum, candidate.bytes), free);
}
