/** The logistic function, exact for large arguments of either sign. */
export function sigmoid(value: number): number {
  if (value >= 0) return 1 / (1 + Math.exp(-value));
  const power = Math.exp(value);
  return power / (1 + power);
}

/** Log-odds of a probability that is held within 1e-12 of 0 and 1. */
export function logit(probability: number): number {
  const held = Math.min(1 - 1e-12, Math.max(1e-12, probability));
  return Math.log(held / (1 - held));
}

/** ln(1 + e^value) without overflow. */
export function softplus(value: number): number {
  return Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)));
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Population standard deviation; NaN of nothing. */
export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** The q-quantile of the values, 0 ≤ q ≤ 1, linear between order statistics; NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = q * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low === high ? low : low + (high - low) * (at - Math.floor(at));
}
