import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nanoShape, writeRandomModel } from '../../server/bench/randomModel.ts';
import { hashFile } from '../../server/models/fileHash.ts';
import { createPool, type Pool } from '../../server/pool/client.ts';
import { randomModel } from '../support/badModels.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { ask, collect, hostEntry, textOf, workerEntry } from '../support/testPool.ts';

/** Just large enough to be worth a draft. */
const large = { ...nanoShape, width: 384, layers: 9, heads: 6, feedForward: 1024, spells: true };
const request = { messages: ask('what the cat did'), maxTokens: 60, temperature: 0 };

describe('a draft model in the pool', function () {
  this.timeout(120_000);
  let folder: string;
  let pool: Pool;
  let plain: string;
  const log = createRecordedLog();

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-drafts-'));
    const models: object[] = [];
    const add = async (id: string, file: string, more: object = {}): Promise<void> => {
      const sha256 = await hashFile(path.join(folder, file));
      const common = { family: 'nano', contextSize: 512, promptFormat: 'nano', sequences: 1 };
      models.push({ id: `nano:${id}`, file, sha256, ...common, ...more });
    };
    await writeRandomModel(path.join(folder, 'large.gguf'), large);
    await writeRandomModel(path.join(folder, 'right.gguf'), { ...nanoShape, spells: true });
    const backwards = { ...nanoShape, spells: true, backwards: true };
    await writeRandomModel(path.join(folder, 'wrong.gguf'), backwards);
    copyFileSync(randomModel, path.join(folder, 'other.gguf'));
    await add('plain', 'large.gguf');
    for (const draft of ['right', 'wrong', 'other', 'large']) {
      await add(`with-${draft}`, 'large.gguf', { draft: `nano:${draft}` });
      await add(draft, `${draft}.gguf`);
    }
    writeFileSync(path.join(folder, 'catalog.json'), JSON.stringify({ models }));
    pool = createPool({ hostEntry, workerEntry, modelsDir: folder, log, idleMs: 600_000 });
    plain = textOf(await collect(pool.member('nano:plain'), request));
    assert.ok(plain.length > 60, plain);
  });
  after(async () => {
    await pool.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const draft of ['right', 'wrong'])
    it(`that is ${draft} changes nothing of what is said, in the first answer and in later ones`, async () => {
      const member = pool.member(`nano:with-${draft}`);
      for (let answer = 0; answer < 4; answer++)
        assert.equal(textOf(await collect(member, request)), plain);
      assert.match(log.lines.join('\n'), new RegExp(`nano:with-${draft} has a draft model`));
    });

  it('that has other tokens is not used, whatever the catalogue says', async () => {
    assert.equal(textOf(await collect(pool.member('nano:with-other'), request)), plain);
    const lines = log.lines.filter((line) => line.includes('nano:with-other'));
    assert.match(lines.join('\n'), /used without its draft model, which has other tokens/);
  });

  it('that is as large as the model is not loaded', async () => {
    assert.equal(textOf(await collect(pool.member('nano:with-large'), request)), plain);
    assert.doesNotMatch(log.lines.join('\n'), /nano:with-large/);
  });
});
