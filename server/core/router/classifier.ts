import type { BuiltInExpert } from '../../../protocol/route.ts';
import { decodeBase64 } from '../base64.ts';
import { buckets, denseNames, dimensions, type Features } from './features.ts';

/** The experts that the shipped classifier tells apart, in the order of its weights. */
export const classes: readonly BuiltInExpert[] = ['code', 'logic', 'prose'];

/** A fitted classifier as it is stored: 8-bit weights in base64, class after class. */
export interface ClassifierData {
  readonly dimensions: number;
  readonly bias: readonly number[];
  /** Weight = signed byte × scale, one scale for hashed n-grams and one for dense features. */
  readonly scales: readonly [number, number];
  readonly weights: string;
  /** Divides the scores before the softmax, fitted on held-out rows. */
  readonly temperature: number;
}

export interface Classifier {
  /** Log-odds per class before the softmax, already divided by the temperature. */
  logits(features: Features): readonly number[];
  /** Terms that speak most for a class against the other classes' mean, strongest first. */
  evidence(features: Features, expert: BuiltInExpert): readonly string[];
}

/** Unpacks a stored classifier; throws when it does not fit this feature extractor. */
export function createClassifier(data: ClassifierData): Classifier {
  const bytes = new Int8Array(decodeBase64(data.weights).buffer);
  if (data.dimensions !== dimensions || bytes.length !== dimensions * classes.length) {
    throw new Error(
      'the stored classifier was fitted for other features; run training/router/fit.ts',
    );
  }
  const scaleOf = (index: number): number =>
    (index < buckets ? data.scales[0] : data.scales[1]) / data.temperature;
  const weight = (row: number, index: number): number =>
    (bytes[row * dimensions + index] ?? 0) * scaleOf(index);
  return {
    logits: ({ indices, values }) =>
      classes.map((_, row) => {
        const base = row * dimensions;
        let hashed = 0;
        let dense = 0;
        for (let at = 0; at < indices.length; at += 1) {
          const index = indices[at] ?? 0;
          const product = (bytes[base + index] ?? 0) * (values[at] ?? 0);
          if (index < buckets) hashed += product;
          else dense += product;
        }
        return (
          ((data.bias[row] ?? 0) + hashed * data.scales[0] + dense * data.scales[1]) /
          data.temperature
        );
      }),
    evidence: (features, expert) => {
      const row = classes.indexOf(expert);
      const pull = (index: number, value: number): number => {
        const others = classes.reduce(
          (sum, _, other) => sum + (other === row ? 0 : weight(other, index)),
          0,
        );
        return value * (weight(row, index) - others / (classes.length - 1));
      };
      return strongest(features, pull);
    },
  };
}

function strongest(features: Features, pull: (index: number, value: number) => number): string[] {
  const words = features.terms
    .filter((term) => /\p{L}/u.test(term.text))
    .map((term) => ({ text: `“${term.text}”`, pull: pull(term.index, term.value) }));
  const dense = features.indices.flatMap((index, at) =>
    index < buckets
      ? []
      : [
          {
            text: denseNames[index - buckets]?.() ?? '',
            pull: pull(index, features.values[at] ?? 0),
          },
        ],
  );
  const top = (list: readonly { text: string; pull: number }[], count: number): string[] =>
    [...list]
      .filter((entry) => entry.pull > 0.02)
      .sort((a, b) => b.pull - a.pull)
      .slice(0, count)
      .map((entry) => entry.text);
  return [...top(words, 3), ...top(dense, 1)];
}
