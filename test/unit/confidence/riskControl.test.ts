import assert from 'node:assert/strict';
import {
  riskControlledThreshold,
  upperBound,
} from '../../../server/core/confidence/riskControl.ts';
import { betaCdf } from '../../../server/core/confidence/special.ts';
import { createRandom } from '../../../server/core/random.ts';

describe('risk control', () => {
  it('bounds a rate from above by Clopper and Pearson', () => {
    // Without failures the bound has a closed form: 1 − δ^(1/n).
    assert.equal(Math.abs(upperBound(0, 30, 0.05) - (1 - 0.05 ** (1 / 30))) < 1e-12, true);
    assert.equal(Math.abs(betaCdf(upperBound(3, 50, 0.1), 4, 47) - 0.9) < 1e-9, true);
    assert.equal(upperBound(5, 5, 0.05), 1);
    assert.equal(upperBound(0, 0, 0.05), 1);
  });

  it('loosens the threshold until the bound no longer holds', () => {
    const scores = Array.from({ length: 100 }, (_, at) => at / 100);
    const violations = scores.map((score) => score < 0.5);
    const options = { alpha: 0.1, delta: 0.1, total: 100 };
    const threshold = riskControlledThreshold(scores, violations, options);
    const accepted = violations.filter((bad, at) => bad && (scores[at] ?? 0) >= threshold).length;
    assert.equal(upperBound(accepted, 100, 0.1) <= 0.1, true);
    assert.equal(upperBound(accepted + 1, 100, 0.1) > 0.1, true);
    assert.equal(threshold < 0.5, true);
  });

  it('accepts nothing when even the strictest threshold fails or there are too few rows', () => {
    const options = { alpha: 0.05, delta: 0.1, total: 3 };
    assert.equal(riskControlledThreshold([3, 2, 1], [false, false, false], options), Infinity);
    assert.equal(riskControlledThreshold([], [], { ...options, total: 0 }), Infinity);
  });

  it('accepts or refuses equal scores together', () => {
    const scores = [
      ...Array.from({ length: 60 }, () => 0.9),
      ...Array.from({ length: 60 }, () => 0.2),
    ];
    const violations = scores.map((score, at) => score < 0.5 && at % 2 === 0);
    const options = { alpha: 0.1, delta: 0.1, total: 120 };
    assert.equal(riskControlledThreshold(scores, violations, options), 0.9);
  });

  it('keeps its promise: the true rate exceeds alpha in no more than delta of the draws', () => {
    // A row violates with probability 1 − score, so accepting above t violates at rate (1 − t)² / 2.
    const random = createRandom(11);
    const alpha = 0.1;
    let broken = 0;
    const draws = 400;
    for (let draw = 0; draw < draws; draw++) {
      const scores = Array.from({ length: 150 }, random);
      const violations = scores.map((score) => random() > score);
      const options = { alpha, delta: 0.1, total: 150 };
      const threshold = Math.min(1, riskControlledThreshold(scores, violations, options));
      if ((1 - threshold) ** 2 / 2 > alpha) broken++;
    }
    // Three standard errors above the promise.
    assert.equal(broken / draws <= 0.1 + 3 * Math.sqrt((0.1 * 0.9) / draws), true, `${broken}`);
  });
});
