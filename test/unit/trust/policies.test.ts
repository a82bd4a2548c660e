import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRandom } from '../../../server/core/random.ts';
import { choose } from '../../../server/core/trust/choice.ts';
import {
  chooseByContext,
  emptyContextual,
  expectedInContext,
  learnByContext,
} from '../../../server/core/trust/contextual.ts';
import { drawBeta, drawNormal } from '../../../server/core/trust/draws.ts';
import { calmWatch, watchDrift } from '../../../server/core/trust/drift.ts';
import { questionKindOf } from '../../../server/core/trust/questionKinds.ts';
import {
  chooseByThompson,
  emptyThompson,
  expectedReward,
  learnByThompson,
  overallReward,
} from '../../../server/core/trust/thompson.ts';
import { playBandit, shareOf, type BanditPolicy } from '../../support/bandit.ts';

const members = ['weak', 'middling', 'strong'];
const chances: Readonly<Record<string, number>> = { weak: 0.3, middling: 0.5, strong: 0.7 };

function thompsonPolicy(): BanditPolicy {
  let state = emptyThompson;
  return {
    choose: (random) => chooseByThompson(state, members, 'code', random),
    learn: (member, reward, step) => {
      const day = Math.floor(step / 50);
      state = learnByThompson(state, { member, cluster: 'code', reward, day });
    },
  };
}

function contextualPolicy(): BanditPolicy {
  let state = emptyContextual;
  return {
    choose: (random) => chooseByContext(state, members, ['kind:question'], random),
    learn: (member, reward, step) => {
      const day = Math.floor(step / 50);
      state = learnByContext(state, { member, contexts: ['kind:question'], reward, day });
    },
  };
}

describe('draws', () => {
  it('have the mean and the variance of their distributions', () => {
    const random = createRandom(3);
    const many = (draw: () => number): { mean: number; variance: number } => {
      const values = Array.from({ length: 20_000 }, draw);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      return { mean, variance };
    };
    const normal = many(() => drawNormal(random));
    assert.equal(Math.abs(normal.mean) < 0.03 && Math.abs(normal.variance - 1) < 0.05, true);
    for (const [a, b] of [
      [0.5, 0.5],
      [3, 7],
      [200, 100],
    ] as const) {
      const beta = many(() => drawBeta(a, b, random));
      const variance = (a * b) / ((a + b) ** 2 * (a + b + 1));
      assert.equal(Math.abs(beta.mean - a / (a + b)) < 0.01, true);
      assert.equal(Math.abs(beta.variance / variance - 1) < 0.06, true, `${a} ${b}`);
    }
  });
});

describe('a choice', () => {
  it('is made with the propensity that it reports', () => {
    const random = createRandom(9);
    const counts = new Map<string, number>();
    let propensities = 0;
    for (let round = 0; round < 4000; round++) {
      const rewards = (): number[] => [random(), random() + 0.2, 0.6];
      const { member, propensity } = choose(members, {}, rewards, random, { floor: 0.1 });
      counts.set(member, (counts.get(member) ?? 0) + 1);
      // Each choice counts one over its propensity: in expectation every member counts once a round.
      if (member === 'middling') propensities += 1 / propensity;
    }
    assert.equal(Math.abs(propensities / 4000 - 1) < 0.1, true, `${propensities}`);
    assert.equal(counts.size, 3);
  });

  it('leaves nobody without a chance and prefers good members even then', () => {
    const expected = { weak: 0.2, middling: 0.5, strong: 0.7 };
    const shares = new Map<string, number>();
    for (let seed = 0; seed < 4000; seed++) {
      const { member } = choose(members, expected, () => [0, 0, 1], createRandom(seed), {
        floor: 0.5,
      });
      shares.set(member, (shares.get(member) ?? 0) + 1);
    }
    const [weak = 0, middling = 0, strong = 0] = members.map((name) => shares.get(name) ?? 0);
    assert.equal(weak > 0 && weak < middling && middling < strong, true);
  });

  it('weighs penalties against rewards, and gives ties to the member listed last', () => {
    const options = { floor: 0, penalties: { strong: 0.5 } };
    assert.equal(
      choose(members, {}, () => [0.3, 0.5, 0.7], createRandom(1), options).member,
      'middling',
    );
    assert.equal(
      choose(members, {}, () => [0.5, 0.5, 0.5], createRandom(1), { floor: 0 }).member,
      'strong',
    );
  });
});

