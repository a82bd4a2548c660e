/** Crashes older than this no longer count against the engine. */
export const crashWindowMs = 180_000;

const delaysMs = [500, 2_000, 8_000] as const;

/** What to do after a crash: wait and start again, or stop and let the user decide. */
export type AfterCrash =
  { readonly kind: 'restart'; readonly delayMs: number } | { readonly kind: 'giveUp' };

/** `crashTimesMs` are all crashes so far, the latest one included. */
export function afterCrash(crashTimesMs: readonly number[], nowMs: number): AfterCrash {
  const recent = crashTimesMs.filter((time) => nowMs - time < crashWindowMs);
  const delayMs = delaysMs[Math.max(0, recent.length - 1)];
  return delayMs === undefined ? { kind: 'giveUp' } : { kind: 'restart', delayMs };
}
