import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeRandomFamily } from '../../../server/bench/gguf/randomFamily.ts';
import { writeRandomReranker } from '../../../server/bench/gguf/randomReranker.ts';
import type { CatalogEntry } from '../../../server/models/catalog.ts';
import { readGguf } from '../../../server/models/gguf.ts';
import type { GgufValue } from '../../../server/models/ggufReader.ts';
import { summarise } from '../../../server/models/modelFiles.ts';
import { ownRoleOf, readingBytes } from '../../../server/models/readers.ts';
import { modelSpec, prepareModel } from '../../../server/pool/prepare.ts';
import { footprintOf } from '../../../server/pool/footprints.ts';

const shape = { dimensions: [64, 1], type: 0, offset: 0 };

describe('a file that is made to read', () => {
  let folder: string;
  const file = (name: string): string => path.join(folder, `${name}.gguf`);
  const entry = (name: string): CatalogEntry => ({
    ...{ id: `file:${name}`, family: name, title: name, path: file(name) },
    ...{ promptFormat: 'chat', builtIn: false },
  });

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-ranking-'));
    await writeRandomReranker(file('encoder'), { context: 2048 });
    await writeRandomReranker(file('embedding'), { withoutHead: true });
    await writeRandomFamily(file('decoder'), {
      ...{ family: 'qwen3', size: 'tiny', format: 'Q8_0' },
      ranks: true,
    });
    await writeRandomFamily(file('chat'), { family: 'qwen3', size: 'tiny', format: 'Q8_0' });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is told by its classification head, or by how it pools', async () => {
    const ranks: Record<string, string | undefined> = {};
    for (const name of ['encoder', 'decoder', 'embedding', 'chat']) {
      const read = await readGguf(file(name));
      assert.ok(read.ok, JSON.stringify(read));
      ranks[name] = read.value.reading?.role;
    }
    assert.deepEqual(ranks, {
      encoder: 'reranker',
      decoder: 'reranker',
      embedding: 'embedder',
      chat: undefined,
    });
  });

  it('has one label, or a yes and a no: other heads sort texts into classes', () => {
    const head = [{ name: 'cls.output.weight', ...shape }];
    const labelled = (architecture: string, length?: number): boolean => {
      const labels: GgufValue[] = length === undefined ? [] : [{ kind: 'array', of: 8, length }];
      return (
        ownRoleOf(
          new Map<string, GgufValue>([
            ['general.architecture', { kind: 'string', value: architecture }],
            ...labels.map((each) => [`${architecture}.classifier.output_labels`, each] as const),
          ]),
          head,
        ) === 'reranker'
      );
    };
    assert.deepEqual(
      [labelled('bert'), labelled('bert', 1), labelled('bert', 2), labelled('qwen3', 2)],
      [true, true, false, true],
    );
    assert.equal(labelled('qwen3', 3), false);
  });

  it('is opened with one sequence and the window of a passage, and needs memory for reading it at once', async () => {
    for (const [name, window] of [
      ['encoder', 512],
      ['decoder', 512],
    ] as const) {
      const summary = await summarise({ entry: entry(name) });
      assert.ok(summary.ok && summary.value.reading);
      const { role, sequences, contextSize, compactCache } = modelSpec(
        { entry: { ...entry(name), compactCache: true } },
        summary.value,
        1,
      );
      assert.deepEqual(
        { role, sequences, contextSize, compactCache },
        { role: 'reranker', sequences: 1, contextSize: window, compactCache: undefined },
      );
      const prepared = await prepareModel({ entry: entry(name) }, 1);
      assert.ok(prepared.ok, JSON.stringify(prepared));
      const reading = readingBytes(summary.value.reading, window);
      const kept = summary.value.cacheBytesPerToken * window;
      assert.equal(prepared.value.memory.cache, reading + kept);
      assert.equal(kept > 0, name === 'decoder', 'an encoder keeps nothing');
      assert.equal(footprintOf([prepared.value]).parallel, 1);
    }
  });

  it('takes no adapter', async () => {
    const adapter = { ...entry('adapter'), base: 'file:encoder' };
    const refused = await summarise({ entry: adapter, base: entry('encoder') });
    assert.ok(!refused.ok);
    assert.equal(
      refused.failure.message,
      'file:encoder writes nothing, so an adapter over it cannot be used.',
    );
  });
});
