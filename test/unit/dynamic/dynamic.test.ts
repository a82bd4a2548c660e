import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Conditions } from '../../../server/core/ensemble/conditions.ts';
import {
  choosePlan,
  pressure,
  type PlanOption,
} from '../../../server/core/ensemble/dynamic/choosePlan.ts';
import { standardPlans } from '../../../server/core/ensemble/dynamic/plans.ts';
import { contextsOf } from '../../../server/core/ensemble/dynamic/contexts.ts';
import type { Fitted } from '../../../server/core/ensemble/fitted.ts';
import { parseEnsemble } from '../../../server/core/ensemble/parseSpec.ts';
import type { Spec } from '../../../server/core/ensemble/spec.ts';
import type { Member } from '../../../server/core/member.ts';
import {
  addOutcomes,
  expectOf,
  fadeOutcomes,
  learnOutcome,
  type PlanOutcomes,
} from '../../../server/core/trust/planOutcomes.ts';
import { answerOf, askEnsemble, memberSpec } from '../../support/askEnsemble.ts';
import { createFakeMember } from '../../support/fakeMember.ts';

const says = (id: string, text: string): Member => createFakeMember(id, { text: () => text });

function option(name: string, quality: number, calls: number, count = 100): PlanOption {
  return {
    path: name,
    name,
    words: name,
    expected: { quality, count },
    callsBy: { [name]: calls },
  };
}

function chosen(
  options: readonly PlanOption[],
  conditions: Conditions = {},
  inConversation = false,
): string | undefined {
  return choosePlan(options, { conditions, inConversation })?.plan.name;
}

describe('the choice of a plan', () => {
  const cheap = option('cheap', 0.7, 1, 1000);
  const dear = option('dear', 0.73, 4, 1000);

  it('takes a dearer plan only when it is worth its cost', () => {
    assert.equal(chosen([cheap, dear]), 'cheap');
    assert.equal(chosen([cheap, option('dear', 0.8, 4, 1000)]), 'dear');
    assert.equal(chosen([cheap, dear], { price: 0.01 }), 'dear');
  });

  it('does not pay for a lead that may be luck', () => {
    const few = [option('cheap', 0.7, 1, 50), option('dear', 0.73, 4, 50)];
    assert.equal(chosen(few, { price: 0 }), 'cheap');
    assert.equal(chosen([few[0] ?? cheap, option('dear', 0.8, 4, 50)], { price: 0 }), 'dear');
    // Of two that cost the same, the better one is taken whatever the evidence.
    assert.equal(chosen([option('a', 0.7, 1, 50), option('b', 0.71, 1, 50)]), 'b');
  });

  it('counts what loading costs', () => {
    const twins = [option('a', 0.7, 1), option('b', 0.71, 1)];
    const loadCosts = { a: 3, b: 3 };
    assert.equal(chosen(twins, { loadCosts, resident: ['a', 'b'] }), 'b');
    assert.equal(chosen(twins, { loadCosts, resident: ['a'] }), 'a');
  });

  it('saves when the battery runs down or the machine is busy', () => {
    const options = [option('cheap', 0.7, 1, 2000), option('dear', 0.75, 4, 2000)];
    assert.equal(chosen(options), 'dear');
    assert.equal(chosen(options, { battery: 0.1 }), 'cheap');
    assert.equal(chosen(options, { load: 3 }), 'cheap');
    assert.equal(pressure({ battery: 1, load: 0.5 }), 1);
  });

  it('stays with the last plan for a small gain, and within a conversation for any', () => {
    const options = [option('a', 0.7, 1), option('b', 0.71, 1), option('c', 0.9, 1)];
    assert.equal(chosen(options.slice(0, 2), { lastPlan: 'a' }), 'a');
    assert.equal(chosen(options, { lastPlan: 'a' }), 'c');
    assert.equal(chosen(options, { lastPlan: 'a' }, true), 'a');
    assert.equal(chosen(options, { lastPlan: 'gone' }, true), 'c');
  });

  it('says in one sentence why', () => {
    const reason = choosePlan([cheap, dear], {
      conditions: { battery: 0.5 },
      inConversation: false,
    })?.reason;
    assert.equal(
      reason,
      'Took cheap, the cheapest plan expected to do: 70 % at a cost of 1, before dear with 73 % at 4, on battery at 50 %.',
    );
  });

  it('does not depend on the order of the plans but for ties', () => {
    const options = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(options, (numbers) => {
        const plans = numbers.map((number) => option(`p${number}`, number / 100, 1));
        assert.equal(chosen(plans), chosen([...plans].reverse()));
        assert.equal(chosen(plans), `p${Math.max(...numbers)}`);
      }),
    );
  });

  it('never takes a plan that is both dearer and worse', () => {
    const plan = fc.record({
      quality: fc.double({ min: 0, max: 1, noNaN: true }),
      calls: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(plan, { minLength: 1, maxLength: 6 }), (list) => {
        const options = list.map(({ quality, calls }, at) => option(`p${at}`, quality, calls));
        const best = choosePlan(options, { conditions: {}, inConversation: false })?.plan;
        assert.ok(best);
        for (const other of options) {
          const calls = Object.values(other.callsBy)[0] ?? 0;
          assert.ok(!(calls < best.cost && other.expected.quality > best.expected.quality));
        }
      }),
    );
  });
});

