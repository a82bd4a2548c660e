/**
 * Divides threads between processes that compute at the same time: each wants a number of its own and gets at least one,
 * and together they get no more than `total` beyond that. What one does not want is left to the others.
 */
export function divideThreads(
  wanted: ReadonlyMap<string, number>,
  total: number,
): ReadonlyMap<string, number> {
  const given = new Map<string, number>();
  let left = total;
  // Whoever wants least is served first, so that what it leaves is there for the rest.
  const rising = [...wanted].sort(([, one], [, other]) => one - other);
  rising.forEach(([id, want], at) => {
    const share = Math.floor(left / (rising.length - at));
    const threads = Math.max(1, Math.min(want, share));
    given.set(id, threads);
    left -= threads;
  });
  return given;
}
