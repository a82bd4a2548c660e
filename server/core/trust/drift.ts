/** Watches one member for a fall of its quality. */
export interface DriftWatch {
  /** Page's cumulative sum of log-likelihood ratios “fell by 0.12” against “as expected”, held at zero from below. */
  readonly sum: number;
  /** Outcomes since the last alarm. */
  readonly seen: number;
}

export const calmWatch: DriftWatch = { sum: 0, seen: 0 };

/**
 * Share of the evidence that is left after a day. Sudden falls are seen by the watch, so the decay that catches slow
 * change can be slower than the 0.99 that is usual: evidence halves in 231 days.
 */
export const decayPerDay = 0.997;
/** The fall that is looked for; smaller ones are left to slow decay. */
const fall = 0.12;
/** An alarm raises when the evidence is e⁷, about a thousand, to one; on a steady member that is rare. */
const alarmAt = 7;
/** The expectation itself is unsure before so many outcomes. */
const warmUp = 50;

/** The watch after one more outcome (`reward` 0 to 1) where `expected` was predicted, and whether it now alarms. */
export function watchDrift(
  watch: DriftWatch,
  expected: number,
  reward: number,
): { readonly watch: DriftWatch; readonly alarm: boolean } {
  const seen = watch.seen + 1;
  if (seen <= warmUp) return { watch: { sum: 0, seen }, alarm: false };
  const before = Math.min(0.98, Math.max(0.06, expected));
  const after = Math.max(0.02, before - fall);
  const ratio =
    reward * Math.log(after / before) + (1 - reward) * Math.log((1 - after) / (1 - before));
  const sum = Math.max(0, watch.sum + ratio);
  return sum > alarmAt ? { watch: calmWatch, alarm: true } : { watch: { sum, seen }, alarm: false };
}
