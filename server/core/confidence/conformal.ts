/**
 * Split conformal prediction for choices (Vovk; Angelopoulos and Bates 2021): the largest nonconformity 1 − p̂ at which an
 * option still belongs to the set, so that the set holds the right option with probability at least 1 − `alpha` for
 * questions like the calibration rows. `trueProbabilities` are what the right options got on those rows. 1 (every
 * option) when there are too few rows for the promise.
 */
export function conformalLimit(trueProbabilities: readonly number[], alpha: number): number {
  const n = trueProbabilities.length;
  const rank = Math.ceil((n + 1) * (1 - alpha));
  if (rank > n) return 1;
  const scores = trueProbabilities.map((p) => 1 - p).sort((one, other) => one - other);
  return scores[Math.max(0, rank - 1)] ?? 1;
}

/** The options that cannot be ruled out, likeliest first; more than one is a reason to escalate. */
export function conformalSet(
  probabilities: Readonly<Record<string, number>>,
  limit: number,
): readonly string[] {
  return Object.entries(probabilities)
    .filter(([, p]) => 1 - p <= limit)
    .sort(([one, p], [other, q]) => q - p || (one < other ? -1 : 1))
    .map(([option]) => option);
}
