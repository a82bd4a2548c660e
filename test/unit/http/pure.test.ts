import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HostAccessParams } from '../../../protocol/httpMembers.ts';
import { createBreaker } from '../../../server/engines/http/breaker.ts';
import { decideByFirstToken } from '../../../server/engines/http/decide.ts';
import { familyOf } from '../../../server/engines/http/httpMember.ts';
import { isRetried, parseRetryAfter, retryDelay } from '../../../server/engines/http/retry.ts';
import { keyVariable, networkFailure } from '../../../server/engines/http/sentences.ts';
import { parsePiece, plainPrompt } from '../../../server/engines/http/wire.ts';
import { createHostAccess } from '../../../server/hostAccess.ts';
import { turnAway } from '../../../server/serve/gatekeeper.ts';
import { parseCompletion } from '../../../server/serve/parseRequest.ts';

describe('a circuit breaker', () => {
  it('opens at the third failure in a row, for twice as long each time, and closes at a success', () => {
    let now = 0;
    const breaker = createBreaker(() => now);
    const waits = (failures: number): number => {
      for (let each = 0; each < failures; each++) breaker.failed();
      return breaker.waitMs();
    };
    assert.equal(waits(2), 0);
    assert.equal(waits(1), 15_000);
    now = 15_000;
    assert.equal(breaker.waitMs(), 0);
    assert.equal(waits(1), 30_000);
    now += 30_000;
    assert.equal(waits(20), 300_000);
    breaker.succeeded();
    assert.equal(breaker.waitMs(), 0);
    assert.equal(waits(2), 0);
  });
});

describe('waiting for a busy server', () => {
  const clock = { nowMs: Date.parse('2026-11-26T10:00:00Z'), random: 0.5 };

  it('takes the seconds or the date of Retry-After', () => {
    assert.equal(parseRetryAfter('7', clock.nowMs), 7_000);
    assert.equal(parseRetryAfter('Thu, 26 Nov 2026 10:00:05 GMT', clock.nowMs), 5_000);
    assert.equal(parseRetryAfter('Thu, 26 Nov 2026 09:00:00 GMT', clock.nowMs), 0);
    assert.equal(parseRetryAfter('soon', clock.nowMs), undefined);
  });

  it('doubles its own delays, and gives up after three attempts or when asked to wait long', () => {
    assert.equal(retryDelay(1, undefined, clock), 500);
    assert.equal(retryDelay(2, undefined, clock), 1_000);
    assert.equal(retryDelay(3, undefined, clock), undefined);
    assert.equal(retryDelay(1, '2', clock), 2_000);
    assert.equal(retryDelay(1, '3600', clock), undefined);
    assert.deepEqual([400, 401, 404, 429, 503].map(isRetried), [false, false, false, true, true]);
  });
});

describe('reading what a server says', () => {
  it('never throws, and never gives a log-probability above 0', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const piece = parsePiece({ choices: [value] });
        for (const { text, logProb } of piece?.tokens ?? []) {
          assert.equal(typeof text, 'string');
          assert.equal(Number.isNaN(logProb) || logProb <= 0, true);
        }
        parsePiece(value);
      }),
    );
  });

  it('keeps the text byte for byte where the tokens do not add up to it', () => {
    const logprobs = {
      content: [
        { token: '\\xe2\\x82', logprob: -1 },
        { token: '\\xac', logprob: -0.5 },
      ],
    };
    const piece = parsePiece({ choices: [{ delta: { content: '€' }, logprobs }] });
    assert.deepEqual(piece?.tokens, [{ text: '€', logProb: -1.5 }]);
  });

  it('tells no log-probability where the server invents one', () => {
    const logprobs = { content: [{ token: 'a', logprob: 3 }] };
    const piece = parsePiece({ choices: [{ delta: { content: 'a' }, logprobs }] });
    assert.equal(Number.isNaN(piece?.tokens[0]?.logProb), true);
  });

  it('reads a first token as the option that it begins', () => {
    const check = (
      top: readonly (readonly [string, number])[],
      expected: readonly number[],
    ): void =>
      assert.deepEqual(
        decideByFirstToken(
          top.map(([text, share]) => [text, Math.log(share)] as const),
          ['accept', 'reject'],
        )?.map((each) => Number(each.toFixed(3))),
        expected,
      );
    check(
      [
        [' Accept', 0.6],
        ['acc', 0.15],
        ['reject.', 0.25],
        ['maybe', 0.1],
      ],
      [0.75, 0.25],
    );
    assert.equal(decideByFirstToken([['Well', 0]], ['accept', 'reject']), undefined);
    assert.equal(decideByFirstToken([['acceptable', 0]], ['accept', 'reject']), undefined);
    assert.equal(decideByFirstToken([['a', 0]], ['ab', 'ac']), undefined);
  });

  it('writes a conversation for a model that only continues text', () => {
    assert.equal(plainPrompt([{ role: 'user', content: 'One two' }]), 'One two');
    assert.equal(
      plainPrompt([
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'Hi' },
      ]),
      'System: Be short.\n\nUser: Hi\n\nAssistant:',
    );
    assert.deepEqual(['Qwen/Qwen2.5-7B', 'gemma3:4b', '42'].map(familyOf), ['qwen', 'gemma', '42']);
  });

  it('has one sentence for each way in which a connection fails', () => {
    const codes = [
      'ECONNREFUSED',
      'ENOTFOUND',
      'ECONNRESET',
      'ETIMEDOUT',
      'SELF_SIGNED_CERT_IN_CHAIN',
    ];
    const said = codes.map((code) => networkFailure('h', Object.assign(new Error('x'), { code })));
    assert.equal(new Set(said.map(({ message }) => message)).size, codes.length);
    assert.match(said.at(-1)?.message ?? '', /certificate of h is not trusted/);
    assert.equal(keyVariable('api.example.com:8443'), 'EIDOLON_API_KEY_API_EXAMPLE_COM_8443');
  });
});

