// How many sentences the prose expert brings to what was meant, for one bar or weight after the other (server/core/experts/proseWeights.ts):
//   npx tsx test/eval/proseBars.ts ROWS.jsonl… --memo MEMO.jsonl [--search] [--half 0|1] [--model FILE.gguf]
// ROWS has {"text", "accept": [right texts]}, as damagedSentences.ts and the prose fixtures have it. What tools and model answer is kept in MEMO, so that
// only the first run is slow. With --search each number is tried a little lower and higher and kept where it helps; with --half it is searched on one half of
// the sentences, by a hash of the right text, and measured on both.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { proseExpert } from '../../server/core/experts/prose.ts';
import { proseThresholds, proseWeights } from '../../server/core/experts/proseWeights.ts';
import type { GenerateChunk, Member } from '../../server/core/member.ts';
import type { ExactTools } from '../../server/core/tools.ts';
import { proseTools } from '../../server/verify/prose/tools.ts';
import { appliedDrafts } from '../support/appliedDrafts.ts';
import { exactTools } from '../support/exactTools.ts';
import { openGgufMember } from '../support/ggufMember.ts';

interface Row {
  readonly text: string;
  readonly accept: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    memo: { type: 'string' },
    search: { type: 'boolean', default: false },
    half: { type: 'string' },
    model: { type: 'string' },
  },
});
const { memo } = values;
if (memo === undefined || positionals.length === 0)
  throw new Error('name files of rows, and with --memo a file for what is known');
/** A right sentence that is touched costs more than one that stays wrong. */
const rightWorth = 1.5;
const known = readMemo(memo);
const signal = new AbortController().signal;
const remembered = { tools: rememberedTools(), member: await rememberedMember() };

const rows = positionals.flatMap((file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row),
);
const halfOf = ({ accept }: Row): number => Number.parseInt(hashOf(accept[0]).slice(0, 2), 16) % 2;
const inHalf = (row: Row): boolean =>
  values.half === undefined || halfOf(row) === Number(values.half);
const [fitted, others] = [rows.filter(inHalf), rows.filter((row) => !inHalf(row))];
print('before', await measure(fitted), await measure(others));
if (values.search) print('after', await search(await measure(fitted)), await measure(others));
process.exit(0);

interface Figures {
  readonly worth: number;
  readonly mended: number;
  readonly wrong: number;
  readonly left: number;
  readonly right: number;
}

async function measure(some: readonly Row[]): Promise<Figures> {
  const sum = { worth: 0, mended: 0, wrong: 0, left: 0, right: 0 };
  for (const { text, accept } of some) {
    const isRight = accept.includes(text);
    const done = accept.includes(await refined(text));
    sum[isRight ? 'right' : 'wrong']++;
    if (!done) continue;
    sum[isRight ? 'left' : 'mended']++;
    sum.worth += isRight ? rightWorth : 1;
  }
  return sum;
}

/** One number after the other, each of a few steps away from where it is. */
async function search(start: Figures): Promise<Figures> {
  let best = start;
  for (const [owner, name, steps] of numbers()) {
    const from = owner[name] ?? 0;
    let keep = from;
    for (const step of steps) {
      owner[name] = from + step;
      const figures = await measure(fitted);
      if (figures.worth >= best.worth + 1) [best, keep] = [figures, from + step];
    }
    owner[name] = keep;
    process.stdout.write(`${name}: ${String(from)} → ${String(keep)}, ${String(best.worth)}\n`);
  }
  return best;
}

type Numbers = Record<string, number>;

function numbers(): readonly (readonly [Numbers, string, readonly number[]])[] {
  const { agreed, rule, counted, doubted, model } = proseWeights;
  const bars = model.even as Numbers;
  const nats = [-2, -1, 1, 2, 3];
  const shares = [-0.3, -0.15, 0.15, 0.3];
  return [
    ...Object.keys(bars).map((kind) => [bars, kind, nats] as const),
    [proseWeights as unknown as Numbers, 'erring', [-0.75, 0.75]],
    [proseThresholds as Numbers, 'sure', [-0.1, 0.05]],
    ...[agreed, rule, counted, doubted].flatMap((weights) =>
      Object.keys(weights).map((name) => [weights as Numbers, name, shares] as const),
    ),
  ];
}

async function refined(text: string): Promise<string> {
  const range = { start: 0, end: text.length };
  const input = { documentText: text, languageId: 'plaintext', range };
  const outcome = await proseExpert.draft(input, remembered, signal);
  return outcome.kind === 'drafts' ? appliedDrafts(text, outcome.drafts) : text;
}

function rememberedTools(): ExactTools {
  const tools = exactTools(proseTools);
  return {
    call: (method, params, aborted) =>
      remember([method, params], () => tools.call(method, params, aborted)),
  };
}

async function rememberedMember(): Promise<Member> {
  const shipped = path.join(import.meta.dirname, '../../server/models/nano-language.gguf');
  const member = await openGgufMember(values.model ?? shipped, 512);
  return {
    ...member,
    async *generate(request, aborted) {
      yield* await remember(['generate', request], async () => {
        const chunks: GenerateChunk[] = [];
        for await (const chunk of member.generate(request, aborted)) chunks.push(chunk);
        return chunks;
      });
    },
    score: (request, aborted) => remember(['score', request], () => member.score(request, aborted)),
  };
}

async function remember<T>(question: unknown, answer: () => Promise<T>): Promise<T> {
  const key = hashOf(JSON.stringify(question));
  if (known.has(key)) return known.get(key) as T;
  const found = await answer();
  known.set(key, found);
  appendFileSync(memo as string, `${JSON.stringify([key, found])}\n`);
  return found;
}

function readMemo(file: string): Map<string, unknown> {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').trim().split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line) as [string, unknown]));
}

function hashOf(text = ''): string {
  return createHash('sha256').update(text).digest('hex');
}

function print(when: string, fit: Figures, other: Figures): void {
  const shown = ({ worth, mended, wrong, left, right }: Figures): string =>
    `mended ${String(mended)} of ${String(wrong)}, left alone ${String(left)} of ${String(right)} (${String(worth)})`;
  const rest = others.length === 0 ? '' : `; the other half: ${shown(other)}`;
  process.stdout.write(`${when}: ${shown(fit)}${rest}\n`);
}
