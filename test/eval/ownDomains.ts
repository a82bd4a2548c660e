/**
 * Measures how well ten examples teach the router a domain of the user's own. Usage:
 *   npx tsx test/eval/ownDomains.ts route-train.jsonl [--draws 5] [--test 600]
 * Each built-in domain in turn, and each source of the file, plays the new one: ten of its rows drawn by lot are the
 * examples, without a description; the background leaves its domain out and the shipped classifier speaks for the other
 * built-in domains only. Reported: its recall, how many texts of other domains it takes, and their mean (balanced accuracy).
 */
import { parseArgs } from 'node:util';
import { mean } from '../../server/core/confidence/numbers.ts';
import { createRandom, type Random } from '../../server/core/random.ts';
import { classes } from '../../server/core/router/classifier.ts';
import { extractFeatures, type Features } from '../../server/core/router/features.ts';
import { createDomainJudge, shippedBackground } from '../../server/core/router/ownDomains/judge.ts';
import { readSurface } from '../../server/core/router/surface.ts';
import { shippedClassifier } from '../../server/core/router/shippedClassifier.ts';
import { readRows, type LabelledRow } from '../../training/router/rows.ts';

const { positionals, values } = parseArgs({
  options: {
    draws: { type: 'string', default: '5' },
    test: { type: 'string', default: '600' },
  },
  allowPositionals: true,
});
const [file] = positionals;
if (file === undefined) throw new Error('Name the file of labelled prompts.');
const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Read extends LabelledRow {
  readonly features: Features;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((value) => ({ value, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value);
}

/** Texts of each domain in equal number, so that accuracy is not that of the largest. */
function balancedTest(rows: readonly LabelledRow[], count: number): readonly Read[] {
  const random = createRandom(9);
  return classes.flatMap((name) =>
    shuffled(
      rows.filter(({ expert }) => expert === name),
      random,
    )
      .slice(0, Math.floor(count / classes.length))
      .map((row) => ({ ...row, features: extractFeatures(row.prompt, readSurface(row.prompt)) })),
  );
}

interface Figures {
  readonly recall: number;
  readonly taken: number;
  /** Share of all texts that reach the right one of the domains. */
  readonly accuracy: number;
}

function measure(
  domain: string | undefined,
  isNew: (row: LabelledRow) => boolean,
  random: Random,
): Figures {
  const examples = shuffled(rows.filter(isNew), random)
    .slice(0, 10)
    .map(({ prompt }) => prompt);
  const own = { name: 'new', description: examples[0] ?? '', examples, member: 'any' };
  const background = shippedBackground().filter((text) => text.domain !== domain);
  const judge = createDomainJudge([own], background);
  const logits = shippedClassifier();
  const held = tests.filter(({ prompt }) => !examples.includes(prompt));
  const routed = held.map((row) => {
    const [verdict] = judge.judge(row.features);
    if (verdict && verdict.probability > 0.5) return 'new';
    const said = logits.logits(row.features).map((logit, at) => ({ name: classes[at], logit }));
    const others = said.filter(({ name }) => name !== domain);
    return others.reduce((top, each) => (each.logit > top.logit ? each : top)).name;
  });
  const share = (of: (row: Read) => boolean, hit: (row: Read, at: number) => boolean): number =>
    mean(held.flatMap((row, at) => (of(row) ? [Number(hit(row, at))] : [])));
  return {
    recall: share(isNew, (_, at) => routed[at] === 'new'),
    taken: share(
      (row) => !isNew(row),
      (_, at) => routed[at] === 'new',
    ),
    accuracy: share(
      () => true,
      (row, at) => routed[at] === (isNew(row) ? 'new' : row.expert),
    ),
  };
}

const rows = readRows(file);
const tests = balancedTest(rows, Number(values.test));

function report(
  name: string,
  domain: string | undefined,
  isNew: (row: LabelledRow) => boolean,
): void {
  const draws = Array.from({ length: Number(values.draws) }, (_, at) =>
    measure(domain, isNew, createRandom(100 + at)),
  );
  const of = (field: keyof Figures): number => mean(draws.map((each) => each[field]));
  const balanced = (of('recall') + 1 - of('taken')) / 2;
  print(
    `${name} as a new domain: recall ${of('recall').toFixed(3)} (n ${tests.filter(isNew).length}), ` +
      `takes ${of('taken').toFixed(3)} of the others, balanced ${balanced.toFixed(3)}, ` +
      `all domains right ${of('accuracy').toFixed(3)} (n ${tests.length}, ${draws.length} draws)`,
  );
}

for (const name of classes) report(name, name, ({ expert }) => expert === name);
const sources = [...new Set(rows.map(({ source }) => source))].sort();
for (const name of sources) report(name, undefined, ({ source }) => source === name);
