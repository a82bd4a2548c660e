import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getLlama, LlamaCompletion } from 'node-llama-cpp';
import type { CompleteResult } from '../../protocol/complete.ts';
import { writeRandomFamily } from '../../server/bench/gguf/randomFamily.ts';
import type { InfillRequest } from '../../server/core/member.ts';
import { createLlamaEngine } from '../../server/engines/llama/llamaEngine.ts';
import { hashFile } from '../../server/models/fileHash.ts';
import { addModel } from '../../server/models/manage.ts';
import { createPool, type Pool } from '../../server/pool/client.ts';
import { RawLspClient } from '../support/rawLspClient.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { hostEntry, workerEntry } from '../support/testPool.ts';

const signal = new AbortController().signal;
const request: InfillRequest = {
  prefix: 'function add(a, b) {\n  return ',
  suffix: ';\n}\n',
  maxTokens: 12,
  mostLines: 50,
};

describe('writing between two texts', function () {
  this.timeout(120_000);
  let folder: string;
  /** One with tokens for it, and one without. */
  let able: string;
  let unable: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-complete-'));
    able = path.join(folder, 'able.gguf');
    unable = path.join(folder, 'unable.gguf');
    await writeRandomFamily(able, { family: 'qwen2', size: 'tiny', format: 'Q8_0' });
    await writeRandomFamily(unable, { family: 'llama', size: 'tiny', format: 'Q8_0' });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  describe('by a real worker', () => {
    let pool: Pool;
    before(async () => {
      const models = [];
      for (const [name, file] of [
        ['able', able],
        ['unable', unable],
      ] as const) {
        const common = { family: name, promptFormat: 'chat', contextSize: 256, sequences: 2 };
        models.push({ id: `nano:${name}`, file, sha256: await hashFile(file), ...common });
      }
      writeFileSync(path.join(folder, 'catalog.json'), JSON.stringify({ models }));
      const log = createRecordedLog();
      pool = createPool({ hostEntry, workerEntry, modelsDir: folder, log, idleMs: 600_000 });
    });
    after(() => pool.dispose());

    it('is told of the models whose files have the tokens', async () => {
      const members = await pool.members();
      assert.deepEqual(
        members.map(({ id, capabilities }) => [id, capabilities.infill]),
        [
          ['nano:able', true],
          ['nano:unable', false],
        ],
      );
    });

    it('is what the library writes itself', async () => {
      const written = await pool.member('nano:able').infill?.(request, signal);
      assert.ok(written?.ok, JSON.stringify(written));
      assert.notEqual(written.value, '');
      assert.equal(written.value, await byTheLibrary(able, request));
    });

    it('ends before a line too many', async () => {
      const long = { ...request, maxTokens: 200 };
      const all = await pool.member('nano:able').infill?.(long, signal);
      const one = await pool.member('nano:able').infill?.({ ...long, mostLines: 1 }, signal);
      assert.ok(all?.ok && one?.ok);
      assert.equal(one.value, all.value.split('\n')[0]);
    });

    it('fits what it reads into the window', async () => {
      const [prefix, suffix] = ['let apple = 1;\n'.repeat(200), 'let pear = 2;\n'.repeat(200)];
      const written = await pool
        .member('nano:able')
        .infill?.({ ...request, prefix, suffix }, signal);
      assert.ok(written?.ok, JSON.stringify(written));
    });

    it('is refused by a model without the tokens', async () => {
      const refused = await pool.member('nano:unable').infill?.(request, signal);
      assert.equal(refused?.ok === false && refused.failure.kind, 'unsupported');
    });

    it('gives way to a later question of the same slot, or answers it', async () => {
      const member = pool.member('nano:able', 'completion', 'here');
      const asked = Array.from({ length: 6 }, (_, at) =>
        member.infill?.({ ...request, prefix: `${request.prefix}${at}`, maxTokens: 60 }, signal),
      );
      const answers = await Promise.all(asked);
      assert.equal(answers.at(-1)?.ok, true);
      const ends = answers.map((each) => (each?.ok ? 'answered' : each?.failure.kind));
      assert.ok(ends.includes('superseded'), ends.join(' '));
    });
  });

  it('can be cancelled while its prompt is read, and then asked again', async () => {
    const engine = await createLlamaEngine(createRecordedLog());
    const spec = { id: 'file:able', path: able, contextSize: 2048, sequences: 1, threads: 1 };
    const loaded = await engine.load({ ...spec, promptFormat: 'chat' });
    assert.ok(loaded.ok);
    const cancelling = new AbortController();
    let chunks = 0;
    const long = { ...request, prefix: 'let apple = 1;\n'.repeat(100) };
    const cancelled = loaded.value.infill?.(long, cancelling.signal, () => {
      chunks++;
      cancelling.abort(new DOMException('cancelled', 'AbortError'));
    });
    await assert.rejects(Promise.resolve(cancelled), { name: 'AbortError' });
    assert.equal(chunks, 1);
    const again = await loaded.value.infill?.(request, signal, () => undefined);
    assert.equal(again?.ok, true);
    await engine.dispose();
  });

  describe('by the sidecar', () => {
    const uri = 'untitled:add.ts';
    let home: string;
    let client: RawLspClient;
    beforeEach(() => {
      home = mkdtempSync(path.join(folder, 'home-'));
    });
    afterEach(async () => {
      await client.call('shutdown', null);
      client.kill();
    });

    async function start(): Promise<void> {
      client = RawLspClient.start({ EIDOLON_HOME: home, EIDOLON_SHARED_POOL: '0' });
      await client.initialize();
      client.open(uri, 'typescript', 'function add(a, b) {\n  return ;\n}\n', 3);
    }

    const complete = (version: number): ReturnType<RawLspClient['call']> =>
      client.call('eidolon/complete/run', {
        textDocument: { uri, version },
        position: { line: 1, character: 9 },
      });

    it('says that no model of the shipped pool can', async () => {
      await start();
      const { result } = await complete(3);
      assert.deepEqual(result, { kind: 'noModel' });
    });

    it('asks the model of the pool that can, and refuses what it cannot read', async () => {
      const added = await addModel(
        able,
        {
          modelsDir: path.join(folder, 'none'),
          userModelsDir: path.join(home, 'models'),
          workerEntry,
          log: createRecordedLog(),
        },
        signal,
      );
      assert.ok(added.ok, JSON.stringify(added));
      await start();
      const { result, error } = await complete(3);
      assert.equal(error, undefined, JSON.stringify(error));
      const completed = result as CompleteResult;
      assert.equal(completed.kind, 'completed', JSON.stringify(result));
      assert.equal(completed.kind === 'completed' && completed.by, 'file:able');
      assert.match((await complete(2)).error?.message ?? '', /changed after this was asked/);
      const unreadable = await client.call('eidolon/complete/run', { position: 1 });
      assert.match(unreadable.error?.message ?? '', /cannot be read/);
    });

    it('stops when it is cancelled', async () => {
      await start();
      const id = client.request('eidolon/complete/run', {
        textDocument: { uri, version: 3 },
        position: { line: 1, character: 9 },
      });
      client.notify('$/cancelRequest', { id });
      const { error } = await client.reply(id);
      assert.equal(error?.code, -32800);
    });
  });
});

/** What node-llama-cpp's own completion writes greedily. */
async function byTheLibrary(file: string, asked: InfillRequest): Promise<string> {
  const llama = await getLlama({ build: 'never', progressLogs: false, maxThreads: 1 });
  const model = await llama.loadModel({ modelPath: file });
  const context = await model.createContext({ contextSize: 256, threads: 1 });
  const completion = new LlamaCompletion({ contextSequence: context.getSequence() });
  assert.equal(completion.infillSupported, true);
  const { prefix, suffix, maxTokens } = asked;
  const options = { maxTokens, temperature: 0, repeatPenalty: false } as const;
  const text = await completion.generateInfillCompletion(prefix, suffix, options);
  await context.dispose();
  await model.dispose();
  await llama.dispose();
  return text;
}
