import assert from 'node:assert/strict';
import type { Message } from '../../../server/core/member.ts';
import { checkConsistency, type Statement } from '../../../server/core/consistency/guard.ts';
import { createTraceRecorder } from '../../../server/core/trace.ts';
import { textTools } from '../../support/askEnsemble.ts';

const signal = new AbortController().signal;

async function check(
  statements: readonly string[],
  history: readonly Message[] = [],
  prompt = 'Tell me.',
): Promise<readonly string[]> {
  const trace = createTraceRecorder({ now: () => 0, newId: () => 'id' });
  const named = statements.map((text, index): Statement => ({ by: `m${index}`, text }));
  const report = await checkConsistency(
    named,
    { prompt, history },
    { tools: textTools, trace },
    signal,
  );
  assert.ok(report.ok);
  const steps = trace.finish().steps.filter(({ kind }) => kind === 'conflict');
  assert.equal(steps.length, report.value.conflicts.length > 0 ? 1 : 0);
  return report.value.conflicts.map(({ kind, between }) => [kind, ...between].join(' | '));
}

const said = (content: string): Message => ({ role: 'assistant', content });
const asked = (content: string): Message => ({ role: 'user', content });

describe('consistency guard', () => {
  it('shows both sides of a contradiction between members', async () => {
    assert.deepEqual(
      await check([
        'Use the CLI. The default port is 3000.',
        'It is easy. By default the server listens on port 8080.',
      ]),
      [
        'number | m0 | The default port is 3000. | m1 | By default the server listens on port 8080.',
      ],
    );
  });

  it('says nothing where members agree in other words and units', async () => {
    assert.deepEqual(await check(['The timeout is 60 seconds.', 'The timeout is one minute.']), []);
  });

  it('compares every pair of members', async () => {
    const found = await check(['The limit is 5.', 'The limit is 7.', 'The limit is 9.']);
    assert.equal(found.length, 3);
  });

  it('finds what contradicts an earlier answer of the conversation', async () => {
    assert.deepEqual(
      await check(
        ['The function does not modify the list.'],
        [asked('Does it modify the list?'), said('The function modifies the list.')],
      ),
      [
        'negation | m0 | The function does not modify the list. | an earlier answer | The function modifies the list.',
      ],
    );
  });

  it('lets the user change a value between two answers', async () => {
    const history = [asked('Which port?'), said('The port is 3000.')];
    assert.deepEqual(await check(['The port is 8080.'], history, 'Use port 8080 instead.'), []);
    assert.equal((await check(['The port is 8080.'], history, 'Say it again.')).length, 1);
  });

  it('lets the user correct an earlier answer', async () => {
    const history = [said('The option is enabled by default.')];
    const text = 'The option is not enabled by default.';
    assert.deepEqual(await check([text], history, 'No, the option is disabled by default.'), []);
  });

  it('reads no code block as a claim', async () => {
    assert.deepEqual(await check(['```\nport is 3000\n```', '```\nport is 8080\n```']), []);
  });

  it('passes the failure of the tool on', async () => {
    const trace = createTraceRecorder({ now: () => 0, newId: () => 'id' });
    const failure = { kind: 'checkerUnavailable', message: 'It is gone.' } as const;
    const tools = { call: async () => ({ ok: false as const, failure }) };
    const statements = [
      { by: 'a', text: 'x' },
      { by: 'b', text: 'y' },
    ];
    const report = await checkConsistency(statements, { prompt: '' }, { tools, trace }, signal);
    assert.deepEqual(report, { ok: false, failure });
  });
});
