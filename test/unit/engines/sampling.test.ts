import assert from 'node:assert/strict';
import { createRandom } from '../../../server/core/random.ts';
import { drawToken, sampleSeed, type Candidate } from '../../../server/engines/llama/sampling.ts';

const candidates: readonly Candidate[] = [
  { token: 7, logit: Math.log(0.5) },
  { token: 3, logit: Math.log(0.3) },
  { token: 9, logit: Math.log(0.2) },
];

function shares(options: { temperature: number; topP: number }): Map<number, number> {
  const random = createRandom(42);
  const counts = new Map<number, number>();
  const draws = 20_000;
  for (let draw = 0; draw < draws; draw++) {
    const token = drawToken(candidates, options, random)?.token ?? -1;
    counts.set(token, (counts.get(token) ?? 0) + 1 / draws);
  }
  return counts;
}

function near(actual: number | undefined, expected: number): void {
  assert.ok(Math.abs((actual ?? 0) - expected) < 0.015, `${actual} is not near ${expected}`);
}

describe('drawing a token', () => {
  it('follows the distribution at temperature one', () => {
    const found = shares({ temperature: 1, topP: 1 });
    near(found.get(7), 0.5);
    near(found.get(3), 0.3);
    near(found.get(9), 0.2);
  });

  it('sharpens it below one', () => {
    near(shares({ temperature: 0.5, topP: 1 }).get(7), 0.25 / (0.25 + 0.09 + 0.04));
  });

  it('keeps only the likeliest that make up topP', () => {
    const found = shares({ temperature: 1, topP: 0.7 });
    near(found.get(7), 0.5 / 0.8);
    assert.equal(found.has(9), false);
  });

  it('takes the likeliest at temperature zero', () => {
    assert.deepEqual([...shares({ temperature: 0, topP: 1 }).keys()], [7]);
  });

  it('is the same again for the same seed, and another for the next sample', () => {
    const row = (seed: number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 5 }, () => random());
    };
    assert.deepEqual(row(sampleSeed(1, 0)), row(sampleSeed(1, 0)));
    assert.notDeepEqual(row(sampleSeed(1, 0)), row(sampleSeed(1, 1)));
    assert.notDeepEqual(row(sampleSeed(1, 0)), row(sampleSeed(2, 0)));
  });

  it('has nothing to draw from nothing', () => {
    assert.equal(
      drawToken([], { temperature: 1, topP: 1 }, () => 0.5),
      undefined,
    );
  });
});
