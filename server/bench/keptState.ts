import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Pool } from '../pool/client.ts';
import { median } from './statistics.ts';

/** Tokens of the conversation, about; the models here read a word in two or three. */
const words = 600;
const pollMs = 20;

/** Medians over rounds of a conversation that goes on after its model had left the memory. */
export interface KeptStateFigures {
  /** Time to the first token with the state from disk, in shares of that without. */
  readonly ratio: number;
  /** Time to the first token with the state from disk, in milliseconds. */
  readonly firstMs: number;
}

/**
 * Has a model read a conversation, ends its process, loads it again and asks on: with what it kept in a folder, and without. The
 * loading itself is left out, since it is the same for both.
 */
export async function measureKeptState(
  pool: Pool,
  id: string,
  folder: string,
  rounds: number,
): Promise<KeptStateFigures> {
  const ratios: number[] = [];
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const text = `${round} ${'what they said to each other on the way '.repeat(words / 8)}`;
    const keepStateIn = path.join(folder, String(round));
    await mkdir(keepStateIn, { recursive: true, mode: 0o700 });
    const without = await goOn(pool, id, text);
    const within = await goOn(pool, id, text, keepStateIn);
    if ((await readdir(keepStateIn)).length === 0) throw new Error('no state was kept');
    ratios.push(within / without);
    times.push(within);
  }
  return { ratio: median(ratios), firstMs: median(times) };
}

async function goOn(pool: Pool, id: string, text: string, keepStateIn?: string): Promise<number> {
  await firstTokenMs(pool, id, text, keepStateIn);
  await unload(pool, id);
  await firstTokenMs(pool, id, 'hello');
  return firstTokenMs(pool, id, `${text} and then`, keepStateIn);
}

async function firstTokenMs(
  pool: Pool,
  id: string,
  content: string,
  keepStateIn?: string,
): Promise<number> {
  const began = performance.now();
  const messages = [{ role: 'user' as const, content }];
  const request = { messages, maxTokens: 1, temperature: 0, ...(keepStateIn && { keepStateIn }) };
  for await (const chunk of pool.member(id).generate(request, new AbortController().signal))
    if (chunk.kind === 'failed') throw new Error(chunk.failure.message);
  return performance.now() - began;
}

async function unload(pool: Pool, id: string): Promise<void> {
  const holds = (): boolean => pool.status().workers.some(({ models }) => models.includes(id));
  pool.unload(id);
  while (holds()) await new Promise((resolve) => setTimeout(resolve, pollMs));
}
