/** Work that several callers may wait for; it is stopped only when the last of them has given up. */
export interface SharedWork<T> {
  /** Waits for the result; rejects with the signal's reason once that is aborted. */
  join(signal: AbortSignal): Promise<T>;
  /** Nobody waits any more and the work was told to stop, so it is of no use to a newcomer. */
  readonly stopped: boolean;
  readonly result: Promise<T>;
}

/** Starts the work at once. */
export function shareWork<T>(work: (signal: AbortSignal) => Promise<T>): SharedWork<T> {
  const controller = new AbortController();
  const result = work(controller.signal);
  // Whoever waits hears of a failure; without anybody it is nobody's.
  result.catch(() => undefined);
  let waiting = 0;
  return {
    result,
    get stopped() {
      return controller.signal.aborted;
    },
    join(signal) {
      return new Promise<T>((resolve, reject) => {
        signal.throwIfAborted();
        waiting++;
        const leave = (): void => {
          reject(signal.reason as Error);
          if (--waiting === 0) controller.abort(signal.reason);
        };
        signal.addEventListener('abort', leave, { once: true });
        result
          .then(resolve, reject)
          .finally(() => signal.removeEventListener('abort', leave))
          .catch(() => undefined);
      });
    },
  };
}
