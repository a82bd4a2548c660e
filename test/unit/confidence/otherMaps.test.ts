import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyBetaCalibration,
  fitBetaCalibration,
} from '../../../server/core/confidence/betaCalibration.ts';
import { conformalLimit, conformalSet } from '../../../server/core/confidence/conformal.ts';
import { brier, negativeLogLikelihood } from '../../../server/core/confidence/metrics.ts';
import { logit, sigmoid } from '../../../server/core/confidence/numbers.ts';
import { applyTemperature, fitTemperature } from '../../../server/core/confidence/temperature.ts';
import { createRandom } from '../../../server/core/random.ts';

function drawn(count: number, truth: (p: number) => number, seed: number) {
  const random = createRandom(seed);
  const probabilities = Array.from({ length: count }, () => 0.02 + 0.96 * random());
  return { probabilities, correct: probabilities.map((p) => random() < truth(p)) };
}

describe('temperature scaling', () => {
  it('finds the temperature that over-confident logits were multiplied by', () => {
    const { probabilities, correct } = drawn(5000, (p) => sigmoid(logit(p) / 3), 1);
    const temperature = fitTemperature(probabilities, correct);
    assert.equal(Math.abs(temperature - 3) < 0.25, true, `${temperature}`);
    const loss = (t: number): number =>
      negativeLogLikelihood(
        probabilities.map((p) => applyTemperature(t, p)),
        correct,
      );
    assert.equal(loss(temperature) <= loss(temperature * 1.05), true);
    assert.equal(loss(temperature) <= loss(temperature / 1.05), true);
  });

  it('leaves everything as it is without rows', () => {
    assert.equal(fitTemperature([], []), 1);
    assert.equal(Math.abs(applyTemperature(1, 0.3) - 0.3) < 1e-12, true);
  });
});

describe('beta calibration', () => {
  it('mends a bend that is not symmetric, better than a temperature', () => {
    const truth = (p: number): number => p ** 3;
    const { probabilities, correct } = drawn(4000, truth, 1);
    const fresh = drawn(4000, truth, 2);
    const data = fitBetaCalibration(probabilities, correct);
    const temperature = fitTemperature(probabilities, correct);
    const error = (map: (p: number) => number): number =>
      brier(fresh.probabilities.map(map), fresh.correct);
    const beta = error((p) => applyBetaCalibration(data, p));
    assert.equal(beta < error((p) => applyTemperature(temperature, p)), true);
    assert.equal(beta < error((p) => p) - 0.02, true);
  });

  it('never falls as the probability rises', () => {
    const row = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean());
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const data = fitBetaCalibration(
          rows.map(([p]) => p),
          rows.map(([, right]) => right),
        );
        const values = Array.from({ length: 11 }, (_, at) => applyBetaCalibration(data, at / 10));
        values.forEach((value, at) =>
          assert.equal(at === 0 || value >= (values[at - 1] ?? 0) - 1e-12, true),
        );
      }),
    );
  });
});

describe('split conformal sets', () => {
  it('take the ⌈(n+1)(1−α)⌉-th smallest score as their limit', () => {
    const right = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
    assert.equal(Math.abs(conformalLimit(right, 0.5) - 0.5) < 1e-12, true);
    assert.equal(conformalLimit(right, 0.05), 1);
    assert.equal(conformalLimit([], 0.1), 1);
  });

  it('list every option that cannot be ruled out, likeliest first', () => {
    assert.deepEqual(conformalSet({ A: 0.2, B: 0.6, C: 0.15, D: 0.05 }, 0.85), ['B', 'A', 'C']);
    assert.deepEqual(conformalSet({ A: 0.5, B: 0.5 }, 0.2), []);
  });

  it('hold the right option as often as promised', () => {
    const random = createRandom(5);
    const row = (): number[] => {
      const raw = Array.from({ length: 4 }, () => -Math.log(1 - random()));
      const sum = raw.reduce((total, value) => total + value, 0);
      return raw.map((value) => value / sum);
    };
    // The right option follows the predicted probabilities only loosely.
    const pick = (p: readonly number[]): number => {
      const flat = p.map((value) => Math.sqrt(value));
      let left = random() * flat.reduce((total, value) => total + value, 0);
      return Math.max(
        0,
        flat.findIndex((value) => (left -= value) < 0),
      );
    };
    const calibration = Array.from({ length: 500 }, row).map((p) => p[pick(p)] ?? 0);
    const limit = conformalLimit(calibration, 0.1);
    const held = Array.from({ length: 4000 }, row).filter((p) => 1 - (p[pick(p)] ?? 0) <= limit);
    // Three standard errors of the limit and of the count.
    assert.equal(held.length / 4000 > 0.9 - 0.05, true, `${held.length}`);
    assert.equal(held.length / 4000 < 0.9 + 0.05, true, `${held.length}`);
  });
});
