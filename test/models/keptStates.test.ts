import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GenerateChunk } from '../../server/core/member.ts';
import { createPool, type Pool } from '../../server/pool/client.ts';
import { limitFileSize } from '../support/diskLimit.ts';
import { eventually } from '../support/eventually.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { ask, collect, hostEntry, workerEntry } from '../support/testPool.ts';

const modelsDir = fileURLToPath(new URL('../../server/models', import.meta.url));
const member = 'nano:general';
const other = 'nano:reviewer';
/** A conversation of more than 256 tokens, and how it goes on. */
const text = `fix: ${'The cats was sitting on the mat, and they was happy about it. '.repeat(22)}`;
const longer = `${text}Then the dogs was coming home.`;
const restored = /goes on with (\d+) tokens of a conversation from disk/;

describe('what a model read of a conversation', function () {
  this.timeout(120_000);
  let root: string;
  let folder: string;
  let pool: Pool;
  let log: ReturnType<typeof createRecordedLog>;
  let plain: readonly GenerateChunk[];

  before(async () => {
    open();
    plain = await say(longer);
    await pool.dispose();
  });
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'eidolon-states-'));
    folder = path.join(root, 'conversation');
    mkdirSync(folder, { mode: 0o700 });
    open();
  });
  afterEach(async () => {
    await pool.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  function open(): void {
    log = createRecordedLog();
    pool = createPool({ log, hostEntry, workerEntry, modelsDir, idleMs: 600_000 });
  }

  function say(content: string, keepStateIn?: string, id = member): Promise<GenerateChunk[]> {
    const request = { messages: ask(content), maxTokens: 12, temperature: 0 };
    return collect(pool.member(id), { ...request, ...(keepStateIn && { keepStateIn }) });
  }

  /** Until the process that held the model has ended. */
  async function unload(): Promise<void> {
    const [worker] = pool.status().workers;
    assert.ok(worker?.pid);
    pool.unload(member);
    await eventually('the worker has ended', () =>
      pool.status().workers.every(({ pid }) => pid !== worker.pid) ? true : undefined,
    );
  }

  function files(): readonly string[] {
    return readdirSync(folder).sort();
  }

  function stateFile(ending: string): string {
    const name = files().find((each) => each.endsWith(ending));
    assert.ok(name !== undefined, files().join());
    return path.join(folder, name);
  }

  /** The same tokens as without anything kept, and as probable, but for rounding in batches of another length. */
  function assertPlain(chunks: readonly GenerateChunk[]): void {
    assert.equal(chunks.length, plain.length);
    for (const [at, chunk] of chunks.entries()) {
      const expected = plain[at];
      assert.equal(chunk.kind, expected?.kind);
      if (chunk.kind !== 'token' || expected?.kind !== 'token') continue;
      assert.equal(chunk.text, expected.text);
      assert.ok(Math.abs(chunk.logProb - expected.logProb) < 0.05, `token ${at}`);
    }
  }

  function warnings(): readonly string[] {
    return log.lines.filter((line) => line.startsWith('warn'));
  }

  async function keepOne(): Promise<void> {
    await say(text, folder);
    await unload();
    assert.equal(files().length, 2);
  }

  it('is on disk while the model is not in memory, and it goes on with the same tokens', async () => {
    await keepOne();
    for (const name of files()) {
      const { mode } = statSync(path.join(folder, name));
      if (process.platform !== 'win32') assert.equal(mode & 0o777, 0o600);
    }
    assertPlain(await say(longer, folder));
    const shared = Number(restored.exec(log.lines.join('\n'))?.[1]);
    assert.ok(shared > 256, log.lines.join('\n'));
    const before = files();
    await unload();
    assert.equal(files().length, 2, 'the longer one took its place');
    assert.notDeepEqual(files(), before);
    assert.deepEqual(warnings(), []);
  });

  it('is nowhere on disk where nobody agreed to it, or no longer agrees', async () => {
    await say(text);
    await say(text, path.join(root, 'nowhere'));
    await unload();
    assert.deepEqual(readdirSync(root), ['conversation']);
    assert.deepEqual(files(), []);
    await say(text, folder);
    rmSync(folder, { recursive: true });
    await unload();
    assert.deepEqual(readdirSync(root), []);
  });

  it('is not written where others can read it', async () => {
    if (process.platform === 'win32') return;
    chmodSync(folder, 0o755);
    await say(text, folder);
    await unload();
    assert.deepEqual(files(), []);
  });

  it('is not worth a file below 256 tokens', async () => {
    await say('fix: The cats was here.', folder);
    await unload();
    assert.deepEqual(files(), []);
  });

  const spoil: Readonly<Record<string, (state: string, record: string) => void>> = {
    'a byte of it is another': (state) => {
      const bytes = readFileSync(state);
      const at = bytes.length >> 1;
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      writeFileSync(state, bytes);
    },
    'it is cut short': (state) => writeFileSync(state, readFileSync(state).subarray(0, -100)),
    'it is longer': (state) => appendFileSync(state, 'more'),
    'it is missing': (state) => rmSync(state),
    'its record is cut short': (_, record) =>
      writeFileSync(record, readFileSync(record).subarray(0, -100)),
    'its record tells of other weights': (_, record) => change(record, { weights: 'f'.repeat(64) }),
    'its record tells of a longer window': (_, record) => change(record, { contextSize: 8192 }),
    'its record tells of another text': (_, record) => change(record, { tokens: tokensOf(record) }),
    'it is of another model, under this name': (state, record) => {
      const foreign = Buffer.alloc(statSync(state).size, 7);
      writeFileSync(state, foreign);
      change(record, { weights: '0'.repeat(64) });
    },
  };

  function change(record: string, fields: object): void {
    const value = JSON.parse(readFileSync(record, 'utf8')) as object;
    writeFileSync(record, JSON.stringify({ ...value, ...fields }));
  }

  /** The same beginning, another end. */
  function tokensOf(record: string): readonly number[] {
    const { tokens } = JSON.parse(readFileSync(record, 'utf8')) as { tokens: number[] };
    return [...tokens.slice(0, -1), 5];
  }

  for (const [how, spoiled] of Object.entries(spoil))
    it(`is removed where ${how}, and the prompt is read as usual`, async () => {
      await keepOne();
      spoiled(stateFile('.state'), stateFile('.json'));
      assertPlain(await say(longer, folder));
      assert.doesNotMatch(log.lines.join('\n'), restored);
      assert.deepEqual(files(), []);
      assert.equal(warnings().length, 1, warnings().join('\n'));
      assert.match(warnings()[0] ?? '', /the kept state of a conversation was removed: its? /);
      assert.equal(pool.status().workers[0]?.restarts, 0);
    });

  it('is not opened again after it ended a process', async () => {
    await keepOne();
    renameSync(stateFile('.json'), stateFile('.json').replace('.json', '.opening'));
    assertPlain(await say(longer, folder));
    assert.doesNotMatch(log.lines.join('\n'), restored);
  });

  it('is not taken for what another model read', async () => {
    await keepOne();
    await say(longer, folder, other);
    assert.doesNotMatch(log.lines.join('\n'), restored);
    assert.equal(files().length, 2);
  });

  it('is left out when the disk is full, with one line, and nothing else is lost', async () => {
    if (process.platform !== 'linux') return;
    await say(text, folder);
    limitFileSize(pool.status().workers[0]?.pid ?? 0, 100_000);
    await unload();
    assert.deepEqual(files(), []);
    assert.match(
      warnings().join('\n'),
      /the state of a conversation with nano:general was not kept/,
    );
    assertPlain(await say(longer, folder));
  });
});
