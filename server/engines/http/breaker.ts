/** Stops asking a host that does not answer, and tries it again after a while. */
export interface Breaker {
  /** Milliseconds until the host may be asked again; 0 when it may be asked now. */
  waitMs(): number;
  succeeded(): void;
  failed(): void;
}

/** Failures in a row after which a host is left alone. */
const failuresToOpen = 3;
const firstPauseMs = 15_000;
const longestPauseMs = 300_000;

/**
 * A circuit breaker (Nygard, Release It!): closed, then open for a pause, after which the next
 * call decides: it closes the breaker, or opens it for twice as long. `now` gives milliseconds of a clock that nobody sets.
 */
export function createBreaker(now: () => number): Breaker {
  let failures = 0;
  let openUntil = 0;
  return {
    waitMs: () => Math.max(0, openUntil - now()),
    succeeded() {
      failures = 0;
      openUntil = 0;
    },
    failed() {
      failures++;
      const times = failures - failuresToOpen;
      if (times >= 0) openUntil = now() + Math.min(longestPauseMs, firstPauseMs * 2 ** times);
    },
  };
}
