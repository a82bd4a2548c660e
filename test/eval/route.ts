/**
 * Measures the router. Usage:
 *   npx tsx test/eval/route.ts --train route-train.jsonl [--mtbench FILE] [--people FILE]… [--real FILE] [--only loso,seeds,…]
 * `--people` takes labelled prompts of people, by default both halves of the fixture; the half named blind is never
 * shown row by row, so that it stays an honest estimate. `--real` takes selections cut from real files by training/router/harvest.ts and harvest.py.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { classes, createClassifier } from '../../server/core/router/classifier.ts';
import { createRouter } from '../../server/core/router/router.ts';
import { shippedClassifier } from '../../server/core/router/shippedClassifier.ts';
import { buildCorpus } from '../../training/router/corpus.ts';
import { fitLogistic, packModel } from '../../training/router/logistic.ts';
import { readRows, toFittingRows, type LabelledRow } from '../../training/router/rows.ts';
import { generateSelections } from '../../training/router/selections.ts';

interface Case {
  readonly prompt: string;
  readonly expert: string;
  readonly languageId?: string;
  readonly kind?: string;
  readonly syntaxNode?: string;
  readonly source?: string;
  readonly language?: string;
}

const { values } = parseArgs({
  options: {
    train: { type: 'string' },
    mtbench: { type: 'string' },
    people: { type: 'string', multiple: true },
    real: { type: 'string' },
    only: { type: 'string' },
    misses: { type: 'boolean', default: false },
  },
});
const seedFolder = fileURLToPath(new URL('../../training/router/seeds', import.meta.url));
const wanted = (name: string): boolean =>
  values.only === undefined || values.only.split(',').includes(name);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const shipped = createRouter(shippedClassifier());

function accuracy(
  router: typeof shipped,
  cases: readonly Case[],
  use: (row: Case) => object = () => ({}),
  showMisses: boolean = values.misses,
): number {
  let right = 0;
  for (const row of cases) {
    const decision = router.route({ text: row.prompt, ...use(row) });
    if (decision.expert === row.expert) right += 1;
    else if (showMisses)
      print(
        `    miss ${row.expert} → ${decision.expert} (${decision.reason}) ${JSON.stringify(row.prompt.slice(0, 110))}`,
      );
  }
  return right / Math.max(1, cases.length);
}

function groupBy(cases: readonly Case[], key: (row: Case) => string): Map<string, Case[]> {
  const groups = new Map<string, Case[]>();
  for (const row of cases) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

/** Refits without the rows that `leaves` names and routes exactly those that `tests` names. */
function crossValidate(
  name: string,
  corpus: readonly LabelledRow[],
  folds: readonly string[],
  keyOf: (row: LabelledRow) => string,
  tests: (row: LabelledRow) => boolean,
): void {
  const fitted = toFittingRows(corpus);
  let macro = 0;
  for (const fold of folds) {
    const model = fitLogistic(fitted.filter((_, at) => keyOf(corpus[at]!) !== fold));
    const router = createRouter(createClassifier(packModel(model, 1)));
    const held = corpus.filter((row) => keyOf(row) === fold && tests(row));
    const share = accuracy(router, held);
    const perClass = classes.map((expert) => {
      const rows = held.filter((row) => row.expert === expert);
      return rows.length === 0 ? '' : ` ${expert} ${accuracy(router, rows).toFixed(3)}`;
    });
    macro += share / folds.length;
    print(
      `  ${name} ${fold}: ${share.toFixed(3)} (n=${held.length})${values.misses ? '' : perClass.join('')}`,
    );
  }
  print(`${name} macro ${macro.toFixed(4)}`);
}

