import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyCalibrator, fitCalibrator } from '../../../server/core/confidence/calibrator.ts';
import { applyIsotonic, fitIsotonic } from '../../../server/core/confidence/isotonic.ts';
import { applyLogistic, fitLogistic } from '../../../server/core/confidence/logistic.ts';
import { brier, expectedCalibrationError } from '../../../server/core/confidence/metrics.ts';
import { sigmoid } from '../../../server/core/confidence/numbers.ts';
import { fitPlatt } from '../../../server/core/confidence/platt.ts';
import { solvePositive } from '../../../server/core/confidence/solve.ts';
import { createRandom } from '../../../server/core/random.ts';

const near = (actual: number, expected: number, tolerance = 1e-9): void =>
  assert.equal(Math.abs(actual - expected) < tolerance, true, `${actual} ≠ ${expected}`);

/** Rows whose chance of being right is a known function of the score. */
function drawn(
  count: number,
  chance: (score: number) => number,
  seed = 1,
): { scores: number[]; correct: boolean[] } {
  const random = createRandom(seed);
  const scores = Array.from({ length: count }, () => random() * 4 - 2);
  return { scores, correct: scores.map((score) => random() < chance(score)) };
}

describe('Platt scaling', () => {
  it('solves its two equations: residuals sum to zero, alone and times the score', () => {
    const scores = [-2, -1, -0.5, 0, 0.5, 1, 2, 3];
    const correct = [false, false, true, false, true, false, true, true];
    const data = fitPlatt(scores, correct);
    const targets = correct.map((right) => (right ? 5 / 6 : 1 / 6));
    const residuals = scores.map(
      (score, row) => applyCalibrator(data, score) - (targets[row] ?? 0),
    );
    near(
      residuals.reduce((sum, value) => sum + value, 0),
      0,
      1e-6,
    );
    near(
      residuals.reduce((sum, value, row) => sum + value * (scores[row] ?? 0), 0),
      0,
      1e-6,
    );
  });

  it('finds the line that the rows were drawn from', () => {
    const { scores, correct } = drawn(20_000, (score) => sigmoid(1.5 * score - 0.4));
    const data = fitPlatt(scores, correct);
    near(data.slope, 1.5, 0.08);
    near(data.intercept, -0.4, 0.08);
  });

  it('answers the smoothed common share when the score says nothing or the reverse', () => {
    for (const scores of [
      [1, 1, 1],
      [3, 2, 1],
    ]) {
      const data = fitPlatt(scores, [false, true, true]);
      near(applyCalibrator(data, 1), 3 / 5);
      near(applyCalibrator(data, -Infinity), 3 / 5);
    }
    near(applyCalibrator(fitPlatt([], []), 7), 0.5);
  });
});

describe('isotonic regression', () => {
  it('pools violators and interpolates between the pooled blocks', () => {
    const many = (score: number, right: number, wrong: number): [number, boolean][] => [
      ...Array.from({ length: right }, (): [number, boolean] => [score, true]),
      ...Array.from({ length: wrong }, (): [number, boolean] => [score, false]),
    ];
    const rows = [...many(0, 10, 90), ...many(1, 60, 40), ...many(2, 40, 60), ...many(4, 90, 10)];
    const data = fitIsotonic(
      rows.map(([score]) => score),
      rows.map(([, right]) => right),
    );
    assert.deepEqual(data.scores, [0, 1.5, 4]);
    // Each block is shrunk by two rows at the common share, here one half.
    const expected = [11 / 102, 101 / 202, 91 / 102];
    data.probabilities.forEach((p, at) => near(p, expected[at] ?? Number.NaN, 1e-3));
    near(
      applyIsotonic(data, 0.75),
      ((data.probabilities[0] ?? 0) + (data.probabilities[1] ?? 0)) / 2,
    );
    assert.equal(applyIsotonic(data, -5), data.probabilities[0]);
    assert.equal(applyIsotonic(data, 50), data.probabilities[2]);
  });

  it('bends where no straight line in the log-odds can', () => {
    const step = (score: number): number => (score < 0 ? 0.2 : score < 1 ? 0.25 : 0.9);
    const { scores, correct } = drawn(4000, step);
    const fresh = drawn(4000, step, 2);
    const error = (data: ReturnType<typeof fitCalibrator>): number =>
      brier(
        fresh.scores.map((score) => applyCalibrator(data, score)),
        fresh.correct,
      );
    assert.equal(error(fitIsotonic(scores, correct)) < error(fitPlatt(scores, correct)), true);
  });
});

