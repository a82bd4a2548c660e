/** Calls back once after a time in milliseconds, unless the returned function was called before. */
export type After = (ms: number, callback: () => void) => () => void;

/** Runs work for the newest question alone. */
export interface Latest {
  /**
   * Asks after `quietMs` without another question. Undefined when a newer one came, before or while this one was asked, or
   * when `gaveUp` was aborted; the signal that `ask` gets is aborted then.
   */
  ask<T>(
    quietMs: number,
    gaveUp: AbortSignal,
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined>;
  /** Ends what is waiting or running. */
  end(): void;
}

/** With nothing asked. */
export function createLatest(after: After): Latest {
  let current = new AbortController();
  return {
    async ask(quietMs, gaveUp, ask) {
      current.abort();
      const own = new AbortController();
      current = own;
      const signal = AbortSignal.any([own.signal, gaveUp]);
      if (quietMs > 0) await quiet(after, quietMs, signal);
      if (signal.aborted) return undefined;
      const answer = await ask(signal);
      return signal.aborted ? undefined : answer;
    },
    end: () => current.abort(),
  };
}

/** Waits, and no longer than until the signal is aborted. */
function quiet(after: After, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const stop = after(ms, () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
    const giveUp = (): void => {
      stop();
      resolve();
    };
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
