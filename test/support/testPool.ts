import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GenerateChunk, GenerateRequest, Member, Message } from '../../server/core/member.ts';
import type { Script } from '../../server/engines/scripted/script.ts';
import { createPool, type Pool, type PoolOptions } from '../../server/pool/client.ts';
import { randomModel } from './badModels.ts';
import { createRecordedLog } from './silentLog.ts';

const dist =
  process.env['EIDOLON_BUILD_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url));

/** Built entry files of the pool's two processes. */
export const hostEntry = path.join(dist, 'server/poolHost.mjs');
export const workerEntry = path.join(dist, 'server/worker.mjs');

/** A pool over a folder of its own, with the built processes and the random model as `nano:a` and `nano:b`. */
export interface TestPool {
  readonly pool: Pool;
  readonly modelsDir: string;
  readonly userModelsDir: string;
  readonly logLines: readonly string[];
  /** Sets the scripted engine's behaviour from the next request on. */
  script(script: Partial<Script>): void;
  close(): Promise<void>;
}

export interface TestPoolOptions {
  readonly scripted?: Partial<Script>;
  /** In tokens, of all members or by their names. */
  readonly contextSize?: number | Readonly<Record<string, number>>;
  readonly pool?: Partial<PoolOptions>;
  /** Bytes of the model files, by member name. */
  readonly models?: Readonly<Record<string, Buffer>>;
}

/** Starts nothing before its first use, as the real one. */
export function openTestPool(options: TestPoolOptions = {}): TestPool {
  const folder = mkdtempSync(path.join(tmpdir(), 'eidolon-pool-'));
  const userModelsDir = path.join(folder, 'user');
  const scriptFile = path.join(folder, 'script.json');
  const good = readFileSync(randomModel);
  writeCatalog(folder, options.models ?? { a: good, b: good }, options.contextSize ?? 512);
  const log = createRecordedLog();
  const script = (value: Partial<Script>): void => writeFileSync(scriptFile, JSON.stringify(value));
  if (options.scripted) script(options.scripted);
  const env: Readonly<Record<string, string>> = options.scripted
    ? { EIDOLON_SCRIPTED_ENGINE: scriptFile }
    : {};
  const pool = createPool({
    log,
    hostEntry,
    workerEntry,
    modelsDir: folder,
    userModelsDir,
    idleMs: 600_000,
    env,
    ...options.pool,
  });
  return {
    pool,
    modelsDir: folder,
    userModelsDir,
    logLines: log.lines,
    script,
    close: async () => {
      await pool.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeCatalog(
  folder: string,
  models: Readonly<Record<string, Buffer>>,
  contextSize: number | Readonly<Record<string, number>>,
): void {
  const rows = Object.entries(models).map(([name, bytes]) => {
    writeFileSync(path.join(folder, `${name}.gguf`), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return {
      id: `nano:${name}`,
      family: 'nano',
      title: name,
      file: `${name}.gguf`,
      sha256,
      contextSize: typeof contextSize === 'number' ? contextSize : (contextSize[name] ?? 512),
      promptFormat: 'nano',
    };
  });
  writeFileSync(path.join(folder, 'catalog.json'), JSON.stringify({ models: rows }));
}

/** A prompt of one question. */
export function ask(content: string): readonly Message[] {
  return [{ role: 'user', content }];
}

/** All chunks of a generation. */
export async function collect(
  member: Member,
  request: GenerateRequest,
  signal = new AbortController().signal,
): Promise<GenerateChunk[]> {
  const chunks: GenerateChunk[] = [];
  for await (const chunk of member.generate(request, signal)) chunks.push(chunk);
  return chunks;
}

/** The text of one sample. */
export function textOf(chunks: readonly GenerateChunk[], sample = 0): string {
  return chunks
    .map((chunk) => (chunk.kind === 'token' && chunk.sample === sample ? chunk.text : ''))
    .join('');
}