for (const [name, makePolicy] of [
  ['Thompson sampling', thompsonPolicy],
  ['the contextual policy', contextualPolicy],
] as const) {
  describe(name, () => {
    const seeds = [1, 2, 3];

    it('comes to ask the best member nearly always', () => {
      for (const seed of seeds) {
        const chosen = playBandit(makePolicy(), (member) => chances[member] ?? 0, 1500, seed);
        assert.equal(shareOf(chosen, 'strong', 1000) > 0.85, true, `seed ${seed}`);
      }
    });

    it('turns to another member after the best has become the worst', () => {
      const turned: Readonly<Record<string, number>> = { weak: 0.7, middling: 0.5, strong: 0.3 };
      const chance = (member: string, step: number): number =>
        (step < 800 ? chances : turned)[member] ?? 0;
      for (const seed of seeds) {
        const chosen = playBandit(makePolicy(), chance, 2400, seed);
        assert.equal(shareOf(chosen, 'strong', 1600) < 0.1, true, `seed ${seed}`);
        assert.equal(shareOf(chosen, 'weak', 1600) > 0.6, true, `seed ${seed}`);
      }
    });

    it('survives a fifth of its rewards being flipped', () => {
      const noisy = (member: string): number => 0.2 + 0.6 * (chances[member] ?? 0);
      for (const seed of seeds) {
        const chosen = playBandit(makePolicy(), noisy, 3000, seed);
        assert.equal(shareOf(chosen, 'strong', 2000) > 0.7, true, `seed ${seed}`);
      }
    });
  });
}

