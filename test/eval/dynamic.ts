/**
 * Measures the meta-controller on recorded members, cross-fitted in halves: every row is answered by plans and
 * statistics that were learned from the other half. For each price of cost its point on the accuracy–cost plane is
 * compared with the upper hull of the fixed plans (random mixing reaches every chord of it).
 * Usage: npx tsx test/eval/dynamic.ts DATAFOLDER [--plans] [--splits N]
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Answer } from '../../server/core/ensemble/answer.ts';
import { compileEnsemble } from '../../server/core/ensemble/compile.ts';
import { planName } from '../../server/core/ensemble/dynamic/plans.ts';
import { fitEnsemble, type CalibrationRow } from '../../server/core/ensemble/fitEnsemble.ts';
import type { Fitted } from '../../server/core/ensemble/fitted.ts';
import { parseEnsemble } from '../../server/core/ensemble/parseSpec.ts';
import type { Spec } from '../../server/core/ensemble/spec.ts';
import type { AnswerContext, Strategy } from '../../server/core/ensemble/strategy.ts';
import { createRandom } from '../../server/core/random.ts';
import type { TraceRecorder } from '../../server/core/trace.ts';
import type { RecordedFile } from '../../server/engines/recorded/format.ts';
import { parseRecorded } from '../../server/engines/recorded/parse.ts';
import { recordedMember } from '../../server/engines/recorded/recordedMember.ts';
import { grade } from '../../server/engines/recorded/truth.ts';
import { textTools } from '../support/askEnsemble.ts';

const { positionals, values } = parseArgs({
  options: {
    plans: { type: 'boolean', default: false },
    splits: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
const [folder = '.'] = positionals;
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const signal = new AbortController().signal;
const silent: TraceRecorder = {
  add: () => undefined,
  timer: () => () => 0,
  finish: () => ({ id: '', startedAt: '', steps: [], totalMs: 0 }),
};

interface Point {
  readonly cost: number;
  readonly accuracy: number;
}

type Costs = Readonly<Record<string, number>>;

interface Outcome {
  readonly right: boolean;
  readonly cost: number;
}

function readFile(name: string): RecordedFile {
  const parsed = parseRecorded(readFileSync(path.join(folder, name), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

function rowContext(file: RecordedFile, index: number, costs: Costs, price?: number) {
  const row = file.rows[index];
  if (!row) throw new Error(`there is no row ${index}`);
  const infos = new Map(file.members.map((info) => [info.id, info]));
  return {
    member: (id: string) => recordedMember(row, infos.get(id) ?? { id }),
    tools: textTools,
    trace: silent,
    seed: 0,
    conditions: { costs, ...(price !== undefined && { price }) },
  };
}

function calibrationRow(file: RecordedFile, index: number, costs: Costs): CalibrationRow {
  const row = file.rows[index];
  const truth = file.truths[index];
  if (!row || !truth) throw new Error(`there is no row ${index}`);
  return {
    key: `${row.question.prompt}\n${row.id}`,
    question: row.question,
    context: rowContext(file, index, costs),
    isRight: (answer) => grade(row.question, truth, answer),
  };
}

async function outcome(
  strategy: Strategy,
  file: RecordedFile,
  index: number,
  context: AnswerContext,
  costs: Costs,
): Promise<Outcome> {
  const row = file.rows[index];
  const truth = file.truths[index];
  const result = row && (await strategy.answer(row.question, context, signal));
  if (!row || !truth || !result?.ok) return { right: false, cost: 0 };
  return {
    right: grade(row.question, truth, result.value) === true,
    cost: costOf(result.value, costs),
  };
}

function costOf({ callsBy }: Answer, costs: Costs): number {
  return Object.entries(callsBy).reduce((sum, [id, calls]) => sum + calls * (costs[id] ?? 1), 0);
}

function pointOf(outcomes: readonly Outcome[]): Point {
  const mean = (of: (each: Outcome) => number): number =>
    outcomes.reduce((sum, each) => sum + of(each), 0) / outcomes.length;
  return { cost: mean(({ cost }) => cost), accuracy: mean(({ right }) => (right ? 1 : 0)) };
}

/** Height at `cost` of the upper hull of the points, flat beyond the best of them. */
function hullAt(points: readonly Point[], cost: number): number {
  let height = Number.NEGATIVE_INFINITY;
  for (const one of points) {
    if (one.cost <= cost + 1e-9) height = Math.max(height, one.accuracy);
    for (const other of points) {
      if (one.cost > cost || other.cost < cost || other.cost <= one.cost) continue;
      const share = (cost - one.cost) / (other.cost - one.cost);
      height = Math.max(height, one.accuracy + share * (other.accuracy - one.accuracy));
    }
  }
  return height;
}

