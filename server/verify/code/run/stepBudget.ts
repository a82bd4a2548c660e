import { setImmediate } from 'node:timers/promises';

/** Work that the appraisal of one function may take, in interpreter steps of about a fifth of a microsecond of one core. */
export interface StepBudget {
  readonly spent: number;
  /** Takes steps away; the run that goes beyond the budget still ends. */
  spend(steps: number): void;
  /** Whether this share of the budget, 0 to 1, is used up. */
  isSpent(share?: number): boolean;
}

/** A budget of so many steps. */
export function createStepBudget(steps: number): StepBudget {
  let spent = 0;
  return {
    get spent() {
      return spent;
    },
    spend(more) {
      spent += more;
    },
    isSpent: (share = 1) => spent >= steps * share,
  };
}

/** Lets a waiting cancellation arrive, and rejects when one has. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
