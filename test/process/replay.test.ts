import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseLines, runCli } from '../support/cli.ts';
import { recordedLine } from '../support/recordedRows.ts';

interface Printed {
  readonly id?: string;
  readonly answer?: string | null;
  readonly accuracy?: number;
  readonly error?: string;
  readonly [field: string]: unknown;
}

describe('eidolon replay', function () {
  this.timeout(60_000);
  let folder = '';
  const vote = '{"kind":"vote","members":["a","b"]}';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'replay-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function file(name: string, lines: readonly string[]): Promise<string> {
    const place = path.join(folder, name);
    await writeFile(place, `${lines.join('\n')}\n`);
    return place;
  }

  it('prints one line for each row, in order, and a summary last', async () => {
    const data = await file('good.jsonl', [
      recordedLine('1', { a: ['x'], b: ['x'] }, { gold: 'x' }),
      recordedLine('2', { a: ['x'], b: ['y'] }, { gold: 'x' }),
    ]);
    const { code, stdout } = await runCli(['replay', '--ensemble', vote, '--data', data, '--json']);
    assert.equal(code, 0);
    const [first, second, summary] = parseLines<Printed>(stdout);
    assert.deepEqual(first, {
      id: '1',
      answer: 'x',
      member: 'b',
      confidence: 1,
      calls: 2,
      callsBy: { a: 1, b: 1 },
      stop: 'fixed',
    });
    assert.equal(second?.answer, 'y');
    assert.ok(summary && !('id' in summary));
    assert.deepEqual([summary.accuracy, summary['calls'], summary['n']], [0.5, 2, 2]);
    for (const figure of ['ece', 'brier', 'auroc']) assert.equal(typeof summary[figure], 'number');
  });

  it('ends with 1 and names line and reason of a malformed file', async () => {
    const data = await file('bad.jsonl', [recordedLine('1', { a: ['x'] }), '{"id":"2"}']);
    const { code, stderr } = await runCli(['replay', '--ensemble', 'a', '--data', data]);
    assert.equal(code, 1);
    assert.match(stderr, /Line 2: "members" must be an object|Line 2: "prompt" must be a string/);
  });

  it('ends with 2 for wrong usage: no data, a broken specification', async () => {
    const data = await file('one.jsonl', [recordedLine('1', { a: ['x'], b: ['x'] })]);
    assert.equal((await runCli(['replay', '--ensemble', vote])).code, 2);
    const broken = await runCli(['replay', '--ensemble', '{"kind":"vote"}', '--data', data]);
    assert.equal(broken.code, 2);
    assert.match(broken.stderr, /"members" is missing/);
  });

  it('ends with 1 for a file that is not there and for a member that the file does not know', async () => {
    const missing = await runCli(['replay', '--ensemble', vote, '--data', path.join(folder, 'no')]);
    assert.equal(missing.code, 1);
    const data = await file('two.jsonl', [recordedLine('1', { a: ['x'], b: ['x'] })]);
    const ghost = await runCli(['replay', '--ensemble', 'ghost', '--data', data]);
    assert.equal(ghost.code, 1);
    assert.match(ghost.stderr, /“ghost”; members are a, b/);
  });

  it('answers the other rows when one has nobody to answer, and ends with 1', async () => {
    const data = await file('gap.jsonl', [
      recordedLine('1', { c: ['x'] }, { gold: 'x' }),
      recordedLine('2', { a: ['x'], b: ['x'] }, { gold: 'x' }),
    ]);
    const { code, stdout, stderr } = await runCli(['replay', '--ensemble', vote, '--data', data]);
    assert.equal(code, 1);
    const [first, second] = parseLines<Printed>(stdout);
    assert.equal(first?.answer, null);
    assert.match(first?.error ?? '', /None of a, b answered/);
    assert.equal(second?.answer, 'x');
    assert.match(stderr, /Row “1”/);
  });
});
