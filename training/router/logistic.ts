import { classes } from '../../server/core/router/classifier.ts';
import type { ClassifierData } from '../../server/core/router/classifier.ts';
import { buckets, dimensions } from '../../server/core/router/features.ts';

/** The part of the features that fitting needs, in compact arrays. */
export interface Vector {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** One training row, already turned into features. */
export interface FittingRow {
  readonly features: Vector;
  readonly label: number;
  readonly weight: number;
}

export interface FittingOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  /** Decay of the dense features, which are few and shared by all languages. */
  readonly denseDecay: number;
  readonly seed: number;
}

/** Weights in floating point, class after class, and one bias per class. */
export interface FittedModel {
  readonly weights: Float32Array;
  readonly bias: Float64Array;
}

export const defaultOptions: FittingOptions = {
  epochs: 8,
  rate: 0.3,
  decay: 2e-5,
  denseDecay: 3e-4,
  seed: 7,
};

/** Deterministic random numbers in [0, 1). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** Multinomial logistic regression by AdaGrad, with L2 decay applied to the touched weights. */
export function fitLogistic(
  rows: readonly FittingRow[],
  options: FittingOptions = defaultOptions,
): FittedModel {
  const weights = new Float32Array(dimensions * classes.length);
  const squares = new Float32Array(dimensions * classes.length).fill(0.05);
  const bias = new Float64Array(classes.length);
  const random = createRandom(options.seed);
  const rarity = rarityOf(rows);
  const scaled = rows.map((row) => ({ ...row, features: scaleBy(row.features, rarity) }));
  const order = rows.map((_, at) => at);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    const rate = options.rate * (1 - (0.9 * epoch) / options.epochs);
    for (const at of order) {
      const row = scaled[at];
      if (row !== undefined) step(row, weights, squares, bias, rate, options);
    }
  }
  for (let slot = 0; slot < weights.length; slot += 1) {
    weights[slot] = (weights[slot] ?? 0) * (rarity[slot % dimensions] ?? 1);
  }
  return { weights, bias };
}

/** Inverse document frequency of hashed n-grams, between 0.1 and 1; it is folded into the weights after fitting. */
function rarityOf(rows: readonly FittingRow[]): Float32Array {
  const documents = new Float32Array(dimensions);
  for (const row of rows)
    for (const index of new Set(row.features.indices))
      documents[index] = (documents[index] ?? 0) + 1;
  return documents.map((count, index) =>
    index >= buckets
      ? 1
      : Math.max(0.1, Math.min(1, Math.log((rows.length + 1) / (count + 1)) / 6)),
  );
}

function scaleBy(features: FittingRow['features'], rarity: Float32Array): FittingRow['features'] {
  return {
    indices: features.indices,
    values: features.values.map((value, at) => value * (rarity[features.indices[at] ?? 0] ?? 1)),
  };
}

function step(
  row: FittingRow,
  weights: Float32Array,
  squares: Float32Array,
  bias: Float64Array,
  rate: number,
  options: FittingOptions,
): void {
  const probabilities = softmax(logitsOf({ weights, bias }, row.features));
  const { indices, values } = row.features;
  for (let label = 0; label < classes.length; label += 1) {
    const error = ((probabilities[label] ?? 0) - (label === row.label ? 1 : 0)) * row.weight;
    if (Math.abs(error) < 0.002) continue;
    bias[label] = (bias[label] ?? 0) - 0.02 * rate * error;
    const base = label * dimensions;
    for (let k = 0; k < indices.length; k += 1) {
      const index = indices[k] ?? 0;
      const slot = base + index;
      const old = weights[slot]!;
      const gradient =
        error * values[k]! + (index < buckets ? options.decay : options.denseDecay) * old;
      const square = squares[slot]! + gradient * gradient;
      squares[slot] = square;
      weights[slot] = old - (rate * gradient) / Math.sqrt(square);
    }
  }
}

