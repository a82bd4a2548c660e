import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bootstrapMean, pairedBootstrap } from '../../../server/core/evaluation/bootstrap.ts';
import {
  averageImprovementInQuality,
  costHull,
  hullReward,
  incrementalBenefit,
} from '../../../server/core/evaluation/costReward.ts';
import {
  effectiveVotes,
  oracle,
  oracleAtK,
  pairHealth,
  shuffledOracle,
  voteLedger,
  type MemberOutcome,
} from '../../../server/core/evaluation/ensembleHealth.ts';
import { mcnemarExact } from '../../../server/core/evaluation/mcnemar.ts';
import { offPolicyValue } from '../../../server/core/evaluation/offPolicy.ts';
import { poolGains, reviewRates } from '../../../server/core/evaluation/poolGains.ts';
import {
  callPerformance,
  twoModelMetrics,
} from '../../../server/core/evaluation/twoModelRouting.ts';
import { createRandom } from '../../../server/core/random.ts';

const near = (actual: number | undefined, expected: number, tolerance = 1e-9): void =>
  assert.equal(
    Math.abs((actual ?? Number.NaN) - expected) < tolerance,
    true,
    `${actual} ≠ ${expected}`,
  );

describe('the bootstrap', () => {
  it('is the same for the same seed and has the width of a normal interval', () => {
    const values = Array.from({ length: 400 }, (_, at) => (at % 4 === 0 ? 1 : 0));
    const interval = bootstrapMean(values, { seed: 1 });
    assert.deepEqual(interval, bootstrapMean(values, { seed: 1 }));
    assert.equal(interval.value, 0.25);
    near(interval.high - interval.low, 2 * 1.96 * Math.sqrt(0.1875 / 400), 0.01);
    assert.equal(interval.n, 400);
  });

  it('sees through noise that both systems share', () => {
    const random = createRandom(2);
    const hardness = Array.from({ length: 300 }, () => random());
    const one = hardness.map((value) => value + 0.02);
    const interval = pairedBootstrap(one, hardness, { seed: 3 });
    near(interval.value, 0.02);
    assert.equal(interval.low > 0.019, true);
    const apart = bootstrapMean(one, { seed: 3 });
    assert.equal(apart.high - apart.low > 0.05, true);
  });

  it('has no interval without rows', () => {
    assert.equal(Number.isNaN(bootstrapMean([], { seed: 1 }).low), true);
  });
});

describe('McNemar’s exact test', () => {
  const outcomes = (onlyFirst: number, onlySecond: number, both: number) => ({
    first: [
      ...Array<boolean>(onlyFirst).fill(true),
      ...Array<boolean>(onlySecond).fill(false),
      ...Array<boolean>(both).fill(true),
    ],
    second: [
      ...Array<boolean>(onlyFirst).fill(false),
      ...Array<boolean>(onlySecond).fill(true),
      ...Array<boolean>(both).fill(true),
    ],
  });

  it('is a fair coin’s two-sided tail on the rows where they differ', () => {
    const { first, second } = outcomes(8, 2, 50);
    const test = mcnemarExact(first, second);
    assert.deepEqual([test.onlyFirst, test.onlySecond], [8, 2]);
    near(test.p, (2 * (1 + 10 + 45)) / 1024);
    assert.equal(mcnemarExact(second, first).p, test.p);
    assert.equal(mcnemarExact(first, first).p, 1);
    const even = outcomes(5, 5, 0);
    assert.equal(mcnemarExact(even.first, even.second).p, 1);
  });
});

describe('the health of an ensemble', () => {
  const outcome = (canonical: string | undefined, correct: boolean): MemberOutcome => ({
    canonical,
    correct,
  });
  const one = [outcome('a', true), outcome('b', false), outcome('c', false), outcome('d', true)];
  const other = [outcome('a', true), outcome('b', false), outcome('x', false), outcome('y', false)];

  it('counts the errors that two members share', () => {
    const health = pairHealth(one, other);
    assert.deepEqual([health.rows, health.bothWrong], [4, 2]);
    assert.equal(health.sameError, 0.5);
    assert.equal(health.disagreement, 0.5);
    assert.equal(health.yuleQ, 1);
    near(health.correlation, 2 / Math.sqrt(2 * 2 * 1 * 3));
    assert.equal(pairHealth([...one, undefined], [...other, outcome('z', true)]).rows, 4);
    assert.equal(pairHealth([outcome('a', true)], [outcome('a', true)]).correlation, undefined);
  });

  it('takes two answers that cannot be read for different', () => {
    const unread = [outcome(undefined, false)];
    assert.equal(pairHealth(unread, unread).sameError, 0);
  });

  it('discounts correlated votes', () => {
    assert.equal(effectiveVotes(5, 0), 5);
    assert.equal(effectiveVotes(5, 1), 1);
    assert.equal(effectiveVotes(5, -0.2), 5);
    near(effectiveVotes(3, 0.5), 1.5);
  });

  it('keeps what was helped and what was hurt apart', () => {
    assert.deepEqual(voteLedger([true, true, false, false], [true, false, true, true]), {
      helped: 2,
      hurt: 1,
    });
  });

  it('estimates the oracle at k without bias', () => {
    near(oracleAtK([[true, false, false, false]], 1), 0.25);
    near(oracleAtK([[true, false, false, false]], 2), 0.5);
    near(
      oracleAtK(
        [
          [true, false],
          [false, false],
        ],
        2,
      ),
      0.5,
    );
    assert.equal(oracleAtK([[true, true, false]], 2), 1);
    assert.equal(Number.isNaN(oracleAtK([[true]], 2)), true);
  });

  it('shows how much of the oracle is luck', () => {
    const random = createRandom(4);
    const same = Array.from({ length: 2000 }, () => (random() < 0.5 ? 1 : 0));
    const scores = [same, same, same];
    near(oracle(scores), same.filter(Boolean).length / 2000);
    // Three independent coins: 1 − ½³.
    near(shuffledOracle(scores, createRandom(5)), 0.875, 0.02);
  });
});

