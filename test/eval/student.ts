/**
 * A student against the ensemble that taught it, on the items of the nano suite and with the benchmark's own graders.
 * Usage: npx tsx test/eval/student.ts --bench nano.rows.jsonl --student FILE.gguf [--adapter FILE.gguf] [--items 850] [--seed 1]
 *
 * `--bench` is what `eidolon bench --suite nano --json nano.json` left beside its figures, for the same items and seed:
 * answers of the ensemble and of the baselines with all tools. Here the student, the generalist and the experts answer by themselves: one call
 * with the whole text, no tools, no checks, the domain given.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Member } from '../../server/core/member.ts';
import { createRandom } from '../../server/core/random.ts';
import { mean, quantile } from '../../server/core/confidence/numbers.ts';
import { studentPrompt } from '../../server/core/distill/rows.ts';
import { comparable, type BenchItem } from '../../server/bench/item.ts';
import { median } from '../../server/bench/statistics.ts';
import { readPeople } from '../../server/bench/suites/people.ts';
import { suiteItems } from '../../server/bench/suites/suite.ts';
import { openGgufMember } from '../support/ggufMember.ts';

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
      student: { type: 'string' },
      adapter: { type: 'string' },
      items: { type: 'string', default: '850' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (!values.bench || !values.student) throw new Error('--bench and --student name files');
  const items = suiteItems('nano', Number(values.seed), readPeople()).slice(
    0,
    Number(values.items),
  );
  const columns = new Map<string, Column>();
  for (const system of ['T', 'G1', 'G2', 'experts'])
    columns.set(`${system}, with the tools`, readColumn(values.bench, system, items));
  columns.set('no change', await answers(items, (item) => Promise.resolve(item.text)));
  columns.set('G1 alone', await answers(items, shippedAsk(await open(shipped('general')))));
  const experts = new Map<string, Ask>();
  for (const domain of domains) experts.set(domain, shippedAsk(await open(shipped(domain))));
  columns.set(
    'experts alone, domain given',
    await answers(items, (item) => experts.get(item.domain)?.(item) ?? Promise.resolve(item.text)),
  );
  columns.set(
    'student alone',
    await answers(items, studentAsk(await open(values.student, values.adapter))),
  );
  report(items, columns, Number(values.seed));
}

function open(file: string, adapter?: string): Promise<Member> {
  return openGgufMember(file, 512, adapter);
}

/** The answers that a run of the benchmark wrote down; every item must be among them. */
function readColumn(file: string, system: string, items: readonly BenchItem[]): Column {
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
  const missing = items.filter(({ id }) => !byItem.has(id));
  if (missing.length > 0) throw new Error(`${missing.length} items have no row of ${system}`);
  return byItem;
}

async function answers(items: readonly BenchItem[], ask: Ask): Promise<Column> {
  const column = new Map<string, Answered>();
  for (const item of items) {
    const began = performance.now();
    const answer = await ask(item);
    const ms = performance.now() - began;
    if (item.grader.kind !== 'edit') throw new Error(`${item.id} is no edit`);
    const right = item.grader.accept.some((text) => comparable(text) === comparable(answer));
    column.set(item.id, { right: Number(right), ms });
  }
  return column;
}

/** The shipped models' own prompts; none of them was trained to write a whole function, so code stays as it is. */
function shippedAsk(member: Member): Ask {
  return async ({ domain, text, origin }) => {
    if (domain === 'prose') return generate(member, `fix: ${text}`);
    if (domain !== 'logic') return text;
    const verb = origin === 'arithmetic' ? 'eval' : 'simplify';
    const chain = await generate(member, `${verb}: ${text}`);
    return chain.split(' = ').at(-1) ?? text;
  };
}

function studentAsk(member: Member): Ask {
  return ({ domain, languageId, text }) =>
    generate(member, studentPrompt({ domain, languageId, prompt: text }));
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
  const ensemble = of('experts, with the tools');
  for (const baseline of ['G1, with the tools', 'G1 alone', 'no change']) {
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
  const ratio = (column: Column): number => median(items.map(({ id }) => column.get(id)?.ms ?? 0));
  process.stdout.write(
    `latency: ${(ratio(of('student alone')) / ratio(ensemble)).toFixed(3)} of the ensemble's (medians; rows and this run may have met another load)\n`,
  );
}

// The engine keeps the process alive, and this one has nothing left to do.
void main().then(() => process.exit(0));
