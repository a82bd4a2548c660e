import { createRandom } from '../../random.ts';

/** Cosines whose products approximate a Gaussian kernel. */
export const kernelCosines = 160;

/** Standardises the numbers about a question's form. */
export interface ShapeScale {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/**
 * Random Fourier features of a Gaussian kernel over the standardised form (Rahimi and Recht 2007): a linear model of
 * them bends where the form does. The draws come from a fixed seed and are the same on every machine.
 */
export function createKernelFeatures(
  scale: ShapeScale,
): (shape: readonly number[]) => Float64Array {
  const dimensions = scale.mean.length;
  const random = createRandom(20_071);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const directions = Float64Array.from(
    { length: kernelCosines * dimensions },
    () => normal() / Math.sqrt(dimensions),
  );
  const phases = Float64Array.from({ length: kernelCosines }, () => 2 * Math.PI * random());
  const size = Math.sqrt(2 / kernelCosines);
  return (shape) => {
    const standard = shape.map((value, at) => standardised(value, at, scale));
    return phases.map((phase, row) => {
      let sum = phase;
      const base = row * dimensions;
      for (let at = 0; at < dimensions; at += 1)
        sum += (directions[base + at] ?? 0) * (standard[at] ?? 0);
      return size * Math.cos(sum);
    });
  };
}

export function scaleOf(shapes: readonly (readonly number[])[]): ShapeScale {
  const count = Math.max(1, shapes.length);
  const dimensions = shapes[0]?.length ?? 0;
  const mean = Array.from({ length: dimensions }, (_, at) =>
    shapes.reduce((sum, shape) => sum + (shape[at] ?? 0) / count, 0),
  );
  const deviation = mean.map((middle, at) =>
    Math.sqrt(shapes.reduce((sum, shape) => sum + ((shape[at] ?? 0) - middle) ** 2 / count, 0)),
  );
  return { mean, deviation };
}

/** A form that training never varied says nothing, and one far outside counts as four deviations out. */
function standardised(value: number, at: number, { mean, deviation }: ShapeScale): number {
  const spread = deviation[at] ?? 0;
  if (spread < 1e-6) return 0;
  return Math.max(-4, Math.min(4, (value - (mean[at] ?? 0)) / spread));
}
