/** Which backend a model is loaded with, as its crashes tell. */
export interface Backends {
  /** The backend to load with; undefined when the last one failed too. */
  choose(model: string, available: readonly string[] | undefined): string | undefined;
  crashed(model: string, backend: string, reason: string, at: number): void;
  /** The last crash of a model, in its own words. */
  lastReason(model: string): string | undefined;
}

/** Two crashes this close together say something about the backend. */
const windowMs = 10 * 60_000;
const crashLimit = 2;

/** Crash counters for each model and backend: CUDA gives way to Vulkan, Vulkan to the CPU. */
export function createBackends(): Backends {
  const crashes = new Map<string, { count: number; lastAt: number; given: boolean }>();
  const reasons = new Map<string, string>();
  const keyOf = (model: string, backend: string): string => `${backend} ${model}`;
  return {
    choose: (model, available = ['cpu']) =>
      available.find((backend) => !crashes.get(keyOf(model, backend))?.given),
    crashed(model, backend, reason, at) {
      const key = keyOf(model, backend);
      const known = crashes.get(key);
      const count = known && at - known.lastAt <= windowMs ? known.count + 1 : 1;
      crashes.set(key, { count, lastAt: at, given: known?.given === true || count >= crashLimit });
      reasons.set(model, reason);
    },
    lastReason: (model) => reasons.get(model),
  };
}
