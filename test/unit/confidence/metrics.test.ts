import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  auroc,
  brier,
  brierSkill,
  errorAuprc,
  expectedCalibrationError,
  negativeLogLikelihood,
  reliabilityBins,
} from '../../../server/core/confidence/metrics.ts';
import {
  areaUnderRiskCoverage,
  coverageAtRisk,
  riskCoverage,
} from '../../../server/core/confidence/selective.ts';

const near = (actual: number | undefined, expected: number): void =>
  assert.equal(
    Math.abs((actual ?? Number.NaN) - expected) < 1e-12,
    true,
    `${actual} ≠ ${expected}`,
  );

describe('error ranking', () => {
  it('counts pairs that are in order, ties half', () => {
    near(auroc([0.9, 0.8, 0.3, 0.1], [true, true, false, false]), 1);
    near(auroc([0.9, 0.8, 0.3, 0.1], [true, false, true, false]), 0.75);
    near(auroc([0.5, 0.5, 0.5], [true, false, true]), 0.5);
    near(auroc([0.7, 0.5, 0.5, 0.2], [true, true, false, false]), 0.875);
    near(auroc([-Infinity, -1], [false, true]), 1);
  });

  it('is undefined when all are right or all wrong', () => {
    assert.equal(auroc([0.1, 0.2], [true, true]), undefined);
    assert.equal(auroc([], []), undefined);
    assert.equal(errorAuprc([0.1], [true]), undefined);
  });

  it('averages the precision with which errors are flagged', () => {
    near(errorAuprc([0.1, 0.2, 0.9], [false, true, false]), (1 + 2 / 3) / 2);
    near(errorAuprc([0.5, 0.5], [true, false]), 0.5);
  });
});

describe('calibration', () => {
  it('bins by equal mass and keeps equal probabilities together', () => {
    assert.deepEqual(
      reliabilityBins([0.1, 0.1, 0.1, 0.9], [false, false, true, true], 2).map((bin) => bin.count),
      [3, 1],
    );
    assert.deepEqual(
      reliabilityBins([0.1, 0.2, 0.3, 0.4], [false, true, true, true], 2).map((b) => b.accuracy),
      [0.5, 1],
    );
  });

  it('weighs each bin’s gap by its rows', () => {
    near(
      expectedCalibrationError([0.2, 0.2, 0.8, 0.8], [false, true, true, true], 2),
      (0.3 + 0.2) / 2,
    );
    assert.equal(Number.isNaN(expectedCalibrationError([], [], 10)), true);
  });

  it('scores probabilities by their squared and logarithmic loss', () => {
    near(brier([0.8, 0.4], [true, false]), (0.04 + 0.16) / 2);
    near(brierSkill([1, 0], [true, false]), 1);
    near(brierSkill([0.5, 0.5], [true, false]), 0);
    assert.equal(brierSkill([0.5], [true]), undefined);
    near(negativeLogLikelihood([0.8, 0.4], [true, false]), -(Math.log(0.8) + Math.log(0.6)) / 2);
    assert.equal(Number.isFinite(negativeLogLikelihood([0], [true])), true);
  });
});

describe('selective answering', () => {
  const scores = [0.9, 0.8, 0.8, 0.2];
  const correct = [true, false, true, false];

  it('draws one point per distinct score', () => {
    assert.deepEqual(
      riskCoverage(scores, correct).map(({ coverage }) => coverage),
      [0.25, 0.75, 1],
    );
    near(riskCoverage(scores, correct)[1]?.risk, 1 / 3);
    assert.equal(coverageAtRisk(scores, correct, 0.34), 0.75);
    assert.equal(coverageAtRisk(scores, correct, 0.1), 0.25);
    assert.equal(coverageAtRisk([0.9], [false], 0.5), 0);
  });

  it('measures the area under it and the excess over errors last', () => {
    const area = areaUnderRiskCoverage(scores, correct);
    near(area?.area, (0 + 0.5 / 2 + 1 / 3 + 2 / 4) / 4);
    near(area?.excess, (area?.area ?? 0) - (1 / 3 + 2 / 4) / 4);
    near(areaUnderRiskCoverage([3, 2, 1], [true, true, false])?.excess, 0);
    assert.equal(areaUnderRiskCoverage([], []), undefined);
  });
});

describe('every measure', () => {
  it('is the same for every order of the rows', () => {
    const row = fc.tuple(fc.constantFrom(0, 0.1, 0.3, 0.30000001, 0.7, 1), fc.boolean());
    const rows = fc.array(row, { minLength: 1, maxLength: 40 });
    const all = (list: readonly (readonly [number, boolean])[]): unknown => {
      const p = list.map(([score]) => score);
      const right = list.map(([, ok]) => ok);
      return [
        auroc(p, right),
        errorAuprc(p, right),
        reliabilityBins(p, right, 5).map(({ count, accuracy }) => [count, accuracy]),
        expectedCalibrationError(p, right, 5),
        brier(p, right),
        negativeLogLikelihood(p, right),
        areaUnderRiskCoverage(p, right),
        riskCoverage(p, right),
      ];
    };
    fc.assert(
      fc.property(
        rows.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => assert.deepEqual(all(shuffled), all(list)),
      ),
    );
  });

  it('ranks alike whatever increasing map the scores went through', () => {
    const rows = fc.array(fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.boolean()), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, (list) => {
        const right = list.map(([, ok]) => ok);
        const scores = list.map(([score]) => score);
        // Doubling is exact, so no two scores become equal.
        const mapped = scores.map((score) => 2 * score);
        assert.equal(auroc(mapped, right), auroc(scores, right));
        const flipped = auroc(
          scores.map((score) => -score),
          right,
        );
        if (flipped !== undefined) near(auroc(scores, right), 1 - flipped);
      }),
    );
  });
});
