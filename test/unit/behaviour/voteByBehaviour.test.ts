import assert from 'node:assert/strict';
import type { CandidateRun, CandidateTests } from '../../../protocol/behaviour.ts';
import { failed, ok } from '../../../protocol/result.ts';
import { voteByBehaviour } from '../../../server/core/behaviour/voteByBehaviour.ts';
import type { Question } from '../../../server/core/ensemble/question.ts';
import type { ExactTools } from '../../../server/core/tools.ts';
import { codeTools } from '../../../server/verify/code/tools.ts';
import type { CheckerHandlers } from '../../../server/verify/messages.ts';
import { exactTools } from '../../support/exactTools.ts';

const signal = new AbortController().signal;
const question: Question = {
  prompt: 'def f(n):\n    """ Doubles. """\n',
  domain: 'code',
  answerKind: 'code',
  languageId: 'python',
  entryPoint: 'f',
};

/** A sandbox that answers by what a program contains, and keeps what it was asked. */
function sandbox(
  behaviour: Readonly<Record<string, string | null>>,
  more: Partial<CheckerHandlers> = {},
) {
  const asked: { programs: readonly string[]; inputs: readonly string[] }[] = [];
  const tools = exactTools({
    ...codeTools,
    'behaviour/capabilities': async () => ({ runs: true }),
    'behaviour/run': async ({ programs, inputs }) => {
      asked.push({ programs, inputs });
      return { candidates: programs.map((program) => answer(program, inputs.length)) };
    },
    ...more,
  });
  function answer(program: string, inputs: number): CandidateRun {
    const [, value = null] =
      Object.entries(behaviour).find(([part]) => program.includes(part)) ?? [];
    if (value === null) return { usable: false, error: 'SyntaxError' };
    return {
      usable: true,
      outcomes: Array.from({ length: inputs }, () => ({ kind: 'value', repr: value })),
    };
  }
  return { tools, asked };
}

