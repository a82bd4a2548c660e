import assert from 'node:assert/strict';
import { failed, ok } from '../../../protocol/result.ts';
import type { Engine, LoadedModel } from '../../../server/engines/engine.ts';
import {
  createWorkerServer,
  type WorkerServer,
} from '../../../server/engines/llama/workerServer.ts';
import type { MemberCall, ModelSpec, WorkerToHost } from '../../../server/pool/messages.ts';
import { createRecordedLog } from '../../support/silentLog.ts';

const spec: ModelSpec = {
  id: 'nano:a',
  path: '/a',
  contextSize: 64,
  sequences: 1,
  promptFormat: 'nano',
  threads: 1,
};
const score: MemberCall = { op: 'score', request: { messages: [], texts: ['x', 'y'] } };

describe('a worker', () => {
  let sent: WorkerToHost[];
  let model: { -readonly [K in keyof LoadedModel]: LoadedModel[K] };
  let worker: WorkerServer;
  let clock: number;

  beforeEach(() => {
    sent = [];
    clock = 0;
    model = {
      info: { contextSize: 64, sequences: 1, loadMs: 1 },
      generate: (_, __, sink) => {
        for (const text of ['a', 'b', '\u202e']) sink.token(0, text, -1);
        sink.end(0, 'end');
        return Promise.resolve(ok(undefined));
      },
      score: ({ texts }) =>
        Promise.resolve(ok(texts.map((_, index) => ({ tokens: [], logProb: -index })))),
      count: ({ items }) => ok(items.map(({ length }) => length)),
      dispose: () => Promise.resolve(),
    };
    const engine: Engine = {
      load: (given) =>
        Promise.resolve(given.id === 'nano:bad' ? failed('modelInvalid', 'broken') : ok(model)),
      dispose: () => Promise.resolve(),
    };
    worker = createWorkerServer({
      engine,
      log: createRecordedLog(),
      now: () => clock,
      send: (message) => void sent.push(message),
    });
  });

  async function receive(order: Parameters<WorkerServer['receive']>[0]): Promise<void> {
    worker.receive(order);
    await new Promise((resolve) => setImmediate(resolve));
  }

  async function load(): Promise<void> {
    await receive({ kind: 'load', id: 1, model: spec });
    sent.length = 0;
  }

  it('loads a model and says what it is', async () => {
    await receive({ kind: 'load', id: 1, model: spec });
    assert.deepEqual(sent, [{ kind: 'loaded', id: 1, info: model.info }]);
  });

  it('passes the reason of a failed load on', async () => {
    await receive({ kind: 'load', id: 2, model: { ...spec, id: 'nano:bad' } });
    assert.deepEqual(sent, [
      { kind: 'loadFailed', id: 2, failure: { kind: 'modelInvalid', message: 'broken' } },
    ]);
  });

  it('averages with models of its own process and refuses any other', async () => {
    await load();
    await receive({ kind: 'load', id: 2, model: { ...spec, id: 'nano:b' } });
    sent.length = 0;
    const asked: number[] = [];
    model.generateAveraged = (others) => {
      asked.push(others.length);
      return Promise.resolve(ok(undefined));
    };
    const request = { messages: [], maxTokens: 8, temperature: 0 };
    const generate = (averageWith: readonly string[]): MemberCall => ({
      op: 'generate',
      request: { ...request, averageWith },
    });
    await receive({ kind: 'call', id: 3, model: 'nano:a', call: generate(['nano:b']) });
    assert.deepEqual([asked, sent], [[1], [{ kind: 'done', id: 3 }]]);
    await receive({ kind: 'call', id: 4, model: 'nano:a', call: generate(['file:c']) });
    const failure = sent.at(-1);
    assert.ok(failure?.kind === 'failed');
    assert.match(failure.failure.message, /file:c does not live in the same process/);
  });

  it('sends tokens that come close together in one message', async () => {
    await load();
    await receive({
      kind: 'call',
      id: 3,
      model: 'nano:a',
      call: { op: 'generate', request: { messages: [], maxTokens: 9, temperature: 0 } },
    });
    assert.deepEqual(sent, [
      {
        kind: 'tokens',
        id: 3,
        tokens: [
          [0, 'a', -1],
          [0, 'b', -1],
          [0, '\u202e', -1],
        ],
      },
      { kind: 'sampleEnd', id: 3, sample: 0, stop: 'end', unusual: ['U+202E'] },
      { kind: 'done', id: 3 },
    ]);
  });

  it('sends tokens at once when they come slowly', async () => {
    model = {
      ...model,
      generate: (_, __, sink) => {
        for (const text of ['a', 'b']) {
          clock += 100;
          sink.token(0, text, -1);
        }
        return Promise.resolve(ok(undefined));
      },
    };
    await load();
    await receive({
      kind: 'call',
      id: 3,
      model: 'nano:a',
      call: { op: 'generate', request: { messages: [], maxTokens: 9, temperature: 0 } },
    });
    assert.deepEqual(
      sent.map(({ kind }) => kind),
      ['tokens', 'tokens', 'done'],
    );
  });

  it('decides by the scores of the options', async () => {
    await load();
    await receive({
      kind: 'call',
      id: 4,
      model: 'nano:a',
      call: { op: 'decide', request: { messages: [], options: ['yes', 'no'] } },
    });
    const [reply] = sent;
    assert.ok(reply?.kind === 'done');
    assert.ok(Math.abs((reply.probabilities?.[0] ?? 0) - 1 / (1 + Math.exp(-1))) < 1e-12);
  });

  it('counts tokens, and says why it cannot', async () => {
    await load();
    const items = ['four', [{ role: 'user' as const, content: 'x' }]];
    const order = {
      kind: 'call' as const,
      model: 'nano:a',
      call: { op: 'count' as const, request: { items } },
    };
    await receive({ ...order, id: 7 });
    assert.deepEqual(sent, [{ kind: 'done', id: 7, counts: [4, 1] }]);
    model.count = () => failed('badInput', 'The prompt has no user message.');
    await receive({ ...order, id: 8 });
    assert.equal(sent[1]?.kind === 'failed' && sent[1].failure.kind, 'badInput');
  });

  it('refuses to score nothing', async () => {
    await load();
    await receive({
      kind: 'call',
      id: 5,
      model: 'nano:a',
      call: { op: 'score', request: { messages: [], texts: [] } },
    });
    assert.equal(sent[0]?.kind === 'failed' && sent[0].failure.kind, 'badInput');
  });

  it('answers a call to a model that is not there', async () => {
    await receive({ kind: 'call', id: 6, model: 'nano:b', call: score });
    assert.equal(sent[0]?.kind === 'failed' && sent[0].failure.kind, 'memberUnknown');
  });

  it('answers when the model throws', async () => {
    model = { ...model, score: () => Promise.reject(new Error('native')) };
    await load();
    await receive({ kind: 'call', id: 7, model: 'nano:a', call: score });
    assert.equal(sent[0]?.kind === 'failed' && sent[0].failure.kind, 'workerCrashed');
  });

  it('stops on a cancel and says nothing more of it', async () => {
    let stopped = false;
    model = {
      ...model,
      score: (_, signal) =>
        new Promise((__, reject) => {
          signal.addEventListener('abort', () => {
            stopped = true;
            reject(signal.reason as Error);
          });
        }),
    };
    await load();
    await receive({ kind: 'call', id: 8, model: 'nano:a', call: score });
    await receive({ kind: 'cancel', id: 8 });
    assert.equal(stopped, true);
    assert.deepEqual(sent, []);
  });
});
