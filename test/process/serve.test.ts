import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  chatRequest,
  parseChatPart,
  parseChatReply,
  type ChatParams,
  type ChatReply,
} from '../../protocol/chat.ts';
import { hostAccessRequest } from '../../protocol/httpMembers.ts';
import { statusGetRequest, type EngineStatus } from '../../protocol/status.ts';
import { runCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { defaultAnswer, startGatedServer, type GatedServer } from '../support/gatedServer.ts';
import { RawLspClient } from '../support/rawLspClient.ts';
import { startServing, type Serving } from '../support/serving.ts';

interface Body {
  readonly choices: readonly {
    readonly message?: { readonly content: string };
    readonly text?: string;
    readonly finish_reason: string;
    readonly logprobs?: { readonly content: readonly { readonly logprob: number }[] };
  }[];
  readonly error?: { readonly message: string; readonly code: string };
  readonly data?: readonly { readonly id: string }[];
  readonly eidolon?: { readonly calls: number };
}

// One gated model, one `eidolon serve` that has it as a member, and one sidecar that has both as members of its own.
describe('two engines composed over HTTP', function () {
  this.timeout(120_000);
  let home: string;
  let gated: GatedServer;
  let serving: Serving;
  let client: RawLspClient;
  const small = (): string => `http:${gated.host}/small`;

  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'eidolon-serve-'));
    gated = await startGatedServer();
    gated.open();
    await mkdir(path.join(home, 'a'));
    const file = path.join(home, 'ensembles.json');
    await writeFile(
      file,
      JSON.stringify({ twice: { kind: 'vote', members: [small()], samples: 2 } }),
    );
    const env = { EIDOLON_HOME: path.join(home, 'a') };
    const added = await runCli(['models', 'add', gated.url, '--model', 'small'], '', env);
    assert.equal(added.code, 0, added.stderr);
    serving = await startServing(['--ensembles', file, '--parallel', '1'], env);
    client = await startSidecar();
    // What each server understands is found out here, so that later only answers wait at the gate.
    assert.equal((await chat('Tell me.')).kind, 'answered');
  });
  after(async () => {
    client.kill();
    assert.equal(await serving.stop(), 130);
    await gated.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });
  beforeEach(() => {
    gated.open();
    gated.misbehave(undefined);
  });

  const served = (model: string): string => `http:${serving.host}/${model}`;

  async function startSidecar(): Promise<RawLspClient> {
    const started = RawLspClient.start({ EIDOLON_HOME: path.join(home, 'b') });
    started.answers.set(hostAccessRequest, () => ({ allowed: true, key: serving.token }));
    const { url } = serving;
    const httpMembers = [
      { url, model: small() },
      { url, model: 'twice', family: 'other' },
      { url: gated.url, model: 'judge' },
    ];
    const draft = { kind: 'route', experts: { code: 'nano:code' } };
    const ensembles = {
      pair: { kind: 'vote', members: [served(small()), served('twice')] },
      judged: { kind: 'review', draft, reviewer: `http:${gated.host}/judge` },
    };
    const settings = { httpMembers, ensembles };
    const initializationOptions = { client: 'eidolon-vscode', trusted: true, settings };
    await started.initialize({}, { initializationOptions });
    return started;
  }

  async function post(
    body: object | string,
    headers: Record<string, string> = {},
    where = '/v1/chat/completions',
  ): Promise<{ readonly status: number; readonly body: Body; readonly text: string }> {
    const answer = await fetch(new URL(where, serving.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${serving.token}`,
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    const json = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, body: (json ? JSON.parse(text) : {}) as Body, text };
  }

  const question = [{ role: 'user', content: 'Is the harbour open?' }];
  const answered = 'The harbour is open today.';

  it('lists members and ensembles, and answers with a member, an ensemble and a built-in model', async () => {
    const headers = { authorization: `Bearer ${serving.token}` };
    const list = (await (await fetch(`${serving.url}/models`, { headers })).json()) as Body;
    const ids = list.data?.map(({ id }) => id) ?? [];
    for (const id of [small(), 'nano:general', 'twice', 'majority']) assert(ids.includes(id), id);

    const member = await post({ model: small(), messages: question, logprobs: true });
    assert.equal(member.body.choices[0]?.message?.content, answered);
    assert.equal(member.body.choices[0]?.logprobs?.content.length, 6);
    const ensemble = await post({ model: 'twice', messages: question });
    assert.equal(ensemble.body.choices[0]?.message?.content, answered);
    assert.equal(ensemble.body.eidolon?.calls, 2);
    const nano = await post(
      { model: 'nano:prose', prompt: 'Hello', max_tokens: 3 },
      {},
      '/v1/completions',
    );
    assert.equal(typeof nano.body.choices[0]?.text, 'string', nano.text);
  });

  it('streams events that end with a reason', async () => {
    const { text } = await post({
      model: small(),
      messages: question,
      stream: true,
      max_tokens: 50,
    });
    const events = text.split('\n\n').filter((line) => line.startsWith('data: {'));
    const pieces = events.map(
      (line) =>
        JSON.parse(line.slice(6)) as {
          choices: [{ delta: { content?: string }; finish_reason: string | null }];
        },
    );
    assert.equal(pieces.map(({ choices }) => choices[0].delta.content ?? '').join(''), answered);
    assert.equal(pieces.at(-1)?.choices[0].finish_reason, 'stop');
    assert.match(text, /data: \[DONE\]\n\n$/);
  });

  it('turns away whoever has no token, another host’s name, or a page’s origin', async () => {
    const ask = { model: small(), messages: question };
    assert.equal((await post(ask, { authorization: '' })).status, 401);
    assert.equal((await post(ask, { authorization: 'Bearer wrong' })).status, 401);
    assert.equal((await post(ask, { origin: 'https://page.example' })).status, 403);
    assert.equal((await post(ask, { 'content-type': 'text/plain' })).status, 415);
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: 'page.example', authorization: `Bearer ${serving.token}` };
      httpRequest(`${serving.url}/models`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    assert.equal(rebound, 421);
  });

  it('answers what it cannot do with one sentence', async () => {
    const cases: readonly (readonly [object | string, number, RegExp])[] = [
      ['{"model":', 400, /not valid JSON/],
      [{ model: 'nobody', messages: question }, 404, /There is no model “nobody”/],
      [{ model: '{"kind":"vote","members":["nano:prose"]}', messages: question }, 404, /no model/],
      [{ model: small(), messages: [] }, 400, /at least one message/],
      [{ model: small(), messages: question, max_tokens: 0 }, 400, /max_tokens/],
      [{ model: small(), messages: question, tools: [] }, 400, /Tools cannot be called/],
      [
        { model: small(), messages: [{ role: 'user', content: 'x'.repeat(2 ** 20) }] },
        413,
        /larger than/,
      ],
    ];
    for (const [body, status, sentence] of cases) {
      const answer = await post(body);
      assert.equal(answer.status, status, answer.text);
      assert.match(answer.body.error?.message ?? '', sentence);
    }
  });

  it('lets the next one in when one leaves, waiting or at work', async () => {
    gated.open(false);
    const before = gated.asked.length;
    const leave = [new AbortController(), new AbortController()];
    const start = (signal: AbortSignal): Promise<unknown> =>
      fetch(`${serving.url}/chat/completions`, {
        ...{ method: 'POST', signal },
        headers: { 'content-type': 'application/json', authorization: `Bearer ${serving.token}` },
        body: JSON.stringify({ model: small(), messages: question, stream: true }),
      }).then((answer) => answer.text());
    const first = start(leave[0]?.signal as AbortSignal);
    await gated.untilWaiting();
    const second = start(leave[1]?.signal as AbortSignal);
    const third = start(new AbortController().signal);
    leave[1]?.abort();
    leave[0]?.abort();
    await assert.rejects(first);
    await assert.rejects(second);
    await eventually('the work of the first ends', () => gated.asked[before]?.end);
    await gated.untilWaiting();
    gated.open();
    assert.match(String(await third), /data: \[DONE\]/);
    // The second never reached the model.
    const ends = gated.asked.slice(before).map(({ end }) => end);
    assert.deepEqual(ends, ['left', 'answered']);
  });

  async function chat(text: string, more: Partial<ChatParams> = {}): Promise<ChatReply> {
    const params: ChatParams = { text, sources: [], earlier: [], ...more };
    const answer = await client.call(chatRequest, params);
    const reply = parseChatReply(answer.result);
    assert(reply, JSON.stringify(answer).slice(0, 2000));
    return reply;
  }

  const heard = (token: string): string =>
    client
      .notifications('$/progress')
      .map(({ params }) => params as { token: string; value: unknown })
      .filter((each) => each.token === token)
      .map(({ value }) => parseChatPart(value))
      .map((part) => (part?.kind === 'text' ? part.text : ''))
      .join('');

  it('votes in one engine with members that another engine serves', async () => {
    const reply = await chat('Why is the harbour open?', {
      route: { kind: 'ensemble', name: 'pair' },
    });
    assert.equal(reply.kind, 'answered', JSON.stringify(reply));
    assert(reply.kind === 'answered');
    assert.equal(reply.text, answered);
    assert.deepEqual(reply.agreement, { agree: 2, of: 2 });
    const { result } = await client.call(statusGetRequest, { look: true });
    const known = (result as EngineStatus).members.filter(({ id }) => id.startsWith('http:'));
    assert.deepEqual(
      known.map(({ health }) => health),
      ['ready', 'ready', 'unloaded'],
    );
    assert(known.some(({ note }) => /tells no log-probabilities/.test(note ?? '')));
  });

  it('has a draft of its own expert reviewed by a model behind a server', async () => {
    gated.answerWith(({ body }) =>
      body['model'] === 'judge' ? { tokens: ['accept'], logProb: Math.log(0.9) } : defaultAnswer,
    );
    const text = [
      '```ts',
      '/** Sums the durations of all tracks on an album, in seconds. */',
      'export function albumLength(tracks: Track[]): number {',
      '  let seconds = 0;',
      '  for (let i = 0; i <= tracks.length; i++) {',
      '    seconds += tracks[i].seconds;',
      '  }',
      '  return seconds;',
      '}',
      '```',
    ].join('\n');
    const reply = await chat(text, { route: { kind: 'ensemble', name: 'judged' } });
    assert(reply.kind === 'refined', JSON.stringify(reply));
    assert.match(reply.text, /i < tracks/);
    const reviews = reply.trace.steps.flatMap((step) => (step.kind === 'review' ? [step] : []));
    assert.equal(reviews[0]?.reviewer, `http:${gated.host}/judge`);
    assert.equal(reviews[0]?.accept.toFixed(3), '0.900');
    assert.equal(reply.hunks[0]?.verdict, 'reviewed');
  });

  it('stops in the middle of an answer, through both engines, and keeps what came', async () => {
    gated.open(false);
    const before = gated.asked.length;
    const partialResultToken = 'stopped';
    const params = { text: 'Tell me.', sources: [], earlier: [], partialResultToken };
    const id = client.request(chatRequest, params);
    await gated.untilWaiting();
    gated.release(3);
    await eventually(
      'three tokens come',
      () => heard(partialResultToken) === 'The harbour is' || undefined,
    );
    client.notify('$/cancelRequest', { id });
    assert.equal((await client.reply(id)).error?.code, -32800);
    await eventually('the model hears it', () => gated.asked[before]?.end === 'left' || undefined);
    assert.equal(heard(partialResultToken), 'The harbour is');
  });

  it('goes on after one engine was killed in the middle of an answer', async () => {
    gated.open(false);
    const before = gated.asked.length;
    client.request(chatRequest, { text: 'Tell me.', sources: [], earlier: [] });
    await gated.untilWaiting();
    gated.release(2);
    client.kill();
    await eventually('the model hears it', () => gated.asked[before]?.end === 'left' || undefined);
    client = await startSidecar();
    gated.open();
    const reply = await chat('Tell me.');
    assert(reply.kind === 'answered', JSON.stringify(reply));
    assert.equal(reply.text, answered);
    assert.equal(reply.by, served(small()));
  });

  it('tells in a sentence when the model is gone in the middle of an answer', async () => {
    gated.open(false);
    const partialResultToken = 'gone';
    const params = { text: 'Tell me.', sources: [], earlier: [], partialResultToken };
    const id = client.request(chatRequest, params);
    await gated.untilWaiting();
    gated.release(2);
    await eventually(
      'two tokens come',
      () => heard(partialResultToken) === 'The harbour' || undefined,
    );
    await gated.close();
    const { error } = await client.reply(id);
    assert.match(error?.message ?? '', /closed the connection before its answer was complete/);
    gated = await startGatedServer();
  });
});
