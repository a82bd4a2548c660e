import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  addModel,
  listModels,
  removeModel,
  verifyModels,
  type ModelFolders,
} from '../../server/models/manage.ts';
import { createPool } from '../../server/pool/client.ts';
import {
  goodBytes,
  halfNaN,
  noise,
  randomModel,
  withDimension,
  withSetting,
  withWeights,
} from '../support/badModels.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { ask, collect, hostEntry, openTestPool, workerEntry } from '../support/testPool.ts';

const signal = new AbortController().signal;

describe('adding a model', function () {
  this.timeout(90_000);
  let folder: string;
  let folders: ModelFolders;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-models-'));
    folders = {
      modelsDir: path.join(folder, 'none'),
      userModelsDir: path.join(folder, 'user'),
      workerEntry,
      log: createRecordedLog(),
    };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, bytes: Buffer): string {
    const target = path.join(folder, name);
    writeFileSync(target, bytes);
    return target;
  }

  it('takes a good file in where it lies, and the pool answers with it', async () => {
    const added = await addModel(randomModel, folders, signal);
    assert.ok(added.ok, JSON.stringify(added));
    assert.equal(added.value.id, 'file:random');
    const listed = await listModels(folders);
    assert.ok(listed.ok);
    assert.deepEqual(
      listed.value.map(({ id, problem }) => [id, problem]),
      [['file:random', undefined]],
    );
    const pool = createPool({
      hostEntry,
      ...folders,
      idleMs: 60_000,
    });
    try {
      const chunks = await collect(pool.member('file:random'), {
        messages: ask('hello'),
        maxTokens: 5,
        temperature: 0,
      });
      assert.equal(chunks.at(-1)?.kind, 'end');
      const decided = await pool
        .member('file:random')
        .decide({ messages: ask('x'), options: ['a', 'b'] }, signal);
      assert.ok(decided.ok);
    } finally {
      await pool.dispose();
    }
  });

  it('copies the file in when asked, and removes the copy with the model', async () => {
    const source = file('mine.gguf', goodBytes());
    const added = await addModel(source, folders, signal, { copy: true });
    assert.ok(added.ok);
    assert.deepEqual(readFileSync(added.value.path), goodBytes());
    assert.ok((await removeModel('file:mine', folders)).ok);
    assert.deepEqual(readdirSync(folders.userModelsDir), ['models.json']);
    assert.deepEqual(readFileSync(source), goodBytes(), 'the original stays');
  });

  it('gives another file of the same name another id, and the same file the same', async () => {
    await addModel(randomModel, folders, signal);
    const again = await addModel(randomModel, folders, signal);
    const other = await addModel(file('random.gguf', goodBytes()), folders, signal);
    assert.deepEqual(
      [again.ok && again.value.id, other.ok && other.value.id],
      ['file:random', 'file:random-2'],
    );
  });

  const bad: [name: string, bytes: Buffer | undefined, kind: string, reason: RegExp][] = [
    ['is missing', undefined, 'modelMissing', /There is no file/],
    ['is empty', Buffer.alloc(0), 'modelInvalid', /empty/],
    ['is random bytes', noise(10_000), 'modelInvalid', /does not begin as a GGUF file/],
    ['is cut off', goodBytes().subarray(0, 90_000), 'modelInvalid', /cut off/],
    [
      'has no attention heads',
      withSetting('llama.attention.head_count', 0),
      'modelInvalid',
      /head_count is missing or zero/,
    ],
    [
      'has a wrong tensor shape',
      withDimension('blk.0.attn_q.weight', 1, 32),
      'modelInvalid',
      /cannot be loaded/,
    ],
    [
      'has weights that are not numbers',
      withWeights(halfNaN),
      'modelInvalid',
      /does not work|cannot be loaded/,
    ],
    ['has weights of zero', withWeights(0), 'modelInvalid', /weights are empty|does not work/],
  ];
  for (const [name, bytes, kind, reason] of bad) {
    it(`refuses a file that ${name}, with a sentence, and records nothing`, async () => {
      const target = bytes ? file('bad.gguf', bytes) : path.join(folder, 'nowhere.gguf');
      const added = await addModel(target, folders, signal);
      assert.ok(!added.ok);
      assert.equal(added.failure.kind, kind);
      assert.match(added.failure.message, reason);
      assert.match(added.failure.message, /\.$/);
      assert.deepEqual(await listModels(folders), { ok: true, value: [] });
    });
  }

  it('refuses a copy for which the disk has no room, and leaves nothing behind', async () => {
    const added = await addModel(randomModel, folders, signal, {
      copy: true,
      freeBytes: () => Promise.resolve(1000),
    });
    assert.ok(!added.ok);
    assert.equal(added.failure.kind, 'diskFull');
    assert.match(added.failure.message, /needs 1 MB .* 1 MB are free; nothing was added\.$/);
    assert.deepEqual(readdirSync(folders.userModelsDir), []);
  });

  it('says so when its folder cannot be written', async () => {
    const blocked = file('a-file', Buffer.from('x'));
    const added = await addModel(
      randomModel,
      { ...folders, userModelsDir: path.join(blocked, 'user') },
      signal,
    );
    assert.ok(!added.ok);
    assert.match(added.failure.message, /cannot be (written|read)/);
  });

  it('stops when it is cancelled', async () => {
    const reason = new Error('no');
    await assert.rejects(addModel(randomModel, folders, AbortSignal.abort(reason)), reason);
  });

  it('finds a file that changed after it was added', async () => {
    const source = file('mine.gguf', goodBytes());
    assert.ok((await addModel(source, folders, signal)).ok);
    const changed = goodBytes();
    changed[changed.length - 3] = ~(changed[changed.length - 3] ?? 0) & 0xff;
    writeFileSync(source, changed);
    const verified = await verifyModels(folders, 'file:mine', signal);
    assert.ok(verified.ok);
    const [row] = verified.value;
    assert.ok(row && !row.result.ok);
    assert.match(row.result.failure.message, /SHA-256 differs/);
  });

  it('verifies a good model', async () => {
    await addModel(randomModel, folders, signal);
    const verified = await verifyModels(folders, undefined, signal);
    assert.ok(verified.ok);
    assert.deepEqual(
      verified.value.map(({ id, result }) => [id, result.ok]),
      [['file:random', true]],
    );
  });

  it('knows no model that is not there, and keeps the shipped ones', async () => {
    const missing = await removeModel('file:none', folders);
    assert.equal(!missing.ok && missing.failure.kind, 'memberUnknown');
    const shipped = await removeModel('nano:prose', folders);
    assert.equal(!shipped.ok && shipped.failure.kind, 'badInput');
    const verified = await verifyModels(folders, 'file:none', signal);
    assert.equal(!verified.ok && verified.failure.kind, 'memberUnknown');
  });

  it('leaves a damaged catalogue as it is and says so', async () => {
    await addModel(randomModel, folders, signal);
    const catalog = path.join(folders.userModelsDir, 'models.json');
    writeFileSync(catalog, '{ "models": [');
    const added = await addModel(randomModel, folders, signal);
    assert.ok(!added.ok);
    assert.match(added.failure.message, /not valid JSON/);
    assert.equal(readFileSync(catalog, 'utf8'), '{ "models": [');
  });
});

