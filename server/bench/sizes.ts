import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { families, type FamilyName } from './gguf/families.ts';
import { writeRandomFamily, type RandomFamilyModel } from './gguf/randomFamily.ts';
import { readGguf } from '../models/gguf.ts';
import { neededMemory } from '../pool/memory.ts';
import { modelSpec } from '../pool/prepare.ts';
import { proportionalMemory, workerPids } from './poolMemory.ts';
import { answerShortly, openPoolOf } from './randomPool.ts';

/**
 * Entry of `npm run bench:sizes`: models of random weights in real architectures and sizes, each alone in the pool:
 * what the pool expects it to take, what its process takes after an answer, and how fast it is.
 *
 *     npm run bench:sizes -- [llama:1B:Q8_0 gemma3:1B:Q4_K …]
 */

const usual = [
  'llama:1B:Q8_0',
  'llama:1B:Q4_K',
  'qwen2:0.5B:Q8_0',
  'qwen3:0.6B:Q8_0',
  'gemma3:1B:Q8_0',
  'phi3:1B:Q4_K',
  'lfm2:350M:Q8_0',
];
const maxTokens = 16;

async function main(): Promise<void> {
  const named = process.argv.slice(2);
  process.stdout.write(
    `${'model'.padEnd(18)} parameters     file  expected  resident  of it mapped  expected/resident  first answer  decode\n`,
  );
  for (const name of named.length > 0 ? named : usual) {
    const work = await mkdtemp(path.join(tmpdir(), 'eidolon-sizes-'));
    try {
      process.stdout.write(await measured(name, work));
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
}

function parse(name: string): RandomFamilyModel {
  const [family = '', size = '', format = 'Q8_0'] = name.split(':');
  if (!(family in families)) throw new Error(`there is no family ${family}`);
  if (format !== 'Q8_0' && format !== 'Q4_K' && format !== 'F16')
    throw new Error(`there is no format ${format}`);
  return { family: family as FamilyName, size, format };
}

async function measured(name: string, work: string): Promise<string> {
  const file = path.join(work, 'model.gguf');
  const parameters = await writeRandomFamily(file, parse(name));
  const summary = await readGguf(file);
  if (!summary.ok) throw new Error(summary.failure.message);
  const { sizeBytes, cacheBytesPerToken, contextLength, weights, vocabularySize } = summary.value;
  const contextSize = Math.min(contextLength, 4096);
  const entry = { id: 'file:model', path: file, builtIn: false, contextSize } as const;
  const spec = modelSpec(
    { entry: { ...entry, family: name, title: name, promptFormat: 'chat' } },
    summary.value,
    1,
  );
  const cacheBytes = cacheBytesPerToken * spec.contextSize * spec.sequences;
  const expected = neededMemory({
    weights: weights.bytes,
    cache: cacheBytes,
    vocabulary: vocabularySize,
  });
  const pool = await openPoolOf(work, [{ id: entry.id, file, contextSize }]);
  try {
    const { firstMs, decodeMs } = await answerShortly(pool, entry.id, maxTokens);
    const resident = await proportionalMemory(workerPids(pool));
    if (!resident) throw new Error('this system does not tell the memory of a process (no /proc)');
    const cells = [
      name.padEnd(18),
      `${(parameters / 1e6).toFixed(0)} M`.padStart(10),
      megabytes(sizeBytes),
      megabytes(expected).padStart(9),
      megabytes(resident.total).padStart(9),
      megabytes(resident.files).padStart(13),
      (expected / resident.total).toFixed(2).padStart(18),
      `${(firstMs / 1000).toFixed(1)} s`.padStart(13),
      `${((maxTokens - 1) / (decodeMs / 1000)).toFixed(1)} /s`.padStart(8),
    ];
    return `${cells.join(' ')}\n`;
  } finally {
    await pool.dispose();
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`.padStart(8);
}

await main();
