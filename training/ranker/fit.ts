/**
 * Fits the weights that turn the evidence for a repair into a probability.
 * Usage: npx tsx training/ranker/fit.ts --in FEATURES.jsonl… --test FEATURES.jsonl… [--out FILE] [--ignore NAME…]
 *   [--opinions]
 *
 * FEATURES come from test/eval/codeFeatures.ts. The model is a softmax over all repairs of a function and "leave it
 * alone", which scores 0 (McFadden's conditional logit); it is fitted by gradient ascent with an L2 penalty. With
 * `--opinions` the evidence keeps its weights, and how it weighs beside a member's opinion is fitted.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  evidenceInputs,
  evidenceScore,
  opinionInputs,
  type Evident,
} from '../../server/core/experts/codeEvidence.ts';
import { codeWeights } from '../../server/core/experts/codeWeights.ts';

const { values } = parseArgs({
  options: {
    in: { type: 'string', multiple: true, default: [] },
    test: { type: 'string', multiple: true, default: [] },
    ignore: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
    keep: { type: 'string', default: '1' },
    l2: { type: 'string', default: '0.002' },
    opinions: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

interface Row {
  readonly kind: string;
  readonly edit: string;
  readonly right: boolean;
  readonly group: number;
  readonly features: Readonly<Record<string, number>>;
}

interface Example {
  readonly id: string;
  readonly name: string;
  readonly isBug: boolean;
  readonly rows: readonly Row[];
}

/** Functions of one item come in one example: at most one of them holds the mistake. */
function read(files: readonly string[]): readonly Example[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Example),
  );
}

/** Names of all inputs, by the place of their weight. */
const names: string[] = [];
const places = new Map<string, number>();
let weights = new Float64Array(0);

