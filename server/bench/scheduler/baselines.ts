import { fits, plus } from '../../core/scheduler/bytes.ts';
import type { Candidate, ResidencyPolicy } from '../../core/scheduler/policy.ts';
import type { SchedulerSettings } from '../../core/scheduler/room.ts';

/** A rival's rule as the scheduler runs it. */
export interface Baseline {
  readonly policy: ResidencyPolicy;
  readonly settings: Partial<SchedulerSettings>;
  /** The only limit, where the rule counts models instead of bytes. */
  readonly mostModels?: number;
}

/** Nobody is drained early, nothing waits for a better moment, no load is given up. */
const plain: Partial<SchedulerSettings> = {
  fairnessMs: 0,
  minResidencyMs: 0,
  patienceMs: 0,
  quietMs: 0,
  preempt: false,
  keepPlanned: false,
};

const ollamaKeepAliveMs = 5 * 60_000;

/** Evicts the one used longest ago, until it fits. */
export function leastRecent(): Baseline {
  return { policy: evictInOrder((each) => each.lastUsedAt), settings: plain };
}

/** Evicts the one used least often, until it fits. */
export function leastFrequent(): Baseline {
  const counts = new Map<string, number>();
  const policy = evictInOrder(({ id }) => counts.get(id) ?? 0);
  const used = (model: string): void => void counts.set(model, (counts.get(model) ?? 0) + 1);
  return { policy: { ...policy, used }, settings: plain };
}

/** Ollama's rule: five minutes after its last use a model goes; before, the first by name that is idle. */
export function keepAlive(): Baseline {
  const byName = (candidates: readonly Candidate[]): readonly Candidate[] =>
    [...candidates].sort((one, other) => (one.id < other.id ? -1 : 1));
  return { policy: evictFrom(byName), settings: { ...plain, idleMs: ollamaKeepAliveMs } };
}

/** llama-server's rule: at most so many models, whatever their size; beyond, the one used longest ago goes. */
export function countLimited(budgetBytes: number, sizes: readonly number[]): Baseline {
  // A count that is safe for every combination is what its user has to choose, as it knows no bytes.
  let limit = 0;
  let taken = 0;
  for (const bytes of [...sizes].sort((one, other) => other - one)) {
    if ((taken += bytes) > budgetBytes) break;
    limit++;
  }
  const recent = evictInOrder((each) => each.lastUsedAt);
  return { policy: recent, settings: plain, mostModels: Math.max(1, limit) };
}

function evictInOrder(key: (candidate: Candidate) => number): ResidencyPolicy {
  return evictFrom((candidates) => [...candidates].sort((one, other) => key(one) - key(other)));
}

function evictFrom(
  order: (candidates: readonly Candidate[]) => readonly Candidate[],
): ResidencyPolicy {
  return {
    used: () => undefined,
    cost: () => 0,
    victims(candidates, needed, free) {
      const chosen: string[] = [];
      let room = free;
      for (const { id, bytes } of order(candidates)) {
        if (fits(needed, room)) break;
        room = plus(room, bytes);
        chosen.push(id);
      }
      return fits(needed, room) ? chosen : undefined;
    },
  };
}
