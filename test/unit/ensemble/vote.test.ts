import assert from 'node:assert/strict';
import type { Answer } from '../../../server/core/ensemble/answer.ts';
import { nothingFitted } from '../../../server/core/ensemble/fitted.ts';
import type { Member } from '../../../server/core/member.ts';
import { createTraceRecorder } from '../../../server/core/trace.ts';
import { leaderIsSure, samplesUntilSure } from '../../../server/core/ensemble/stopRule.ts';
import { exactTools } from '../../support/exactTools.ts';
import { createFakeMember } from '../../support/fakeMember.ts';
import { recordedFile, recordedLine, replayAll, strategyOf } from '../../support/recordedRows.ts';

async function answerTo(
  spec: unknown,
  members: Parameters<typeof recordedLine>[1],
  fields: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const [row] = await replayAll(spec, recordedFile([recordedLine('1', members, fields)]));
  assert.ok(row?.outcome.ok, row && !row.outcome.ok ? row.outcome.failure.message : 'no row');
  return row.outcome.value;
}

const token = (lp: number): object => ({ tokens: [{ t: 'x', lp }] });

describe('a vote', () => {
  it('goes to the answer that most members give, read alike', async () => {
    const members = { a: ['A: $1,000'], b: ['so A: 1000.0\nA: 1000.0'], c: ['A: 7'] };
    const answer = await answerTo({ kind: 'vote', members: '*' }, members, {
      answerKind: 'number',
    });
    assert.equal(answer.text, '1000');
    assert.equal(answer.member, 'b');
    assert.equal(answer.confidence, 2 / 3);
    assert.deepEqual(answer.callsBy, { a: 1, b: 1, c: 1 });
  });

  it('breaks a tie by log-probability, and without that by the member listed last', async () => {
    const spec = { kind: 'vote', members: ['a', 'b'] };
    assert.equal((await answerTo(spec, { a: ['x'], b: ['y'] })).text, 'y');
    const sure = { a: [{ text: 'x', ...token(-0.1) }], b: [{ text: 'y', ...token(-2) }] };
    assert.equal((await answerTo(spec, sure)).text, 'x');
  });

  it('breaks a tie by calibrated accuracy first', async () => {
    const row = (id: string, fields = {}): string =>
      recordedLine(
        id,
        { a: [{ text: `x${id}`, correct: true }], b: [{ text: `y${id}`, correct: false }] },
        fields,
      );
    const calibrate = recordedFile(Array.from({ length: 12 }, (_, at) => row(String(at))));
    const spec = { kind: 'vote', members: ['a', 'b'] };
    const [answered] = await replayAll(spec, recordedFile([row('new')]), calibrate);
    assert.ok(answered?.outcome.ok && answered.outcome.value.text === 'xnew');
  });

  it('takes the first k samples of a single member', async () => {
    const answer = await answerTo(
      { kind: 'vote', members: ['a'], samples: 3 },
      { a: ['x', 'y', 'y', 'x', 'x'] },
    );
    assert.equal(answer.text, 'y');
    assert.equal(answer.calls, 3);
  });

  it('stops by the Beta rule, and goes to the end where it must', async () => {
    const spec = { kind: 'vote', members: ['a'], samples: 10, stop: 'adaptive' };
    const agreed = await answerTo(spec, { a: Array.from({ length: 10 }, () => 'x') });
    assert.deepEqual([agreed.calls, agreed.stop], [4, 'posterior']);
    const split = await answerTo(spec, { a: Array.from({ length: 10 }, (_, at) => `${at % 2}`) });
    assert.deepEqual([split.calls, split.stop], [10, 'exhausted']);
    assert.equal(leaderIsSure(4, 0) && !leaderIsSure(3, 0), true);
    assert.equal(samplesUntilSure(3, 1, 10), 3);
  });

  it('stops at the first member whose samples all agree, from the one listed last', async () => {
    const spec = { kind: 'vote', members: ['a', 'b'], samples: 2, stop: 'adaptive' };
    const answer = await answerTo(spec, { a: ['x', 'x'], b: ['y', 'y'] });
    assert.deepEqual([answer.text, answer.stop, answer.callsBy], ['y', 'unanimous', { b: 2 }]);
    const unsure = await answerTo(spec, { a: ['x', 'x'], b: ['x', 'y'] });
    assert.deepEqual([unsure.text, unsure.calls], ['x', 4]);
  });

  it('goes on without an absent member and says so', async () => {
    const lines = [recordedLine('1', { a: ['x'], b: ['x'] }), recordedLine('2', { a: ['x'] })];
    const rows = await replayAll({ kind: 'vote', members: ['a', 'b'] }, recordedFile(lines));
    const second = rows[1]?.outcome;
    assert.ok(second?.ok && second.value.text === 'x');
    assert.match(second.value.notes?.join(' ') ?? '', /without b/);
  });

  it('fails with all names when nobody answers', async () => {
    const lines = [
      recordedLine('1', { a: ['x'], b: ['x'], c: ['x'] }),
      recordedLine('2', { c: ['x'] }),
    ];
    const rows = await replayAll({ kind: 'vote', members: ['a', 'b'] }, recordedFile(lines));
    const second = rows[1]?.outcome;
    assert.ok(second && !second.ok);
    assert.match(second.failure.message, /None of a, b answered/);
  });

  it('nests: a vote of votes and of members is one answer', async () => {
    const spec = { kind: 'vote', members: ['c', { kind: 'vote', members: ['a'], samples: 3 }] };
    const answer = await answerTo(spec, { a: ['x', 'y', 'y'], c: ['y'] });
    assert.equal(answer.text, 'y');
    assert.deepEqual(answer.callsBy, { a: 3, c: 1 });
  });

  it('takes the free text that is most like the others', async () => {
    const text = (end: string): string => `The quick brown fox jumps over the lazy dog ${end}`;
    const members = {
      a: [text('today')],
      b: ['Something entirely else was written here by nobody at all'],
      c: [text('tonight again')],
      d: [text('today again')],
    };
    const answer = await answerTo({ kind: 'vote', members: '*' }, members, { domain: 'prose' });
    assert.equal(answer.text, text('today again'));
  });

  it('counts votes by text where programs cannot be run, and says why', async () => {
    const members = { a: ['return 1  # one'], b: ['return 1'], c: ['return 2'] };
    const answer = await answerTo({ kind: 'vote', members: '*' }, members, {
      answerKind: 'code',
      languageId: 'python',
      domain: 'code',
    });
    assert.equal(answer.text, 'return 1');
    assert.match(answer.notes?.join(' ') ?? '', /not compared/);
  });

  it('shows its samples and its tally in the trace', async () => {
    const file = recordedFile([recordedLine('1', { a: ['x'], b: ['x'] })]);
    const [row] = await replayAll({ kind: 'vote', members: '*' }, file);
    assert.deepEqual(
      row?.trace.steps.map(({ kind }) => kind),
      ['sample', 'sample', 'vote', 'credit'],
    );
  });
});

