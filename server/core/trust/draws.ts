import type { Random } from '../random.ts';

/** One draw of the standard normal distribution (Box and Muller). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** One draw of Gamma(shape, 1), shape above 0 (Marsaglia and Tsang 2000). */
export function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = drawNormal(random);
    const cubed = (1 + c * normal) ** 3;
    if (cubed <= 0) continue;
    const bound = 0.5 * normal * normal + d - d * cubed + d * Math.log(cubed);
    if (Math.log(1 - random()) < bound) return d * cubed;
  }
}

/** One draw of Beta(a, b), a and b above 0. */
export function drawBeta(a: number, b: number, random: Random): number {
  const one = drawGamma(a, random);
  const other = drawGamma(b, random);
  // Both can underflow to zero when a and b are tiny; the mean is then the only fair answer.
  return one + other > 0 ? one / (one + other) : a / (a + b);
}
