import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addModel, type ModelFolders } from '../../server/models/manage.ts';
import { createPool, type Pool } from '../../server/pool/client.ts';
import { goodBytes } from '../support/badModels.ts';
import { isAlive } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { ask, hostEntry, workerEntry } from '../support/testPool.ts';

const signal = new AbortController().signal;
const mebibyte = 2 ** 20;
const members = ['file:one', 'file:two', 'file:three'];

describe('the memory of the pool', function () {
  this.timeout(90_000);
  let folder: string;
  let folders: ModelFolders;
  let pool: Pool;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-residency-'));
    folders = {
      modelsDir: path.join(folder, 'none'),
      userModelsDir: path.join(folder, 'user'),
      workerEntry,
      log: createRecordedLog(),
    };
    for (const member of members) {
      const file = path.join(folder, `${member.replace('file:', '')}.gguf`);
      writeFileSync(file, goodBytes());
      const added = await addModel(file, folders, signal);
      assert.ok(added.ok, JSON.stringify(added));
    }
  });
  afterEach(() => pool.dispose());
  after(() => rmSync(folder, { recursive: true, force: true }));

  function openPool(mebibytes: number): Pool {
    const { modelsDir, userModelsDir, log } = folders;
    const memoryBytes = mebibytes * mebibyte;
    const common = { hostEntry, workerEntry, modelsDir, userModelsDir, log, idleMs: 600_000 };
    pool = createPool({ ...common, memoryBytes });
    return pool;
  }

  async function score(member: string): Promise<number> {
    const scored = await pool.member(member).score({ messages: ask('x'), texts: ['y'] }, signal);
    assert.ok(scored.ok, JSON.stringify(scored));
    return scored.value[0]?.logProb ?? NaN;
  }

  function loaded(): string[] {
    return pool
      .status()
      .workers.flatMap(({ models }) => models)
      .sort();
  }

  it('holds as many models as the user allows, and ends the process of one for the next', async () => {
    // Each takes 120 MiB for its process, and a little.
    openPool(300);
    const first = await score('file:one');
    assert.equal(await score('file:two'), first, 'they are copies');
    assert.deepEqual(loaded(), ['file:one', 'file:two']);
    const old = new Map(
      pool.status().workers.map(({ models: [model = ''], pid = 0 }) => [model, pid]),
    );
    assert.equal(await score('file:three'), first);
    assert.equal(loaded().length, 2);
    const [gone = ''] = members.filter((member) => !loaded().includes(member));
    await eventually('its process has ended', () =>
      isAlive(old.get(gone) ?? 0) ? undefined : true,
    );
    assert.equal(await score(gone), first, 'it comes back when it is asked');
  });

  it('keeps the model that the same work asks next', async () => {
    openPool(300);
    await score('file:two');
    await score('file:one');
    const drafting = pool.member('file:two', 'refine', undefined, ['file:one']);
    const drafted = await drafting.score({ messages: ask('x'), texts: ['y'] }, signal);
    assert.ok(drafted.ok, JSON.stringify(drafted));
    await score('file:three');
    assert.deepEqual(loaded(), ['file:one', 'file:three']);
  });

  it('answers questions to all of them at once, one model after another', async () => {
    openPool(200);
    const answers = await Promise.all([...members, ...members].map(score));
    assert.equal(new Set(answers).size, 1);
    assert.equal(loaded().length, 1);
  });

  it('answers the latest question of a slot alone, and what was asked twice to both', async () => {
    openPool(300);
    const typing = pool.member('file:one', 'chat', 'typing');
    const asked = ['a', 'ab', 'abc'].map((text) =>
      typing.score({ messages: ask(text), texts: ['y'] }, signal),
    );
    const same = { messages: ask('abc'), texts: ['y'] };
    const [first, second, third, other] = await Promise.all([
      ...asked,
      pool.member('file:one', 'chat').score(same, signal),
    ]);
    for (const result of [first, second])
      assert.equal(result?.ok === false && result.failure.kind, 'superseded');
    assert.ok(third?.ok, JSON.stringify(third));
    assert.deepEqual(other, third);
  });

  it('refuses what never fits, with the sizes, and keeps a pinned model before others', async () => {
    openPool(200).pin('file:one', true);
    await score('file:one');
    const refused = await pool
      .member('file:two')
      .score({ messages: ask('x'), texts: ['y'] }, signal);
    assert.ok(!refused.ok);
    assert.equal(refused.failure.kind, 'outOfMemory');
    assert.match(refused.failure.message, /^file:two needs 0\.\d GB of memory .*: unpin file:one/);
    assert.deepEqual(loaded(), ['file:one']);
    pool.pin('file:one', false);
    await score('file:two');
    assert.deepEqual(loaded(), ['file:two']);
  });
});
