import { mean, quantile } from '../../server/core/confidence/numbers.ts';
import { createRandom } from '../../server/core/random.ts';

/**
 * Percentile bootstrap of the difference first − second of a figure that is no mean over rows, such as a corpus score: `figure` gets the
 * drawn rows' numbers, 0 to n − 1, and gives both. 95 %, seed 1.
 */
export function pairedFigure(
  n: number,
  figure: (picked: readonly number[]) => readonly [number, number],
  resamples = 1000,
): { readonly value: number; readonly low: number; readonly high: number } {
  const random = createRandom(1);
  const all = Array.from({ length: n }, (_, at) => at);
  const differences = Array.from({ length: resamples }, () => {
    const [first, second] = figure(all.map(() => Math.floor(random() * n)));
    return first - second;
  });
  return {
    value: mean(differences),
    low: quantile(differences, 0.025),
    high: quantile(differences, 0.975),
  };
}
