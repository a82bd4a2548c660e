/**
 * A normal belief over named effects: serialisable. `covariance` holds the lower triangle row by row, so effect i and
 * j ≤ i meet at i(i+1)/2 + j.
 */
export interface GaussianBelief {
  readonly names: readonly string[];
  readonly mean: readonly number[];
  readonly covariance: readonly number[];
}

export const emptyBelief: GaussianBelief = { names: [], mean: [], covariance: [] };

/** Position of each name. */
export function indexNames(belief: GaussianBelief): ReadonlyMap<string, number> {
  return new Map(belief.names.map((name, at) => [name, at]));
}

export function covarianceAt(belief: GaussianBelief, one: number, other: number): number {
  const [row, column] = one < other ? [other, one] : [one, other];
  return belief.covariance[(row * (row + 1)) / 2 + column] ?? 0;
}

/** The belief with effects of zero mean and their own variance added, independent of all others. */
export function withEffects(
  belief: GaussianBelief,
  effects: readonly (readonly [name: string, mean: number, variance: number])[],
): GaussianBelief {
  if (effects.length === 0) return belief;
  const covariance = [...belief.covariance];
  let size = belief.names.length;
  for (const [, , variance] of effects) {
    for (let at = 0; at < size; at++) covariance.push(0);
    covariance.push(variance);
    size++;
  }
  return {
    names: [...belief.names, ...effects.map(([name]) => name)],
    mean: [...belief.mean, ...effects.map(([, mean]) => mean)],
    covariance,
  };
}

/** Sum of the means at the positions: the expected value of the sum of these effects. */
export function meanOfSum(belief: GaussianBelief, positions: readonly number[]): number {
  return positions.reduce((sum, at) => sum + (belief.mean[at] ?? 0), 0);
}

/**
 * The belief after the sum of the effects at `positions` was observed as `value` with normal noise of the given
 * variance: one step of a Kalman filter.
 */
export function observeSum(
  belief: GaussianBelief,
  positions: readonly number[],
  value: number,
  noise: number,
): GaussianBelief {
  const size = belief.names.length;
  const gain = new Float64Array(size);
  for (let at = 0; at < size; at++)
    for (const position of positions)
      gain[at] = (gain[at] ?? 0) + covarianceAt(belief, at, position);
  const spread = positions.reduce((sum, position) => sum + (gain[position] ?? 0), noise);
  const surprise = (value - meanOfSum(belief, positions)) / spread;
  const covariance = [...belief.covariance];
  for (let row = 0, at = 0; row < size; row++) {
    const scale = (gain[row] ?? 0) / spread;
    for (let column = 0; column <= row; column++, at++)
      covariance[at] = (covariance[at] ?? 0) - scale * (gain[column] ?? 0);
  }
  return {
    names: belief.names,
    mean: belief.mean.map((mean, at) => mean + (gain[at] ?? 0) * surprise),
    covariance,
  };
}

/**
 * The belief with every variance and covariance divided by `kept` (0 to 1), so that older evidence counts for less
 * (exponential forgetting); no variance rises above its prior.
 */
export function forget(
  belief: GaussianBelief,
  kept: number,
  priorOf: (name: string) => number,
): GaussianBelief {
  const shrink = belief.names.map((name, at) => {
    const widened = covarianceAt(belief, at, at) / kept;
    const prior = priorOf(name);
    return widened > prior ? Math.sqrt(prior / widened) : 1;
  });
  const covariance = [...belief.covariance];
  for (let row = 0, at = 0; row < shrink.length; row++)
    for (let column = 0; column <= row; column++, at++)
      covariance[at] = ((covariance[at] ?? 0) / kept) * (shrink[row] ?? 1) * (shrink[column] ?? 1);
  return { ...belief, covariance };
}

/** The belief with variance added to single effects: what was known of them may have changed at once. */
export function unsettle(
  belief: GaussianBelief,
  varianceOf: (name: string) => number,
): GaussianBelief {
  const covariance = [...belief.covariance];
  belief.names.forEach((name, row) => {
    const at = (row * (row + 1)) / 2 + row;
    covariance[at] = (covariance[at] ?? 0) + varianceOf(name);
  });
  return { ...belief, covariance };
}

/** The belief about all other effects, those that `isDropped` names left out. */
export function withoutEffects(
  belief: GaussianBelief,
  isDropped: (name: string) => boolean,
): GaussianBelief {
  const kept = belief.names.flatMap((name, at) => (isDropped(name) ? [] : [at]));
  return {
    names: kept.map((at) => belief.names[at] ?? ''),
    mean: kept.map((at) => belief.mean[at] ?? 0),
    covariance: kept.flatMap((row, place) =>
      kept.slice(0, place + 1).map((column) => covarianceAt(belief, row, column)),
    ),
  };
}
