import assert from 'node:assert/strict';
import type { Fitted } from '../../../server/core/ensemble/fitted.ts';
import { creditOf } from '../../../server/core/ensemble/credit.ts';
import { planName } from '../../../server/core/ensemble/dynamic/plans.ts';
import { planWords } from '../../../server/core/ensemble/dynamic/planWords.ts';
import { parseEnsemble } from '../../../server/core/ensemble/parseSpec.ts';
import { chooseExperts, parseRefinePlan } from '../../../server/core/ensemble/refinePlan.ts';
import type { Question } from '../../../server/core/ensemble/question.ts';
import type { Spec } from '../../../server/core/ensemble/spec.ts';
import { createRandom } from '../../../server/core/random.ts';
import { eventsOf } from '../../../server/core/trust/outcome.ts';
import { trustView } from '../../../server/core/trust/trustView.ts';
import {
  emptyTrustState,
  recordOutcome,
  recordPlan,
  type TrustState,
} from '../../../server/core/trust/trustState.ts';
import { answerOf, memberSpec } from '../../support/askEnsemble.ts';
import { createFakeMember } from '../../support/fakeMember.ts';

const says = (id: string, text: string) => createFakeMember(id, { text: () => text });
const question: Question = { prompt: '2 + 2', domain: 'logic', answerKind: 'number' };

/** A user who accepted so many of each member's answers, and rejected as many of the others. */
function experience(right: Readonly<Record<string, boolean>>, outcomes = 40): TrustState {
  let state = emptyTrustState;
  for (let at = 0; at < outcomes; at++)
    for (const [member, isRight] of Object.entries(right)) {
      const credit = { by: [member], domain: 'logic', questionKind: 'figures' };
      const outcome = { kind: isRight ? 'accept' : 'reject' } as const;
      state = eventsOf(credit, outcome, 1).reduce(recordOutcome, state);
    }
  return state;
}

const fittedBy = (state: TrustState): Fitted => ({ nodes: {}, trust: trustView(state) });

