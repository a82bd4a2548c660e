import { setImmediate } from 'node:timers/promises';

/** Lets a waiting cancellation arrive, and rejects when one has: work without any wait would never hear of it. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
