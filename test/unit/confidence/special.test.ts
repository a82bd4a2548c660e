import assert from 'node:assert/strict';
import fc from 'fast-check';
import { betaCdf, betaQuantile } from '../../../server/core/confidence/special.ts';

/** Values of @stdlib/stats-base-dists-beta-cdf and -quantile 0.2.3: argument, a, b, value. */
const cdfValues = [
  [0.5, 3, 2, 0.3125],
  [0.5, 1, 1, 0.5],
  [0.5, 9, 3, 0.03271484375],
  [0.1, 0.5, 0.5, 0.20483276469913345],
  [0.9, 200, 30, 0.9231109018409301],
  [0.3, 2, 1000, 1],
  [0.001, 0.01, 5, 0.9527958800070773],
  [0.5, 5000, 5000, 0.5],
  [0.49, 5000, 5000, 0.022742032324578675],
  [0.75, 1, 8, 0.9999847412109375],
  [0.02, 12.5, 400, 0.09739324245603614],
] as const;
const quantileValues = [
  [0.95, 3, 10, 0.4381054351153113],
  [0.95, 1, 100, 0.029513049607039925],
  [0.05, 0.5, 0.5, 0.0061558297024311365],
  [0.5, 200, 30, 0.8706369211784488],
  [0.9, 6, 95, 0.09077146961407018],
  [0.999, 1, 5000, 0.0013805971534753643],
  [0.1, 0.1, 0.2, 4.398874740121524e-9],
  [0.975, 40, 1, 0.9993672550679505],
  [0.95, 5001, 5000, 0.5082734955962621],
] as const;

describe('the beta distribution', () => {
  it('agrees with the reference library', () => {
    const close = (actual: number, expected: number): boolean =>
      Math.abs(actual - expected) <= 1e-10 * Math.max(Math.abs(expected), 1e-10);
    for (const [x, a, b, expected] of cdfValues)
      assert.equal(close(betaCdf(x, a, b), expected), true, `cdf ${x} ${a} ${b}`);
    for (const [p, a, b, expected] of quantileValues)
      assert.equal(close(betaQuantile(p, a, b), expected), true, `quantile ${p} ${a} ${b}`);
  });

  it('has 0 and 1 at its ends', () => {
    assert.deepEqual([betaCdf(0, 2, 3), betaCdf(1, 2, 3)], [0, 1]);
    assert.deepEqual([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)], [0, 1]);
  });

  const shape = fc.double({ min: 1, max: 3000, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  it('rises with its argument, is mirrored by swapping its shapes, and is undone by the quantile', () => {
    fc.assert(
      fc.property(share, share, shape, shape, (x, y, a, b) => {
        const [low, high] = x < y ? [x, y] : [y, x];
        assert.equal(betaCdf(low, a, b) <= betaCdf(high, a, b) + 1e-12, true);
        assert.equal(Math.abs(betaCdf(x, a, b) + betaCdf(1 - x, b, a) - 1) < 1e-9, true);
        assert.equal(Math.abs(betaCdf(betaQuantile(y, a, b), a, b) - y) < 1e-9, true);
      }),
    );
  });
});
