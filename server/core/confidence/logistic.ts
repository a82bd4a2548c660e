import type { LogisticData } from '../ensemble/fitted.ts';
import { deviation, logit, mean, sigmoid, softplus } from './numbers.ts';
import { solvePositive } from './solve.ts';

export interface LogisticRow {
  readonly features: Readonly<Record<string, number>>;
  readonly label: boolean;
}

export interface LogisticOptions {
  /** Penalty l2/2 · Σ weight² on the weights of standardised features; the bias goes free. */
  readonly l2: number;
}

/**
 * Logistic regression on standardised features by Newton's method (IRLS) with step halving. A feature that a row lacks,
 * or that is not a finite number there, counts as the mean of the others; a constant one gets no weight.
 */
export function fitLogistic(rows: readonly LogisticRow[], options: LogisticOptions): LogisticData {
  const names = [...new Set(rows.flatMap(({ features }) => Object.keys(features)))].sort();
  const columns = names.map((name) => standardise(rows, name));
  const samples = rows
    .map(({ label }, row) => ({
      input: [1, ...columns.map(({ values }) => values[row] ?? 0)],
      label: label ? 1 : 0,
    }))
    // In one order, so that rounding is the same whatever the order of the rows.
    .sort((one, other) => compareRows(one.input, other.input) || one.label - other.label);
  const weights = irls(
    samples.map(({ input }) => input),
    samples.map(({ label }) => label),
    options.l2,
  );
  return {
    bias: weights[0] ?? 0,
    features: Object.fromEntries(
      names.map((name, at) => [
        name,
        {
          weight: weights[at + 1] ?? 0,
          mean: columns[at]?.mean ?? 0,
          scale: columns[at]?.scale ?? 1,
        },
      ]),
    ),
  };
}

/** P(label) of a row of features, 0 to 1; absent and non-finite features count as their mean. */
export function applyLogistic(
  data: LogisticData,
  features: Readonly<Record<string, number>>,
): number {
  let sum = data.bias;
  for (const [name, { weight, mean: centre, scale }] of Object.entries(data.features)) {
    const value = features[name];
    if (value !== undefined && Number.isFinite(value)) sum += (weight * (value - centre)) / scale;
  }
  return sigmoid(sum);
}

interface Column {
  readonly mean: number;
  readonly scale: number;
  readonly values: readonly number[];
}

function standardise(rows: readonly LogisticRow[], name: string): Column {
  const raw = rows.map(({ features }) => features[name]);
  const known = raw
    .filter((value): value is number => value !== undefined && Number.isFinite(value))
    .sort((one, other) => one - other);
  const centre = known.length === 0 ? 0 : mean(known);
  const spread = known.length === 0 ? 0 : deviation(known);
  // Rounding alone can give a constant feature a spread.
  const scale = spread > 1e-9 * Math.max(1, Math.abs(centre)) ? spread : 0;
  return {
    mean: centre,
    scale: scale || 1,
    values: raw.map((value) =>
      value !== undefined && Number.isFinite(value) && scale > 0 ? (value - centre) / scale : 0,
    ),
  };
}

function irls(
  inputs: readonly (readonly number[])[],
  labels: readonly number[],
  l2: number,
): readonly number[] {
  const width = inputs[0]?.length ?? 1;
  const share = (labels.reduce((sum, label) => sum + label, 0) + 0.5) / (labels.length + 1);
  let weights: readonly number[] = Array.from({ length: width }, (_, at) =>
    at === 0 ? logit(share) : 0,
  );
  // One class alone has no finite solution: the smoothed share is the answer.
  if (new Set(labels).size < 2) return weights;
  let loss = lossOf(weights, inputs, labels, l2);
  for (let round = 0; round < 100; round++) {
    const step = newtonStep(weights, inputs, labels, l2);
    const [next, nextLoss] = halvedStep(weights, step, loss, (tried) =>
      lossOf(tried, inputs, labels, l2),
    );
    if (!(nextLoss < loss)) break;
    const gained = loss - nextLoss;
    [weights, loss] = [next, nextLoss];
    if (gained < 1e-10) break;
  }
  return weights;
}

function halvedStep(
  weights: readonly number[],
  step: readonly number[],
  loss: number,
  lossAt: (weights: readonly number[]) => number,
): readonly [readonly number[], number] {
  for (let scale = 1; scale > 1e-10; scale /= 2) {
    const next = weights.map((weight, at) => weight - scale * (step[at] ?? 0));
    const nextLoss = lossAt(next);
    if (nextLoss < loss) return [next, nextLoss];
  }
  return [weights, loss];
}

function newtonStep(
  weights: readonly number[],
  inputs: readonly (readonly number[])[],
  labels: readonly number[],
  l2: number,
): readonly number[] {
  const width = weights.length;
  const gradient = weights.map((weight, at) => (at === 0 ? 0 : l2 * weight));
  const hessian = Array.from({ length: width }, (_, row) =>
    Array.from({ length: width }, (_, at) => (row === at ? (row === 0 ? 0 : l2) + 1e-9 : 0)),
  );
  inputs.forEach((input, row) => {
    const p = sigmoid(dot(weights, input));
    const weight = p * (1 - p);
    const error = p - (labels[row] ?? 0);
    for (let one = 0; one < width; one++) {
      const x = input[one] ?? 0;
      gradient[one] = (gradient[one] ?? 0) + error * x;
      const line = hessian[one] ?? [];
      for (let other = 0; other <= one; other++)
        line[other] = (line[other] ?? 0) + weight * x * (input[other] ?? 0);
    }
  });
  return solvePositive(hessian, gradient);
}

function lossOf(
  weights: readonly number[],
  inputs: readonly (readonly number[])[],
  labels: readonly number[],
  l2: number,
): number {
  const penalty = weights.reduce((sum, weight, at) => sum + (at === 0 ? 0 : weight * weight), 0);
  return inputs.reduce(
    (sum, input, row) => {
      const value = dot(weights, input);
      return sum + softplus(value) - (labels[row] ?? 0) * value;
    },
    (l2 / 2) * penalty,
  );
}

function compareRows(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < one.length; at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function dot(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