describe('a calibrator', () => {
  const scored = fc.array(
    fc.tuple(
      fc.oneof(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constantFrom(0, 0.1, 0.5, 1)),
      fc.boolean(),
    ),
    { maxLength: 320 },
  );

  it('is Platt below 200 rows and isotonic from there', () => {
    const { scores, correct } = drawn(200, sigmoid);
    assert.equal(fitCalibrator(scores, correct).kind, 'isotonic');
    assert.equal(fitCalibrator(scores.slice(1), correct.slice(1)).kind, 'platt');
    assert.equal(fitCalibrator([...scores.slice(1), Number.NaN], correct).kind, 'platt');
  });

  it('never falls as the score rises, and stays within 0 and 1', () => {
    const asked = fc.array(fc.double({ noNaN: true }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(scored, asked, (rows, scores) => {
        const data = fitCalibrator(
          rows.map(([score]) => score),
          rows.map(([, right]) => right),
        );
        const sorted = [...scores].sort((one, other) => (one < other ? -1 : 1));
        const values = sorted.map((score) => applyCalibrator(data, score));
        values.forEach((value, at) => {
          assert.equal(value >= 0 && value <= 1, true, `${value}`);
          assert.equal(at === 0 || value >= (values[at - 1] ?? 0), true);
        });
      }),
    );
  });

  it('is the same for every order of the rows', () => {
    fc.assert(
      fc.property(
        scored.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ([rows, shuffled]) => {
          const fit = (list: readonly (readonly [number, boolean])[]): unknown =>
            fitCalibrator(
              list.map(([score]) => score),
              list.map(([, right]) => right),
            );
          assert.deepEqual(fit(shuffled), fit(rows));
        },
      ),
    );
  });

  it('makes over-confident scores honest on rows that it has not seen', () => {
    const overconfident = (score: number): number => 0.4 * sigmoid(2 * score) + 0.1;
    const seen = drawn(1000, overconfident);
    const fresh = drawn(1000, overconfident, 2);
    const raw = fresh.scores.map((score) => sigmoid(2 * score));
    const data = fitCalibrator(seen.scores, seen.correct);
    const calibrated = fresh.scores.map((score) => applyCalibrator(data, score));
    assert.equal(expectedCalibrationError(raw, fresh.correct, 10) > 0.15, true);
    assert.equal(expectedCalibrationError(calibrated, fresh.correct, 10) < 0.06, true);
  });
});

describe('logistic regression', () => {
  const rows = (
    count: number,
    seed = 3,
  ): { features: Record<string, number>; label: boolean }[] => {
    const random = createRandom(seed);
    return Array.from({ length: count }, () => {
      const features = { share: random(), length: 1000 * random(), noise: random(), same: 4 };
      return { features, label: random() < sigmoid(4 * features.share - 0.004 * features.length) };
    });
  };

  it('finds the weights that the rows were drawn from, in the units of the features', () => {
    const { features, bias } = fitLogistic(rows(20_000), { l2: 0.01 });
    const raw = (name: string): number =>
      (features[name]?.weight ?? 0) / (features[name]?.scale ?? 1);
    near(raw('share'), 4, 0.3);
    near(raw('length'), -0.004, 0.0003);
    near(raw('noise'), 0, 0.15);
    assert.equal(features.same?.weight, 0);
    assert.equal(Number.isFinite(bias), true);
  });

  it('counts an absent or infinite feature as its mean', () => {
    const data = fitLogistic(rows(500), { l2: 1 });
    const at = (share: number | undefined): number =>
      applyLogistic(data, share === undefined ? { length: 400 } : { share, length: 400 });
    near(at(undefined), at(data.features.share?.mean));
    near(at(-Infinity), at(undefined));
    const gaps = rows(500).map(({ features: { share, ...rest }, label }, row) => ({
      features: row % 2 === 0 ? { ...rest, share: Number(share) } : rest,
      label,
    }));
    assert.equal((fitLogistic(gaps, { l2: 1 }).features.share?.weight ?? 0) > 0, true);
  });

  it('shrinks with the penalty and survives separable and one-sided rows', () => {
    const separable = [1, 2, 3, 4].map((x) => ({ features: { x }, label: x > 2 }));
    const weight = (l2: number): number => fitLogistic(separable, { l2 }).features.x?.weight ?? 0;
    assert.equal(weight(0.1) > weight(1) && weight(1) > weight(10) && weight(10) > 0, true);
    assert.equal(Number.isFinite(weight(0)), true);
    const oneSided = fitLogistic(
      [1, 2].map((x) => ({ features: { x }, label: true })),
      { l2: 1 },
    );
    near(applyLogistic(oneSided, { x: 9 }), 2.5 / 3);
    near(applyLogistic(fitLogistic([], { l2: 1 }), {}), 0.5);
  });

  it('is the same for every order of the rows and of the features', () => {
    const list = rows(60);
    const reversed = [...list].reverse().map(({ features, label }) => ({
      features: Object.fromEntries(Object.entries(features).reverse()),
      label,
    }));
    assert.deepEqual(fitLogistic(reversed, { l2: 1 }), fitLogistic(list, { l2: 1 }));
  });
});

describe('solving a positive definite system', () => {
  it('gives back the vector that the matrix was applied to', () => {
    const matrix = [
      [4, 1, 0.5],
      [1, 3, -1],
      [0.5, -1, 2],
    ];
    const expected = [1, -2, 3];
    const image = matrix.map((line) =>
      line.reduce((sum, value, at) => sum + value * (expected[at] ?? 0), 0),
    );
    solvePositive(matrix, image).forEach((value, at) => near(value, expected[at] ?? 0));
  });
});
