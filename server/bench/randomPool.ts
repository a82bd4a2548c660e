import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createStderrLog } from '../log.ts';
import { userCatalog } from '../models/catalog.ts';
import { hashFile } from '../models/fileHash.ts';
import { createPool, type Pool } from '../pool/client.ts';

/** A file that the pool is to take for one that a user added and that was tried before. */
export interface PoolFile {
  /** `file:NAME` */
  readonly id: string;
  readonly file: string;
  /** Of an adapter: the id of the model below. */
  readonly base?: string;
  readonly contextSize: number;
  readonly sequences?: number;
}

const dist = fileURLToPath(new URL('../../dist/server', import.meta.url));

/**
 * A pool with these members and nothing else, in processes of its own; its catalogue lies in `folder`. With 0
 * threads it takes as many as for a user's models.
 */
export async function openPoolOf(
  folder: string,
  files: readonly PoolFile[],
  threads = 1,
): Promise<Pool> {
  await mkdir(folder, { recursive: true });
  const models = await Promise.all(files.map(record));
  await writeFile(path.join(folder, userCatalog), JSON.stringify({ models }));
  return createPool({
    log: createStderrLog('warn'),
    hostEntry: path.join(dist, 'poolHost.mjs'),
    workerEntry: path.join(dist, 'worker.mjs'),
    modelsDir: path.join(folder, 'none'),
    userModelsDir: folder,
    idleMs: 600_000,
    ...(threads > 0 && { threads }),
  });
}

async function record(model: PoolFile): Promise<object> {
  const { size, mtimeMs } = await stat(model.file);
  const sha256 = await hashFile(model.file);
  const known = { sha256, testedSha256: sha256, sizeBytes: size, modifiedMs: Math.floor(mtimeMs) };
  return { ...model, ...known, promptFormat: 'chat' };
}

/** Has a member read a question and write a few tokens, so that all of its weights were in use once. */
export async function answerShortly(
  pool: Pool,
  id: string,
  maxTokens: number,
): Promise<{ readonly firstMs: number; readonly decodeMs: number }> {
  const began = performance.now();
  let first: number | undefined;
  const request = {
    messages: [{ role: 'user' as const, content: 'What is the quickest way to the station?' }],
    maxTokens,
    temperature: 0,
  };
  for await (const chunk of pool.member(id).generate(request, new AbortController().signal)) {
    if (chunk.kind === 'failed') throw new Error(chunk.failure.message);
    if (chunk.kind === 'token') first ??= performance.now();
  }
  const ended = performance.now();
  return { firstMs: (first ?? ended) - began, decodeMs: ended - (first ?? ended) };
}
