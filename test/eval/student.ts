/**
 * A student against the ensemble that taught it, on the items of the nano suite and with the benchmark's own graders.
 * Usage: npx tsx test/eval/student.ts --bench nano.rows.jsonl --adapter FILE.gguf [--student BASE.gguf] [--answers FILE.jsonl]
 *   [--items 850] [--seed 1] [--timed 6]
 *
 * `--bench` is what `eidolon bench --suite nano --json nano.json` left beside its figures, for the same items and seed:
 * answers of the ensemble and of the baselines with all tools. Here the student, the generalist and the experts answer by themselves: one call
 * with the whole text, no tools, no checks, the domain given. An answer that is no difference of the function leaves it as it is.
 * The generalist is nano-language, as the experts ask it; the student is an adapter over it. For latency the ensemble is asked
 * here too, as it is built in dist/, about every sixth item (--timed), right after the student. With --answers a run goes on where it was stopped.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Member } from '../../server/core/member.ts';
import { createRandom } from '../../server/core/random.ts';
import { mean, quantile } from '../../server/core/confidence/numbers.ts';
import { studentPrompt } from '../../server/core/distill/rows.ts';
import { applyDifference } from '../../server/core/experts/codeRepairPrompt.ts';
import { comparable, type BenchItem } from '../../server/bench/item.ts';
import { median } from '../../server/bench/statistics.ts';
import { readPeople } from '../../server/bench/suites/people.ts';
import { suiteItems } from '../../server/bench/suites/suite.ts';
import { openGgufMember } from '../support/ggufMember.ts';
import { openBuiltEnsemble } from './builtEnsemble.ts';

interface Answered {
  readonly right: number;
  readonly ms: number;
}

type Column = ReadonlyMap<string, Answered>;
type Ask = (item: BenchItem) => Promise<string>;

const domains = ['logic', 'prose', 'code'];
const resamples = 2000;
const shipped = (name: string): string =>
  fileURLToPath(new URL(`../../server/models/nano-${name}.gguf`, import.meta.url));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      bench: { type: 'string' },
      student: { type: 'string', default: shipped('language') },
      adapter: { type: 'string' },
      answers: { type: 'string' },
      items: { type: 'string', default: '850' },
      seed: { type: 'string', default: '1' },
      timed: { type: 'string', default: '6' },
    },
  });
  const { bench, student, adapter } = values;
  if (!bench) throw new Error('--bench names a file');
  const items = suiteItems('nano', Number(values.seed), readPeople()).slice(
    0,
    Number(values.items),
  );
  const columns = new Map<string, Column>();
  for (const system of ['T', 'G1', 'G2', 'experts']) {
    const column = readColumn(bench, system, items);
    if (column !== undefined) columns.set(`${system}, with the tools`, column);
    else if (system === 'experts') throw new Error(`${bench} lacks items of the ensemble`);
  }
  const kept = new KeptAnswers(values.answers);
  columns.set('no change', await answers(items, (item) => Promise.resolve(item.text)));
  const generalist = ownPrompts(await open(shipped('language')));
  columns.set('G1 alone', await answers(items, generalist, kept.of('G1 alone')));
  const logic = ownPrompts(await open(shipped('logic')));
  columns.set(
    'experts alone, domain given',
    await answers(
      items.filter(({ domain }) => domain === 'logic'),
      logic,
      kept.of('nano-logic alone'),
      columns.get('G1 alone'),
    ),
  );
  const learner = studentAsk(await open(student, adapter));
  const name = `student ${path.basename(adapter ?? student)}`;
  columns.set('student alone', await answers(items, learner, kept.of(name)));
  report(items, columns, Number(values.seed));
  const timed = items.filter((_, at) => at % Number(values.timed) === 0);
  await latencies(timed, [
    ['the student', learner],
    ['G1 alone', generalist],
  ]);
}

function open(file: string, adapter?: string): Promise<Member> {
  return openGgufMember(file, 512, adapter);
}

/** The answers that a run of the benchmark wrote down; undefined unless every item is among them. */
function readColumn(file: string, system: string, items: readonly BenchItem[]): Column | undefined {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(
      (line) => JSON.parse(line) as { item?: string; system?: string; score?: number; ms?: number },
    )
    .filter((row) => row.system === system);
  const byItem = new Map(
    rows.map(({ item = '', score = 0, ms = 0 }) => [item, { right: score, ms }]),
  );
  return items.every(({ id }) => byItem.has(id)) ? byItem : undefined;
}

/** Answers that a stopped run wrote down, so that the next goes on behind them. */
class KeptAnswers {
  readonly #file: string | undefined;
  readonly #known = new Map<string, { readonly answer: string; readonly ms: number }>();

