import assert from 'node:assert/strict';
import {
  rateOf,
  reviewEffect,
  type ReviewedOutcome,
} from '../../../server/core/ensemble/review/effect.ts';
import { exactMcNemar } from '../../../server/core/evaluation/mcnemar.ts';

const many = (count: number, draftRight: boolean, finalRight: boolean): ReviewedOutcome[] =>
  Array.from({ length: count }, () => ({ draftRight, finalRight }));

describe('the effect of a review', () => {
  it('counts mended and broken answers apart', () => {
    const effect = reviewEffect([
      ...many(10, false, true),
      ...many(30, false, false),
      ...many(5, true, false),
      ...many(55, true, true),
    ]);
    assert.deepEqual([effect.fix.count, effect.fix.of, effect.fix.rate], [10, 40, 0.25]);
    assert.deepEqual([effect.break.count, effect.break.of], [5, 60]);
    assert.equal(effect.net, 0.05);
  });

  it('gives exact intervals', () => {
    const { low, high } = rateOf(10, 40);
    // Clopper–Pearson, as R's binom.test(10, 40) gives it.
    assert.ok(Math.abs(low - 0.1269) < 5e-4 && Math.abs(high - 0.412) < 5e-4, `${low} ${high}`);
    assert.deepEqual([rateOf(0, 5).low, rateOf(5, 5).high], [0, 1]);
  });

  it('tests mending against breaking exactly', () => {
    assert.ok(Math.abs(exactMcNemar(10, 2) - 0.03857) < 1e-4);
    assert.equal(exactMcNemar(3, 3), 1);
    assert.equal(exactMcNemar(0, 0), 1);
  });
});
