import assert from 'node:assert/strict';
import { createMeter } from '../../../server/bench/meter.ts';
import type { GenerateRequest } from '../../../server/core/member.ts';
import { ok } from '../../../protocol/result.ts';
import type { ExactTools } from '../../../server/core/tools.ts';
import { createFakeMember } from '../../support/fakeMember.ts';

const signal = new AbortController().signal;
const request: GenerateRequest = {
  messages: [{ role: 'user', content: 'x' }],
  maxTokens: 9,
  temperature: 0,
};

describe('the meter', () => {
  /** Every call to a tool takes 40 ms and 2 J of a clock that nothing else moves. */
  function setUp() {
    const time = { ms: 0, joules: 0, runs: 0 };
    const meter = createMeter({ now: () => time.ms, joules: () => time.joules });
    const slow = {
      call() {
        time.ms += 40;
        time.joules += 2;
        time.runs++;
        return Promise.resolve(ok({ supported: true, errors: 0 }));
      },
    } as ExactTools;
    const parse = (tools: ExactTools): Promise<unknown> =>
      tools.call('syntax/parse', { languageId: 'python', text: 'x' }, signal);
    return { time, meter, tools: meter.tools(slow), parse };
  }

  it('carries a call out once for an item and charges it to everybody who makes it', async () => {
    const { time, meter, tools, parse } = setUp();
    for (const system of [1, 2]) {
      meter.begin();
      await parse(tools);
      const { ms, joules, calls } = meter.end();
      assert.deepEqual([ms, joules, calls], [40, 2, 0], `system ${system}`);
    }
    assert.equal(time.runs, 1);
    meter.nextItem();
    await parse(tools);
    assert.equal(time.runs, 2);
  });

  it('counts calls and tokens of members, the same for one that was asked before', async () => {
    const { meter } = setUp();
    const fake = createFakeMember('m', { text: () => 'one two', score: () => [-1] });
    const member = meter.member(fake);
    for (const system of [1, 2]) {
      meter.begin();
      let text = '';
      for await (const chunk of member.generate(request, signal))
        if (chunk.kind === 'token') text += chunk.text;
      await member.score({ messages: request.messages, texts: ['y'] }, signal);
      const { calls, tokens, firstMs } = meter.end();
      assert.equal(text, 'one two');
      assert.equal(calls, 2, `system ${system}`);
      assert.ok(tokens > 0);
      assert.equal(firstMs, 0);
    }
    assert.equal(fake.requests.length, 2);
  });

  it('asks again after a failure', async () => {
    const { meter } = setUp();
    const failure = { kind: 'timeout', message: 'Late.' } as const;
    const fake = createFakeMember('m', { failure });
    const member = meter.member(fake);
    for (let round = 0; round < 2; round++)
      await member.score({ messages: request.messages, texts: ['y'] }, signal);
    assert.equal(fake.requests.length, 2);
  });
});