describe('a vote by behaviour', () => {
  it('chooses what most answers do, and says how many', async () => {
    const { tools } = sandbox({ 'n * 2': '2', 'n + n': '2', 'n ** 2': '1' });
    const texts = ['    return n ** 2\n', '    return n * 2\n', '    return n + n\n'];
    const vote = await voteByBehaviour(question, texts, tools, signal);
    assert.deepEqual(vote.clusters, [0, 1, 1]);
    assert.equal(vote.chosen, 1);
    assert.equal(Math.round(vote.confidence * 3), 2);
    assert.match(vote.notes.join(' '), /3 programs were run on \d+ inputs/);
  });

  it('runs equal programs once and counts them as often as they were written', async () => {
    const { tools, asked } = sandbox({ 'n * 2': '2', 'n ** 2': '1' });
    const texts = ['    return n ** 2\n', '    return n * 2\n', '    return n * 2\nprint(f(1))\n'];
    const vote = await voteByBehaviour(question, texts, tools, signal);
    assert.equal(asked[0]?.programs.length, 2);
    assert.deepEqual(vote.clusters, [0, 1, 1]);
    assert.equal(vote.chosen, 1);
  });

  it('leaves out what cannot be used and says so', async () => {
    const { tools } = sandbox({ 'n * 2': '2', pass: 'None', 'n n': null });
    const vote = await voteByBehaviour(
      question,
      ['    n n\n', '    pass\n', '    return n * 2\n'],
      tools,
      signal,
    );
    assert.deepEqual(vote.clusters, [-1, -1, 0]);
    assert.equal(vote.chosen, 2);
    assert.match(vote.notes.join(' '), /2 of 3 answers cannot be used/);
  });

  it('lets the members’ tests decide between equal supports', async () => {
    const { tools } = sandbox(
      { 'n * 2': '2', 'n ** 2': '1' },
      {
        'behaviour/tests': async ({ programs, tests }) => ({
          candidates: programs.map((program): CandidateTests => ({
            usable: true,
            outcomes: tests.map(() => (program.includes('n * 2') ? 'passed' : 'failed')),
          })),
        }),
      },
    );
    const texts = ['    return n ** 2\n', '    return n * 2\n'];
    assert.equal((await voteByBehaviour(question, texts, tools, signal)).chosen, 0);
    const tested = { ...question, tests: ['f(3) == 6\n'] };
    assert.equal((await voteByBehaviour(tested, texts, tools, signal)).chosen, 1);
  });

  it('holds an answer to the examples of the question', async () => {
    const seen: string[] = [];
    const { tools } = sandbox(
      { 'n * 2': '2', 'n ** 2': '1' },
      {
        'behaviour/tests': async ({ programs, tests }) => {
          seen.push(...tests);
          return {
            candidates: programs.map((program): CandidateTests => ({
              usable: true,
              outcomes: tests.map(() => (program.includes('n * 2') ? 'passed' : 'failed')),
            })),
          };
        },
      },
    );
    const prompt = 'def f(n):\n    """ Doubles.\n    >>> f(3)\n    6\n    """\n';
    const texts = ['    return n ** 2\n', '    return n ** 2 # again\n', '    return n * 2\n'];
    const vote = await voteByBehaviour({ ...question, prompt }, texts, tools, signal);
    assert.deepEqual(seen, ['assert f(3) == 6']);
    assert.equal(vote.chosen, 2);
  });

  const cannot: readonly [string, Partial<Question>, Partial<CheckerHandlers>, RegExp][] = [
    [
      'in a language that it cannot run',
      {},
      { 'behaviour/capabilities': async () => ({ runs: false, reason: 'No Python here.' }) },
      /No Python here\. .*by their syntax only/,
    ],
    [
      'without a function to call',
      { entryPoint: undefined },
      {},
      /names no function.*by their syntax only/,
    ],
    [
      'when the sandbox fails',
      {},
      { 'behaviour/run': async () => Promise.reject(new Error('gone')) },
      /The sandbox is gone\. .*by their syntax only/,
    ],
    ['when no answer works', {}, {}, /None of them has a value.*by their syntax only/],
  ];
  for (const [when, asked, handlers, note] of cannot) {
    it(`compares answers by their syntax ${when}, and says so`, async () => {
      const made = sandbox({ nothing: '1' }, handlers);
      const tools: ExactTools = {
        call: async (method, params, given) =>
          await made.tools
            .call(method, params, given)
            .catch(() => failed('checkerUnavailable', 'The sandbox is gone.')),
      };
      const texts = [
        '    return n * (\n',
        '    x = n\n    return x * 2\n',
        '    y = n\n    return y * 2 # same\n',
        '    return 7\n',
      ];
      const vote = await voteByBehaviour({ ...question, ...asked }, texts, tools, signal);
      assert.match(vote.notes.join(' '), note);
      assert.equal(vote.chosen, 1);
      assert.deepEqual(
        vote.clusters,
        asked.entryPoint === undefined && 'entryPoint' in asked ? vote.clusters : [-1, 0, 0, 1],
      );
      assert.ok(vote.confidence > 0);
    });
  }

  it('still answers where nothing can be compared', async () => {
    const tools = exactTools({});
    const vote = await voteByBehaviour(
      { ...question, languageId: 'cobol' },
      ['a', 'b'],
      tools,
      signal,
    );
    assert.deepEqual([vote.chosen, vote.confidence], [0, 0]);
    assert.match(vote.notes.join(' '), /cobol cannot be run here\. .*not compared at all/);
    const none = await voteByBehaviour(question, [], tools, signal);
    assert.equal(none.chosen, -1);
  });

  it('rejects when it is aborted', async () => {
    const controller = new AbortController();
    const tools: ExactTools = {
      call: async (_method, _params, given) => {
        controller.abort(new Error('enough'));
        given.throwIfAborted();
        return ok(undefined as never);
      },
    };
    await assert.rejects(voteByBehaviour(question, ['x'], tools, controller.signal), /enough/);
  });
});