function parsed(spec: unknown, members: readonly string[]): Spec {
  const result = parseEnsemble(spec, { members });
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

describe('a vote by trust', () => {
  const members = [says('good', '4'), says('bad', '5'), says('worse', '5')];
  const spec = parsed({ kind: 'vote', members: '*', by: 'trust' }, ['good', 'bad', 'worse']);

  it('counts votes while nothing is known, and says so', async () => {
    const { answer } = await answerOf(spec, members, { question });
    assert.equal(answer.text, '5');
    assert.match(answer.notes?.join(' ') ?? '', /Nothing is known yet about whom to trust/);
  });

  it('weighs by the user’s verdicts once there are some', async () => {
    const fitted = fittedBy(experience({ good: true, bad: false, worse: false }));
    const { answer } = await answerOf(spec, members, { question, fitted });
    assert.equal(answer.text, '4');
    assert.doesNotMatch(answer.notes?.join(' ') ?? '', /Nothing is known/);
  });

  it('goes by calibration rows where there are any', async () => {
    const fitted = fittedBy(experience({ good: true, bad: false, worse: false }));
    const accuracies = { '*': { good: 0.2, bad: 0.9, worse: 0.9 } };
    const nodes = { vote: { rows: 100, accuracies } };
    const { answer } = await answerOf(spec, members, { question, fitted: { ...fitted, nodes } });
    assert.equal(answer.text, '5');
  });
});

describe('a route by trust', () => {
  const members = [says('good', '4'), says('bad', '5')];
  const specBy = (by: string): Spec =>
    parsed({ kind: 'route', by, experts: { one: 'bad', two: 'good' } }, ['good', 'bad']);

  for (const by of ['trust', 'context'])
    it(`takes the expert that ${by} prefers, whatever the domain, and tells the odds`, async () => {
      const fitted = fittedBy(experience({ good: true, bad: false }, 100));
      let good = 0;
      for (let at = 0; at < 50; at++) {
        const asked = { ...question, prompt: `${at} + 3` };
        const { answer, trace } = await answerOf(specBy(by), members, { question: asked, fitted });
        if (answer.text === '4') good++;
        assert.ok((answer.propensity ?? 0) > 0);
        assert.match(JSON.stringify(trace.steps), /was drawn by what outcomes taught/);
        const again = await answerOf(specBy(by), members, { question: asked, fitted });
        assert.equal(again.answer.text, answer.text);
      }
      assert.ok(good >= 45, `${good} of 50`);
    });

  it('goes by the domain while nothing is known, and says so', async () => {
    const asked = { ...question, domain: 'two' };
    const { answer } = await answerOf(specBy('trust'), members, { question: asked });
    assert.equal(answer.text, '4');
    assert.match(answer.notes?.join(' ') ?? '', /Nothing is known yet about whom to trust/);
  });
});

describe('a dynamic ensemble with a user’s outcomes', () => {
  it('takes the plan whose answers were accepted', async () => {
    const plans = [memberSpec('good'), memberSpec('bad')];
    let state = emptyTrustState;
    for (let at = 0; at < 40; at++)
      for (const [name, kind] of [
        ['good', 'accept'],
        ['bad', 'reject'],
      ] as const)
        state = recordPlan(state, { name, contexts: ['*'], callsBy: { [name]: 1 } }, { kind });
    const { answer, trace } = await answerOf(
      { kind: 'dynamic', plans },
      [says('good', '4'), says('bad', '5')],
      {
        question,
        fitted: fittedBy(state),
      },
    );
    assert.deepEqual([answer.text, answer.planName], ['4', 'good']);
    assert.match(JSON.stringify(trace.steps), /Took good, the cheapest plan expected to do/);
    assert.deepEqual(creditOf(question, answer).plan, {
      name: 'good',
      contexts: ['*', 'logic', 'logic/number', 'logic/number/short'],
      callsBy: { good: 1 },
    });
  });
});

describe('the credit for an answer', () => {
  it('goes to all who said it, and against those who said something else', async () => {
    const members = [says('a', '= 4'), says('b', 'A: 4'), says('c', '5'), says('d', 'no idea')];
    const spec = parsed({ kind: 'vote', members: '*' }, ['a', 'b', 'c', 'd']);
    const { answer } = await answerOf(spec, members, { question });
    const credit = creditOf(question, answer);
    assert.deepEqual([[...credit.by].sort(), credit.against], [['a', 'b'], ['c']]);
    assert.deepEqual([credit.domain, credit.questionKind], ['logic', 'figures']);
  });

  it('is against nobody where texts cannot be compared', async () => {
    const members = [says('a', 'one thing'), says('b', 'another thing')];
    const spec = parsed({ kind: 'vote', members: '*' }, ['a', 'b']);
    const { answer } = await answerOf(spec, members, {});
    const credit = creditOf({ ...question, answerKind: 'text' }, answer);
    assert.equal(credit.by.length, 1);
    assert.equal(credit.against, undefined);
  });
});

describe('names of plans', () => {
  it('tell plans apart that differ in anything', () => {
    const members = ['a', 'b'];
    const specs: readonly unknown[] = [
      'a',
      { kind: 'vote', members },
      { kind: 'vote', members, by: 'trust' },
      { kind: 'vote', members, samples: 3 },
      { kind: 'vote', members, samples: 3, stop: 'adaptive' },
      { kind: 'vote', members, stop: 'adaptive' },
      { kind: 'vote', members: ['a'], samples: 3 },
      { kind: 'vote', members: ['a'], samples: 3, stop: 'adaptive' },
      { kind: 'vote', members: ['a'], samples: 3, by: 'confidence' },
      { kind: 'vote', members: [{ kind: 'vote', members }, 'b'] },
      { kind: 'cascade', steps: members },
      { kind: 'cascade', steps: members, accept: { risk: 0.2 } },
      { kind: 'cascade', steps: members, accept: { delta: 0.2 } },
      { kind: 'route', experts: { x: 'a', y: 'b' } },
      { kind: 'route', experts: { x: 'b', y: 'a' } },
      { kind: 'route', experts: { x: 'a', y: 'b' }, by: 'trust' },
      { kind: 'route', experts: { x: 'a', y: 'b' }, topK: 2 },
      { kind: 'fuse', members, by: 'merge' },
      { kind: 'fuse', members, by: 'rerank' },
      { kind: 'fuse', members, by: 'rerank', judge: 'a' },
      { kind: 'review', draft: 'a', reviewer: 'b' },
      { kind: 'review', draft: 'a', reviewer: 'b', checks: 'none' },
    ];
    const names = specs.map((spec) => planName(parsed(spec, members)));
    assert.deepEqual([...new Set(names)], names);
    assert.deepEqual(
      specs.map((spec) => planWords(parsed(spec, members))),
      names,
    );
  });
});

describe('a refine plan by trust', () => {
  const spec = { kind: 'route', by: 'trust', experts: { one: 'file:good', two: 'file:bad' } };

  it('draws each domain’s member by what outcomes taught', () => {
    const plan = parseRefinePlan(spec, {});
    assert.ok(plan.ok);
    const trust = trustView(experience({ 'file:good': true, 'file:bad': false }, 100));
    const random = createRandom(1);
    let good = 0;
    for (let at = 0; at < 100; at++) {
      const chosen = chooseExperts(plan.value, ['logic'], 'a && b', trust, random).get('logic');
      assert.ok((chosen?.propensity ?? 0) > 0);
      if (chosen?.member === 'file:good') good++;
    }
    assert.ok(good > 90 && good <= 100, `${good} of 100`);
  });

  it('without outcomes asks the domain’s own', () => {
    const plan = parseRefinePlan({ ...spec, experts: { logic: 'file:good' } }, {});
    assert.ok(plan.ok);
    const chosen = chooseExperts(plan.value, ['logic', 'code'], '', undefined, createRandom(1));
    assert.deepEqual([...chosen], [['logic', { member: 'file:good' }]]);
  });
});
