import type { Request } from './types.ts';

/**
 * Models that work under way will ask next: a draft's reviewer, an answer's reader. They stay where they are until that work has
 * asked them, was given up, or its last request ended more than a moment ago without asking.
 */
export interface Plans {
  submitted(request: Request, now: number): void;
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
    submitted({ id, client, model, then }, now) {
      for (const [other, plan] of plans) {
        const asked =
          plan.until < Infinity && plan.client === client && plan.models.includes(model);
        if (asked || plan.until < now) plans.delete(other);
      }
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