describe('what is known of plans', () => {
  const contexts = ['*', 'code', 'code/text', 'code/text/short'];
  const many = (
    reward: number,
    count: number,
    where = contexts,
    from: PlanOutcomes = {},
  ): PlanOutcomes =>
    Array.from({ length: count }).reduce<PlanOutcomes>(
      (known) => learnOutcome(known, { plan: 'p', contexts: where, reward, callsBy: { a: 2 } }),
      from,
    );

  it('starts in the middle and comes to what is seen', () => {
    assert.equal(expectOf({}, 'p', contexts).quality, 0.5);
    const { quality, callsBy, count } = expectOf(many(1, 200), 'p', contexts);
    assert.ok(quality > 0.98);
    assert.deepEqual([callsBy, count], [{ a: 2 }, 200]);
  });

  it('draws a context of few outcomes towards the one around it', () => {
    const known = many(0, 5, ['*', 'prose'], many(1, 100, ['*', 'code']));
    const inProse = expectOf(known, 'p', ['*', 'prose']).quality;
    assert.ok(inProse > 0.7 && inProse < expectOf(known, 'p', ['*', 'code']).quality);
  });

  it('fades, so that a plan that got worse is seen sooner', () => {
    const faded = fadeOutcomes(many(1, 100), 0.1);
    const after = many(0, 20, contexts, faded);
    assert.ok(expectOf(after, 'p', contexts).quality < 0.4);
    assert.ok(expectOf(many(0, 20, contexts, many(1, 100)), 'p', contexts).quality > 0.7);
  });

  it('does not depend on the order of the outcomes, and never falls by a success', () => {
    const rewards = fc.array(fc.constantFrom(0, 1), { maxLength: 20 });
    const learn = (list: readonly number[]): PlanOutcomes =>
      list.reduce<PlanOutcomes>(
        (known, reward) => learnOutcome(known, { plan: 'p', contexts, reward, callsBy: {} }),
        {},
      );
    fc.assert(
      fc.property(rewards, (list) => {
        const quality = (known: PlanOutcomes): number => expectOf(known, 'p', contexts).quality;
        assert.equal(quality(learn(list)), quality(learn([...list].reverse())));
        assert.ok(quality(learn([...list, 1])) >= quality(learn(list)));
      }),
    );
  });

  it('adds up what two sources know', () => {
    const [one, other] = [many(1, 3), many(0, 2, ['*'])];
    const both = addOutcomes(one, other);
    assert.deepEqual(both.p?.['*'], { count: 5, reward: 3, calls: { a: 10 } });
    assert.deepEqual(both.p?.['code'], one.p?.['code']);
    assert.deepEqual(addOutcomes({}, one), one);
  });

  it('is kept by domain, kind and length of the question', () => {
    const question = { prompt: 'x'.repeat(300), domain: 'logic', answerKind: 'number' } as const;
    assert.deepEqual(contextsOf(question), ['*', 'logic', 'logic/number', 'logic/number/middling']);
  });
});

describe('a dynamic ensemble', () => {
  const spec: Spec = { kind: 'dynamic', plans: [memberSpec('a'), memberSpec('b')] };
  const fittedTo = (plan: string): Fitted => {
    let plans: PlanOutcomes = {};
    for (let at = 0; at < 40; at++) {
      for (const path of ['dynamic/plans.0', 'dynamic/plans.1']) {
        const outcome = { plan: path, contexts: ['*'], callsBy: { x: 1 } };
        plans = learnOutcome(plans, { ...outcome, reward: path === plan ? 1 : 0 });
      }
    }
    return { nodes: { dynamic: { rows: 40, plans } } };
  };

  it('asks the plan that has done best and explains it in the trace', async () => {
    const members = [says('a', 'one'), says('b', 'two')];
    const { answer, trace } = await answerOf(spec, members, {
      fitted: fittedTo('dynamic/plans.0'),
    });
    assert.deepEqual(
      [answer.text, answer.plan, answer.callsBy],
      ['one', 'dynamic/plans.0', { a: 1 }],
    );
    const step = trace.steps.find(({ kind }) => kind === 'plan');
    assert.ok(step?.kind === 'plan');
    assert.match(step.reason, /^Took a, the cheapest plan expected to do: 9\d % at a cost of 1/);
  });

  it('asks the strongest member while nothing is known, and says so', async () => {
    const { answer, trace } = await answerOf(spec, [says('a', 'one'), says('b', 'two')]);
    assert.equal(answer.text, 'two');
    assert.match(JSON.stringify(trace.steps), /too little is known yet/);
  });

  it('gives way to the next plan when one is dead', async () => {
    const failure = { kind: 'workerCrashed', message: 'It stopped.' } as const;
    const members = [createFakeMember('a', { failure }), says('b', 'two')];
    const { answer } = await answerOf(spec, members, { fitted: fittedTo('dynamic/plans.0') });
    assert.equal(answer.text, 'two');
    assert.match(answer.notes?.join(' ') ?? '', /a did not answer: .*It stopped/);
    const { result } = await askEnsemble(spec, []);
    assert.equal(result.ok, false);
  });

  it('rejects when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    const members = [says('a', 'one'), says('b', 'two')];
    await assert.rejects(askEnsemble(spec, members, { signal: controller.signal }), /enough/);
  });

  it('has plans of its own for the members there are', () => {
    const parsed = parseEnsemble({ kind: 'dynamic' }, { members: ['a', 'b', 'c'] });
    assert.ok(parsed.ok && parsed.value.kind === 'dynamic');
    assert.deepEqual(
      parsed.value.plans?.map(({ kind }) => kind),
      ['member', 'member', 'member', 'cascade', 'vote', 'vote'],
    );
    assert.deepEqual(
      standardPlans(['a']).map((plan) => (plan.kind === 'vote' ? plan.samples : 1)),
      [1, 3, 5, 10],
    );
    assert.deepEqual(standardPlans([]), []);
  });
});
