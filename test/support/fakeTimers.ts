import type { Timers } from '../../server/pool/timers.ts';

/** Time that moves only when a test says so. */
export interface FakeTimers extends Timers {
  advance(ms: number): void;
}

export function createFakeTimers(): FakeTimers {
  let now = 0;
  let pending: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    after(ms, callback) {
      const entry = { at: now + ms, callback };
      pending.push(entry);
      return () => {
        pending = pending.filter((each) => each !== entry);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = pending
          .filter((each) => each.at <= end)
          .sort((one, other) => one.at - other.at)[0];
        if (!next) break;
        pending = pending.filter((each) => each !== next);
        now = Math.max(now, next.at);
        next.callback();
      }
      now = end;
    },
  };
}