/** The inputs of a row: places of weights and values side by side. */
interface Inputs {
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** The inputs of a row, without those that are to be ignored. */
function inputsOf(row: Row): Inputs {
  const at: number[] = [];
  const amounts: number[] = [];
  for (const [name, value] of values.opinions ? withOpinion(row) : evidenceInputs(evidentOf(row))) {
    if (values.ignore.includes(name) || value === 0) continue;
    at.push(placeOf(name));
    amounts.push(value);
  }
  return { at, values: amounts };
}

function evidentOf({
  kind,
  features: { rule = 0, repair, alone, after, ...features },
}: Row): Evident {
  return { kind, prior: rule, features };
}

function withOpinion(row: Row): ReadonlyMap<string, number> {
  const { repair, alone, after } = row.features;
  return opinionInputs(evidenceScore(evidentOf(row), codeWeights), { repair, alone, after });
}

function placeOf(name: string): number {
  const known = places.get(name);
  if (known !== undefined) return known;
  places.set(name, names.length);
  return names.push(name) - 1;
}

function scoreOf({ at, values: amounts }: Inputs): number {
  let score = 0;
  for (let place = 0; place < at.length; place += 1)
    score += (weights[at[place] ?? 0] ?? 0) * (amounts[place] ?? 0);
  return score;
}

interface Prepared {
  readonly inputs: readonly Inputs[];
  readonly right: readonly boolean[];
  readonly hasRight: boolean;
  readonly importance: number;
}

function fit(examples: readonly Example[]): void {
  const prepared = examples.map((example): Prepared => {
    const hasRight = example.isBug && example.rows.some((row) => row.right);
    return {
      inputs: example.rows.map(inputsOf),
      right: example.rows.map((row) => row.right),
      hasRight,
      importance: hasRight ? 1 : Number(values.keep),
    };
  });
  weights = new Float64Array(names.length);
  const squares = new Float64Array(names.length);
  for (let round = 0; round < 300; round += 1) {
    const gradient = new Float64Array(names.length);
    for (const example of prepared) addGradient(example, gradient);
    for (let place = 0; place < names.length; place += 1) {
      const weight = weights[place] ?? 0;
      const slope = (gradient[place] ?? 0) / prepared.length - Number(values.l2) * weight;
      squares[place] = (squares[place] ?? 0) + slope * slope;
      weights[place] = weight + (0.5 * slope) / Math.sqrt((squares[place] ?? 0) + 1e-12);
    }
  }
}

function addGradient(
  { inputs, right, hasRight, importance }: Prepared,
  gradient: Float64Array,
): void {
  const scores = inputs.map(scoreOf);
  const most = Math.max(0, ...scores);
  const exps = scores.map((score) => Math.exp(score - most));
  const total = Math.exp(-most) + exps.reduce((sum, each) => sum + each, 0);
  const wanted = exps.reduce((sum, each, place) => sum + (right[place] ? each : 0), 0);
  exps.forEach((each, row) => {
    const target = hasRight && right[row] ? each / wanted : 0;
    const error = (target - each / total) * importance;
    const input = inputs[row];
    if (Math.abs(error) < 1e-5 || !input) return;
    input.at.forEach((at, place) => {
      gradient[at] = (gradient[at] ?? 0) + error * (input.values[place] ?? 0);
    });
  });
}

interface Choice {
  readonly row: Row;
  readonly probability: number;
}

/** The likeliest behaviour and its most usual text, with the probability of the behaviour as a whole. */
function choose(rows: readonly Row[]): Choice | undefined {
  const scores = rows.map((row) => scoreOf(inputsOf(row)));
  const most = Math.max(0, ...scores);
  const total = Math.exp(-most) + scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  const groups = new Map<string, { share: number; best: number }>();
  rows.forEach((row, place) => {
    const key = row.group > 0 ? `g${row.group}` : `r${place}`;
    const known = groups.get(key) ?? { share: 0, best: place };
    known.share += Math.exp((scores[place] ?? 0) - most) / total;
    if ((scores[place] ?? 0) > (scores[known.best] ?? 0)) known.best = place;
    groups.set(key, known);
  });
  const [top] = [...groups.values()].sort((a, b) => b.share - a.share);
  const row = top && rows[top.best];
  return row && top ? { row, probability: top.share } : undefined;
}

function report(title: string, examples: readonly Example[]): void {
  const items = new Map<string, Example[]>();
  for (const example of examples)
    items.set(example.id, [...(items.get(example.id) ?? []), example]);
  const judged = [...items].map(([id, parts]) => {
    const choices = parts
      .map((part) => choose(part.rows))
      .filter((choice): choice is Choice => choice !== undefined);
    return {
      id,
      isBug: parts[0]?.isBug ?? false,
      choices,
      name: parts.map((part) => part.name).join('/'),
    };
  });
  const bugs = judged.filter(({ isBug }) => isBug);
  const keeps = judged.filter(({ isBug }) => !isBug);
  process.stdout.write(`${title}: ${bugs.length} bugs, ${keeps.length} correct\n`);
  for (const threshold of [0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9]) {
    const shown = (choices: readonly Choice[]): readonly Choice[] =>
      choices.filter((choice) => choice.probability >= threshold);
    const right = bugs.filter(
      ({ choices }) => shown(choices).length === 1 && shown(choices)[0]?.row.right,
    ).length;
    const any = bugs.filter(({ choices }) => shown(choices).length > 0).length;
    const touched = keeps.filter(({ choices }) => shown(choices).length > 0).length;
    process.stdout.write(
      `  at ${threshold}: right ${right} (${((100 * right) / bugs.length).toFixed(1)} %), shown ${any}, precision ${((100 * right) / any).toFixed(1)} %, touched ${touched} (${((100 * touched) / Math.max(1, keeps.length)).toFixed(1)} %)\n`,
    );
  }
  if (!values.verbose) return;
  for (const { id, name, choices, isBug } of judged) {
    const best = [...choices].sort((a, b) => b.probability - a.probability)[0];
    if (best && (isBug || best.probability > 0.3))
      process.stdout.write(
        `    ${isBug ? (best.row.right ? 'ok  ' : 'MISS') : 'KEEP'} ${id} ${name} ${best.probability.toFixed(2)} ${best.row.edit.slice(0, 50).replace(/\n/g, '⏎')} ${JSON.stringify(best.row.features)}\n`,
      );
  }
}

fit(read(values.in));
for (const file of values.test) report(file, read([file]));
if (values.out !== undefined) save(values.out);
else print();

function sorted(): readonly (readonly [string, number])[] {
  return names
    .map((name, place) => [name, weights[place] ?? 0] as const)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
}

function print(): void {
  process.stdout.write(
    `${sorted()
      .map(([name, weight]) => `${name} ${weight.toFixed(2)}`)
      .join(', ')}\n`,
  );
}

function save(path: string): void {
  const lines = [...sorted()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, weight]) => `  '${name}': ${weight.toFixed(3)},`);
  const [name, told] = values.opinions
    ? [
        'codeOpinionWeights',
        'training/ranker/fit.ts --opinions: how the evidence and what a member says weigh together',
      ]
    : ['codeWeights', 'training/ranker/fit.ts: log-odds per feature of a repair'];
  writeFileSync(
    path,
    `/** Written by ${told}, see codeEvidence.ts. */
export const ${name}: Readonly<Record<string, number>> = {
${lines.join('\n')}
};
`,
  );
}
