import assert from 'node:assert/strict';
import { parseTrace } from '../../../protocol/parseRefine.ts';
import { createUsageMeter } from '../../../server/core/usage.ts';
import { createFakeMember } from '../../support/fakeMember.ts';

const signal = new AbortController().signal;
const messages = [{ role: 'user', content: 'x' }] as const;

describe('the cost of an answer', () => {
  it('counts calls, tokens written and texts judged, by member', async () => {
    const meter = createUsageMeter();
    const writer = meter.listen(createFakeMember('a', { text: () => 'word' }));
    const judge = meter.listen(createFakeMember('b', { decide: () => [1, 0] }));
    const told: string[] = [];
    const request = { messages, maxTokens: 9, temperature: 0, samples: 2 };
    for await (const chunk of writer.generate(request, signal)) told.push(chunk.kind);
    await writer.score({ messages, texts: ['p', 'q', 'r'] }, signal);
    await judge.decide({ messages, options: ['yes', 'no'] }, signal);
    assert.deepEqual(told, ['token', 'end', 'token', 'end']);
    const trace = meter.addTo({ id: 't', startedAt: '', steps: [], totalMs: 1 });
    assert.deepEqual(trace.usage, [
      { member: 'a', calls: 2, tokens: 2, texts: 3 },
      { member: 'b', calls: 1, tokens: 0, texts: 2 },
    ]);
    assert.deepEqual(parseTrace(JSON.parse(JSON.stringify(trace))), trace);
  });

  it('is left out where no member was asked', () => {
    const trace = { id: 't', startedAt: '', steps: [], totalMs: 1 };
    assert.deepEqual(createUsageMeter().addTo(trace), trace);
  });
});
