import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Trace } from '../../../protocol/trace.ts';
import type { Answer } from '../../../server/core/ensemble/answer.ts';
import type { AnswerKind } from '../../../server/core/ensemble/question.ts';
import type { FuseRule, Spec } from '../../../server/core/ensemble/spec.ts';
import type { DecideRequest, Member } from '../../../server/core/member.ts';
import { askEnsemble, type AskOptions } from '../../support/askEnsemble.ts';
import { createFakeMember } from '../../support/fakeMember.ts';

const failure = { kind: 'workerCrashed', message: 'It stopped.' } as const;

interface Run {
  readonly answer: Answer;
  readonly trace: Trace;
}

const spec = (by: FuseRule, ids: readonly string[], judge?: string): Spec => ({
  kind: 'fuse',
  by,
  members: ids.map((id) => ({ kind: 'member', id })),
  ...(judge !== undefined && { judge: { kind: 'member', id: judge } }),
});

const ask = (
  made: Spec,
  members: readonly Member[],
  answerKind: AnswerKind = 'text',
  more: AskOptions = {},
): ReturnType<typeof askEnsemble> =>
  askEnsemble(made, members, { ...more, question: { answerKind } });

async function run(...asked: Parameters<typeof ask>): Promise<Run> {
  const { result, trace } = await ask(...asked);
  assert.ok(result.ok, JSON.stringify(result));
  return { answer: result.value, trace };
}

const says = (id: string, text: string, more: object = {}): Member =>
  createFakeMember(id, { text: () => text, ...more });