export function logitsOf(model: FittedModel, features: Vector): number[] {
  return classes.map((_, label) => {
    let sum = model.bias[label] ?? 0;
    const base = label * dimensions;
    for (let k = 0; k < features.indices.length; k += 1) {
      sum += (model.weights[base + (features.indices[k] ?? 0)] ?? 0) * (features.values[k] ?? 0);
    }
    return sum;
  });
}

export function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** The same rows, weighted so that every class has the same say. */
export function balanced(rows: readonly FittingRow[]): FittingRow[] {
  const counts = countLabels(rows.map((row) => row.label));
  return rows.map((row) => ({
    ...row,
    weight: (row.weight * rows.length) / classes.length / (counts[row.label] ?? 1),
  }));
}

/** What turns the raw scores of a fitted model into honest probabilities for classes that are equally frequent. */
export interface Calibration {
  /** Added to each class's score. */
  readonly shifts: readonly number[];
  /** Divides the shifted scores. */
  readonly temperature: number;
}

/** Finds shifts and temperature by coordinate search over the class-balanced log loss of held-out rows. */
export function fitCalibration(
  logits: readonly (readonly number[])[],
  labels: readonly number[],
): Calibration {
  const counts = countLabels(labels);
  const lossOf = ({ shifts, temperature }: Calibration): number =>
    logits.reduce((loss, row, at) => {
      const label = labels[at] ?? 0;
      const scores = row.map((logit, index) => (logit + (shifts[index] ?? 0)) / temperature);
      return loss - Math.log(Math.max(1e-9, softmax(scores)[label] ?? 0)) / (counts[label] ?? 1);
    }, 0);
  let best: Calibration = { shifts: classes.map(() => 0), temperature: 1 };
  for (let step = 0.8; step > 0.01; step /= 2) {
    for (let round = 0; round < 4; round += 1) {
      const moves: Calibration[] = [-step, step].flatMap((move) => [
        { ...best, temperature: best.temperature * Math.exp(move) },
        // The last class stays where it is: only differences count.
        ...classes.slice(1).map((_, at) => ({
          ...best,
          shifts: best.shifts.map((shift, index) => (index === at ? shift + move : shift)),
        })),
      ]);
      for (const move of moves) if (lossOf(move) < lossOf(best)) best = move;
    }
  }
  return best;
}

function countLabels(labels: readonly number[]): number[] {
  return classes.map((_, label) => labels.filter((each) => each === label).length);
}

/** Leaves the scores as they are. */
export const uncalibrated: Calibration = { shifts: classes.map(() => 0), temperature: 1 };

/** Rounds the weights to signed bytes. */
export function packModel(model: FittedModel, calibration: Calibration): ClassifierData {
  const scales: [number, number] = [
    scaleOf(model, (index) => index < buckets),
    scaleOf(model, (index) => index >= buckets),
  ];
  const bytes = new Int8Array(model.weights.length);
  model.weights.forEach((weight, slot) => {
    const scale = slot % dimensions < buckets ? scales[0] : scales[1];
    bytes[slot] = Math.max(-127, Math.min(127, Math.round(weight / scale)));
  });
  return {
    dimensions,
    bias: [...model.bias].map((bias, at) => bias + (calibration.shifts[at] ?? 0)),
    scales,
    weights: Buffer.from(bytes.buffer).toString('base64'),
    temperature: calibration.temperature,
  };
}

/** Hashed weights have a few outliers: clipping them keeps the resolution of the rest. */
function scaleOf(model: FittedModel, belongs: (index: number) => boolean): number {
  const sizes: number[] = [];
  model.weights.forEach((weight, slot) => {
    if (weight !== 0 && belongs(slot % dimensions)) sizes.push(Math.abs(weight));
  });
  sizes.sort((a, b) => a - b);
  return Math.max(1e-6, (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / 127);
}

function shuffle(list: number[], random: () => number): void {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other] ?? 0, list[at] ?? 0];
  }
}