describe('Thompson sampling in clusters', () => {
  const event = (member: string, cluster: string, reward: number, day = 0) => ({
    member,
    cluster,
    reward,
    day,
  });

  it('shrinks a new cluster to the member’s record in the others', () => {
    let state = emptyThompson;
    for (let round = 0; round < 60; round++) state = learnByThompson(state, event('m', 'code', 1));
    assert.equal(overallReward(state, 'm') > 0.9, true);
    assert.equal(expectedReward(state, 'm', 'prose') > 0.85, true);
    state = learnByThompson(state, event('m', 'prose', 0));
    const after = expectedReward(state, 'm', 'prose');
    assert.equal(after < expectedReward(state, 'm', 'code') && after > 0.7, true, `${after}`);
  });

  it('does not blame a member for a cluster that is hard for everybody', () => {
    let state = emptyThompson;
    for (let round = 0; round < 100; round++) {
      state = learnByThompson(state, event('a', 'easy', round % 10 === 0 ? 0 : 1));
      state = learnByThompson(state, event('b', 'easy', round % 10 === 0 ? 0 : 1));
      state = learnByThompson(state, event('a', 'hard', round % 10 === 0 ? 1 : 0));
    }
    // b was never asked there, and is expected to do badly, too.
    assert.equal(expectedReward(state, 'b', 'hard') < 0.6, true);
  });

  it('starts a member from its record elsewhere', () => {
    let user = emptyThompson;
    for (let round = 0; round < 60; round++) user = learnByThompson(user, event('m', 'code', 1));
    assert.equal(overallReward(emptyThompson, 'm'), 0.5);
    assert.equal(overallReward(emptyThompson, 'm', user) > 0.9, true);
  });

  it('lets evidence fade with the days', () => {
    let state = emptyThompson;
    for (let round = 0; round < 40; round++) state = learnByThompson(state, event('m', 'c', 1));
    const before = overallReward(state, 'm');
    state = learnByThompson(state, event('other', 'c', 1, 700));
    assert.equal(overallReward(state, 'm') < before - 0.1, true);
    // A clock that is set back does no harm.
    assert.equal(learnByThompson(state, event('m', 'c', 1, 3)).day, 700);
  });

  it('keeps every tally finite and every expectation a probability, whatever happens', () => {
    const step = fc.record({
      member: fc.constantFrom('a', 'b'),
      cluster: fc.constantFrom('x', 'y'),
      reward: fc.double({ min: 0, max: 1, noNaN: true }),
      day: fc.integer({ min: 0, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), fc.integer(), (steps, seed) => {
        const state = steps.reduce(learnByThompson, emptyThompson);
        const { expected, propensity } = chooseByThompson(
          state,
          ['a', 'b', 'c'],
          'x',
          createRandom(seed),
        );
        for (const value of [...Object.values(expected), propensity])
          assert.equal(value > 0 && value <= 1, true, `${value}`);
      }),
    );
  });
});

describe('the contextual policy’s belief', () => {
  it('learns that members differ between kinds of question', () => {
    let state = emptyContextual;
    const random = createRandom(6);
    for (let round = 0; round < 400; round++)
      for (const member of ['a', 'b'])
        for (const kind of ['formula', 'passage']) {
          const good = (member === 'a') === (kind === 'formula');
          const reward = random() < (good ? 0.8 : 0.4) ? 1 : 0;
          state = learnByContext(state, { member, contexts: [`kind:${kind}`], reward, day: 0 });
        }
    const expected = (member: string, kind: string): number =>
      expectedInContext(state, member, [`kind:${kind}`]);
    assert.equal(expected('a', 'formula') - expected('b', 'formula') > 0.25, true);
    assert.equal(expected('b', 'passage') - expected('a', 'passage') > 0.25, true);
    // A member and a kind that were never seen have something to start from.
    assert.equal(Math.abs(expectedInContext(state, 'new', ['kind:phrase']) - 0.6) < 0.2, true);
  });

  it('takes in new members and contexts up to a bound, and goes on beyond it', () => {
    let state = emptyContextual;
    for (let member = 0; member < 300; member++)
      state = learnByContext(state, {
        member: `m${member}`,
        contexts: ['k'],
        reward: 1,
        day: member,
      });
    assert.equal(state.belief.names.length <= 500, true);
    const { member } = chooseByContext(state, ['m299', 'm0'], ['k'], createRandom(1));
    assert.match(member, /^m(299|0)$/);
  });
});

describe('the drift watch', () => {
  it('alarms on a fall, and rarely without one', () => {
    const alarms = (chance: (step: number) => number, seed: number): number[] => {
      const random = createRandom(seed);
      let watch = calmWatch;
      return Array.from({ length: 2000 }, (_, step) => step).filter((step) => {
        const next = watchDrift(watch, 0.6, random() < chance(step) ? 1 : 0);
        watch = next.watch;
        return next.alarm;
      });
    };
    const seeds = Array.from({ length: 20 }, (_, at) => at + 1);
    const steady = seeds.flatMap((seed) => alarms(() => 0.6, seed));
    assert.equal(steady.length <= 6, true, `${steady.length} false alarms in 40,000 outcomes`);
    for (const seed of seeds) {
      const [first] = alarms((step) => (step < 500 ? 0.6 : 0.3), seed).filter((at) => at >= 500);
      assert.equal(first !== undefined && first < 700, true, `seed ${seed}: ${first}`);
    }
  });
});

describe('kinds of question', () => {
  it('are told from the surface', () => {
    const kinds: Readonly<Record<string, string>> = {
      'Solve $x^2 = 4$ for x': 'formula',
      'Berechne \\frac{1}{2} mal 3': 'formula',
      'def f(x):\n    return x': 'program',
      'Write a Python function that sorts a list.': 'program',
      'Tom has 3 apples and buys 5 more each day for two weeks while his sister eats one of them on every other day. How many are left?':
        'word problem',
      'Is 17 larger than 4?': 'figures',
      'who wrote the boys from brazil': 'search query',
      'Who wrote it?': 'question',
      'Кто это написал？': 'question',
      'Humans grow thinner when they': 'phrase',
      [`The river ${'runs on and on '.repeat(10)}.`]: 'passage',
    };
    for (const [prompt, kind] of Object.entries(kinds))
      assert.equal(questionKindOf(prompt), kind, prompt);
  });

  it('are found for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) =>
        assert.equal(typeof questionKindOf(text), 'string'),
      ),
    );
    // Texts that a careless pattern would read over and over.
    for (const part of ['a', 'a(', '$', '\\', ' \n', '1 '])
      assert.equal(typeof questionKindOf(`x${part.repeat(20_000)}x`), 'string');
  });
});
