import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import type { HttpMemberConfig } from '../../protocol/httpMembers.ts';
import type { GenerateChunk, GenerateRequest, Member } from '../../server/core/member.ts';
import { prepared } from '../../server/core/member.ts';
import { createHttpMembers, type HttpMembers } from '../../server/engines/http/httpMembers.ts';
import type { HttpLimits } from '../../server/engines/http/transport.ts';
import { eventually } from '../support/eventually.ts';
import { event, startGatedServer, type GatedServer } from '../support/gatedServer.ts';
import { ask, collect, textOf } from '../support/testPool.ts';

// The engine for HTTP members against a server in this process: no sidecar is started.

const request: GenerateRequest = { messages: ask('Is it open?'), maxTokens: 100, temperature: 0 };

describe('a member behind an HTTP server', function () {
  this.timeout(30_000);
  let server: GatedServer;
  let http: HttpMembers;
  let notices: string[];
  let allowed: { allowed: boolean; key?: string };

  const configure = async (
    config: Partial<HttpMemberConfig> = {},
    limits: Partial<HttpLimits> = {},
  ): Promise<Member> => {
    await http?.close();
    notices = [];
    const whole: HttpMemberConfig = { url: server.url, model: 'small', kind: 'chat', ...config };
    http = createHttpMembers({
      configured: () => Promise.resolve([whole]),
      access: () => Promise.resolve(allowed),
      notice: (sentence) => void notices.push(sentence),
      limits,
    });
    const [info] = await http.infos();
    const member = http.member(info?.id ?? '');
    assert(member);
    return member;
  };

  beforeEach(async () => {
    server = await startGatedServer();
    server.open();
    allowed = { allowed: true };
  });
  afterEach(async () => {
    await http.close();
    await server.close();
  });

  const failureOf = (chunks: readonly GenerateChunk[]): string => {
    const last = chunks.at(-1);
    assert.equal(last?.kind, 'failed', JSON.stringify(chunks));
    return last?.kind === 'failed' ? last.failure.message : '';
  };

  it('contacts nobody before it is used', async () => {
    await configure();
    assert.deepEqual(server.requests, []);
    assert.deepEqual(
      (await http.infos()).map(({ state }) => state),
      ['idle'],
    );
  });

  it('streams an answer token by token with log-probabilities', async () => {
    const member = await configure();
    server.open(false);
    const heard: string[] = [];
    const stream = member.generate({ ...request, topLogProbs: 2 }, new AbortController().signal);
    server.release(2);
    for await (const chunk of stream) {
      if (chunk.kind !== 'token') {
        assert.deepEqual(chunk, { kind: 'end', sample: 0, stop: 'end' });
        continue;
      }
      heard.push(chunk.text);
      assert.equal(chunk.logProb, -0.1);
      assert.equal(chunk.top?.length, 2);
      // The rest is held until two tokens were heard: they came before the answer was complete.
      if (heard.length === 2) server.open();
    }
    assert.equal(heard.join(''), 'The harbour is open today.');
    assert.equal(server.asked[0]?.body['model'], 'small');
    assert.deepEqual(server.asked[0]?.body['messages'], request.messages);
  });

  it('draws several samples with seeds of their own', async () => {
    const member = await configure();
    const chunks = await collect(member, { ...request, samples: 3, firstSample: 2, seed: 7 });
    for (const sample of [2, 3, 4]) assert.match(textOf(chunks, sample), /^The harbour/);
    const seeds = server.asked.map(({ body }) => body['seed']);
    assert.deepEqual(new Set(seeds), new Set([9, 10, 11]));
  });

  it('finds out once what the server tells, and does without the rest', async () => {
    server.answerWith(() => ({ tokens: ['Yes', '.'] }));
    const member = await configure();
    assert.equal(
      (await prepared(member, new AbortController().signal)).capabilities.logProbs,
      false,
    );
    const chunks = await collect(member, request);
    assert.equal(textOf(chunks), 'Yes.');
    assert(chunks.every((chunk) => chunk.kind !== 'token' || Number.isNaN(chunk.logProb)));
    await collect(member, request);
    assert.equal(server.requests.length - server.asked.length, 1);
    assert.deepEqual(notices.length, 1);
    assert.match(notices[0] ?? '', /tells no log-probabilities/);
    const decided = await member.decide(
      { messages: ask('?'), options: ['A', 'B'] },
      new AbortController().signal,
    );
    assert.match(decided.ok ? '' : decided.failure.message, /cannot decide/);
  });

  it('asks for less where the server refuses log-probabilities as such', async () => {
    server.misbehave(({ body }, response) => {
      if (!('logprobs' in body)) return false;
      return refuse(response, 400, { error: { message: 'logprobs are not supported' } });
    });
    const member = await configure();
    assert.equal(textOf(await collect(member, request)), 'The harbour is open today.');
    assert.equal(member.capabilities.logProbs, false);
  });

  it('decides by the probabilities of the first token', async () => {
    server.answerWith(() => ({ tokens: ['accept'], logProb: Math.log(0.8) }));
    const member = await configure();
    const { signal } = new AbortController();
    const options = ['accept', 'reject'];
    const decided = await member.decide({ messages: ask('Right?'), options }, signal);
    assert(decided.ok, JSON.stringify(decided));
    assert.deepEqual(
      decided.value.map((each) => Number(each.toFixed(6))),
      [0.8, 0.2],
    );
    const other = await member.decide({ messages: ask('?'), options: ['x', 'y'] }, signal);
    assert.match(other.ok ? '' : other.failure.message, /answered with none of: x, y/);
  });

  it('scores fixed text where a completion server echoes it', async () => {
    server.misbehave((heard, response) => {
      const { prompt, echo } = heard.body;
      if (echo !== true || typeof prompt !== 'string') return false;
      const tokens = prompt.split(/(?= )/);
      const logProbs = tokens.map((token, at) => (at === 0 ? null : -token.length / 10));
      const logprobs = { tokens: [...tokens, '!'], token_logprobs: [...logProbs, -1] };
      return refuse(response, 200, { choices: [{ text: `${prompt}!`, logprobs }] });
    });
    const member = await configure({ kind: 'completions' });
    const { signal } = new AbortController();
    const scored = await member.score(
      { messages: ask('One two'), texts: [' three', ' to'] },
      signal,
    );
    assert(scored.ok, JSON.stringify(scored));
    assert.deepEqual(
      scored.value.map(({ logProb }) => logProb),
      [-0.6, -0.3],
    );
    assert.equal((await prepared(member, signal)).capabilities.score, true);
    const decided = await member.decide(
      { messages: ask('One two'), options: [' three', ' to'] },
      signal,
    );
    assert(decided.ok && (decided.value[1] ?? 0) > 0.5);
  });

  it('cuts at a stop text and at its limit, whether the server honours them or not', async () => {
    const member = await configure();
    const stopped = await collect(member, { ...request, stop: ['n to'] });
    assert.equal(textOf(stopped), 'The harbour is ope');
    assert.deepEqual(stopped.at(-1), { kind: 'end', sample: 0, stop: 'stopText' });
    server.answerWith(() => ({ tokens: Array.from({ length: 5_000 }, () => 'word ') }));
    const long = await collect(member, { ...request, maxTokens: 10 });
    assert.deepEqual(long.at(-1), { kind: 'end', sample: 0, stop: 'maxTokens' });
    assert(textOf(long).length < 400);
  });

  it('closes the connection when it is stopped in the middle of an answer', async () => {
    const member = await configure();
    server.open(false);
    const stop = new AbortController();
    const heard: string[] = [];
    server.release(3);
    await assert.rejects(async () => {
      for await (const chunk of member.generate(request, stop.signal)) {
        if (chunk.kind === 'token') heard.push(chunk.text);
        if (heard.length === 3) stop.abort(new Error('stopped by its user'));
      }
    }, /stopped by its user/);
    assert.equal(heard.join(''), 'The harbour is');
    await eventually('the server hears it', () => server.asked[0]?.end === 'left' || undefined);
  });

  it('waits as the server asks when it is busy, and says so when that is too long', async () => {
    const member = await configure();
    let refusals = 1;
    server.misbehave(({ body }, response) => {
      if (body['stream'] !== true || refusals-- <= 0) return false;
      return refuse(response, 429, {}, { 'retry-after': '0' });
    });
    assert.equal(textOf(await collect(member, request)), 'The harbour is open today.');
    assert.equal(server.asked.length, 2);
    server.misbehave((_, response) => refuse(response, 429, {}, { 'retry-after': '3600' }));
    assert.match(failureOf(await collect(member, request)), /has too much to do/);
    assert.equal(server.asked.length, 3);
  });

  it('leaves a host alone after three failures, and answers at once', async () => {
    const member = await configure();
    await collect(member, request);
    server.misbehave((_, response) => refuse(response, 500, {}, { 'retry-after': '3600' }));
    for (const _ of [1, 2, 3])
      assert.match(failureOf(await collect(member, request)), /failed inside/);
    const before = server.requests.length;
    assert.match(failureOf(await collect(member, request)), /asked again in \d+ s/);
    assert.equal(server.requests.length, before);
    const [info] = await http.infos();
    assert.equal(info?.state, 'invalid');
    assert.match(info?.reason ?? '', /several times in a row/);
  });

  it('is not asked without consent, and sends its key and nothing of it elsewhere', async () => {
    allowed = { allowed: false };
    const member = await configure();
    assert.match(failureOf(await collect(member, request)), /was not allowed/);
    assert.equal(server.requests.length, 0);
    allowed = { allowed: true, key: 'the-secret' };
    http.forgetAccess();
    await collect(member, request);
    const keys = server.requests.map(({ headers }) => headers['authorization']);
    assert.deepEqual(new Set(keys), new Set(['Bearer the-secret']));
    server.misbehave((_, response) =>
      refuse(response, 401, { error: { message: 'bad the-secret' } }),
    );
    const said = failureOf(await collect(member, request));
    assert.match(said, /Set API Key/);
    assert.doesNotMatch(said, /the-secret/);
  });

  describe('answers a server that lies or is hostile with one sentence', () => {
    const stream = { 'content-type': 'text/event-stream' };
    const after = (response: ServerResponse, ...writes: string[]): boolean => {
      response.writeHead(200, stream);
      for (const text of writes) response.write(text);
      response.end();
      return true;
    };
    const token = event({ choices: [{ delta: { content: 'Half ' } }] });
    const cases: Readonly<Record<string, readonly [(r: ServerResponse) => boolean, RegExp]>> = {
      'a page instead of a stream': [
        (r) => refuse(r, 200, undefined, { 'content-type': 'text/html' }),
        /sent text\/html instead of an event stream/,
      ],
      'no media type at all': [(r) => Boolean(r.end('hello')), /no media type/],
      'wrong JSON': [(r) => after(r, 'data: {"choices": [\n\n'), /no completion/],
      'JSON of another form': [
        (r) => after(r, event({ choices: [{ delta: 7 }] })),
        /no completion/,
      ],
      'text that is a number': [
        (r) => after(r, event({ choices: [{ delta: { content: 7 } }] })),
        /no completion/,
      ],
      'an endless line': [
        (r) => after(r, `data: ${'x'.repeat(3_000_000)}`),
        /far more than it was asked for/,
      ],
      'an error in the stream': [
        (r) => after(r, token, event({ error: { message: 'out\u202e of\nmemory' } })),
        /failed inside \(500\).*It says: “out of memory”/,
      ],
      'an answer that breaks off': [(r) => after(r, token), /closed the connection before/],
      'a redirect to another host': [
        (r) => refuse(r, 307, undefined, { location: 'http://elsewhere.example/v1' }),
        /redirects to http:\/\/elsewhere\.example\/v1, and redirects are not followed/,
      ],
      'huge headers': [
        (r) => refuse(r, 200, {}, { 'x-huge': 'y'.repeat(40_000) }),
        /headers that are too large/,
      ],
      'no such model': [
        (r) => refuse(r, 404, { error: 'model not found' }),
        /knows no model small/,
      ],
      'a context that is too short': [
        (r) => refuse(r, 400, { error: { message: 'long', code: 'context_length_exceeded' } }),
        /too long for small/,
      ],
      'an announcement of more than comes': [
        (r) => {
          r.writeHead(200, { ...stream, 'content-length': '5000' });
          return r.write(token, () => r.socket?.end());
        },
        /closed the connection before/,
      ],
      'thinking without an end': [
        (r) => endlessly(r, event({ choices: [{ delta: {} }] }).repeat(500)),
        /far more than it was asked for/,
      ],
      'silence behind comments without an end': [
        (r) => endlessly(r, ': still here\n\n'),
        /did not answer in time/,
      ],
      'silence behind headers without an end': [
        ({ socket }) => {
          socket?.write('HTTP/1.1 200 OK\r\n');
          const timer = setInterval(() => socket?.write('x-more: 1\r\n'), 20);
          socket?.once('close', () => clearInterval(timer));
          return true;
        },
        /did not answer in time/,
      ],
      silence: [(r) => r.writeHead(200, stream).write(token), /did not answer in time/],
      'silence before anything': [() => true, /did not answer in time/],
    };
    for (const [name, [misbehave, sentence]] of Object.entries(cases))
      it(name, async () => {
        const patience = name.startsWith('silence') ? { firstByteMs: 1_000, silenceMs: 1_000 } : {};
        const member = await configure({}, patience);
        await prepared(member, new AbortController().signal);
        server.misbehave((heard, response) => heard.body['stream'] === true && misbehave(response));
        const said = failureOf(await collect(member, request));
        assert.match(said, sentence);
        assert.equal(said.split('\n').length, 1);
      });

    it('a whole answer that trickles', async () => {
      const member = await configure({}, { firstByteMs: 1_000 });
      server.misbehave(({ body }, response) => {
        if (body['stream'] === true) return false;
        response.writeHead(200, { 'content-type': 'application/json' });
        return endlessly(response, ' ');
      });
      assert.match(failureOf(await collect(member, request)), /did not answer in time/);
    });

    it('nobody there', async () => {
      const { url } = server;
      await server.close();
      const member = await configure({ url });
      assert.match(failureOf(await collect(member, request)), /Nothing answers at 127\.0\.0\.1/);
    });

    it('a certificate that nobody vouches for, which sees no request', async () => {
      // A key that is worth nothing: it is here for everybody to read.
      const pem = readFileSync(new URL('../fixtures/http/self-signed.pem', import.meta.url));
      let heard = 0;
      const other = createTlsServer({ key: pem, cert: pem }, () => heard++);
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as AddressInfo;
      const member = await configure({ url: `https://127.0.0.1:${port}/v1` });
      assert.match(failureOf(await collect(member, request)), /certificate of .* is not trusted/);
      assert.equal(heard, 0);
      await new Promise((resolve) => other.close(resolve));
    });

    it('something that does not speak HTTP', async () => {
      const other = createTcpServer((socket) => {
        socket.on('error', () => undefined);
        socket.write('220 mail.example ESMTP\r\n', () => socket.destroySoon());
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as AddressInfo;
      const member = await configure({ url: `http://127.0.0.1:${port}/v1` });
      assert.match(failureOf(await collect(member, request)), /does not speak HTTP/);
      await new Promise((resolve) => other.close(resolve));
    });
  });
});

/** Writes the same again and again until the client leaves. */
function endlessly(response: ServerResponse, text: string): true {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  const timer = setInterval(() => response.write(text), 20);
  response.once('close', () => clearInterval(timer));
  return true;
}

function refuse(
  response: ServerResponse,
  status: number,
  body: object | undefined,
  headers: Record<string, string> = {},
): boolean {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
  return true;
}
