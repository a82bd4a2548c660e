import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchResult } from '../../server/bench/result.ts';
import { cliPath, parseLines, runCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';

interface Row {
  readonly item?: string;
  readonly system?: string;
}

describe('eidolon bench with the nano pool', function () {
  this.timeout(600_000);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  });
  after(() => rm(folder, { recursive: true }));

  const lines = async (file: string): Promise<readonly string[]> =>
    (await readFile(path.join(folder, file), 'utf8').catch(() => '')).split('\n').slice(1, -1);
  const args = (out: string): string[] => [
    ...['bench', '--suite', 'nano', '--items', '30', '--members', 'none', '--no-memory'],
    ...['--strategies', 'experts', '--json', path.join(folder, `${out}.json`)],
    ...['--html', path.join(folder, `${out}.html`)],
  ];
  const result = async (out: string): Promise<BenchResult> =>
    JSON.parse(await readFile(path.join(folder, `${out}.json`), 'utf8')) as BenchResult;

  it('keeps what was measured when it is interrupted, and goes on from there', async () => {
    const child = spawn(process.execPath, [cliPath, ...args('run')]);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (said += piece));
    const exit = once(child, 'exit');
    await eventually(
      '40 rows',
      async () => (await lines('run.rows.jsonl')).length >= 40 || undefined,
      120_000,
    );
    child.kill('SIGINT');
    const [code] = (await exit) as [number];
    assert.equal(code, 130);
    assert.match(
      said,
      /rows were measured and are in .*; the same command with --resume goes on\./,
    );
    const kept = await lines('run.rows.jsonl');
    const done = await runCli([...args('run'), '--resume']);
    assert.equal(done.code, 0, done.stderr);
    const all = await lines('run.rows.jsonl');
    assert.deepEqual(all.slice(0, kept.length), kept);
    const pairs = parseLines<Row>(all.join('\n')).map(({ item, system }) => `${system} ${item}`);
    assert.equal(new Set(pairs).size, pairs.length);
    const { systems, items } = await result('run');
    assert.equal(items.n, 30);
    assert.equal(pairs.length, 30 * 8);
    for (const { name, n, failures } of systems) assert.deepEqual([n, failures], [30, 0], name);
  });

  it('finds the pool better than nothing, than chance, and no better than the oracle', async () => {
    const { systems } = await result('run');
    const accuracy = (name: string): number =>
      systems.find((system) => system.name === name)?.accuracy.macro.value ?? Number.NaN;
    assert.ok(accuracy('experts') > accuracy('N'));
    assert.ok(accuracy('experts') > accuracy('random'));
    assert.ok(accuracy('oracle') >= accuracy('random'));
    assert.equal((await readFile(path.join(folder, 'run.html'), 'utf8')).match(/<svg/g)?.length, 4);
  });

  it('measures only what is named, and the rest when it goes on', async () => {
    const some = args('some').with(2, 'conditions').with(4, '4');
    const unknown = await runCli([...some, '--only', 'T', 'nobody']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /“nobody” is not measured here: name some of T, G1, .*experts/);
    const first = await runCli([...some, '--only', 'T', 'experts']);
    assert.equal(first.code, 0, first.stderr);
    const rows = async (): Promise<readonly Row[]> =>
      parseLines<Row>((await lines('some.rows.jsonl')).join('\n'));
    const measured = new Set((await rows()).map(({ system }) => system));
    assert.deepEqual([...measured].sort(), ['T', 'experts']);
    const { systems, comparisons } = await result('some');
    assert.equal(systems.find(({ name }) => name === 'experts')?.n, 4);
    assert.ok(comparisons.length > 0);
    const rest = await runCli([...some, '--resume']);
    assert.equal(rest.code, 0, rest.stderr);
    assert.equal((await rows()).length, 4 * 8);
  });

  it('measures questions of one’s own on members and votes, and counts a member that is not there', async () => {
    const suite = path.join(folder, 'sums.jsonl');
    const sums = [
      ['12 + 5', 17],
      ['9 - 4', 5],
      ['3 * 4', 12],
    ];
    await writeFile(
      suite,
      sums
        .map(([sum, gold]) => JSON.stringify({ grader: 'number', prompt: `eval: ${sum}`, gold }))
        .join('\n'),
    );
    const measured = await runCli([
      ...['bench', '--suite', suite, '--no-memory', '--members', 'nano:logic', 'nano:general'],
      ...['--strategies', 'majority', '--json', path.join(folder, 'sums.json')],
    ]);
    assert.equal(measured.code, 0, measured.stderr);
    const { systems } = await result('sums');
    const logic = systems.find(({ name }) => name === 'nano:logic');
    assert.equal(logic?.n, 3);
    assert.ok((logic?.cost?.tokensPerSecond ?? 0) > 0);
    for (const name of ['majority', 'random', 'oracle', 'largest', 'G1 best of 3'])
      assert.ok(
        systems.some((system) => system.name === name),
        name,
      );
    const unknown = await runCli(['bench', '--suite', suite, '--members', 'nano:nobody']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /no member “nano:nobody”/);
  });
});
