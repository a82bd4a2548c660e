import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { benchResult } from '../../../server/bench/result.ts';
import { suiteNames, suiteItems, suiteSizes } from '../../../server/bench/suites/suite.ts';
import { readPeople } from '../../../server/bench/suites/people.ts';
import type { BenchSystem } from '../../../server/bench/systems.ts';
import type { BenchRow } from '../../../server/core/evaluation/benchRow.ts';
import { comparisonBody } from '../../../server/measure/compareRuns.ts';
import { createRunHistory, type StoredRun } from '../../../server/measure/history.ts';

const items = suiteItems('mixed', 1, { texts: [], functions: [] }).slice(0, 60);
const system: BenchSystem = {
  ...{ name: 'experts', role: 'ensemble', about: '', spec: 'experts', members: [] },
  tasks: ['edit', 'question'],
};

/** A run in which the system is right on the first `right` items. */
function stored(id: string, right: number, more: Partial<StoredRun> = {}): StoredRun {
  const rows = items.map((item, at): BenchRow => ({
    ...{ item: item.id, system: 'experts', answer: 'SECRET', score: Number(at < right) },
    ...{ touched: true, ms: 10, calls: 1, tokens: 0, tokenMs: 0 },
  }));
  const header = { eidolonBench: 1, suite: 'mixed', seed: 1, digest: 'd' } as const;
  const kept = { header: { ...header, startedAt: '2026-01-01', version: '1' }, rows, memory: [] };
  return {
    run: { id, suite: 'mixed', finishedAt: id, items: items.length, systems: [] },
    key: 'k',
    wanted: items.length,
    result: benchResult(items, [system], kept),
    facts: items.map(({ id: item, domain, source }) => ({
      ...{ id: item, domain, source },
      mustStay: false,
    })),
    scores: { experts: Object.fromEntries(rows.map(({ item, score }) => [item, score])) },
    ...more,
  };
}

describe('the history of measurements', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'eidolon-history-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lists what was kept, newest first, and reads it again', async () => {
    const history = createRunHistory(folder);
    assert.deepEqual(await history.list(), []);
    await history.add(stored('2026-1', 30, { secondsPerItem: 2 }), '<p>one</p>');
    await history.add(stored('2026-2', 40), '<p>two</p>');
    const listed = await history.list();
    assert.deepEqual(
      listed.map(({ run, secondsPerItem }) => [run.id, secondsPerItem]),
      [
        ['2026-2', undefined],
        ['2026-1', 2],
      ],
    );
    const read = await history.read('2026-1');
    assert.ok(read.ok);
    assert.equal(read.value.body, '<p>one</p>');
    assert.equal(read.value.stored.result.suite, 'mixed');
    await history.remove('2026-1');
    assert.equal((await history.list()).length, 1);
  });

  it('passes over what is broken and says so when it is asked for', async () => {
    const history = createRunHistory(folder);
    await history.add(stored('2026-1', 30), '');
    await writeFile(path.join(folder, 'runs/2026-1/summary.json'), '{"run":');
    await mkdir(path.join(folder, 'runs/2026-3.77.tmp'), { recursive: true });
    assert.deepEqual(await history.list(), []);
    const read = await history.read('2026-9');
    assert.ok(!read.ok);
    assert.match(read.failure.message, /not kept any more/);
  });

  it('goes on with a stopped run, and with a finished one only for more items', async () => {
    const history = createRunHistory(folder);
    const first = await history.openRows('k', items.length);
    assert.equal(first.resume, false);
    await writeFile(first.file, 'rows');
    assert.equal((await history.openRows('k', items.length)).resume, true);
    await history.closeRows('k');
    await history.add(stored('2026-1', 30), '');
    assert.equal((await history.openRows('k', items.length)).resume, false);
    assert.equal((await history.openRows('k', items.length + 1)).resume, true);
    assert.equal((await readdir(path.join(folder, 'rows'))).length, 2);
  });

  it('remembers the run that was stopped last', async () => {
    const history = createRunHistory(folder);
    assert.equal(await history.stopped(), undefined);
    const stopped = { suite: 'nano', items: 30, done: 5, of: 500 };
    await history.setStopped(stopped);
    assert.deepEqual(await history.stopped(), stopped);
    await history.setStopped(undefined);
    assert.equal(await history.stopped(), undefined);
  });

  it('keeps figures and no text of an answer', async () => {
    const history = createRunHistory(folder);
    await history.add(stored('2026-1', 30), '');
    const read = await history.read('2026-1');
    assert.doesNotMatch(JSON.stringify(read), /SECRET/);
  });
});

describe('two measurements against each other', () => {
  it('subtract, paired, what is about the same items', () => {
    const body = comparisonBody(stored('2026-2', 48), stored('2026-1', 30));
    assert.match(body, /paired over the 60 items/);
    // 18 items are better and none is worse, whichever run is named first.
    assert.match(body, /<td>18<\/td><td>0<\/td>/);
    assert.match(body, /Earlier.*2026-1[\s\S]*Later.*2026-2/);
  });

  it('subtract nothing when the items differ', () => {
    const other = stored('2026-1', 30);
    const body = comparisonBody(stored('2026-2', 48), {
      ...other,
      result: { ...other.result, digest: 'other' },
    });
    assert.match(body, /measured different items/);
    assert.doesNotMatch(body, /Difference, points/);
  });
});

it('the sizes of the suites are told as they are', () => {
  const people = readPeople();
  for (const name of suiteNames) assert.equal(suiteItems(name, 1, people).length, suiteSizes[name]);
});
