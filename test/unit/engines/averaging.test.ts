import assert from 'node:assert/strict';
import fc from 'fast-check';
import { averageTopTokens, type TopTokens } from '../../../server/engines/llama/averaging.ts';

/** Distribution of a tiny vocabulary cut to its likeliest tokens, as the engine gives it. */
function top(probabilities: readonly number[], count: number): TopTokens {
  const candidates = probabilities
    .map((probability, token) => ({ token, logit: 5 + Math.log(probability) }))
    .sort((one, other) => other.logit - one.logit)
    .slice(0, count);
  return {
    candidates,
    bestLogProb: (candidates[0]?.logit ?? 5) - 5,
    vocabulary: probabilities.length,
  };
}

const near = (one: number, other: number): void =>
  assert.ok(Math.abs(one - other) < 1e-9, `${one} is not ${other}`);

describe('averaging of next-token probabilities', () => {
  it('is exact where every model lists all tokens', () => {
    const mean = averageTopTokens([top([0.7, 0.2, 0.1], 3), top([0.1, 0.4, 0.5], 3)]);
    assert.deepEqual(
      mean.map(({ token }) => token),
      [0, 1, 2],
    );
    near(Math.exp(mean[0]?.logit ?? 0), 0.4);
    near(Math.exp(mean[2]?.logit ?? 0), 0.3);
  });

  it('gives a token that one model does not list an even share of what that model has left', () => {
    const mean = averageTopTokens([top([0.7, 0.2, 0.06, 0.04], 2), top([0.1, 0.1, 0.8, 0], 1)]);
    const third = mean.find(({ token }) => token === 2);
    near(Math.exp(third?.logit ?? 0), (0.05 + 0.8) / 2);
  });

  it('leaves the distribution of one model, and of equal ones, as it is', () => {
    const weights = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 3 }), (values, copies) => {
        const total = values.reduce((sum, value) => sum + value, 0);
        const one = top(
          values.map((value) => value / total),
          values.length,
        );
        const mean = averageTopTokens(Array.from({ length: copies }, () => one));
        for (const { token, logit } of mean) near(Math.exp(logit), (values[token] ?? 0) / total);
      }),
    );
  });
});
