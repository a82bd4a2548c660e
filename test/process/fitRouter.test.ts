import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseLines, runCli } from '../support/cli.ts';
import { scoreLines, scoreRows } from '../support/scoreRows.ts';

interface Routed {
  readonly id?: string;
  readonly member: string;
  readonly scores: Readonly<Record<string, number>>;
  readonly reason: string;
}

describe('eidolon fit-router and route --router', function () {
  this.timeout(60_000);
  let folder = '';
  let router = '';
  let data = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fit-router-'));
    data = path.join(folder, 'scores.jsonl');
    router = path.join(folder, 'router.json');
    await writeFile(data, `${scoreLines(scoreRows(200))}\n`);
  });
  after(() => rm(folder, { recursive: true }));

  it('fits a table and routes questions by what it wrote', async () => {
    const fitted = await runCli(['fit-router', '--data', data, '--out', router]);
    assert.equal(fitted.code, 0, fitted.stderr);
    const [summary] = parseLines<{ rows: number; learned: boolean }>(fitted.stdout);
    assert.deepEqual([summary?.rows, summary?.learned], [200, true]);
    const asked = [
      { id: 's', prompt: 'Calculate the total of 12 and 900 minus 33 for the market.' },
      { prompt: 'Please paint how the river and the captain changed the garden in story 4' },
    ];
    const { code, stdout } = await runCli(
      ['route', '--router', router],
      asked.map((row) => JSON.stringify(row)).join('\n'),
    );
    assert.equal(code, 0);
    const [first, second] = parseLines<Routed>(stdout);
    assert.deepEqual([first?.id, first?.member], ['s', 'counter']);
    assert.deepEqual(Object.keys(first?.scores ?? {}).sort(), ['counter', 'idler', 'teller']);
    assert.match(first?.reason ?? '', /strongest signs/);
    assert.equal(second?.member, 'teller');
    assert.equal('expert' in (second ?? {}), false);
  });

  it('takes the table as an argument, and says when it is too small to learn from', async () => {
    const small = path.join(folder, 'small.jsonl');
    await writeFile(small, scoreLines(scoreRows(5)));
    const { code, stderr } = await runCli(['fit-router', small, '--out', `${router}.small`]);
    assert.equal(code, 0);
    assert.match(stderr, /5 rows are too few/);
  });

  it('ends with 1 and names line and reason of a malformed table, and writes nothing', async () => {
    const bad = path.join(folder, 'bad.jsonl');
    await writeFile(bad, '{"prompt":"x","scores":{"a":1}}\n{"prompt":"y","scores":{"a":2}}\n');
    const out = path.join(folder, 'none.json');
    const { code, stderr } = await runCli(['fit-router', '--data', bad, '--out', out]);
    assert.equal(code, 1);
    assert.match(stderr, /bad\.jsonl”: Line 2: the score of “a” must be a number from 0 to 1/);
    await assert.rejects(readFile(out), /ENOENT/);
  });

  it('ends with 1 on a file that is no router, and with 2 on wrong usage', async () => {
    const broken = await runCli(['route', '--router', data], '{"prompt":"x"}');
    assert.equal(broken.code, 1);
    assert.match(broken.stderr, /cannot be used/);
    for (const args of [
      ['fit-router', '--data', data],
      ['fit-router', '--out', router],
      ['route', '--price', '1'],
      ['route', '--router', router, '--price', 'much'],
    ])
      assert.equal((await runCli(args)).code, 2, args.join(' '));
  });
});