describe('two-model routing', () => {
  const weak = [1, 0, 0, 1];
  const strong = [1, 1, 1, 1];

  it('traces reward over strong calls, equal scores in a straight line', () => {
    assert.deepEqual(callPerformance([0.9, 0.8, 0.1, 0.1], weak, strong), [
      { share: 0, reward: 0.5 },
      { share: 0.25, reward: 0.5 },
      { share: 0.5, reward: 0.75 },
      { share: 1, reward: 1 },
    ]);
  });

  it('gives a constant router one half and the oracle a skill of one', () => {
    const constant = twoModelMetrics([1, 1, 1, 1], weak, strong);
    near(constant?.apgr, 0.5);
    near(constant?.cpt['50'], 0.5);
    near(constant?.skill, 0);
    const perfect = twoModelMetrics([0, 1, 1, 0], weak, strong);
    near(perfect?.apgr, 0.75);
    near(perfect?.cpt['50'], 0.25);
    near(perfect?.cpt['80'], 0.4);
    near(perfect?.skill, 1);
  });

  it('has no gap to recover when the strong model is not stronger', () => {
    assert.equal(twoModelMetrics([1, 2], [1, 1], [1, 0]), undefined);
  });
});

describe('cost and reward', () => {
  const plans = [
    { cost: 1, reward: 0.5 },
    { cost: 2, reward: 0.55 },
    { cost: 3, reward: 0.8 },
    { cost: 4, reward: 0.7 },
  ];

  it('keeps the plans that no mix of others beats', () => {
    assert.deepEqual(costHull(plans), [plans[0], plans[2]]);
    near(hullReward(costHull(plans), 2), 0.65);
    assert.equal(hullReward(costHull(plans), 9), 0.8);
    near(hullReward(costHull(plans), 0.5), 0.25);
  });

  it('averages the hull over common limits, by the paper’s formula', () => {
    const flat = averageImprovementInQuality([{ cost: 2, reward: 0.6 }], { from: 2, to: 10 });
    near(flat, 0.6);
    near(averageImprovementInQuality(plans, { from: 1, to: 3 }), 0.65);
    near(averageImprovementInQuality(plans, { from: 1, to: 5 }), (2 * 0.65 + 2 * 0.8) / 4);
  });

  it('never lies below a plan, and never bends upwards', () => {
    const point = fc.record({
      cost: fc.integer({ min: 1, max: 50 }),
      reward: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
        const hull = costHull(points);
        for (const { cost, reward } of points)
          assert.equal(hullReward(hull, cost) >= reward - 1e-9, true);
        for (let cost = 1; cost < 50; cost++) {
          const middle = 2 * hullReward(hull, cost + 1);
          const ends = hullReward(hull, cost) + hullReward(hull, cost + 2);
          assert.equal(cost < (hull[0]?.cost ?? 0) || middle >= ends - 1e-9, true);
        }
      }),
    );
  });

  it('relates a mix’s benefit per cost to the large model’s', () => {
    const [small, large] = [
      { cost: 1, reward: 0.5 },
      { cost: 11, reward: 0.7 },
    ];
    near(incrementalBenefit(small, large, { cost: 3, reward: 0.56 }), 0.5);
    near(incrementalBenefit(small, large, large), 0);
  });
});

describe('gains over a pool', () => {
  it('are relative to the best member, a random one and the oracle', () => {
    const gains = poolGains(
      [1, 1, 0, 1],
      [
        [1, 1, 0, 0],
        [0, 0, 0, 1],
      ],
    );
    assert.deepEqual([gains.best, gains.random, gains.oracle], [0.5, 0.375, 0.75]);
    near(gains.gainAtBest, 0.5);
    near(gains.gainAtRandom, 1);
    near(gains.gapAtOracle, 0);
    near(gains.gapClosed, 1);
  });

  it('count fixes and breaks of a review apart', () => {
    const rates = reviewRates([true, true, false, false, false], [true, false, true, true, false]);
    near(rates.fixRate, 2 / 3);
    near(rates.breakRate, 0.5);
    assert.deepEqual([rates.fixed, rates.broken, rates.n], [2, 1, 5]);
    assert.equal(reviewRates([true], [true]).fixRate, undefined);
  });
});

describe('valuing another policy on a log', () => {
  it('is unbiased: the values come out near the truth', () => {
    const random = createRandom(8);
    const truth: Readonly<Record<string, number>> = { a: 0.8, b: 0.3 };
    const log = Array.from({ length: 20_000 }, () => {
      const member = random() < 0.25 ? 'a' : 'b';
      return {
        member,
        propensity: member === 'a' ? 0.25 : 0.75,
        reward: random() < (truth[member] ?? 0) ? 1 : 0,
      };
    });
    const value = offPolicyValue(
      log,
      () => 'a',
      () => 0.5,
    );
    near(value.ips, 0.8, 0.03);
    near(value.selfNormalised, 0.8, 0.03);
    near(value.doublyRobust, 0.8, 0.03);
  });
});
