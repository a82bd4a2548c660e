import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GenerateRequest, Member } from '../core/member.ts';
import { createStderrLog } from '../log.ts';
import { hashFile } from '../models/fileHash.ts';
import { createPool, type Pool } from '../pool/client.ts';
import { nanoShape, parameterCount, writeRandomModel } from './randomModel.ts';
import { openRawLoop } from './rawLoop.ts';
import { calibrationMs, median } from './statistics.ts';

/** Entry of `npm run bench:engine`: the engine's rows of DESIGN §5, as a table or with `--json`. */

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The bar, as DESIGN §5 puts it; absent for rows that only inform. */
  readonly bar?: { readonly at: 'least' | 'most'; readonly value: number };
}

const contextSize = 6144;
const rounds = 7;
const decodeTokens = 300;
const memberId = 'nano:bench';
const signal = new AbortController().signal;
const dist = fileURLToPath(new URL('../../dist/server', import.meta.url));

async function main(): Promise<void> {
  const json = process.argv.includes('--json');
  const work = await mkdtemp(path.join(tmpdir(), 'eidolon-bench-'));
  try {
    const rows = await measure(work);
    process.stdout.write(json ? `${JSON.stringify({ rows }, null, 2)}\n` : table(rows));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function measure(work: string): Promise<Row[]> {
  const rows: Row[] = [{ what: 'calibration loop', value: calibrationMs(), unit: 'ms' }];
  rows.push({
    what: 'this process, pool not started: resident memory',
    value: process.memoryUsage.rss() / 2 ** 20,
    unit: 'MB',
  });
  const file = await writeModels(work);
  rows.push({
    what: 'parameters of the random model',
    value: parameterCount(nanoShape) / 1e6,
    unit: 'million',
  });
  const pool = createPool({
    log: createStderrLog('warn'),
    hostEntry: path.join(dist, 'poolHost.mjs'),
    workerEntry: path.join(dist, 'worker.mjs'),
    modelsDir: work,
    idleMs: 600_000,
  });
  try {
    rows.push(await firstUse(pool));
    const member = pool.member(memberId);
    rows.push(...(await decodeSpeed(member, file)));
    rows.push(...(await batching(member)));
    rows.push(...(await prefixReuse(member)));
    rows.push(...(await abortLatency(member)));
  } finally {
    await pool.dispose();
  }
  rows.push({ what: 'calibration loop, again', value: calibrationMs(), unit: 'ms' });
  return rows;
}

async function writeModels(work: string): Promise<string> {
  const file = path.join(work, 'bench.gguf');
  await mkdir(work, { recursive: true });
  await writeRandomModel(file, nanoShape);
  const sha256 = await hashFile(file);
  const entry = {
    id: memberId,
    family: 'nano',
    file: 'bench.gguf',
    sha256,
    contextSize,
    promptFormat: 'nano',
  };
  await writeFile(path.join(work, 'catalog.json'), JSON.stringify({ models: [entry] }));
  return file;
}

async function firstUse(pool: Pool): Promise<Row> {
  const began = performance.now();
  await run(pool.member(memberId), { messages: question('hello'), maxTokens: 1, temperature: 0 });
  return { what: 'first answer after first use', value: performance.now() - began, unit: 'ms' };
}

/** Both in turn, so that a change of the machine's load meets both. */
async function decodeSpeed(member: Member, file: string): Promise<Row[]> {
  const raw = await openRawLoop(file, contextSize);
  const ratios: number[] = [];
  const speeds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const prompt = `${round} the cat sat on the mat`;
    const alone = await raw.decode(prompt, decodeTokens);
    const pooled = await run(member, {
      messages: question(prompt),
      maxTokens: decodeTokens,
      temperature: 0,
    });
    ratios.push(alone / pooled.decodeMs);
    speeds.push((decodeTokens - 1) / (pooled.decodeMs / 1000));
  }
  await raw.dispose();
  return [
    {
      what: 'decode speed through the pool / raw loop',
      value: median(ratios),
      unit: '×',
      bar: { at: 'least', value: 0.97 },
    },
    { what: 'decode speed through the pool', value: median(speeds), unit: 'tokens/s' },
  ];
}

async function batching(member: Member): Promise<Row[]> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const prompt = `${round} ${'one of eight samples '.repeat(4)}`;
    const request = { maxTokens: 64, temperature: 0.8, seed: round };
    const batch = await run(member, {
      ...request,
      messages: question(`batch ${prompt}`),
      samples: 8,
    });
    let inTurn = 0;
    for (let sample = 0; sample < 8; sample++) {
      const one = await run(member, {
        ...request,
        messages: question(`turn ${prompt}`),
        seed: round * 8 + sample,
      });
      inTurn += one.totalMs;
    }
    ratios.push(batch.totalMs / inTurn);
  }
  return [
    {
      what: '8 samples in one batch / in turn',
      value: median(ratios),
      unit: '×',
      bar: { at: 'most', value: 0.6 },
    },
  ];
}

