import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  addModel,
  listModels,
  removeModel,
  verifyModels,
  type ModelFolders,
} from '../../server/models/manage.ts';
import { createPool, type Pool } from '../../server/pool/client.ts';
import { adapterBytes, type AdapterShape } from '../support/adapters.ts';
import { goodBytes, randomModel } from '../support/badModels.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { hostEntry, workerEntry } from '../support/testPool.ts';

const signal = new AbortController().signal;
const base = 'file:random';
const adapterFixtures = fileURLToPath(new URL('../fixtures/adapters', import.meta.url));

describe('a LoRA adapter', function () {
  this.timeout(90_000);
  let folder: string;
  let folders: ModelFolders;
  let pools: Pool[];
  /** The catalogue with nothing but the base in it: adding that, which loads it, is done once. */
  let catalogue: Buffer;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-adapters-'));
    folders = {
      modelsDir: path.join(folder, 'none'),
      userModelsDir: path.join(folder, 'user'),
      workerEntry,
      log: createRecordedLog(),
    };
    const model = file('random.gguf', goodBytes());
    assert.ok((await addModel(model, folders, signal)).ok);
    catalogue = readFileSync(catalogueFile());
  });
  beforeEach(() => {
    pools = [];
    writeFileSync(catalogueFile(), catalogue);
  });
  afterEach(() => Promise.all(pools.map((pool) => pool.dispose())));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const catalogueFile = (): string => path.join(folders.userModelsDir, 'models.json');

  function file(name: string, bytes: Buffer): string {
    const target = path.join(folder, name);
    writeFileSync(target, bytes);
    return target;
  }

  function add(name: string, shape?: AdapterShape): ReturnType<typeof addModel> {
    return addModel(file(`${name}.gguf`, adapterBytes(shape)), folders, signal, { base });
  }

  function openPool(): Pool {
    const { modelsDir, userModelsDir, log } = folders;
    const pool = createPool({
      hostEntry,
      workerEntry,
      modelsDir,
      userModelsDir,
      log,
      idleMs: 600_000,
    });
    pools.push(pool);
    return pool;
  }

  /** Log-probability of a fixed text, which tells any two models apart. */
  async function scoreOf(
    pool: Pool,
    member: string,
    content = 'the quick brown fox',
    text = 'return value',
  ): Promise<number> {
    const messages = [{ role: 'user' as const, content }];
    const scored = await pool.member(member).score({ messages, texts: [text] }, signal);
    assert.ok(scored.ok, JSON.stringify(scored));
    return scored.value[0]?.logProb ?? NaN;
  }

  it('is a member of its own over the weights of its base, in one process', async () => {
    const added = await add('expert');
    assert.ok(added.ok, JSON.stringify(added));
    assert.ok((await add('idle', { strength: 0 })).ok);
    const pool = openPool();
    const plain = await scoreOf(pool, base);
    assert.equal(await scoreOf(pool, 'file:idle'), plain);
    assert.notEqual(await scoreOf(pool, 'file:expert'), plain);
    // The base is as it was after its adapters were loaded over it.
    assert.equal(await scoreOf(pool, base), plain);
    const workers = pool.status().workers.map(({ domain, models }) => [domain, [...models].sort()]);
    assert.deepEqual(workers, [[base, ['file:expert', 'file:idle', base]]]);
    const members = await pool.members();
    assert.deepEqual([...new Set(members.map(({ family }) => family))], [base]);
  });

  it('that training/adapt.py wrote predicts what PyTorch did', async () => {
    const adapter = path.join(adapterFixtures, 'adapted.gguf');
    const added = await addModel(adapter, folders, signal, { base });
    assert.ok(added.ok, JSON.stringify(added));
    const pool = openPool();
    const expected = JSON.parse(
      readFileSync(path.join(adapterFixtures, 'adapted.json'), 'utf8'),
    ) as readonly {
      readonly prompt: string;
      readonly target: string;
      readonly logProb: number;
      readonly baseLogProb: number;
    }[];
    assert.equal(expected.length, 4);
    for (const { prompt, target, logProb, baseLogProb } of expected) {
      const own = await scoreOf(pool, 'file:adapted', prompt, target);
      const plain = await scoreOf(pool, base, prompt, target);
      // Sums over a dozen tokens; with the rows of attn_q and attn_k in the wrong order they are 1.5 nats off.
      assert.ok(Math.abs(own - logProb) < 0.02, `${own} and ${logProb}`);
      assert.ok(Math.abs(plain - baseLogProb) < 0.02, `${plain} and ${baseLogProb}`);
      assert.ok(logProb - baseLogProb > 1);
    }
  });

  it('is listed with its base, verified, and stands in the way of its base’s removal', async () => {
    assert.ok((await add('expert')).ok);
    const listed = await listModels(folders);
    assert.ok(listed.ok);
    assert.deepEqual(
      listed.value.map((row) => [row.id, row.title, row.base, row.problem]),
      [
        [base, 'random', undefined, undefined],
        ['file:expert', 'a test adapter', base, undefined],
      ],
    );
    const verified = await verifyModels(folders, 'file:expert', signal);
    assert.ok(verified.ok && verified.value[0]?.result.ok, JSON.stringify(verified));
    const refused = await removeModel(base, folders);
    assert.match(
      refused.ok ? '' : refused.failure.message,
      /file:random is the base of file:expert; remove file:expert first/,
    );
    assert.ok((await removeModel('file:expert', folders)).ok);
    assert.ok((await removeModel(base, folders)).ok);
  });

  it('says so when the file of its base is gone, and works again when it is back', async () => {
    assert.ok((await add('expert')).ok);
    const model = path.join(folder, 'random.gguf');
    rmSync(model);
    const pool = openPool();
    const members = await pool.members();
    assert.match(
      members.find(({ id }) => id === 'file:expert')?.reason ?? '',
      /There is no file .*random\.gguf; put the file back/,
    );
    writeFileSync(model, goodBytes());
    assert.equal(typeof (await scoreOf(pool, 'file:expert')), 'number');
  });

  const wrongs: readonly (readonly [string, AdapterShape, RegExp])[] = [
    [
      'another architecture',
      { architecture: 'qwen2' },
      /for qwen2 models, and file:random is a llama/,
    ],
    ['no partners', { single: true }, /tensor blk\.0\.attn_q\.weight\.lora_a has no partner/],
    ['other lengths', { matrices: { 'blk.0.attn_q.weight': [32, 64] } }, /cannot be loaded/],
    [
      'a matrix that its base lacks',
      { matrices: { 'blk.7.attn_q.weight': [64, 64] } },
      /cannot be loaded/,
    ],
    ['weights that are not numbers', { strength: NaN }, /weights are not numbers/],
  ];
  describe('that is wrong', () => {
    let lasting: Pool;
    before(() => {
      pools = [];
      lasting = openPool();
      pools = [];
    });
    after(() => lasting.dispose());

    for (const [what, shape, sentence] of wrongs)
      it(`with ${what} is refused with a sentence, and the pool goes on`, async () => {
        const added = await add('wrong', shape);
        assert.match(added.ok ? '' : added.failure.message, sentence);
        const listed = await listModels(folders);
        assert.deepEqual(listed.ok && listed.value.map(({ id }) => id), [base]);
        await lasting.reload();
        assert.equal(typeof (await scoreOf(lasting, base)), 'number');
      });
  });

  it('needs its base by name, and a base that is a whole model of the pool', async () => {
    const adapter = file('expert.gguf', adapterBytes());
    const reasonOf = async (options?: { base: string }): Promise<string> => {
      const added = await addModel(adapter, folders, signal, options);
      return added.ok ? '' : added.failure.message;
    };
    assert.match(await reasonOf(), /it is a LoRA adapter, which is added with the id of its base/);
    assert.match(await reasonOf({ base: 'file:none' }), /over file:none, which is not in the pool/);
    assert.ok((await add('expert')).ok);
    assert.match(await reasonOf({ base: 'file:expert' }), /which is an adapter itself/);
    const whole = await addModel(randomModel, folders, signal, { base });
    assert.match(whole.ok ? '' : whole.failure.message, /it is not a LoRA adapter/);
  });

  it('cut off anywhere is refused', async () => {
    const bytes = adapterBytes();
    for (const length of [0, 3, 20, 100, 400, bytes.length - 64]) {
      const cut = file('cut.gguf', bytes.subarray(0, length));
      const added = await addModel(cut, folders, signal, { base });
      assert.equal(added.ok, false, `cut at ${length}`);
    }
  });
});