describe('a shipped model file that is', function () {
  this.timeout(90_000);
  const damaged: [name: string, bytes: Buffer][] = [
    ['cut off', goodBytes().subarray(0, 100_000)],
    ['random bytes', noise(5_000)],
    ['without attention heads', withSetting('llama.attention.head_count', 0)],
    ['without numbers for weights', withWeights(halfNaN)],
  ];
  for (const [name, bytes] of damaged) {
    it(`${name}: fails with a sentence and does no harm to the others`, async () => {
      const test = openTestPool({ models: { bad: bytes, good: goodBytes() } });
      try {
        const result = await test.pool
          .member('nano:bad')
          .score({ messages: ask('x'), texts: ['y'] }, signal);
        assert.ok(!result.ok);
        assert.equal(result.failure.kind, 'modelInvalid');
        assert.match(result.failure.message, /\.$/);
        const good = await test.pool
          .member('nano:good')
          .score({ messages: ask('x'), texts: ['y'] }, signal);
        assert.ok(good.ok);
        const states = (await test.pool.members()).map(({ state }) => state);
        assert.deepEqual(states, ['invalid', 'ready']);
      } finally {
        await test.close();
      }
    });
  }

  it('not the one of the catalogue: is refused, until it is put right', async () => {
    const test = openTestPool();
    try {
      const changed = goodBytes();
      changed[changed.length - 5] = ~(changed[changed.length - 5] ?? 0) & 0xff;
      writeFileSync(path.join(test.modelsDir, 'a.gguf'), changed);
      const result = await test.pool
        .member('nano:a')
        .score({ messages: ask('x'), texts: ['y'] }, signal);
      assert.ok(!result.ok);
      assert.match(result.failure.message, /SHA-256 differs.*install Eidolon again/);
      const states = async (): Promise<string[]> =>
        (await test.pool.members()).map(({ state }) => state);
      assert.deepEqual(await states(), ['invalid', 'idle']);
      writeFileSync(path.join(test.modelsDir, 'a.gguf'), goodBytes());
      assert.deepEqual(await states(), ['idle', 'idle']);
      const again = await test.pool
        .member('nano:a')
        .score({ messages: ask('x'), texts: ['y'] }, signal);
      assert.ok(again.ok);
    } finally {
      await test.close();
    }
  });
});
