import type { ChildLink } from './childProcess.ts';
import type { Timers } from './timers.ts';

/** One worker that has started and loaded nothing, so that the next need does not wait for a start. */
export interface Spare {
  /** The waiting worker, or a new one; another is started a little later. */
  take(): ChildLink;
  fill(): void;
  dispose(): void;
}

/** Not at once: whoever takes a worker wants the processor for itself. */
const refillMs = 10_000;

/** A spare worker. What it says or how it ends before it is taken is delivered to its taker. */
export function createSpare(deps: { fork(): ChildLink; timers: Timers }): Spare {
  let waiting: ChildLink | undefined;
  let stopRefill: (() => void) | undefined;

  function fill(): void {
    waiting ??= deps.fork();
  }

  return {
    fill,
    take() {
      const taken = waiting?.alive() ? waiting : deps.fork();
      waiting = undefined;
      stopRefill?.();
      stopRefill = deps.timers.after(refillMs, fill);
      return taken;
    },
    dispose() {
      stopRefill?.();
      waiting?.kill();
      waiting = undefined;
    },
  };
}
