import { setImmediate } from 'node:timers/promises';

/** Longest stretch of work, in milliseconds, before others get a turn. */
const stretch = 12;

/** Gives other work of the process a turn now and then, and throws once the signal is aborted. */
export function createBreather(signal: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    signal.throwIfAborted();
    if (performance.now() - since < stretch) return;
    await setImmediate();
    signal.throwIfAborted();
    since = performance.now();
  };
}
