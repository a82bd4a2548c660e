import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { families, type FamilyName } from './gguf/families.ts';
import {
  writeRandomAdapter,
  writeRandomFamily,
  type RandomFamilyModel,
} from './gguf/randomFamily.ts';
import { poolPids, proportionalMemory, type ProportionalMemory } from './poolMemory.ts';
import { answerShortly, openPoolOf, type PoolFile } from './randomPool.ts';

/**
 * Entry of `npm run bench:lora`: memory of three LoRA experts over one base of real size against three whole models of
 * that size, all of random weights, each after it has answered a question through the pool.
 *
 *     npm run bench:lora -- [--family llama] [--size 1B] [--format Q8_0] [--rank 16] [--context 4096] [--sequences N] [--json]
 *
 * Without `--sequences` each member gets as many parallel sequences as the pool gives it by default.
 */

const experts = ['code', 'logic', 'prose'] as const;
const mostShare = 0.45;

interface Measured {
  readonly memory: ProportionalMemory;
  readonly firstMs: number;
  readonly tokensPerSecond: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      family: { type: 'string', default: 'llama' },
      size: { type: 'string', default: '1B' },
      format: { type: 'string', default: 'Q8_0' },
      rank: { type: 'string', default: '16' },
      context: { type: 'string', default: '4096' },
      sequences: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { family, size, format } = values;
  if (!isFamily(family)) throw new Error(`--family is one of ${Object.keys(families).join(', ')}`);
  if (format !== 'Q8_0' && format !== 'Q4_K' && format !== 'F16')
    throw new Error('--format is one of Q8_0, Q4_K, F16');
  const model: RandomFamilyModel = { family, size, format };
  const contextSize = Number(values.context);
  const shape = {
    contextSize,
    ...(values.sequences !== undefined && { sequences: Number(values.sequences) }),
  };
  const work = await mkdtemp(path.join(tmpdir(), 'eidolon-lora-'));
  try {
    const parameters = await writeRandomFamily(path.join(work, 'base.gguf'), model);
    const one = await loraExperts(work, model, Number(values.rank), shape);
    const three = await wholeExperts(work, model, shape);
    report({ model, parameters, shape, rank: Number(values.rank), one, three }, values.json);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function isFamily(name: string): name is FamilyName {
  return name in families;
}

type Shape = Pick<PoolFile, 'contextSize' | 'sequences'>;

async function loraExperts(
  work: string,
  model: RandomFamilyModel,
  rank: number,
  shape: Shape,
): Promise<Measured> {
  const base = { id: 'file:base', file: path.join(work, 'base.gguf'), ...shape };
  const files: PoolFile[] = [base];
  for (const [at, name] of experts.entries()) {
    const file = path.join(work, `${name}.gguf`);
    await writeRandomAdapter(file, { ...model, rank, seed: 100 + at });
    files.push({ id: `file:${name}`, file, base: base.id, ...shape });
  }
  return measure(path.join(work, 'one'), files);
}

/** The base's own file is the first of the three; each later one takes the place of nothing that is still needed. */
async function wholeExperts(
  work: string,
  model: RandomFamilyModel,
  shape: Shape,
): Promise<Measured> {
  const files: PoolFile[] = [];
  for (const [at, name] of experts.entries()) {
    const file = path.join(work, at === 0 ? 'base.gguf' : `whole-${name}.gguf`);
    if (at > 0) await writeRandomFamily(file, { ...model, seed: 1 + at });
    files.push({ id: `file:${name}`, file, ...shape });
  }
  return measure(path.join(work, 'three'), files);
}

async function measure(folder: string, files: readonly PoolFile[]): Promise<Measured> {
  const maxTokens = 8;
  const pool = await openPoolOf(folder, files);
  try {
    const times: { firstMs: number; decodeMs: number }[] = [];
    for (const name of experts) times.push(await answerShortly(pool, `file:${name}`, maxTokens));
    const memory = await proportionalMemory(poolPids(pool));
    if (!memory) throw new Error('this system does not tell the memory of a process (no /proc)');
    const sum = (of: (time: (typeof times)[number]) => number): number =>
      times.reduce((total, time) => total + of(time), 0);
    return {
      memory,
      firstMs: sum(({ firstMs }) => firstMs),
      tokensPerSecond:
        (experts.length * (maxTokens - 1)) / (sum(({ decodeMs }) => decodeMs) / 1000),
    };
  } finally {
    await pool.dispose();
  }
}

interface Report {
  readonly model: RandomFamilyModel;
  readonly parameters: number;
  readonly shape: Shape;
  readonly rank: number;
  readonly one: Measured;
  readonly three: Measured;
}

function report(result: Report, json: boolean): void {
  const share = result.one.memory.total / result.three.memory.total;
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...result, share }, null, 2)}\n`);
    return;
  }
  const { model, parameters, shape, rank, one, three } = result;
  const line = (name: string, { memory, firstMs, tokensPerSecond }: Measured): string =>
    `${name.padEnd(34)} ${megabytes(memory.total)} MB resident, ${megabytes(memory.files)} of them mapped files; ` +
    `all three loaded and answering after ${(firstMs / 1000).toFixed(1)} s; ${tokensPerSecond.toFixed(1)} tokens/s\n`;
  process.stdout.write(
    `${model.family} ${model.size}, ${model.format}: ${(parameters / 1e6).toFixed(0)} million parameters; ` +
      `context ${shape.contextSize}, ${shape.sequences ?? 'default'} sequences\n` +
      line(`three LoRA experts of rank ${rank}`, one) +
      line('three whole models', three) +
      `share ${(100 * share).toFixed(1)} %  bar ≤ ${100 * mostShare} %: ${share <= mostShare ? 'met' : 'MISSED'}\n`,
  );
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

await main();
