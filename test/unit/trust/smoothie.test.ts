import assert from 'node:assert/strict';
import { createRandom } from '../../../server/core/random.ts';
import { drawNormal } from '../../../server/core/trust/draws.ts';
import { localSmoothieWeights, smoothieWeights } from '../../../server/core/trust/smoothie.ts';

const dimension = 24;

/** Answers' embeddings: the truth plus each member's own noise. */
function answers(
  questions: number,
  noiseOf: (question: number) => readonly number[],
  seed: number,
) {
  const random = createRandom(seed);
  return Array.from({ length: questions }, (_, question) => {
    const truth = Array.from({ length: dimension }, () => drawNormal(random));
    return noiseOf(question).map((noise) => truth.map((x) => x + noise * drawNormal(random)));
  });
}

describe('Smoothie', () => {
  it('solves three distances for the distance of each member to the truth', () => {
    // On a line: the squared distances 1, 4 and 9 give d = ½(1+9−4), ½(1+4−9), ½(4+9−1).
    const found = smoothieWeights([[[0], [1], [3]]]);
    const [first = 0, , third = 0] = found?.weights ?? [];
    assert.equal(Math.abs(first / third - 2) < 1e-9, true, `${first} ${third}`);
    assert.equal(found?.best, 1);
  });

  it('weighs members by their precision without any label', () => {
    const found = smoothieWeights(answers(200, () => [1, 0.5, 2], 1));
    const [one = 0, two = 0, three = 0] = found?.weights ?? [];
    assert.equal(found?.best, 1);
    // Precisions are 1, 4 and ¼.
    assert.equal(Math.abs(two / one - 4) < 0.8 && Math.abs(one / three - 4) < 0.8, true);
    assert.equal(Math.abs(one + two + three - 1) < 1e-9, true);
  });

  it('finds another best member near other questions', () => {
    const near = answers(60, (question) => (question < 30 ? [0.3, 1, 1] : [1, 1, 0.3]), 2);
    const questions = near.map((_, question) => [question < 30 ? 0 : 1]);
    assert.equal(localSmoothieWeights(near, questions, [0])?.best, 0);
    assert.equal(localSmoothieWeights(near, questions, [1])?.best, 2);
  });

  it('has nothing to say of fewer than three members or no questions', () => {
    assert.equal(smoothieWeights([[[0], [1]]]), undefined);
    assert.equal(smoothieWeights([]), undefined);
    assert.equal(localSmoothieWeights([], [], [1]), undefined);
  });
});
