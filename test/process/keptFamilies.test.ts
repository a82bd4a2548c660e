import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { families, type FamilyName } from '../../server/bench/gguf/families.ts';
import { writeRandomAdapter, writeRandomFamily } from '../../server/bench/gguf/randomFamily.ts';
import type { Message } from '../../server/core/member.ts';
import { hashFile } from '../../server/models/fileHash.ts';
import { createPool, type Pool } from '../../server/pool/client.ts';
import { eventually } from '../support/eventually.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { ask, collect, hostEntry, workerEntry } from '../support/testPool.ts';

const names = Object.keys(families) as FamilyName[];
const question = ask('Which way to the station, and how far is it from here? '.repeat(16));

// Sliding windows, recurrent layers, compact caches and adapters: each is saved in its own way.
describe('a conversation from disk, with models of real architectures', function () {
  this.timeout(180_000);
  let folder: string;
  let pool: Pool;
  const log = createRecordedLog();

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-kept-families-'));
    const models: object[] = [];
    const common = { promptFormat: 'chat', contextSize: 2048, sequences: 2 };
    for (const family of names) {
      const file = path.join(folder, `${family}.gguf`);
      await writeRandomFamily(file, { family, size: 'tiny', format: 'Q8_0' });
      models.push({ id: `nano:${family}`, file, sha256: await hashFile(file), ...common });
    }
    const [family = 'llama'] = names;
    const file = path.join(folder, `${family}.gguf`);
    const sha256 = await hashFile(file);
    models.push({ id: 'nano:compact', file, sha256, ...common, compactCache: true });
    const adapter = path.join(folder, 'lora.gguf');
    await writeRandomAdapter(adapter, { family, size: 'tiny', format: 'Q8_0', rank: 8 });
    const over = { id: 'nano:lora', base: `nano:${family}`, file: adapter };
    models.push({ ...over, sha256: await hashFile(adapter), ...common });
    writeFileSync(path.join(folder, 'catalog.json'), JSON.stringify({ models }));
    pool = createPool({ hostEntry, workerEntry, modelsDir: folder, log, idleMs: 600_000 });
  });
  after(async () => {
    await pool.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the model says first, and the likeliest tokens that it could have said. */
  async function answer(
    member: string,
    messages: readonly Message[],
    keepStateIn?: string,
  ): Promise<{ readonly text: string; readonly top: ReadonlyMap<string, number> }> {
    const chunks = await collect(pool.member(member), {
      ...{ messages, maxTokens: 1, temperature: 0, topLogProbs: 10 },
      ...(keepStateIn !== undefined && { keepStateIn }),
    });
    const [first] = chunks;
    assert.ok(first?.kind === 'token', JSON.stringify(first));
    return { text: first.text, top: new Map(first.top) };
  }

  for (const name of [...names, 'compact', 'lora'])
    it(`${name} goes on as if it had read it`, async () => {
      const member = `nano:${name}`;
      const kept = path.join(folder, `kept-${name}`);
      mkdirSync(kept, { mode: 0o700 });
      const { text } = await answer(member, question, kept);
      const { pid } = pool.status().workers[0] ?? {};
      pool.unload(member);
      await eventually('the worker has ended', () =>
        pool.status().workers.some((worker) => worker.pid === pid) ? undefined : true,
      );
      assert.equal(readdirSync(kept).length, 2);
      const more = [
        ...question,
        { role: 'assistant' as const, content: text },
        ...ask('And then?'),
      ];
      log.lines.length = 0;
      const goesOn = await answer(member, more, kept);
      assert.match(log.lines.join('\n'), /goes on with \d+ tokens of a conversation from disk/);
      // Read anew, by sequences that know nothing of it.
      await Promise.all(
        ['Something else.', 'Another thing.'].map((other) => answer(member, ask(other))),
      );
      const plain = await answer(member, more);
      const common = [...plain.top].filter(([token]) => goesOn.top.has(token));
      // Random weights make near ties, which rounding in batches of another length can turn.
      assert.ok(common.length >= 8, [...goesOn.top, '|', ...plain.top].join(' '));
      for (const [token, logProb] of common)
        assert.ok(Math.abs(logProb - (goesOn.top.get(token) ?? NaN)) < 0.1, token);
    });
});