describe('a vote of live members', () => {
  const question = { prompt: 'p', domain: 'logic', answerKind: 'text' } as const;
  const ask = (
    members: readonly Member[],
    signal: AbortSignal,
  ): ReturnType<ReturnType<typeof strategyOf>['answer']> => {
    const ids = members.map(({ id }) => id);
    const trace = createTraceRecorder({ now: () => 0, newId: () => '' });
    const member = (id: string): Member | undefined => members.find((each) => each.id === id);
    const context = { member, tools: exactTools({}), fitted: nothingFitted, trace, seed: 0 };
    return strategyOf({ kind: 'vote', members: ids }, ids).answer(question, context, signal);
  };
  const dead = createFakeMember('dead', {
    failure: { kind: 'workerCrashed', message: 'It crashed.' },
  });

  it('goes on without one that crashed', async () => {
    const answer = await ask(
      [createFakeMember('a', { text: () => 'x' }), dead],
      new AbortController().signal,
    );
    assert.ok(answer.ok && answer.value.text === 'x');
    assert.match(answer.value.notes?.join(' ') ?? '', /without dead/);
  });

  it('says why the only one did not answer', async () => {
    const answer = await ask([dead], new AbortController().signal);
    assert.ok(!answer.ok);
    assert.match(answer.failure.message, /“dead” did not answer: It crashed/);
  });

  it('rejects when it is cancelled', async () => {
    const cancelled = AbortSignal.abort(new Error('cancelled'));
    await assert.rejects(ask([createFakeMember('a', {})], cancelled), /cancelled/);
  });
});
