import { mean, quantile } from '../confidence/numbers.ts';
import { createRandom, type Random } from '../random.ts';

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

/**
 * Percentile bootstrap interval of a macro average: the mean over groups of each group's mean, rows resampled within
 * their group. Groups without rows are left out; `n` counts all rows.
 */
export function bootstrapMacro(
  groups: readonly (readonly number[])[],
  options: BootstrapOptions,
): Interval {
  const { seed, resamples = 2000, level = 0.95 } = options;
  const random = createRandom(seed);
  const filled = groups.filter((group) => group.length > 0);
  const values = Array.from({ length: filled.length === 0 ? 0 : resamples }, () =>
    mean(filled.map((group) => meanOfDraws(group, random))),
  );
  const tail = (1 - level) / 2;
  return {
    value: mean(filled.map(mean)),
    low: quantile(values, tail),
    high: quantile(values, 1 - tail),
    n: filled.reduce((sum, group) => sum + group.length, 0),
  };
}

function meanOfDraws(values: readonly number[], random: Random): number {
  let sum = 0;
  for (let draw = 0; draw < values.length; draw++)
    sum += values[Math.floor(random() * values.length)] ?? 0;
  return sum / values.length;
}

/**
 * Share of a baseline's errors that another system does not make, 1 − errors / errors of the baseline, with its
 * percentile bootstrap interval over rows resampled as pairs. Resamples in which the baseline makes no error are left
 * out; undefined where it makes none at all.
 */
export function errorReduction(
  baseline: readonly number[],
  other: readonly number[],
  options: BootstrapOptions,
): Interval | undefined {
  const { seed, resamples = 2000, level = 0.95 } = options;
  const n = baseline.length;
  const missed = (scores: readonly number[], row: number): number => 1 - (scores[row] ?? 0);
  const reduction = (rows: (draw: number) => number): number => {
    let [before, after] = [0, 0];
    for (let draw = 0; draw < n; draw++) {
      const row = rows(draw);
      before += missed(baseline, row);
      after += missed(other, row);
    }
    return 1 - after / before;
  };
  const value = reduction((draw) => draw);
  if (!Number.isFinite(value)) return undefined;
  const random = createRandom(seed);
  const values = Array.from({ length: resamples }, () =>
    reduction(() => Math.floor(random() * n)),
  ).filter(Number.isFinite);
  const tail = (1 - level) / 2;
  return { value, low: quantile(values, tail), high: quantile(values, 1 - tail), n };
}