describe('who may be asked', () => {
  const away: HostAccessParams = { host: 'api.example.com', encrypted: true };
  const access = (
    allowed: readonly string[],
    env: Record<string, string> = {},
    ask?: (params: HostAccessParams) => Promise<{ allowed: boolean; key?: string }>,
  ) => createHostAccess({ allowed: () => Promise.resolve(allowed), env, ask });

  it('is a host on this machine, one that was allowed, or one that the editor’s user allows', async () => {
    assert.deepEqual(await access([])(away), { allowed: false });
    assert.deepEqual(await access([])({ host: '127.0.0.1:1', encrypted: false }), {
      allowed: true,
    });
    assert.deepEqual(await access(['api.example.com'])(away), { allowed: true });
    const yes = access([], {}, () => Promise.resolve({ allowed: true, key: 'k' }));
    assert.deepEqual(await yes(away), { allowed: true, key: 'k' });
  });

  it('gets the key of its own variable and no other', async () => {
    const env = { EIDOLON_API_KEY_API_EXAMPLE_COM: 'mine' };
    const either = access(['api.example.com', 'other.example'], env);
    assert.deepEqual(await either(away), { allowed: true, key: 'mine' });
    assert.deepEqual(await either({ host: 'other.example', encrypted: true }), { allowed: true });
  });
});

describe('who may come in', () => {
  const visitor = { method: 'GET', host: '127.0.0.1:5', authorization: 'Bearer right' };
  const status = (more: object): number | undefined =>
    turnAway({ ...visitor, ...more }, 5, 'right')?.status;

  it('has the token, names this machine, and is no page', () => {
    assert.equal(status({}), undefined);
    assert.equal(status({ host: 'localhost:5', authorization: 'bearer right' }), undefined);
    assert.equal(status({ host: 'localhost:6' }), 421);
    assert.equal(status({ host: undefined }), 421);
    assert.equal(status({ origin: 'null' }), 403);
    for (const authorization of [undefined, '', 'Bearer ', 'Bearer righ', 'Basic right'])
      assert.equal(status({ authorization }), 401);
    assert.equal(status({ method: 'POST', contentType: 'text/plain' }), 415);
    assert.equal(
      status({ method: 'POST', contentType: 'application/json; charset=utf-8' }),
      undefined,
    );
  });

  it('says what it wants in a form that can be read; anything else gets a sentence', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom('chat', 'completions'), (value, kind) => {
        const parsed = parseCompletion(value, kind);
        assert.equal(parsed.ok || parsed.failure.message.length > 0, true);
      }),
    );
    const messages = [
      { role: 'developer', content: 'Short.' },
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
    ];
    const parsed = parseCompletion(
      { model: 'm', messages, n: 2, stop: 'x', seed: 3, logprobs: true, top_logprobs: 2 },
      'chat',
    );
    assert.deepEqual(parsed, {
      ok: true,
      value: {
        kind: 'chat',
        model: 'm',
        stream: false,
        logProbs: true,
        request: {
          messages: [
            { role: 'system', content: 'Short.' },
            { role: 'user', content: 'Hi' },
          ],
          ...{ maxTokens: 1024, temperature: 0, seed: 3, samples: 2 },
          ...{ stop: ['x'], topLogProbs: 2 },
        },
      },
    });
  });
});
