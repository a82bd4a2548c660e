import { decodeBase64 } from '../base64.ts';
import { sigmoid } from '../confidence/numbers.ts';
import { forecastShape, forecastWeights } from './forecastWeights.ts';

interface Layer {
  /** Row after row, one for each output. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

let layers: readonly Layer[] | undefined;

/**
 * E[exp(−D/κ)] of a model from what was seen of it, in 0…1, by the network that `training/scheduler/fit.py` wrote: hidden layers
 * with tanh, one output with the logistic function. `features` are those of {@link Usage.features}.
 */
export function forecastOf(features: readonly number[]): number {
  layers ??= unpack();
  const [output] = layers.reduce<readonly number[]>(
    (values, layer, at) => through(layer, values, at + 1 < (layers?.length ?? 0)),
    features,
  );
  return sigmoid(output as number);
}

function through(
  { weights, biases }: Layer,
  values: readonly number[],
  bent: boolean,
): readonly number[] {
  return Array.from(biases, (bias, row) => {
    const sum = values.reduce(
      (total, value, at) => total + value * (weights[row * values.length + at] as number),
      bias,
    );
    return bent ? Math.tanh(sum) : sum;
  });
}

function unpack(): readonly Layer[] {
  const bytes = decodeBase64(forecastWeights);
  const numbers = new Float32Array(bytes.buffer, 0, bytes.length >> 2);
  let at = 0;
  const take = (count: number): Float32Array => numbers.subarray(at, (at += count));
  return forecastShape.slice(1).map((outputs, before) => ({
    weights: take(outputs * (forecastShape[before] as number)),
    biases: take(outputs),
  }));
}
