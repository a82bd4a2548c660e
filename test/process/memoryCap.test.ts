import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask, collect, openTestPool, workerEntry, type TestPool } from '../support/testPool.ts';

const mebibyte = 2 ** 20;
const hello = { messages: ask('hello'), maxTokens: 3, temperature: 0 };

/** The real worker, which gets so much address space beyond what it has when it is ready, and no more. */
const cappedWorker = (bytes: number): string => `
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
await import(${JSON.stringify(workerEntry)});
const has = Number(/^VmSize:\\s+(\\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
const { status } = spawnSync('prlimit', ['--pid=' + process.pid, '--as=' + (has + ${bytes})]);
if (status !== 0) process.exit(9);
`;

describe('a pool whose worker may not have the memory that a model needs', function () {
  this.timeout(90_000);
  let folder: string;
  let test: TestPool;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-memory-'));
    const worker = path.join(folder, 'worker.mjs');
    writeFileSync(worker, cappedWorker(700 * mebibyte));
    // A window of four million tokens takes two gigabytes for the attention alone.
    test = openTestPool({ contextSize: { a: 4_000_000, b: 512 }, pool: { workerEntry: worker } });
  });
  after(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says so in a sentence, blames no file, and answers with the next model', async () => {
    for (const _ of ['at first', 'again, as it may fit by then']) {
      const last = (await collect(test.pool.member('nano:a'), hello)).at(-1);
      assert.ok(last?.kind === 'failed', JSON.stringify(last));
      assert.equal(last.failure.kind, 'outOfMemory', JSON.stringify(last.failure));
      assert.match(last.failure.message, /^nano:a does not fit into the memory .* smaller one\.$/);
    }
    const small = (await collect(test.pool.member('nano:b'), hello)).at(-1);
    assert.equal(small?.kind, 'end', JSON.stringify(small));
    const states = (await test.pool.members()).map(({ state }) => state);
    assert.deepEqual(states, ['idle', 'ready']);
  });
});
