import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkerStatus } from '../../server/pool/messages.ts';
import { descendants, isAlive } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { ask, collect, openTestPool, textOf, type TestPool } from '../support/testPool.ts';

const signal = new AbortController().signal;
const hello = { messages: ask('hello'), maxTokens: 20, temperature: 0 };

describe('the pool under faults', function () {
  this.timeout(90_000);
  let test: TestPool;
  afterEach(() => test.close());

  /** The worker, once it is as the test needs it. */
  function worker(what: string, fits: (worker: WorkerStatus) => boolean): Promise<WorkerStatus> {
    return eventually(what, () => test.pool.status().workers.find(fits));
  }

  it('survives a worker that is killed -9 while it loads', async () => {
    test = openTestPool({ scripted: { onLoad: 'stall', rules: [{ text: 'answer' }] } });
    const answer = collect(test.pool.member('nano:a'), hello);
    const { pid } = await worker('a loading worker', ({ state }) => state === 'ready');
    test.script({ rules: [{ text: 'answer' }] });
    process.kill(pid ?? 0, 'SIGKILL');
    assert.equal(textOf(await answer), 'answer');
  });

  it('survives a worker that is killed -9 before it has said anything', async () => {
    test = openTestPool({ scripted: { rules: [{ text: 'answer', delayMs: 3_600_000 }] } });
    const answer = collect(test.pool.member('nano:a'), hello);
    const { pid } = await worker('a busy worker', ({ models }) => models.length > 0);
    test.script({ rules: [{ text: 'answer' }] });
    process.kill(pid ?? 0, 'SIGKILL');
    assert.equal(textOf(await answer), 'answer');
    const again = await collect(test.pool.member('nano:a'), hello);
    assert.equal(textOf(again), 'answer', 'a kill from outside sets no model aside');
  });

  it('fails an answer that is cut in the middle, and answers the next one', async () => {
    test = openTestPool();
    const member = test.pool.member('nano:a');
    const chunks = [];
    let killed = false;
    for await (const chunk of member.generate(
      { ...hello, maxTokens: 400, temperature: 1, samples: 8, seed: 1 },
      signal,
    )) {
      chunks.push(chunk);
      const pid = test.pool.status().workers[0]?.pid;
      if (!killed && pid !== undefined) {
        killed = true;
        process.kill(pid, 'SIGKILL');
      }
    }
    const last = chunks.at(-1);
    assert.ok(last?.kind === 'failed');
    assert.equal(last.failure.kind, 'workerCrashed');
    assert.equal((await collect(member, hello)).at(-1)?.kind, 'end');
  });

  it('sets a model aside that crashes its worker twice, says why, and remembers it', async () => {
    test = openTestPool({
      scripted: { rules: [{ member: 'nano:a', act: 'crash' }, { text: 'fine' }] },
    });
    const [chunk] = await collect(test.pool.member('nano:a'), hello);
    assert.ok(chunk?.kind === 'failed');
    assert.equal(chunk.failure.kind, 'modelQuarantined');
    assert.match(chunk.failure.message, /nano:a crashed its process 2 times.*models verify nano:a/);
    assert.equal(textOf(await collect(test.pool.member('nano:b'), hello)), 'fine');
    const members = await test.pool.members();
    assert.deepEqual(
      members.map(({ state }) => state),
      ['quarantined', 'ready'],
    );
    assert.match(members[0]?.reason ?? '', /crashed/);
    const record = readFileSync(path.join(test.userModelsDir, 'crashes.json'), 'utf8');
    assert.match(record, /nano:a/);
    test.pool.restart();
    const [after] = await collect(test.pool.member('nano:a'), hello);
    assert.equal(after?.kind === 'failed' && after.failure.kind, 'modelQuarantined');
    test.script({ rules: [{ text: 'fine' }] });
    test.pool.release('nano:a');
    assert.equal(textOf(await collect(test.pool.member('nano:a'), hello)), 'fine');
  });

  it('takes a model back that another window has brought back', async () => {
    test = openTestPool({ scripted: { rules: [{ act: 'crash' }] } });
    await collect(test.pool.member('nano:a'), hello);
    const states = async (): Promise<string[]> =>
      (await test.pool.members()).map(({ state }) => state);
    assert.deepEqual(await states(), ['quarantined', 'idle']);
    writeFileSync(path.join(test.userModelsDir, 'crashes.json'), '{}');
    test.script({ rules: [{ text: 'fine' }] });
    assert.deepEqual(await states(), ['idle', 'idle']);
    assert.equal(textOf(await collect(test.pool.member('nano:a'), hello)), 'fine');
  });

  it('answers after its host was killed -9', async () => {
    test = openTestPool({ scripted: { rules: [{ text: 'answer' }] } });
    assert.equal(textOf(await collect(test.pool.member('nano:a'), hello)), 'answer');
    const host = test.pool.status().pid ?? 0;
    const old = descendants(host).map(({ pid }) => pid);
    assert.ok(old.length > 0);
    process.kill(host, 'SIGKILL');
    assert.equal(textOf(await collect(test.pool.member('nano:a'), hello)), 'answer');
    await eventually('the old workers leave', () => (old.some(isAlive) ? undefined : true));
  });

  it('repeats an open question when the host dies', async () => {
    test = openTestPool({ scripted: { rules: [{ delayMs: 3_600_000 }] } });
    const asked = test.pool
      .member('nano:a')
      .decide({ messages: ask('x'), options: ['a', 'b'] }, signal);
    await worker('a busy worker', ({ models }) => models.length > 0);
    test.script({ rules: [{ scores: [{ match: 'a', logProb: 0 }] }] });
    process.kill(test.pool.status().pid ?? 0, 'SIGKILL');
    const result = await asked;
    assert.ok(result.ok);
    assert.ok((result.value[0] ?? 0) > 0.5);
  });

  it('leaves no orphan when the program is killed -9, even one that hangs', async () => {
    test = openTestPool({ scripted: { rules: [{ act: 'hang' }] } });
    const program = fileURLToPath(new URL('../support/poolProgram.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import=tsx', program, test.modelsDir], {
      env: { ...process.env, EIDOLON_SCRIPTED_ENGINE: path.join(test.modelsDir, 'script.json') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // It speaks once its question is with the worker, which hangs from then on.
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const family = descendants(child.pid ?? 0).filter(({ command }) =>
      /poolHost|worker/.test(command),
    );
    assert.ok(family.length >= 2, 'a host and a worker run');
    child.kill('SIGKILL');
    await eventually('all of them leave', () =>
      family.some(({ pid }) => isAlive(pid)) ? undefined : true,
    );
  });

  it('ends a worker whose dispose hangs', async () => {
    test = openTestPool({
      scripted: { onDispose: 'stall', rules: [{ text: 'answer' }] },
      pool: { idleMs: 50 },
    });
    assert.equal(textOf(await collect(test.pool.member('nano:a'), hello)), 'answer');
    const { pid } = await worker('the worker', (each) => each.pid !== undefined);
    await eventually('it is gone', () => (isAlive(pid ?? 0) ? undefined : true));
    assert.equal(textOf(await collect(test.pool.member('nano:a'), hello)), 'answer');
  });

  it('ends a worker whose dispose blocks the whole thread', async () => {
    test = openTestPool({
      scripted: { onDispose: 'hang', rules: [{ text: 'answer' }] },
      pool: { idleMs: 50 },
    });
    assert.equal(textOf(await collect(test.pool.member('nano:a'), hello)), 'answer');
    const { pid } = await worker('the worker', (each) => each.pid !== undefined);
    await eventually('it is gone', () => (isAlive(pid ?? 0) ? undefined : true));
  });

  it('gives its workers a thread pool of their own, whatever size the sidecar has', async () => {
    process.env['UV_THREADPOOL_SIZE'] = '2';
    test = openTestPool({ scripted: { rules: [{ text: 'answer' }] } });
    const answer = collect(test.pool.member('nano:a'), hello);
    delete process.env['UV_THREADPOOL_SIZE'];
    assert.equal(textOf(await answer), 'answer');
    const { pid } = await worker('the worker', (each) => each.pid !== undefined);
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    const sizes = environment.flatMap((each) => /^UV_THREADPOOL_SIZE=(\d+)$/.exec(each)?.[1] ?? []);
    assert.equal(sizes.length, 1);
    assert.ok(Number(sizes[0]) >= 4, sizes[0]);
  });

  it('stops a model that babbles, and reports control and bidirectional characters', async () => {
    test = openTestPool({
      scripted: { rules: [{ match: 'babble', act: 'babble' }, { text: 'a\u202eb \u0007' }] },
    });
    const babble = await collect(test.pool.member('nano:a'), {
      ...hello,
      messages: ask('babble'),
      maxTokens: 50,
    });
    assert.equal(babble.filter((chunk) => chunk.kind === 'token').length, 50);
    const odd = (await collect(test.pool.member('nano:a'), hello)).at(-1);
    assert.ok(odd?.kind === 'end');
    assert.deepEqual(odd.unusual, ['U+202E', 'U+0007']);
  });

  it('stops reading a long prompt within a chunk of the cancel', async () => {
    test = openTestPool({ contextSize: 8192 });
    const member = test.pool.member('nano:a');
    const short = { messages: ask('short'), maxTokens: 1, temperature: 0 };
    await collect(member, short);
    const long = { messages: ask('many words '.repeat(700)), maxTokens: 1, temperature: 0 };
    const controller = new AbortController();
    const order: string[] = [];
    const reading = collect(member, long, controller.signal).catch(() => order.push('cancelled'));
    // The worker takes messages in order: when this one is answered, the long prompt is being read.
    await collect(member, short);
    const usage = processorMs(await currentWorker());
    controller.abort();
    await reading;
    await collect(member, short);
    const spent = processorMs(await currentWorker()) - usage;
    const before = processorMs(await currentWorker());
    await collect(member, { ...long, messages: ask(`other ${'many words '.repeat(700)}`) });
    const whole = processorMs(await currentWorker()) - before;
    // Processor time, not wall time: what a loaded machine adds to both does not count.
    assert.ok(
      spent < whole / 3,
      `${spent} ms of work after the cancel, ${whole} ms for a whole prompt`,
    );
    assert.deepEqual(order, ['cancelled']);
  });

  async function currentWorker(): Promise<number> {
    return (await worker('the worker', ({ models }) => models.length > 0)).pid ?? 0;
  }
});

/** User and system time of a process so far, from /proc, at a hundred ticks per second. */
function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
