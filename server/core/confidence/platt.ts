import type { CalibratorData } from '../ensemble/fitted.ts';
import { deviation, mean, sigmoid, softplus } from './numbers.ts';

/**
 * Fits p = σ(slope · score + intercept) by Newton's method with step halving, to Platt's smoothed targets
 * (N₊+1)/(N₊+2) and 1/(N₋+2) (Platt 1999; Lin, Lin and Weng 2007). A slope that would fall below zero is held at zero,
 * so that a higher score never means less.
 */
export function fitPlatt(
  scores: readonly number[],
  correct: readonly boolean[],
): CalibratorData & { readonly kind: 'platt' } {
  const positives = correct.filter(Boolean).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (correct.length - positives + 2);
  const targets = correct.map((right) => (right ? high : low));
  const base = (positives + 1) / (correct.length + 2);
  const flat = { kind: 'platt', slope: 0, intercept: Math.log(base / (1 - base)) } as const;
  const spread = scores.length === 0 ? 0 : deviation(scores);
  if (!(spread > 0)) return flat;
  const centre = mean(scores);
  const line = newton(
    scores.map((score) => (score - centre) / spread),
    targets,
    flat.intercept,
  );
  if (!(line.slope > 0)) return flat;
  const slope = line.slope / spread;
  return { kind: 'platt', slope, intercept: line.intercept - slope * centre };
}

interface Line {
  readonly slope: number;
  readonly intercept: number;
}

function newton(xs: readonly number[], targets: readonly number[], intercept: number): Line {
  let line: Line = { slope: 0, intercept };
  let loss = lossOf(line, xs, targets);
  for (let round = 0; round < 100; round++) {
    const step = newtonStep(line, xs, targets);
    let scale = 1;
    let next = line;
    let nextLoss = loss;
    do {
      next = {
        slope: line.slope - scale * step.slope,
        intercept: line.intercept - scale * step.intercept,
      };
      nextLoss = lossOf(next, xs, targets);
      scale /= 2;
    } while (nextLoss > loss && scale > 1e-10);
    if (!(nextLoss < loss)) break;
    const gained = loss - nextLoss;
    [line, loss] = [next, nextLoss];
    if (gained < 1e-12) break;
  }
  return line;
}

function newtonStep(line: Line, xs: readonly number[], targets: readonly number[]): Line {
  // A little on the diagonal keeps the two-by-two system solvable when all probabilities are near 0 or 1.
  let [aa, ab, bb, ga, gb] = [1e-12, 0, 1e-12, 0, 0];
  xs.forEach((x, row) => {
    const p = sigmoid(line.slope * x + line.intercept);
    const weight = p * (1 - p);
    const error = p - (targets[row] ?? 0);
    aa += x * x * weight;
    ab += x * weight;
    bb += weight;
    ga += x * error;
    gb += error;
  });
  const determinant = aa * bb - ab * ab;
  return {
    slope: (bb * ga - ab * gb) / determinant,
    intercept: (aa * gb - ab * ga) / determinant,
  };
}

function lossOf(line: Line, xs: readonly number[], targets: readonly number[]): number {
  return xs.reduce((sum, x, row) => {
    const value = line.slope * x + line.intercept;
    return sum + softplus(value) - (targets[row] ?? 0) * value;
  }, 0);
}
