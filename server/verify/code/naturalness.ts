import { factorsOf } from './factors/index.ts';
import type { FunctionInfo } from './functionInfo.ts';

/** Number of weights; keys share them by hash. */
export const factorBuckets = 2 ** 20;

/** The place of a factor among the weights (FNV-1a with a final mix). */
export function factorBucket(key: string): number {
  let value = 0x811c9dc5;
  for (let place = 0; place < key.length; place += 1) {
    value ^= key.charCodeAt(place);
    value = Math.imul(value, 0x01000193);
  }
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  value ^= value >>> 13;
  return (value >>> 0) % factorBuckets;
}

/** How often each factor of a function occurs, by bucket. */
export function factorCounts(fn: FunctionInfo): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  factorsOf(fn, (key) => {
    const bucket = factorBucket(key);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  });
  return counts;
}

/** What changed between two versions: bucket and difference, pairs in one list. */
export function countDifference(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): readonly (readonly [number, number])[] {
  const changed: [number, number][] = [];
  for (const [bucket, count] of after) {
    const difference = count - (before.get(bucket) ?? 0);
    if (difference !== 0) changed.push([bucket, difference]);
  }
  for (const [bucket, count] of before) if (!after.has(bucket)) changed.push([bucket, -count]);
  return changed;
}