  constructor(file: string | undefined) {
    this.#file = file;
    if (file === undefined || !existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line === '') continue;
      const row = JSON.parse(line) as { item: string; system: string; answer: string; ms: number };
      this.#known.set(`${row.system} ${row.item}`, row);
    }
  }

  /** Asks about an item unless its answer by that system is known. */
  of(system: string): (item: BenchItem, ask: Ask) => Promise<{ answer: string; ms: number }> {
    return async (item, ask) => {
      const known = this.#known.get(`${system} ${item.id}`);
      if (known) return known;
      const fresh = await clocked(item, ask);
      const row = { item: item.id, system, domain: item.domain, ...fresh };
      if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(row)}\n`);
      return fresh;
    };
  }
}

async function clocked(item: BenchItem, ask: Ask): Promise<{ answer: string; ms: number }> {
  const began = performance.now();
  const answer = await ask(item);
  return { answer, ms: performance.now() - began };
}

/** Grades an answer to every item; of items that are not asked about those of `others` stay. */
async function answers(
  items: readonly BenchItem[],
  ask: Ask,
  asked: (item: BenchItem, ask: Ask) => Promise<{ answer: string; ms: number }> = clocked,
  others?: Column,
): Promise<Column> {
  const column = new Map(others);
  for (const item of items) {
    const { answer, ms } = await asked(item, ask);
    if (item.grader.kind !== 'edit') throw new Error(`${item.id} is no edit`);
    const right = item.grader.accept.some((text) => comparable(text) === comparable(answer));
    column.set(item.id, { right: Number(right), ms });
  }
  return column;
}

/** The prompts that the shipped models were trained on, about the whole text. */
function ownPrompts(member: Member): Ask {
  return async (item) => {
    const { domain, text, origin } = item;
    if (domain !== 'logic') return answered(member, item);
    const verb = origin === 'arithmetic' ? 'eval' : 'simplify';
    const chain = await generate(member, `${verb}: ${text}`);
    return chain.split(' = ').at(-1) ?? text;
  };
}

function studentAsk(member: Member): Ask {
  return (item) => answered(member, item);
}

async function answered(member: Member, { domain, languageId, text }: BenchItem): Promise<string> {
  const answer = await generate(member, studentPrompt({ domain, languageId, prompt: text }));
  return domain === 'code' ? (applyDifference(text, answer) ?? text) : answer;
}

/** How long the student and the ensemble take over the same items, one right after the other. */
async function latencies(
  items: readonly BenchItem[],
  asks: readonly (readonly [string, Ask])[],
): Promise<void> {
  const built = openBuiltEnsemble();
  const ensemble: Ask = ({ text, languageId, instruction }) =>
    built.refine({ text, languageId, ...(instruction && { instruction }) });
  // The first of each domain loads what it needs and does not count.
  for (const domain of domains) {
    const first = items.find((item) => item.domain === domain);
    if (first) await ensemble(first);
  }
  const times = new Map<string, number[]>();
  for (const item of items)
    for (const [name, ask] of [...asks, ['the ensemble', ensemble] as const])
      times.set(name, [...(times.get(name) ?? []), (await clocked(item, ask)).ms]);
  built.close();
  const whole = times.get('the ensemble') ?? [];
  for (const [name, own] of times) {
    const parts = [undefined, ...domains].map((domain) => {
      const of = (all: readonly number[]): number =>
        median(all.filter((_, at) => domain === undefined || items[at]?.domain === domain));
      return `${domain ?? 'all'} ${of(own).toFixed(0)} ms (${(of(own) / of(whole)).toFixed(2)})`;
    });
    process.stdout.write(
      `latency of ${name}, median (of the ensemble's), n ${items.length}: ${parts.join(', ')}; ` +
        `mean ${mean(own).toFixed(0)} ms (${(mean(own) / mean(whole)).toFixed(2)})\n`,
    );
  }
}

async function generate(member: Member, prompt: string): Promise<string> {
  let text = '';
  const request = {
    messages: [{ role: 'user' as const, content: prompt }],
    maxTokens: 256,
    temperature: 0,
  };
  for await (const chunk of member.generate(request, new AbortController().signal)) {
    // A text that does not fit into the context is a wrong answer.
    if (chunk.kind === 'failed') return '';
    if (chunk.kind === 'token') text += chunk.text;
  }
  return text;
}

function report(
  items: readonly BenchItem[],
  columns: ReadonlyMap<string, Column>,
  seed: number,
): void {
  const groups = domains.map((domain) => items.filter((item) => item.domain === domain));
  const accuracy = (column: Column, sample: readonly (readonly BenchItem[])[]): number =>
    mean(sample.map((group) => mean(group.map(({ id }) => column.get(id)?.right ?? 0))));
  for (const [name, column] of columns) {
    const each = groups.map((group) => accuracy(column, [group]));
    const parts = each.map((value, at) => `${domains[at]} ${(100 * value).toFixed(1)}`).join(', ');
    const ms = median(items.map(({ id }) => column.get(id)?.ms ?? 0));
    process.stdout.write(
      `${name.padEnd(30)} macro ${(100 * mean(each)).toFixed(1)}  (${parts})  median ${ms.toFixed(1)} ms\n`,
    );
  }
  const random = createRandom(seed);
  const of = (name: string): Column => columns.get(name) ?? new Map<string, Answered>();
  const baselines = ['G1, with the tools', 'G1 alone', 'no change'];
  for (const baseline of baselines.filter((name) => columns.has(name))) {
    const figures = (sample: readonly (readonly BenchItem[])[]): readonly number[] => {
      const [own, other, low] = ['student alone', 'experts, with the tools', baseline].map((name) =>
        accuracy(of(name), sample),
      );
      const gain = (other ?? 0) - (low ?? 0);
      return [
        100 * ((own ?? 0) - (low ?? 0)),
        100 * gain,
        (100 * ((own ?? 0) - (low ?? 0))) / gain,
      ];
    };
    const drawn = Array.from({ length: resamples }, () =>
      figures(
        groups.map((group) =>
          group.map(() => group[Math.floor(random() * group.length)] as BenchItem),
        ),
      ),
    );
    const whole = figures(groups);
    const told = whole.map((value, at) => {
      const all = drawn.map((row) => row[at] ?? 0);
      const [low, high] = [quantile(all, 0.025), quantile(all, 0.975)];
      return `${value.toFixed(1)} [${low.toFixed(1)}, ${high.toFixed(1)}]`;
    });
    process.stdout.write(
      `against ${baseline}: the student gains ${told[0]} points, the ensemble ${told[1]}; share kept ${told[2]} %\n`,
    );
  }
}

// The engine keeps the process alive, and this one has nothing left to do.
void main().then(() => process.exit(0));
