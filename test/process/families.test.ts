import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { families, type FamilyName } from '../../server/bench/gguf/families.ts';
import { writeRandomAdapter, writeRandomFamily } from '../../server/bench/gguf/randomFamily.ts';
import { hashFile } from '../../server/models/fileHash.ts';
import { createPool, type Pool } from '../../server/pool/client.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { hostEntry, workerEntry } from '../support/testPool.ts';

const signal = new AbortController().signal;
const names = Object.keys(families) as FamilyName[];
const messages = [
  { role: 'system' as const, content: 'Answer briefly.' },
  { role: 'user' as const, content: 'Which way to the station?' },
];

// One process holds all of them, so that the whole costs no more than a start and a few megabytes.
describe('models of real architectures with random weights', function () {
  this.timeout(120_000);
  let folder: string;
  let pool: Pool;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-families-'));
    const models: object[] = [];
    for (const [at, family] of names.entries()) {
      const file = path.join(folder, `${family}.gguf`);
      const format = at % 2 === 0 ? 'Q4_K' : 'Q8_0';
      await writeRandomFamily(file, { family, size: 'tiny', format });
      const adapter = path.join(folder, `${family}-lora.gguf`);
      await writeRandomAdapter(adapter, { family, size: 'tiny', format, rank: 8 });
      const common = { family, promptFormat: 'chat', contextSize: 256, sequences: 2 };
      const id = `nano:${family}`;
      models.push({ id, file, sha256: await hashFile(file), ...common });
      const compact = { id: `${id}-compact`, file, sha256: await hashFile(file) };
      models.push({ ...compact, ...common, compactCache: true });
      const over = { id: `${id}-lora`, base: id, file: adapter, sha256: await hashFile(adapter) };
      models.push({ ...over, ...common });
    }
    writeFileSync(path.join(folder, 'catalog.json'), JSON.stringify({ models }));
    const log = createRecordedLog();
    pool = createPool({ hostEntry, workerEntry, modelsDir: folder, log, idleMs: 600_000 });
  });
  after(async () => {
    await pool.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function answer(member: string): Promise<string> {
    let text = '';
    let tokens = 0;
    const request = { messages, maxTokens: 6, temperature: 0 };
    for await (const chunk of pool.member(member).generate(request, signal)) {
      assert.notEqual(chunk.kind, 'failed', JSON.stringify(chunk));
      if (chunk.kind === 'token') {
        text += chunk.text;
        tokens++;
      }
    }
    assert.ok(tokens > 0, `${member} says nothing`);
    return text;
  }

  async function scoreOf(member: string): Promise<number> {
    const scored = await pool.member(member).score({ messages, texts: ['over there'] }, signal);
    assert.ok(scored.ok, JSON.stringify(scored));
    const [score] = scored.value;
    assert.ok(score && Number.isFinite(score.logProb), JSON.stringify(scored));
    return score.logProb;
  }

  for (const family of names)
    it(`${family} answers in its own chat template, the same each time, and an adapter over it changes its mind`, async () => {
      const member = `nano:${family}`;
      assert.equal(await answer(member), await answer(member));
      const plain = await scoreOf(member);
      assert.notEqual(await scoreOf(`${member}-lora`), plain);
      assert.equal(await scoreOf(member), plain);
    });

  for (const family of names)
    it(`${family} thinks the same with a compact cache, or keeps a full one`, async () => {
      const plain = await scoreOf(`nano:${family}`);
      const compact = await scoreOf(`nano:${family}-compact`);
      assert.ok(Math.abs(compact - plain) < 0.5, `${compact} rather than ${plain}`);
      // A hybrid keeps a state beside its cache, which nobody tried to make compact.
      assert.equal(compact === plain, family === 'lfm2');
      await answer(`nano:${family}-compact`);
    });

  it('all live in one process', () => {
    const [worker, ...others] = pool.status().workers;
    assert.deepEqual(others, []);
    assert.equal(worker?.models.length, 3 * names.length);
  });
});
