/**
 * Fits the weights that turn the evidence for a repair into a probability.
 * Usage: npx tsx training/ranker/fit.ts --in FEATURES.jsonl… --test FEATURES.jsonl… [--out FILE] [--ignore NAME…]
 *
 * FEATURES come from test/eval/codeFeatures.ts. The model is a softmax over all repairs of a function and "leave it
 * alone", which scores 0 (McFadden's conditional logit); it is fitted by gradient ascent with an L2 penalty.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { evidenceInputs } from '../../server/core/experts/codeEvidence.ts';

const { values } = parseArgs({
  options: {
    in: { type: 'string', multiple: true, default: [] },
    test: { type: 'string', multiple: true, default: [] },
    ignore: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
    keep: { type: 'string', default: '1' },
    l2: { type: 'string', default: '0.002' },
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

/** The inputs of a row, without those that are to be ignored. */
function inputsOf(row: Row): Readonly<Record<string, number>> {
  const { rule = 0, member, ...features } = row.features;
  const inputs = evidenceInputs({ kind: row.kind, prior: rule, features }, member);
  return Object.fromEntries([...inputs].filter(([name]) => !values.ignore.includes(name)));
}

const weights = new Map<string, number>();

function scoreOf(inputs: Readonly<Record<string, number>>): number {
  return Object.entries(inputs).reduce(
    (sum, [name, value]) => sum + value * (weights.get(name) ?? 0),
    0,
  );
}

function fit(examples: readonly Example[]): void {
  const prepared = examples.map((example) => {
    const hasRight = example.isBug && example.rows.some((row) => row.right);
    return {
      inputs: example.rows.map(inputsOf),
      right: example.rows.map((row) => row.right),
      hasRight,
      importance: hasRight ? 1 : Number(values.keep),
    };
  });
  const squares = new Map<string, number>();
  for (let round = 0; round < 300; round += 1) {
    const gradient = new Map<string, number>();
    for (const { inputs, right, hasRight, importance } of prepared) {
      const scores = inputs.map(scoreOf);
      const most = Math.max(0, ...scores);
      const exps = scores.map((score) => Math.exp(score - most));
      const total = Math.exp(-most) + exps.reduce((sum, each) => sum + each, 0);
      const wanted = exps.reduce((sum, each, place) => sum + (right[place] ? each : 0), 0);
      exps.forEach((each, place) => {
        const target = hasRight && right[place] ? each / wanted : 0;
        const error = (target - each / total) * importance;
        if (Math.abs(error) < 1e-5) return;
        for (const [name, value] of Object.entries(inputs[place] ?? {}))
          gradient.set(name, (gradient.get(name) ?? 0) + error * value);
      });
    }
    for (const [name, raw] of gradient) {
      const slope = raw / prepared.length - Number(values.l2) * (weights.get(name) ?? 0);
      const square = (squares.get(name) ?? 0) + slope * slope;
      squares.set(name, square);
      weights.set(name, (weights.get(name) ?? 0) + (0.5 * slope) / Math.sqrt(square + 1e-12));
    }
  }
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
  return [...weights].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
}

function print(): void {
  process.stdout.write(
    `${sorted()
      .map(([name, weight]) => `${name} ${weight.toFixed(2)}`)
      .join(', ')}\n`,
  );
}

function save(path: string): void {
  const lines = [...weights]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, weight]) => `  '${name}': ${weight.toFixed(3)},`);
  writeFileSync(
    path,
    `/** Written by training/ranker/fit.ts: log-odds per feature of a repair, see codeEvidence.ts. */
export const codeWeights: Readonly<Record<string, number>> = {
${lines.join('\n')}
};
`,
  );
}