async function prefixReuse(member: Member): Promise<Row[]> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const shared = `${round} ${'a long text that both requests begin with '.repeat(60)}`;
    const first = await run(member, {
      messages: question(`${shared} one`),
      maxTokens: 1,
      temperature: 0,
    });
    const second = await run(member, {
      messages: question(`${shared} two`),
      maxTokens: 1,
      temperature: 0,
    });
    ratios.push(second.totalMs / first.totalMs);
  }
  return [
    {
      what: 'second request with a shared prefix / first',
      value: median(ratios),
      unit: '×',
      bar: { at: 'most', value: 0.1 },
    },
  ];
}

/** How long the worker still works after a cancel: what a next request then waits for. */
async function abortLatency(member: Member): Promise<Row[]> {
  const waits: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const prompt = (kind: string): string => `${round} ${kind} ${'words and words '.repeat(500)}`;
    const full = await run(member, {
      messages: question(prompt('full')),
      maxTokens: 1,
      temperature: 0,
    });
    whole.push(full.totalMs);
    const controller = new AbortController();
    const request = { messages: question(prompt('cut')), maxTokens: 1, temperature: 0 };
    const reading = drain(member.generate(request, controller.signal)).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, full.totalMs / 4));
    controller.abort(new DOMException('cancelled', 'AbortError'));
    await reading;
    const next = await run(member, { messages: question('short'), maxTokens: 1, temperature: 0 });
    waits.push(next.totalMs);
  }
  return [
    { what: 'reading a 4,000-token prompt', value: median(whole), unit: 'ms' },
    { what: 'next answer after a cancel a quarter into it', value: median(waits), unit: 'ms' },
    {
      what: 'that / the whole prompt',
      value: median(waits) / median(whole),
      unit: '×',
      bar: { at: 'most', value: 0.1 },
    },
  ];
}

interface Timed {
  readonly totalMs: number;
  /** From the first token on. */
  readonly decodeMs: number;
}

async function run(member: Member, request: GenerateRequest): Promise<Timed> {
  const began = performance.now();
  let first: number | undefined;
  for await (const chunk of member.generate(request, signal)) {
    if (chunk.kind === 'failed') throw new Error(chunk.failure.message);
    if (chunk.kind === 'token') first ??= performance.now();
  }
  const ended = performance.now();
  return { totalMs: ended - began, decodeMs: ended - (first ?? began) };
}

async function drain(chunks: AsyncIterable<unknown>): Promise<void> {
  for await (const chunk of chunks) void chunk;
}

function question(content: string): GenerateRequest['messages'] {
  return [{ role: 'user', content }];
}

function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  return rows
    .map(({ what, value, unit, bar }) => {
      const figure = `${value.toFixed(value < 10 ? 3 : 0)} ${unit}`;
      const met = bar && (bar.at === 'least' ? value >= bar.value : value <= bar.value);
      const verdict = bar
        ? `  bar ${bar.at === 'least' ? '≥' : '≤'} ${bar.value}: ${met ? 'met' : 'MISSED'}`
        : '';
      return `${what.padEnd(width)}  ${figure.padStart(16)}${verdict}\n`;
    })
    .join('');
}

await main();
