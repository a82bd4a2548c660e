import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GenerateRequest, Member } from '../core/member.ts';
import { createStderrLog } from '../log.ts';
import { hashFile } from '../models/fileHash.ts';
import { createPool, type Pool } from '../pool/client.ts';
import {
  nanoShape,
  parameterCount,
  writeRandomModel,
  type RandomModelShape,
} from './randomModel.ts';
import { measureKeptState } from './keptState.ts';
import { openRawLoop } from './rawLoop.ts';
import { poolPids } from './poolMemory.ts';
import { idleSidecarMegabytes, processorMs } from './processes.ts';
import { largeDocumentRatio, routerDecisionMs } from './refineRows.ts';
import { calibrationMs, median } from './statistics.ts';

/**
 * Entry of `npm run bench:engine`: the engine's rows of the design's numbers, as a table or with `--json`;
 * `--only refine|decode|larger|largest|lookup|draft|batch|prefix|abort|state` measures one of them.
 */

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The bar, as DESIGN §5 puts it; absent for rows that only inform. */
  readonly bar?: { readonly at: 'least' | 'most'; readonly value: number };
}

const contextSize = 6144;
const rounds = 5;
/** Reading thousands of tokens takes seconds. */
const longRounds = 3;
const decodeRounds = 15;
/** A large model is slow enough that few rounds settle the ratio. */
const largestRounds = 7;
const lookupRounds = 7;
const memberId = 'nano:bench';
const largerId = 'nano:larger';
const largestId = 'nano:largest';
const spellingId = 'nano:spelling';
/** The same with a draft model that is right, and with one that is sure and wrong. */
const draftedId = 'nano:drafted';
const misledId = 'nano:misled';
const rightDraftId = 'nano:right';
const wrongDraftId = 'nano:wrong';
/** Small for a real model, and large enough that its own work counts for more than the loop around it. */
const largerShape = { ...nanoShape, width: 384, layers: 6, heads: 6, feedForward: 1024 };
/** The order of the smallest models that people add themselves. */
const largestShape = { ...nanoShape, width: 768, layers: 12, heads: 12, feedForward: 2048 };
const signal = new AbortController().signal;
const dist = fileURLToPath(new URL('../../dist/server', import.meta.url));

