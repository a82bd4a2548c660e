import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ChatSource } from '../../../protocol/chat.ts';
import { parseWeights } from '../../../protocol/weigh.ts';
import {
  fitContext,
  readSources,
  wholeText,
  type FittedQuestion,
  type WholeQuestion,
} from '../../../server/handlers/chatContext.ts';
import {
  createReaders,
  estimateTokens,
  type Readers,
} from '../../../server/handlers/chatReaders.ts';
import type { Counted, Member } from '../../../server/core/member.ts';
import type { MemberInfo } from '../../../server/pool/messages.ts';
import { createFakeMember } from '../../support/fakeMember.ts';

const { signal } = new AbortController();
const uri = 'file:///big.ts';
const lines = Array.from({ length: 400 }, (_, at) => `const a${at} = ${at};`).join('\n');
const document = TextDocument.create(uri, 'typescript', 3, lines);
const file: ChatSource = { kind: 'file', uri, version: 3 };
const open = (asked: string): TextDocument | undefined => (asked === uri ? document : undefined);

/** Words are tokens. */
const wordsOf = (item: Counted): number =>
  (typeof item === 'string' ? item : item.map(({ content }) => content).join(' ')).split(/\s+/)
    .length;

function reader(window: number | undefined): Readers {
  const count = (items: readonly Counted[]) =>
    Promise.resolve({ tokens: items.map(wordsOf), exact: true });
  return { ids: ['file:a'], window, count };
}

function fit(more: Partial<WholeQuestion>, window?: number): Promise<FittedQuestion> {
  const whole = { prompt: 'What is it?', sources: [], earlier: [], ...more };
  return fitContext(whole, reader(window), signal);
}

describe('the context of a question', () => {
  it('puts attached texts in front of the question, each with its name and its exact cost', async () => {
    const problems: ChatSource = { kind: 'problems', uri, version: 0, text: '3: error: no' };
    const sources = readSources([file, problems], open);
    const { prompt, weights, dropped } = await fit({ sources }, 100_000);
    assert.match(prompt, /^big\.ts:\n```typescript\nconst a0 = 0;/);
    assert.match(prompt, /Problems in big\.ts:\n```\n3: error: no\n```\n\nWhat is it\?$/);
    assert.deepEqual(dropped, []);
    assert.equal(weights.total, wordsOf(prompt));
    assert.deepEqual(
      weights.sources.map(({ fate }) => fate),
      ['whole', 'whole'],
    );
    assert.equal(weights.window, 100_000);
    assert.deepEqual(parseWeights(JSON.parse(JSON.stringify(weights))), weights);
  });

  it('cuts a text that is too long after the most whole lines that fit, and says so', async () => {
    const { prompt, weights, dropped } = await fit({ sources: readSources([file], open) }, 1000);
    const [weight] = weights.sources;
    assert.equal(weight?.fate, 'shortened');
    assert.deepEqual(dropped, [weight.why]);
    assert.match(
      weight.why ?? '',
      /^The file big\.ts was cut to its first \d+ of 400 lines: it has \d+ tokens, and \d+ fit/,
    );
    assert.match(prompt, /\(The rest is left out\.\)/);
    const room = 1000 - 250 - 3 - 8;
    const block = prompt.slice(0, prompt.lastIndexOf('\n'));
    assert(wordsOf(block) <= room + 1 && wordsOf(block) > room - 8, `${wordsOf(block)} of ${room}`);
  });

  it('leaves out what no longer exists or has changed, each with its reason', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
    const gone: ChatSource = { kind: 'file', uri: 'file:///gone.ts', version: 1 };
    const moved: ChatSource = { kind: 'selection', uri, version: 2, range };
    const { prompt, dropped } = await fit({ sources: readSources([gone, moved], open) }, 1000);
    assert.equal(prompt, 'What is it?');
    assert.deepEqual(dropped, [
      'The file gone.ts was left out: its document is not open any more.',
      'The selection was left out: its document changed since.',
    ]);
    const kept = { ...moved, text: 'const' };
    assert.equal(readSources([kept], open)[0]?.text, 'const');
  });

  it('forgets the oldest messages first', async () => {
    const earlier = Array.from({ length: 20 }, (_, at) => ({
      role: at % 2 === 0 ? ('user' as const) : ('assistant' as const),
      text: `message ${at}`,
    }));
    const fitted = await fit({ earlier }, 1000);
    assert.equal(fitted.earlier.at(-1)?.content, 'message 19');
    assert.equal(fitted.earlier.length, 12);
    assert.deepEqual(fitted.dropped, ['The 8 oldest messages were not read again.']);
  });

  it('never asks for more than the window holds, whatever is attached', async () => {
    const text = fc.array(fc.constantFrom('a', 'b c', 'd e f', '', '```'), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 4 }),
        fc.integer({ min: 60, max: 400 }),
        async (texts, window) => {
          const sources = texts.map((each): ChatSource => ({
            kind: 'terminal',
            uri: 'terminal:zsh',
            version: 0,
            text: each.join('\n'),
          }));
          const { weights, dropped } = await fit({ sources: readSources(sources, open) }, window);
          assert((weights.total ?? 0) <= window);
          const told = weights.sources.filter(({ fate }) => fate !== 'whole');
          assert.equal(told.length, dropped.length);
          assert(told.every(({ why }) => why !== undefined));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is routed by everything that was attached', () => {
    const text = wholeText({ prompt: 'Why?', sources: readSources([file], open), earlier: [] });
    assert(text.includes('const a399') && text.endsWith('Why?'));
  });
});

describe('those who read a question', () => {
  const info = (id: string, contextSize: number): MemberInfo => ({
    ...{ id, family: id, title: id, path: '', sizeBytes: 0, contextSize, state: 'idle' },
    capabilities: createFakeMember(id, {}).capabilities,
  });

  function readers(members: readonly (readonly [MemberInfo, Member['count']])[]): Readers {
    const member = (id: string): Member => {
      const count = members.find(([each]) => each.id === id)?.[1];
      return { ...createFakeMember(id, {}), ...(count && { count }) };
    };
    const infos = members.map(([each]) => each);
    const pool = { member } as Parameters<typeof createReaders>[2]['pool'];
    return createReaders(
      infos.map(({ id }) => id),
      infos,
      { pool },
    );
  }

  const counting =
    (tokens: number): Member['count'] =>
    ({ items }) =>
      Promise.resolve({ ok: true, value: items.map(() => tokens) });

  it('need the most that one of them needs, and the smallest window', async () => {
    const both = readers([
      [info('file:a', 4096), counting(7)],
      [info('file:b', 512), counting(9)],
    ]);
    assert.equal(both.window, 512);
    assert.deepEqual(await both.count(['x', 'y'], signal), { tokens: [9, 9], exact: true });
  });

  it('give estimates where one tells no tokens or cannot run', async () => {
    const failing: Member['count'] = () =>
      Promise.resolve({ ok: false, failure: { kind: 'modelInvalid', message: 'broken' } });
    for (const count of [undefined, failing]) {
      const mixed = readers([
        [info('file:a', 4096), counting(1)],
        [info('http:h/m', 0), count],
      ]);
      assert.equal(mixed.window, 4096);
      assert.deepEqual(await mixed.count(['twelve bytes'], signal), { tokens: [3], exact: false });
    }
    assert.deepEqual(await readers([]).count(['twelve bytes'], signal), {
      tokens: [3],
      exact: false,
    });
    assert.equal(estimateTokens('日本語字'), 3);
  });
});
