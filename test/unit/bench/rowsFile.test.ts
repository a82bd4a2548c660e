import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEnergyCounter, treeBytes } from '../../../server/bench/resources.ts';
import {
  beginRows,
  continueRows,
  readRows,
  type RowsHeader,
} from '../../../server/bench/rowsFile.ts';
import type { BenchRow } from '../../../server/core/evaluation/benchRow.ts';

const header: RowsHeader = {
  eidolonBench: 1,
  suite: 'nano',
  seed: 1,
  digest: 'd',
  startedAt: '',
  version: '0',
};
const row = (item: string): BenchRow => ({
  item,
  system: 's',
  answer: 'x',
  score: 1,
  touched: true,
  ms: 1,
  calls: 0,
  tokens: 0,
  tokenMs: 0,
});

describe('what a run leaves on disk', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'rows-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('is gone on with after its last whole row', async () => {
    const place = path.join(folder, 'rows.jsonl');
    const first = await beginRows(place, header);
    await first.add(row('1'));
    await first.add({ memoryOf: 's', bytes: 5 });
    await first.close();
    await appendFile(place, '{"item":"2","sys');
    const read = await readRows(place);
    assert.ok(read.ok);
    assert.deepEqual(read.value.rows, [row('1')]);
    assert.deepEqual(read.value.memory, [{ memoryOf: 's', bytes: 5 }]);
    const second = await continueRows(place, read.value.wholeBytes);
    await second.add(row('2'));
    await second.close();
    const again = await readRows(place);
    assert.ok(again.ok);
    assert.deepEqual(again.value.rows, [row('1'), row('2')]);
  });

  it('is put aside by a run that begins anew', async () => {
    const place = path.join(folder, 'anew.jsonl');
    await writeFile(place, 'old\n');
    await (await beginRows(place, header)).close();
    assert.equal(await readFile(`${place}.before`, 'utf8'), 'old\n');
  });

  it('is refused in one sentence when it is missing or something else', async () => {
    const other = path.join(folder, 'other.jsonl');
    await writeFile(other, '{"a":1}\n');
    for (const place of [path.join(folder, 'none.jsonl'), other]) {
      const read = await readRows(place);
      assert.ok(!read.ok);
      assert.match(read.failure.message, /run without --resume\.$/);
    }
  });

  it('counts energy from where the system keeps it, over the counter’s end', async () => {
    const zone = path.join(folder, 'intel-rapl:0');
    await mkdir(zone);
    const set = (microjoules: number): Promise<void> =>
      writeFile(path.join(zone, 'energy_uj'), String(microjoules));
    await writeFile(path.join(zone, 'max_energy_range_uj'), '10000000');
    await set(9_000_000);
    const joules = openEnergyCounter(folder);
    assert.ok(joules);
    assert.equal(joules(), 0);
    await set(1_000_000);
    assert.equal(joules(), 2);
    assert.equal(openEnergyCounter(path.join(folder, 'nowhere')), undefined);
  });

  it('adds up the memory of a process and all below it', async () => {
    const bytes = await treeBytes(process.pid);
    if (process.platform === 'linux') assert.ok((bytes ?? 0) > 10_000_000);
    else assert.equal(bytes, undefined);
  });
});
