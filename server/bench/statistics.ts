/** The middle of the values; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Milliseconds of a fixed arithmetic loop: what this machine was worth while the figures were taken. */
export function calibrationMs(): number {
  const began = performance.now();
  let value = 1;
  for (let step = 0; step < 50_000_000; step++)
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) | 0;
  const elapsed = performance.now() - began;
  // The value is used, so that the loop cannot be optimised away.
  return value === 0 ? Number.NaN : elapsed;
}
