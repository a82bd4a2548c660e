import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeRandomFamily } from './gguf/randomFamily.ts';
import { answerShortly, openPoolOf } from './randomPool.ts';

const tokens = 24;
const contextSize = 512;
const id = 'file:probe';

/**
 * Bytes of weights per second that this machine gets through when a model writes: a model of random weights is made up in
 * a temporary folder (about 0.15 GB, stored as most downloads are), loaded in a process of its own and asked twice. What
 * a token costs beside its weights counts for more in so small a model, so the figure is on the careful side.
 */
export async function measureBytesPerSecond(): Promise<number> {
  const work = await mkdtemp(path.join(tmpdir(), 'eidolon-probe-'));
  try {
    const file = path.join(work, 'probe.gguf');
    await writeRandomFamily(file, { family: 'llama', size: 'probe', format: 'Q4_K' });
    const { size } = await stat(file);
    const pool = await openPoolOf(work, [{ id, file, contextSize, sequences: 1 }], 0);
    try {
      // The first answer loads the file and brings it into memory.
      await answerShortly(pool, id, 2);
      const { decodeMs } = await answerShortly(pool, id, tokens);
      return (size * (tokens - 1)) / (decodeMs / 1000);
    } finally {
      await pool.dispose();
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