/** Which half each row is in: the first split by turns, every other one by lot. */
function halvesOf(rows: number, split: number): readonly number[] {
  const turns = Array.from({ length: rows }, (_, index) => index % 2);
  if (split === 0) return turns;
  const random = createRandom(split);
  const lots = turns.map((half) => [random(), half] as const);
  return lots.sort((one, other) => one[0] - other[0]).map(([, half]) => half);
}

async function fitHalves(
  strategy: Strategy,
  file: RecordedFile,
  halves: readonly number[],
  costs: Costs,
): Promise<readonly Fitted[]> {
  const half = (which: number): readonly CalibrationRow[] =>
    file.rows.flatMap((_, index) =>
      halves[index] === which ? [calibrationRow(file, index, costs)] : [],
    );
  // Rows of half 0 are answered by what half 1 taught.
  return [
    await fitEnsemble(strategy, half(1), signal),
    await fitEnsemble(strategy, half(0), signal),
  ];
}

async function measure(
  name: string,
  title: string,
  costs: Costs,
  more: readonly unknown[],
): Promise<void> {
  const file = readFile(name);
  const members = file.members.map(({ id }) => id);
  const standard = parseEnsemble({ kind: 'dynamic' }, { members });
  if (!standard.ok || standard.value.kind !== 'dynamic') throw new Error('no plans');
  const extra = more.map((each): Spec => {
    const parsed = parseEnsemble(each, { members });
    if (!parsed.ok) throw new Error(parsed.failure.message);
    return parsed.value;
  });
  const plans = [...(standard.value.plans ?? []), ...extra];
  const compiled = compileEnsemble({ kind: 'dynamic', plans });
  if (!compiled.ok) throw new Error(compiled.failure.message);
  const strategy = compiled.value;
  for (let split = 0; split < Number(values.splits); split++)
    await measureSplit({ file, strategy, plans, costs, split, title: `${name}, ${title}` });
}

interface Split {
  readonly file: RecordedFile;
  readonly strategy: Strategy;
  readonly plans: readonly Spec[];
  readonly costs: Costs;
  readonly split: number;
  readonly title: string;
}

async function measureSplit({ file, strategy, plans, costs, split, title }: Split): Promise<void> {
  const halves = halvesOf(file.rows.length, split);
  const fits = await fitHalves(strategy, file, halves, costs);
  const run = async (which: Strategy, price?: number): Promise<readonly Outcome[]> =>
    Promise.all(
      file.rows.map((_, index) => {
        const fitted = fits[halves[index] ?? 0];
        if (!fitted) throw new Error('no fit');
        const context = { ...rowContext(file, index, costs, price), fitted };
        return outcome(which, file, index, context, costs);
      }),
    );
  const points: Point[] = [];
  for (const child of strategy.children) points.push(pointOf(await run(child)));
  print(`${title}: n=${file.rows.length}, ${plans.length} plans, split ${split}`);
  if (values.plans) {
    points.forEach(({ cost, accuracy }, at) =>
      print(`  ${accuracy.toFixed(4)} at ${cost.toFixed(2)}  ${planName(plans[at] as Spec)}`),
    );
  }
  for (const price of [0, 0.01, 0.05, 0.2, 1]) {
    const point = pointOf(await run(strategy, price));
    const hull = hullAt(points, point.cost);
    const gap = point.accuracy - hull;
    print(
      `  price ${String(price).padEnd(4)} accuracy ${point.accuracy.toFixed(4)} at ${point.cost.toFixed(2)}, ` +
        `hull ${hull.toFixed(4)}, ${gap >= 0 ? 'over' : 'under'} it by ${(100 * Math.abs(gap)).toFixed(2)} points`,
    );
  }
}

const equal: Costs = {};
const bySize: Costs = {
  '6b_finetuning': 1,
  '6b_verification': 1,
  '175b_finetuning': 20,
  '175b_verification': 20,
};
const two = ['6b_finetuning', '6b_verification'];
const cascade = {
  kind: 'cascade',
  steps: [{ kind: 'vote', members: two }, '175b_verification'],
};
await measure('gsm8k.jsonl', 'one per call', equal, [cascade]);
await measure('gsm8k.jsonl', '175B costs 20 times 6B', bySize, [cascade]);
await measure('cruxeval-output.jsonl', 'one per call', equal, []);
await measure('cruxeval-input.jsonl', 'one per call', equal, []);
