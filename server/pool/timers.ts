/** Time as the pool's logic sees it; tests move it by hand. */
export interface Timers {
  now(): number;
  /** Calls back once after `ms`, unless the returned function was called before. */
  after(ms: number, callback: () => void): () => void;
}

// Longer than this a Node timer fires at once.
const longestTimerMs = 2 ** 31 - 1;

/** Real time. */
export const realTimers: Timers = {
  now: () => performance.now(),
  after: (ms, callback) => {
    if (ms > longestTimerMs) return () => undefined;
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
