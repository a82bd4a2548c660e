import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPool, type Pool } from '../../server/pool/client.ts';
import type { HostRecord } from '../../server/pool/shared/meetingPlace.ts';
import { descendants, isAlive } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import {
  ask,
  collect,
  hostEntry,
  openTestPool,
  textOf,
  workerEntry,
  type TestPool,
} from '../support/testPool.ts';

const signal = new AbortController().signal;
const hello = { messages: ask('hello'), maxTokens: 20, temperature: 0 };
const hour = 3_600_000;

describe('one pool host for all windows', function () {
  this.timeout(90_000);
  let meeting: string;
  let test: TestPool;
  const pools: Pool[] = [];

  before(() => {
    meeting = mkdtempSync(path.join(tmpdir(), 'eidolon-meeting-'));
    process.env['EIDOLON_RUNTIME_DIR'] = meeting;
  });
  after(() => {
    delete process.env['EIDOLON_RUNTIME_DIR'];
    rmSync(meeting, { recursive: true, force: true });
  });
  afterEach(async () => {
    chmodSync(meeting, 0o700);
    const hosts = records().map(({ pid }) => pid);
    await Promise.all(pools.splice(0).map((pool) => pool.dispose()));
    await test.close();
    // Without waiting for it to notice that nobody is left.
    for (const pid of hosts) if (isAlive(pid)) process.kill(pid, 'SIGTERM');
  });

  /** Another window over the same models. */
  function openWindow(log = createRecordedLog()): Pool {
    const { modelsDir, userModelsDir } = test;
    const env = { EIDOLON_SCRIPTED_ENGINE: path.join(modelsDir, 'script.json') };
    const entries = { hostEntry, workerEntry, modelsDir, userModelsDir };
    const pool = createPool({ ...entries, log, env, idleMs: 600_000, shared: true });
    pools.push(pool);
    return pool;
  }

  function records(): HostRecord[] {
    return readdirSync(meeting).flatMap((name) => {
      try {
        const file = path.join(meeting, name, 'host.json');
        return [JSON.parse(readFileSync(file, 'utf8')) as HostRecord];
      } catch {
        // Its host has left.
        return [];
      }
    });
  }

  function workersOf(host: number): number[] {
    return descendants(host)
      .filter(({ command }) => command.includes('worker'))
      .map(({ pid }) => pid);
  }

  it('loads the weights once for windows that open at the same moment', async () => {
    test = openTestPool({ scripted: { load: true, rules: [{ text: 'answer' }] } });
    const windows = Array.from({ length: 6 }, () => openWindow());
    const answers = await Promise.all(
      windows.map((pool) => collect(pool.member('nano:a'), hello).then((chunks) => textOf(chunks))),
    );
    assert.deepEqual(answers, Array<string>(6).fill('answer'));
    const hosts = new Set(windows.map((pool) => pool.status().pid));
    assert.equal(hosts.size, 1);
    const [host = 0] = hosts;
    assert.notEqual(host, process.pid);
    const holding = windows[5]?.status().workers.filter(({ models }) => models.includes('nano:a'));
    assert.equal(holding?.length, 1, 'one process holds the model, and the last window knows it');
    assert.ok(workersOf(host).length <= 2, 'that one and a spare');
  });

  it('answers both windows after it was killed -9 between their questions and the answers', async () => {
    test = openTestPool({ scripted: { rules: [{ delayMs: hour }] } });
    const [one, other] = [openWindow(), openWindow()];
    // Equal questions would be one.
    const asked = [one, other].map((pool, at) =>
      collect(pool.member('nano:a'), { ...hello, maxTokens: 20 + at }),
    );
    const busy = await eventually('both questions are with the worker', () =>
      one.status().workers.find(({ active, models }) => active === 2 && models.length > 0),
    );
    const old = one.status().pid ?? 0;
    test.script({ rules: [{ text: 'answer' }] });
    process.kill(old, 'SIGKILL');
    assert.deepEqual(
      (await Promise.all(asked)).map((chunks) => textOf(chunks)),
      ['answer', 'answer'],
    );
    assert.notEqual(one.status().pid, old);
    assert.equal(one.status().pid, other.status().pid);
    await eventually('the old worker leaves', () => (isAlive(busy.pid ?? 0) ? undefined : true));
  });

  it('ends a half-told answer with a sentence when it is killed -9, and answers the next one', async () => {
    test = openTestPool({ scripted: { rules: [{ text: 'a b c d e f', tokenDelayMs: 200 }] } });
    const pool = openWindow();
    let killed = false;
    const chunks = [];
    for await (const chunk of pool.member('nano:a').generate(hello, signal)) {
      chunks.push(chunk);
      if (killed) continue;
      killed = true;
      test.script({ rules: [{ text: 'answer' }] });
      process.kill(pool.status().pid ?? 0, 'SIGKILL');
    }
    const last = chunks.at(-1);
    assert.ok(last?.kind === 'failed');
    assert.equal(
      last.failure.message,
      'The engine stopped while it was working (its process ended); try again.',
    );
    assert.equal(textOf(await collect(pool.member('nano:a'), hello)), 'answer');
  });

  it('cancels what a window asked that was killed -9, and leaves when nobody is left', async () => {
    test = openTestPool({ scripted: { rules: [{ delayMs: hour }] } });
    const program = fileURLToPath(new URL('../support/poolProgram.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import=tsx', program, test.modelsDir, 'shared'], {
      env: { ...process.env, EIDOLON_SCRIPTED_ENGINE: path.join(test.modelsDir, 'script.json') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const [record] = records();
    assert.ok(record);
    const family = [record.pid, ...workersOf(record.pid)];
    assert.ok(family.length >= 2 && family.every(isAlive));
    child.kill('SIGKILL');
    await eventually('host and worker leave', () => (family.some(isAlive) ? undefined : true));
    assert.deepEqual(records(), []);
  });

  it('speaks only with those who know the token', async () => {
    test = openTestPool({ scripted: { rules: [{ text: 'answer' }] } });
    const pool = openWindow();
    await pool.members();
    const [record] = records();
    assert.ok(record);
    for (const first of [
      '{"token":"0000"}',
      '{"kind":"members","id":1}',
      'GET / HTTP/1.1',
      'null',
    ]) {
      const heard = await new Promise<string>((resolve) => {
        const socket = connect(record.address);
        let text = '';
        socket.on('data', (chunk) => (text += String(chunk)));
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(text));
        socket.write(`${first}\n{"kind":"members","id":2}\n`);
      });
      assert.equal(heard, '', first);
    }
    assert.equal(textOf(await collect(pool.member('nano:a'), hello)), 'answer');
  });

  it('does not meet where others can read, and serves the window by itself', async () => {
    test = openTestPool({ scripted: { rules: [{ text: 'answer' }] } });
    chmodSync(meeting, 0o755);
    const log = createRecordedLog();
    const pool = openWindow(log);
    assert.equal(textOf(await collect(pool.member('nano:a'), hello)), 'answer');
    assert.match(
      log.lines.join('\n'),
      /for this window alone: .*Other users of this machine can open/,
    );
    assert.ok(descendants(process.pid).some(({ pid }) => pid === pool.status().pid));
  });

  it('serves other folders of models from another host', async () => {
    test = openTestPool({ scripted: { rules: [{ text: 'answer' }] } });
    const one = openWindow();
    await one.members();
    const { modelsDir } = test;
    const log = createRecordedLog();
    const other = createPool({ hostEntry, workerEntry, modelsDir, log, idleMs: 1, shared: true });
    pools.push(other);
    await other.members();
    assert.notEqual(one.status().pid, other.status().pid);
  });

  it('restarts for every window when one of them asks for it', async () => {
    test = openTestPool({ scripted: { rules: [{ text: 'answer' }] } });
    const [one, other] = [openWindow(), openWindow()];
    await Promise.all([one.members(), other.members()]);
    const old = one.status().pid;
    one.restart();
    assert.equal(textOf(await collect(one.member('nano:a'), hello)), 'answer');
    assert.equal(textOf(await collect(other.member('nano:a'), hello)), 'answer');
    assert.notEqual(one.status().pid, old);
    assert.equal(one.status().pid, other.status().pid);
  });
});
