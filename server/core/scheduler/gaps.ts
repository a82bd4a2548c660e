/** How long the pauses between two uses were: decayed counts in bins at powers of √2. */
export type Gaps = number[];

const bins = 20;
const decay = 0.97;

/** No pause seen yet. */
export function noGaps(): Gaps {
  return new Array<number>(bins).fill(0);
}

/** Takes note of a pause; those before count a little less from now on. */
export function addGap(gaps: Gaps, length: number): void {
  for (let at = 0; at < gaps.length; at++) gaps[at] = decay * (gaps[at] as number);
  const bin = binOf(length);
  gaps[bin] = (gaps[bin] as number) + 1;
}

/** The pauses of several together. */
export function pooled(all: readonly Gaps[]): Gaps {
  const sums = noGaps();
  for (const gaps of all) gaps.forEach((count, at) => (sums[at] = (sums[at] as number) + count));
  return sums;
}

/**
 * E[exp(−(gap − age)/scale)] over the pauses that are longer than the age, with a prior from those of all models: the hit density
 * of LHD (Beckmann et al., NSDI 2018).
 */
export function soonAfter(own: Gaps, all: Gaps, age: number, scale: number): number {
  const total = all.reduce((sum, count) => sum + count, 0);
  let mass = 0.2;
  let sum = 0.02;
  for (let bin = binOf(age); bin < own.length; bin++) {
    const weight = (own[bin] as number) + (total > 0 ? (2 * (all[bin] as number)) / total : 0);
    mass += weight;
    sum += weight * Math.exp(-Math.max(0, 2 ** ((bin + 0.5) / 2) - age) / scale);
  }
  return sum / mass;
}

function binOf(length: number): number {
  return Math.max(0, Math.min(bins - 1, Math.floor(2 * Math.log2(Math.max(1, length)))));
}