describe('fusion by merging', () => {
  const three = [
    says('a', 'The cache lives in memory. It is cleared every night. Birds sing.'),
    says('b', 'The cache is kept in memory and lives there. It is cleared every night.'),
    says('c', 'The cache lives in memory. Every night it is cleared. Cats sleep a lot.'),
  ];

  it('keeps the sentences that two members say, in the words of the central answer', async () => {
    const { answer, trace } = await run(spec('merge', ['a', 'b', 'c']), three);
    assert.equal(
      answer.text,
      'The cache is kept in memory and lives there. It is cleared every night.',
    );
    assert.equal(answer.calls, 3);
    assert.equal(answer.member, undefined);
    const step = trace.steps.find(({ kind }) => kind === 'fuse');
    assert.ok(step?.kind === 'fuse');
    assert.deepEqual(
      step.parts?.map(({ text, supportedBy, kept }) => [text, supportedBy.length, kept]),
      [
        ['The cache is kept in memory and lives there.', 3, true],
        ['It is cleared every night.', 3, true],
        ['Cats sleep a lot.', 1, false],
        ['Birds sing.', 1, false],
      ],
    );
  });

  it('never merges a contradiction: with equal voices neither side stays, and both are shown', async () => {
    const members = [
      says('a', 'The server is small. The default port is 3000. It needs no database.'),
      says('b', 'The server is small. The default port is 8080. It needs no database.'),
    ];
    const { answer } = await run(spec('merge', ['a', 'b']), members);
    assert.equal(answer.text, 'The server is small. It needs no database.');
    assert.deepEqual(
      answer.alternatives?.slice(0, 2).map(({ by, text }) => [by, text]),
      [
        ['b', 'The default port is 8080.'],
        ['a', 'The default port is 3000.'],
      ],
    );
    assert.deepEqual(
      answer.conflicts?.map(({ kind, between }) => [kind, between[1], between[3]]),
      [['number', 'The default port is 3000.', 'The default port is 8080.']],
    );
  });

  it('lets the majority stand and still shows who disagrees', async () => {
    const members = [
      says('a', 'It is a small tool. The limit is 5.'),
      says('b', 'It is a small tool. The limit is 5.'),
      says('c', 'It is a small tool. The limit is 7.'),
    ];
    const { answer } = await run(spec('merge', ['a', 'b', 'c']), members);
    assert.equal(answer.text, 'It is a small tool. The limit is 5.');
    assert.equal(answer.conflicts?.length, 1);
    assert.ok(answer.alternatives?.some(({ by }) => by === 'c'));
  });

  it('gives the central answer whole when the members share too little', async () => {
    const members = [says('a', 'Cats sleep a lot.'), says('b', 'Ports are numbers, you know.')];
    const { answer, trace } = await run(spec('merge', ['a', 'b']), members);
    assert.equal(answer.text, 'Ports are numbers, you know.');
    assert.match(JSON.stringify(trace.steps), /too few sentences to merge/);
  });

  it('votes JSON field by field', async () => {
    const members = [
      says('a', '{"name":"x","size":1}'),
      says('b', '```json\n{"name":"y","size":2}\n```'),
      says('c', '{"size":2,"name":"x","odd":true}'),
    ];
    const { answer } = await run(spec('merge', ['a', 'b', 'c']), members, 'json');
    assert.deepEqual(JSON.parse(answer.text), { name: 'x', size: 2 });
    assert.equal(answer.canonical, '{"name":"x","size":2}');
  });

  it('chooses numbers whole', async () => {
    const members = [says('a', 'It is 5.'), says('b', 'So 7.'), says('c', 'A: 5')];
    const { answer } = await run(spec('merge', ['a', 'b', 'c']), members, 'number');
    assert.deepEqual([answer.text, answer.member], ['5', 'c']);
  });

  it('goes on without a dead member and says so; without any it fails', async () => {
    const dead = createFakeMember('a', { failure });
    const { answer } = await run(spec('merge', ['a', 'b']), [dead, says('b', 'Cats sleep.')]);
    assert.equal(answer.text, 'Cats sleep.');
    assert.match(answer.notes?.join(' ') ?? '', /without a/);
    const { result } = await ask(spec('merge', ['a', 'x']), [dead]);
    assert.equal(result.ok, false);
  });

  it('rejects when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    const members = [says('a', 'x'), says('b', 'y')];
    await assert.rejects(
      ask(spec('merge', ['a', 'b']), members, 'text', { signal: controller.signal }),
      /enough/,
    );
  });

  it('says nothing that no member says', async () => {
    const sentences = [
      'The port is 3000.',
      'The port is 8080.',
      'It runs on Linux.',
      'It does not run on Linux.',
      'The cache holds 5 MB.',
      'Cats sleep a lot.',
      'Restart the server afterwards.',
    ];
    const text = fc
      .array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 4 })
      .map((list) => list.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 4 }), async (texts) => {
        const members = texts.map((each, index) => says(`m${index}`, each));
        const { answer } = await run(
          spec(
            'merge',
            members.map(({ id }) => id),
          ),
          members,
        );
        const whole = texts.includes(answer.text);
        for (const part of answer.text.split(/(?<=\.) /)) {
          const voices = texts.filter((each) => each.includes(part)).length;
          assert.ok(whole || voices >= 2, `${part} of ${JSON.stringify(texts)}`);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('fusion by ranking', () => {
  const members = (decide: (request: DecideRequest) => readonly number[]): readonly Member[] => [
    says('a', 'Paris is the capital of France.'),
    says('b', 'Lyon is the capital of France.'),
    createFakeMember('judge', { decide }),
  ];
  const promptOf = ({ messages }: DecideRequest): string => messages[0]?.content ?? '';

  it('follows a judge that keeps its word when the order is turned', async () => {
    const knows = (request: DecideRequest): readonly number[] =>
      /Answer A:\nParis/.test(promptOf(request)) ? [0.8, 0.2] : [0.3, 0.7];
    const { answer } = await run(spec('rerank', ['a', 'b'], 'judge'), members(knows));
    assert.equal(answer.member, 'a');
    assert.deepEqual(answer.callsBy, { a: 1, b: 1, judge: 2 });
    assert.equal(answer.signals['judgeConsistency'], 1);
  });

  it('does not follow a judge that only likes the first place', async () => {
    const { answer } = await run(
      spec('rerank', ['a', 'b'], 'judge'),
      members(() => [0.9, 0.1]),
    );
    assert.equal(answer.member, 'b');
    assert.equal(answer.signals['judgeConsistency'], 0);
  });

  it('asks a nano reviewer about the change from one answer to the other', async () => {
    const judge = {
      ...createFakeMember('nano:reviewer', { decide: () => [0.9, 0.1] }),
      family: 'nano-reviewer',
    };
    const pool = [says('a', 'He go home.'), says('b', 'He goes home.'), judge];
    await run(spec('rerank', ['a', 'b'], 'nano:reviewer'), pool);
    const prompts = (judge.requests as DecideRequest[]).map((request) => promptOf(request));
    assert.deepEqual(prompts, [
      'review prose: He §-go§+goes§ home.',
      'review prose: He §-goes§+go§ home.',
    ]);
  });

  it('asks no judge when all answers are the same', async () => {
    const same = [says('a', 'Yes.'), says('b', 'Yes.'), createFakeMember('judge', {})];
    const { answer } = await run(spec('rerank', ['a', 'b'], 'judge'), same);
    assert.deepEqual(answer.callsBy, { a: 1, b: 1 });
  });

  it('goes on with the other rankings when the judge is dead', async () => {
    const pool = [says('a', 'One.'), says('b', 'Two.'), createFakeMember('judge', { failure })];
    const { answer } = await run(spec('rerank', ['a', 'b'], 'judge'), pool);
    assert.equal(answer.text, 'Two.');
    assert.match(answer.notes?.join(' ') ?? '', /judge could not compare: It stopped\./);
  });
});

describe('fusion by writing', () => {
  const candidates = [
    says('a', 'The function sorts the list in place. It returns `None`. It takes 2 arguments.'),
    says('b', 'The function sorts the list in place. It does not copy the list.'),
  ];

  async function written(text: string): Promise<Run> {
    return run(spec('synthesise', ['a', 'b'], 'writer'), [...candidates, says('writer', text)]);
  }

  it('keeps what the candidates say', async () => {
    const text =
      'It returns `None`. The function sorts the list in place. It does not copy the list.';
    assert.equal((await written(text)).answer.text, text);
  });

  it('removes a changed number, a new name and a lost negation', async () => {
    const { answer, trace } = await written(
      'The function sorts the list in place. It takes 3 arguments. It returns `True`. It copies the list. It returns `None`. It takes 2 arguments. It does not copy the list.',
    );
    assert.equal(
      answer.text,
      'The function sorts the list in place. It returns `None`. It takes 2 arguments. It does not copy the list.',
    );
    assert.match(JSON.stringify(trace.steps), /3 of its sentences are in no answer/);
  });

  it('gives the central answer when most of the text is made up', async () => {
    const { answer } = await written(
      'Bananas are yellow. It returns `None`. Monkeys like them a lot.',
    );
    assert.ok(candidates.length === 2 && answer.text.startsWith('The function sorts'));
    assert.equal(answer.member === 'a' || answer.member === 'b', true);
  });

  it('adds no sentence of its own, whatever is written', async () => {
    const words = fc.constantFrom(
      'The',
      'list',
      '3',
      '2',
      'not',
      'function',
      'sorts',
      '`None`',
      'arguments',
      '. ',
    );
    const text = fc.array(words, { minLength: 3, maxLength: 20 }).map((list) => list.join(' '));
    await fc.assert(
      fc.asyncProperty(text, async (made) => {
        const { answer } = await written(made);
        assert.ok(!/\b3\b/.test(answer.text), answer.text);
      }),
      { numRuns: 40 },
    );
  });
});

describe('fusion by tokens', () => {
  const able = (id: string): Member & { readonly requests: unknown[] } => {
    const member = createFakeMember(id, { text: () => 'one text' });
    return { ...member, capabilities: { ...member.capabilities, average: true } };
  };

  it('asks the first member to average with the others', async () => {
    const [a, b] = [able('nano:a'), able('nano:b')];
    const { answer } = await run(spec('tokens', ['nano:a', 'nano:b']), [a, b]);
    assert.equal(answer.text, 'one text');
    assert.deepEqual(answer.callsBy, { 'nano:a': 1, 'nano:b': 1 });
    const [request] = a.requests as { averageWith?: readonly string[] }[];
    assert.deepEqual([request?.averageWith, b.requests], [['nano:b'], []]);
  });

  it('refuses members that live in other processes, in one sentence', async () => {
    const { result } = await ask(spec('tokens', ['nano:a', 'file:b']), [
      able('nano:a'),
      says('file:b', 'x'),
    ]);
    assert.ok(!result.ok);
    assert.match(result.failure.message, /“file:b” does not share a process and a tokenizer/);
  });
});

describe('a vote on free text', () => {
  it('shows what its members contradict each other about', async () => {
    const vote: Spec = {
      kind: 'vote',
      members: ['a', 'b'].map((id) => ({ kind: 'member', id })),
      samples: 1,
      by: 'majority',
      stop: 'fixed',
    };
    const { answer } = await run(vote, [
      says('a', 'The method is thread-safe in all versions.'),
      says('b', 'The method is not thread-safe in all versions.'),
    ]);
    assert.equal(answer.conflicts?.[0]?.kind, 'negation');
    assert.deepEqual(answer.alternatives, [
      { by: 'a', text: 'The method is thread-safe in all versions.' },
    ]);
  });
});
