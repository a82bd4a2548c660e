import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { GenerateChunk, GenerateRequest } from '../../../server/core/member.ts';
import { parseRecorded } from '../../../server/engines/recorded/parse.ts';
import { recordedMember } from '../../../server/engines/recorded/recordedMember.ts';
import { requestKey } from '../../../server/engines/recorded/requestKey.ts';
import { recordedFile, recordedLine } from '../../support/recordedRows.ts';

const { signal } = new AbortController();
const good = recordedLine('1', { small: ['a', 'b'] }, { gold: 'a' });

async function chunksOf(
  lines: readonly string[],
  member: string,
  request: Partial<GenerateRequest>,
): Promise<readonly GenerateChunk[]> {
  const [row] = recordedFile(lines).rows;
  const found = row && recordedMember(row, { id: member });
  assert.ok(found);
  const whole = {
    messages: [{ role: 'user', content: 'question 1' }],
    maxTokens: 9,
    temperature: 0,
    ...request,
  } as const;
  const chunks: GenerateChunk[] = [];
  for await (const chunk of found.generate(whole, signal)) chunks.push(chunk);
  return chunks;
}

const textsOf = (chunks: readonly GenerateChunk[]): readonly (readonly [number, string])[] =>
  chunks.flatMap((chunk) => (chunk.kind === 'token' ? [[chunk.sample, chunk.text] as const] : []));

describe('a recorded file', () => {
  const malformed: readonly [string, string, RegExp][] = [
    ['broken JSON', '{"id":', /^Line 2: it is not valid JSON/],
    ['a list', '[]', /^Line 2: it must be an object/],
    ['no id', '{"prompt":"p"}', /^Line 2: "id" must be a string/],
    ['no prompt', '{"id":"2","members":{}}', /^Line 2: "prompt" must be a string/],
    [
      'an unknown kind',
      recordedLine('2', {}, { answerKind: 'poem' }),
      /^Line 2: "answerKind" must be one of number/,
    ],
    [
      'a sample without text',
      '{"id":"2","prompt":"p","domain":"d","answerKind":"text","members":{"small":[{}]}}',
      /^Line 2: "text" of sample 0 of “small” must be a string/,
    ],
    [
      'an outcome that is none',
      recordedLine('2', { small: [{ text: 'a', correct: 'yes' }] }),
      /^Line 2: "correct" of sample 0 of “small”/,
    ],
    [
      'a token without a number',
      recordedLine('2', { small: [{ text: 'a', tokens: [{ t: 'a' }] }] }),
      /^Line 2: "lp" of a token of sample 0/,
    ],
    [
      'tests that are no list',
      recordedLine('2', {}, { tests: 'x' }),
      /^Line 2: "tests" must be a list/,
    ],
  ];
  for (const [what, line, sentence] of malformed)
    it(`with ${what} is refused with the line and the reason`, () => {
      const parsed = parseRecorded(`${good}\n${line}`);
      assert.ok(!parsed.ok);
      assert.match(parsed.failure.message, sentence);
    });

  it('of arbitrary lines is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.json(), fc.string(), fc.constant(good))), (lines) => {
        const parsed = parseRecorded(lines.join('\n'));
        assert.ok(parsed.ok || parsed.failure.message.length > 0);
      }),
    );
  });

  it('keeps what is right apart from what a strategy may see', () => {
    const secret = { gold: 'GOLD', check: 'CHECK' };
    const file = recordedFile([
      recordedLine('1', { small: [{ text: 'a', correct: true }] }, secret),
    ]);
    const [row] = file.rows;
    const seen = JSON.stringify([
      row?.id,
      row?.question,
      [...(row?.samples ?? [])],
      [...(row?.calls ?? [])],
    ]);
    for (const word of ['GOLD', 'CHECK', 'correct']) assert.equal(seen.includes(word), false, word);
    assert.deepEqual(file.truths[0]?.correct.get('small'), [true]);
  });

  it('lists members as its first line does, else by their place in the rows, in any order of rows', () => {
    const rows = [
      recordedLine('1', { b: ['x'], a: ['x'] }),
      recordedLine('2', { b: ['x'], c: ['x'], a: ['x'] }),
    ];
    const ids = (lines: readonly string[]): readonly string[] =>
      recordedFile(lines).members.map(({ id }) => id);
    assert.deepEqual(ids(rows), ['b', 'c', 'a']);
    assert.deepEqual(ids([...rows].reverse()), ['b', 'c', 'a']);
    const header = '{"members":{"a":{"cost":1},"b":{"cost":2,"family":"f"}}}';
    assert.deepEqual(ids([header, ...rows]).slice(0, 2), ['a', 'b']);
  });
});

describe('a recorded member', () => {
  it('answers the question with its samples in order, in a batch as one by one', async () => {
    assert.deepEqual(textsOf(await chunksOf([good], 'small', { samples: 2 })), [
      [0, 'a'],
      [1, 'b'],
    ]);
    assert.deepEqual(textsOf(await chunksOf([good], 'small', { firstSample: 1 })), [[1, 'b']]);
  });

  it('gives the recorded text byte for byte, also where its tokens do not add up', async () => {
    const tokens = [
      { t: 'He', lp: -1 },
      { t: 'y', lp: -2 },
    ];
    const line = recordedLine('1', { small: [{ text: 'Hello', tokens }] });
    assert.deepEqual(textsOf(await chunksOf([line], 'small', {})), [
      [0, 'Hello'],
      [0, ''],
    ]);
  });

  it('fails, with its name, for a request that was not recorded', async () => {
    const [chunk] = await chunksOf([good], 'small', {
      messages: [{ role: 'user', content: 'other' }],
    });
    assert.ok(chunk?.kind === 'failed');
    assert.equal(chunk.failure.kind, 'notRecorded');
    assert.match(chunk.failure.message, /“small” cannot answer row “1”/);
  });

  it('answers exactly the other requests that were recorded', async () => {
    const messages = [{ role: 'user', content: 'compare' }] as const;
    const request = { messages, maxTokens: 9, temperature: 0 };
    const key = requestKey('small', { method: 'generate', request, sample: 0 });
    const calls = { [key]: { member: 'small', sample: { text: 'the second' } } };
    const line = recordedLine('1', { small: ['a'] }, { calls });
    assert.deepEqual(textsOf(await chunksOf([line], 'small', { messages })), [[0, 'the second']]);
    const [warmer] = await chunksOf([line], 'small', { messages, temperature: 1 });
    assert.equal(warmer?.kind, 'failed');
  });

  it('is not there in a row that says nothing of it', () => {
    const [row] = recordedFile([good]).rows;
    assert.equal(row && recordedMember(row, { id: 'absent' }), undefined);
  });
});
