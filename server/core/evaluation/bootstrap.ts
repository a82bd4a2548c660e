import { mean, quantile } from '../confidence/numbers.ts';
import { createRandom } from '../random.ts';

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Rows that it is computed from. */
  readonly n: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  /** Default 2,000. */
  readonly resamples?: number;
  /** Coverage of the interval; default 0.95. */
  readonly level?: number;
}

/** Percentile bootstrap interval of a mean over rows. */
export function bootstrapMean(values: readonly number[], options: BootstrapOptions): Interval {
  const { seed, resamples = 2000, level = 0.95 } = options;
  const random = createRandom(seed);
  const n = values.length;
  const means = Array.from({ length: n === 0 ? 0 : resamples }, () => {
    let sum = 0;
    for (let draw = 0; draw < n; draw++) sum += values[Math.floor(random() * n)] ?? 0;
    return sum / n;
  });
  const tail = (1 - level) / 2;
  return { value: mean(values), low: quantile(means, tail), high: quantile(means, 1 - tail), n };
}

/**
 * Interval of the mean difference first − second over the same rows, rows resampled as pairs. The two lists are in the
 * same order of rows.
 */
export function pairedBootstrap(
  first: readonly number[],
  second: readonly number[],
  options: BootstrapOptions,
): Interval {
  return bootstrapMean(
    first.map((value, row) => value - (second[row] ?? 0)),
    options,
  );
}
