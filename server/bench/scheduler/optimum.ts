/** A model as the optimum sees it. */
export interface OptimumModel {
  readonly bytes: number;
  readonly loadMs: number;
}

/**
 * The least load time with which the requests can be served in this order, by dynamic programming over the
 * sets of resident models; exact, and feasible because eight models have only 256 sets. It knows the future,
 * holds no leases and evicts only when it must, which is never worse. `order` holds indices into `models`.
 */
export function optimalReloadMs(
  models: readonly OptimumModel[],
  order: readonly number[],
  budgetBytes: number,
): number {
  const sets = 1 << models.length;
  const bytes = setBytes(models);
  let costs = new Float64Array(sets).fill(Infinity);
  costs[0] = 0;
  const successors = largestSuccessors(models, bytes, budgetBytes);
  let last = -1;
  for (const wanted of order) {
    if (wanted === last) continue;
    last = wanted;
    const next = new Float64Array(sets).fill(Infinity);
    const loadMs = models[wanted]?.loadMs ?? 0;
    for (let set = 0; set < sets; set++) {
      const cost = costs[set] as number;
      if (cost === Infinity) continue;
      if (set & (1 << wanted)) {
        if (cost < (next[set] as number)) next[set] = cost;
        continue;
      }
      for (const after of successors(set, wanted))
        if (cost + loadMs < (next[after] as number)) next[after] = cost + loadMs;
    }
    costs = next;
  }
  return Math.min(...costs);
}

function setBytes(models: readonly OptimumModel[]): Float64Array {
  const bytes = new Float64Array(1 << models.length);
  for (let set = 1; set < bytes.length; set++) {
    const lowest = 31 - Math.clz32(set & -set);
    bytes[set] = (bytes[set & (set - 1)] as number) + (models[lowest]?.bytes ?? 0);
  }
  return bytes;
}

/** The sets with `wanted` that keep as much of `set` as fits: no further model of it could stay. */
function largestSuccessors(
  models: readonly OptimumModel[],
  bytes: Float64Array,
  budget: number,
): (set: number, wanted: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (set, wanted) => {
    const key = set * models.length + wanted;
    const found = known.get(key);
    if (found) return found;
    const own = 1 << wanted;
    const fits = (kept: number): boolean => (bytes[kept | own] as number) <= budget;
    const made: number[] = [];
    for (let kept = set; ; kept = (kept - 1) & set) {
      const left = set & ~kept;
      const isLargest = models.every((_, at) => !(left & (1 << at)) || !fits(kept | (1 << at)));
      if (fits(kept) && isLargest) made.push(kept | own);
      if (kept === 0) break;
    }
    known.set(key, made);
    return made;
  };
}