function measureSelections(name: string, cases: readonly Case[]): void {
  for (const [key, rows] of [
    ...groupBy(cases, (row) => `${row.languageId ?? ''} ${row.expert}`),
  ].sort()) {
    const without = accuracy(shipped, rows);
    const language = accuracy(shipped, rows, (row) => ({ languageId: row.languageId }));
    const node = accuracy(shipped, rows, (row) => ({
      languageId: row.languageId,
      syntaxNode: row.syntaxNode,
    }));
    print(
      `  ${name} ${key}: bare ${without.toFixed(3)}, with language ${language.toFixed(3)}, with node ${node.toFixed(3)} (n=${rows.length})`,
    );
  }
  const all = [
    accuracy(shipped, cases),
    accuracy(shipped, cases, (row) => ({ languageId: row.languageId })),
  ];
  print(
    `${name} all: bare ${all[0]?.toFixed(4)}, with language ${all[1]?.toFixed(4)} (n=${cases.length})`,
  );
}

/** Accuracy per expert and for English against the rest; the macro is over the six cells. */
function measurePeople(file: string): void {
  const name = path.basename(file, '.jsonl');
  const cases: Case[] = readRows(file);
  const blind = name.includes('blind');
  const all = accuracy(shipped, cases, undefined, values.misses && !blind);
  const cell = (row: Case): string =>
    `${row.language === 'en' ? 'English' : 'other'} ${row.expert}`;
  const cells = [...groupBy(cases, cell)].sort().map(([key, rows]) => ({
    share: accuracy(shipped, rows, undefined, false),
    label: `${key} (n=${rows.length})`,
  }));
  const macro = cells.reduce((sum, { share }) => sum + share, 0) / Math.max(1, cells.length);
  const parts = cells.map(({ share, label }) => `${label} ${share.toFixed(3)}`);
  print(
    `${name} ${all.toFixed(4)} (n=${cases.length}), macro ${macro.toFixed(4)}: ${parts.join(', ')}`,
  );
}

function measureTime(cases: readonly Case[]): void {
  const times = cases.map((row) => {
    const start = performance.now();
    shipped.route({ text: row.prompt });
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  print(
    `time per decision: median ${times[Math.floor(times.length / 2)]?.toFixed(3)} ms, 95 % ${times[Math.floor(times.length * 0.95)]?.toFixed(3)} ms (n=${times.length})`,
  );
}

const labelled = values.train === undefined ? [] : readRows(values.train);
if (values.mtbench !== undefined)
  print(`MT-Bench ${accuracy(shipped, readRows(values.mtbench)).toFixed(4)}`);
if (wanted('people')) {
  const fixtures = ['open', 'blind'].map((half) =>
    fileURLToPath(new URL(`../fixtures/route-people-${half}.jsonl`, import.meta.url)),
  );
  for (const file of values.people ?? fixtures) measurePeople(file);
}
if (wanted('selections')) measureSelections('generated', generateSelections(3000, 90_001));
if (values.real !== undefined && wanted('real')) {
  const cases = readFileSync(values.real, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case);
  measureSelections('real', cases);
}
if (wanted('time') && labelled.length > 0) measureTime(labelled);
if (labelled.length > 0 && wanted('loso')) {
  const corpus = buildCorpus(labelled, seedFolder);
  crossValidate(
    'source',
    corpus,
    [...new Set(labelled.map((row) => row.source))],
    (row) => row.source,
    () => true,
  );
}
if (labelled.length > 0 && wanted('languages')) {
  const corpus = buildCorpus(labelled, seedFolder);
  const seedsOf = (row: LabelledRow): string =>
    row.source === 'seeds' ? (row.language ?? '') : '';
  crossValidate(
    'without language',
    corpus,
    [...new Set(corpus.map(seedsOf))].filter((code) => code !== ''),
    seedsOf,
    () => true,
  );
}
if (labelled.length > 0 && wanted('seeds')) {
  const corpus = buildCorpus(labelled, seedFolder);
  const foldOf = (row: LabelledRow): string =>
    row.group?.startsWith('seed') !== true ? '' : `fold ${Number(row.group.slice(5)) % 5}`;
  crossValidate(
    'unseen seeds',
    corpus,
    [0, 1, 2, 3, 4].map((fold) => `fold ${fold}`),
    foldOf,
    () => true,
  );
}