async function main(): Promise<void> {
  const json = process.argv.includes('--json');
  const work = await mkdtemp(path.join(tmpdir(), 'eidolon-bench-'));
  try {
    const at = process.argv.indexOf('--only');
    const rows = await measure(work, at < 0 ? undefined : process.argv[at + 1]);
    process.stdout.write(json ? `${JSON.stringify({ rows }, null, 2)}\n` : table(rows));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function measure(work: string, only: string | undefined): Promise<Row[]> {
  const rows: Row[] = [{ what: 'calibration loop', value: calibrationMs(), unit: 'ms' }];
  rows.push({
    what: 'sidecar, started and idle: resident memory',
    value: await idleSidecarMegabytes(path.join(dist, 'main.mjs')),
    unit: 'MB',
    bar: { at: 'most', value: 120 },
  });
  if (only === undefined || only === 'refine') rows.push(...(await refining()));
  await writeModels(work);
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
    const parts = {
      decode: () => decodeSpeed(pool, memberId, modelFile(work, memberId), nanoShape, 200),
      larger: () => decodeSpeed(pool, largerId, modelFile(work, largerId), largerShape, 40),
      largest: () =>
        decodeSpeed(pool, largestId, modelFile(work, largestId), largestShape, 20, largestRounds),
      lookup: () => lookingUp(pool, modelFile(work, spellingId)),
      draft: () => drafting(pool, modelFile(work, spellingId)),
      batch: async () => [
        ...(await batching(pool, memberId, modelFile(work, memberId), nanoShape)),
        ...(await batching(pool, largerId, modelFile(work, largerId), largerShape)),
      ],
      prefix: () => prefixReuse(member),
      abort: () => abortLatency(member),
      // The last, as it ends the process that the others measured.
      state: () => goingOn(pool, path.join(work, 'states')),
    };
    for (const [name, part] of Object.entries(parts)) {
      if (only === undefined || only === name) rows.push(...(await part()));
    }
  } finally {
    await pool.dispose();
  }
  rows.push({ what: 'calibration loop, again', value: calibrationMs(), unit: 'ms' });
  return rows;
}

async function refining(): Promise<Row[]> {
  return [
    {
      what: 'router decision',
      value: routerDecisionMs(),
      unit: 'ms',
      bar: { at: 'most', value: 1 },
    },
    {
      what: 'refine in a file of 50,000 lines / of 50 lines',
      value: await largeDocumentRatio(path.join(dist, 'main.mjs')),
      unit: '×',
      bar: { at: 'most', value: 1.1 },
    },
  ];
}

/** The models of random weights, and the catalogue that makes the pool take them for shipped ones. */
async function writeModels(work: string): Promise<void> {
  const models = [];
  for (const [id, shape] of [
    [memberId, nanoShape],
    [largerId, largerShape],
    [largestId, largestShape],
    [spellingId, { ...largestShape, spells: true }],
    [rightDraftId, { ...nanoShape, spells: true }],
    [wrongDraftId, { ...nanoShape, spells: true, backwards: true }],
  ] as const) {
    const file = modelFile(work, id);
    await writeRandomModel(file, shape);
    const row = { family: 'nano', sha256: await hashFile(file), contextSize, promptFormat: 'nano' };
    models.push({ ...row, id, file });
    if (id !== spellingId) continue;
    models.push({ ...row, id: draftedId, file, draft: rightDraftId });
    models.push({ ...row, id: misledId, file, draft: wrongDraftId });
  }
  await writeFile(path.join(work, 'catalog.json'), JSON.stringify({ models }));
}

function modelFile(work: string, id: string): string {
  return path.join(work, `${id.replace(':', '-')}.gguf`);
}

async function firstUse(pool: Pool): Promise<Row> {
  const began = performance.now();
  await run(pool.member(memberId), { messages: question('hello'), maxTokens: 1, temperature: 0 });
  const value = performance.now() - began;
  return {
    what: 'first answer after first use',
    value,
    unit: 'ms',
    bar: { at: 'most', value: 2000 },
  };
}

function sizeOf(shape: RandomModelShape): string {
  return `${(parameterCount(shape) / 1e6).toFixed(1)} million parameters`;
}

/** Both in turn and short, so that what a busy machine adds meets both; the middle ratio counts. */
async function decodeSpeed(
  pool: Pool,
  id: string,
  file: string,
  shape: RandomModelShape,
  maxTokens: number,
  roundCount: number = decodeRounds,
): Promise<Row[]> {
  const raw = await openRawLoop(file, contextSize);
  const ratios: number[] = [];
  const times: number[] = [];
  const work = { alone: 0, pooled: 0 };
  for (let round = 0; round < roundCount; round++) {
    const prompt = `${round % 2} the cat sat on the mat`;
    const began = await processorMs([process.pid]);
    const alone = await raw.decode(prompt, maxTokens);
    work.alone += (await processorMs([process.pid])) - began;
    const pids = poolPids(pool);
    const before = await processorMs(pids);
    const request = { messages: question(prompt), maxTokens, temperature: 0 };
    const { decodeMs } = await run(pool.member(id), request);
    work.pooled += (await processorMs(pids)) - before;
    ratios.push(alone / decodeMs);
    times.push(decodeMs);
  }
  await raw.dispose();
  const speed = (maxTokens - 1) / (median(times) / 1000);
  return [
    {
      what: `decode speed through the pool / raw loop, ${sizeOf(shape)}`,
      value: median(ratios),
      unit: '×',
      bar: { at: 'least', value: 0.97 },
    },
    { what: '  the same by processor time', value: work.alone / work.pooled, unit: '×' },
    { what: '  tokens through the pool', value: speed, unit: 'tokens/s' },
  ];
}

/**
 * Prompt lookup against the raw loop: with a prediction of which one word in twenty is wrong, as of an edit; with one
 * that goes wrong wherever it is believed; and with none. Each text is said once before, so that it can be predicted.
 */
async function lookingUp(pool: Pool, file: string): Promise<Row[]> {
  const raw = await openRawLoop(file, contextSize);
  const member = pool.member(spellingId);
  const ratios = { edit: [] as number[], wrong: [] as number[], none: [] as number[] };
  for (let round = 0; round < lookupRounds; round++) {
    const prompt = `${round} what the cat on the mat did next`;
    const request = { messages: question(prompt), maxTokens: 48, temperature: 0 };
    const said = await run(member, request);
    const predictions = {
      edit: spoilt(said.pieces, 20),
      wrong: misleading(said.pieces),
      none: undefined,
    };
    for (const kind of ['edit', 'wrong', 'none'] as const) {
      const alone = await raw.decode(prompt, said.pieces.length);
      const prediction = predictions[kind];
      const { decodeMs } = await run(member, {
        ...request,
        ...(prediction !== undefined && { prediction }),
      });
      ratios[kind].push(alone / decodeMs);
    }
  }
  await raw.dispose();
  return [
    {
      what: 'answer that repeats a text with edits, raw loop / prompt lookup',
      value: median(ratios.edit),
      unit: '×',
      bar: { at: 'least', value: 1.3 },
    },
    {
      what: '  the same where every guess is wrong',
      value: median(ratios.wrong),
      unit: '×',
      bar: { at: 'least', value: 0.97 },
    },
    {
      what: '  the same where there is nothing to repeat',
      value: median(ratios.none),
      unit: '×',
      bar: { at: 'least', value: 0.97 },
    },
  ];
}

/**
 * A draft model against the raw loop: one that says the same, and one that is sure of something else. No text repeats, so
 * that the prompt gives no guess.
 */
async function drafting(pool: Pool, file: string): Promise<Row[]> {
  const raw = await openRawLoop(file, contextSize);
  const ratios = new Map([draftedId, misledId].map((id) => [id, [] as number[]]));
  for (let round = 0; round < lookupRounds; round++) {
    const prompt = `${round} what the cat on the mat did next`;
    for (const [id, found] of ratios) {
      const request = { messages: question(prompt), maxTokens: 48, temperature: 0 };
      const alone = await raw.decode(prompt, request.maxTokens);
      const { decodeMs } = await run(pool.member(id), request);
      found.push(alone / decodeMs);
    }
  }
  await raw.dispose();
  return [
    {
      what: 'answer with a draft model that is right, raw loop / drafted',
      value: median(ratios.get(draftedId) ?? []),
      unit: '×',
      bar: { at: 'least', value: 1.3 },
    },
    {
      what: '  the same with one that is sure and wrong',
      value: median(ratios.get(misledId) ?? []),
      unit: '×',
      bar: { at: 'least', value: 0.97 },
    },
  ];
}

/** After any three words of the text that follow each other, another one than comes next. */
function misleading(pieces: readonly string[]): string {
  return pieces.map((_, at) => `${pieces.slice(at, at + 3).join('')} Z`).join('');
}

/** The text with every so many words another one. */
function spoilt(pieces: readonly string[], every: number): string {
  return pieces.map((piece, at) => (at % every === every - 1 ? ' Z' : piece)).join('');
}

/** Through the pool, and by the library alone: a model so small that its weights cost little gains little by a batch. */
async function batching(
  pool: Pool,
  id: string,
  file: string,
  shape: RandomModelShape,
): Promise<Row[]> {
  const raw = await openRawLoop(file, contextSize);
  const member = pool.member(id);
  const ratios: number[] = [];
  const alone: number[] = [];
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
    alone.push(await raw.eightTogether(prompt, request.maxTokens));
  }
  await raw.dispose();
  return [
    {
      what: `8 samples in one batch / in turn, ${sizeOf(shape)}`,
      value: median(ratios),
      unit: '×',
      bar: { at: 'most', value: 0.6 },
    },
    { what: '  the same by the library alone', value: median(alone), unit: '×' },
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

async function goingOn(pool: Pool, folder: string): Promise<Row[]> {
  const { ratio, firstMs } = await measureKeptState(pool, spellingId, folder, longRounds);
  return [
    {
      what: 'first token of a conversation after a reload, with its state from disk / without',
      value: ratio,
      unit: '×',
      bar: { at: 'most', value: 0.2 },
    },
    { what: '  with its state from disk', value: firstMs, unit: 'ms' },
  ];
}

/** How long the worker still works after a cancel: what a next request then waits for. */
async function abortLatency(member: Member): Promise<Row[]> {
  const waits: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < longRounds; round++) {
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
  /** The text, token by token. */
  readonly pieces: readonly string[];
}

async function run(member: Member, request: GenerateRequest): Promise<Timed> {
  const began = performance.now();
  let first: number | undefined;
  const pieces: string[] = [];
  for await (const chunk of member.generate(request, signal)) {
    if (chunk.kind === 'failed') throw new Error(chunk.failure.message);
    if (chunk.kind !== 'token') continue;
    first ??= performance.now();
    pieces.push(chunk.text);
  }
  const ended = performance.now();
  return { totalMs: ended - began, decodeMs: ended - (first ?? began), pieces };
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
