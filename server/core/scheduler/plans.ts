import type { Request } from './types.ts';

/**
 * Models that work under way will ask next: a draft's reviewer, an answer's reader. They stay where they are until that work has
 * asked them, was given up, or its last request ended more than a moment ago without asking.
 */
export interface Plans {
  /** A request came: what its client planned to ask is asked. */
  asked(request: Request, now: number): void;
  /** A request will be answered by itself, not together with another. */
  begun(request: Request): void;
  finished(request: Request, now: number): void;
  dropped(id: number): void;
  expects(model: string, now: number): boolean;
  /** When waiting alone changes what is expected. */
  moments(): readonly number[];
}

interface Plan {
  readonly client: number | undefined;
  readonly models: readonly string[];
  readonly until: number;
}

/** Nothing under way. A plan outlives its last request for `graceMs`. */
export function createPlans(graceMs: number): Plans {
  const plans = new Map<number, Plan>();
  return {
    asked({ client, model }, now) {
      for (const [other, plan] of plans) {
        const { until, models } = plan;
        const done = until < Infinity && plan.client === client && models.includes(model);
        if (done || until < now) plans.delete(other);
      }
    },
    begun({ id, client, then }) {
      if (then && then.length > 0) plans.set(id, { client, models: then, until: Infinity });
    },
    finished({ id, client, then }, now) {
      if (then && then.length > 0) plans.set(id, { client, models: then, until: now + graceMs });
    },
    dropped: (id) => void plans.delete(id),
    expects: (model, now) =>
      [...plans.values()].some(({ models, until }) => until >= now && models.includes(model)),
    moments: () => [...plans.values()].map(({ until }) => until + 1).filter(Number.isFinite),
  };
}
