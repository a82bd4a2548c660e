import type { Random } from '../../core/random.ts';

const gigabyte = 1e9;

/** A model as a trace knows it. */
export interface TraceModel {
  readonly id: string;
  readonly bytes: number;
  /** What loading it takes on the simulated machine. */
  readonly loadMs: number;
}

/**
 * Models with sizes and load times as measured for real files: a worker's start (0.6–0.7 s), then the file at
 * the speed of the disk, which differs between files (page cache, fragments, repacking of weights).
 */
export function drawModels(
  wanted: readonly (readonly [id: string, gigabytes: number])[],
  random: Random,
): TraceModel[] {
  return wanted.map(([id, gigabytes]) => {
    const bytesPerMs = 500_000 + 900_000 * random();
    const bytes = Math.round(gigabytes * gigabyte);
    return { id, bytes, loadMs: Math.round(650 + bytes / bytesPerMs) };
  });
}

/** A number around `middle`, log-normal, so that a few are many times as long. */
export function logNormal(middle: number, spread: number, random: Random): number {
  const gauss = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return middle * Math.exp(spread * gauss);
}

/** A waiting time with this mean, memoryless. */
export function exponential(mean: number, random: Random): number {
  return -mean * Math.log(1 - random());
}

/** One of the items, by weight. */
export function pickWeighted<T>(items: readonly (readonly [T, number])[], random: Random): T {
  let rest = random() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) if ((rest -= weight) < 0) return item;
  return (items.at(-1) as readonly [T, number])[0];
}
