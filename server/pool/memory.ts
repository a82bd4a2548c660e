import { readdir, readFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';

/** A worker with a model, without all that depends on the model. */
export const processBytes = 120 * 1024 * 1024;
/**
 * The tokenizer's tables in a worker, for each token that they hold: 0.53 and 0.66 KB were measured beyond `processBytes` with
 * vocabularies of 128,256 and 151,936 tokens.
 */
const vocabularyEntryBytes = 640;
/** Left to the other programs, however little there is. */
const reserveBytes = 256 * 1024 * 1024;

/** Bytes that a new process can take without pushing others out; page cache counts as free. */
export async function availableMemory(): Promise<number> {
  if (process.platform === 'linux') {
    const found = /^MemAvailable:\s+(\d+) kB/m.exec(
      await readFile('/proc/meminfo', 'utf8').catch(() => ''),
    );
    if (found) return Number(found[1]) * 1024;
  }
  return freemem();
}

/** Of a cache in ggml's Q8_0: 34 bytes for 32 numbers, which take 64 at 16 bits. */
export const compactShare = 34 / 64;

/** Memory of a tokenizer's tables, in bytes. */
export function vocabularyBytes(tokens: number): number {
  return tokens * vocabularyEntryBytes;
}

/** What is known of a model's memory, in bytes but for the number of tokens in its vocabulary. */
export interface MemoryParts {
  readonly weights: number;
  readonly cache: number;
  readonly vocabulary: number;
}

/** Memory that loading a model takes, roughly: its weights, its cache, its vocabulary, and a process around them. */
export function neededMemory({ weights, cache, vocabulary }: MemoryParts): number {
  return weights + cache + vocabularyBytes(vocabulary) + processBytes;
}

/**
 * What all models may take together: what is free now and what those that are loaded have in `anonymous` memory. Weights
 * that are mapped from files the system counts as free already. Never more than `most`, the user's own bound.
 */
export async function modelBudget(anonymous: number, most = Infinity): Promise<number> {
  const free = (await availableMemory()) + anonymous - reserveBytes;
  return Math.max(0, Math.min(free, most, totalmem()));
}

const supplies = '/sys/class/power_supply';

/** Whether the machine runs on a battery; where the system does not tell, it does not. */
export async function runsOnBattery(folder = supplies): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  const read = (name: string, file: string): Promise<string> =>
    readFile(`${folder}/${name}/${file}`, 'utf8').then(
      (text) => text.trim(),
      () => '',
    );
  const mains = await Promise.all(
    names.map(async (name) =>
      (await read(name, 'type')) === 'Mains' ? read(name, 'online') : undefined,
    ),
  );
  const known = mains.filter((online) => online !== undefined);
  return known.length > 0 && known.every((online) => online === '0');
}
