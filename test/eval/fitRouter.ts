/**
 * Measures the fitted router on a table of scores. Usage:
 *   npx tsx test/eval/fitRouter.ts SCORES.jsonl [--blocks 0,150,350,…] [--others PROMPTS.jsonl]… [--only folds|blocks|others]
 * Ten folds grouped by normalised prompt: share of the gap to the oracle closed over the best single member, with a
 * paired interval. `--blocks` names the first row (from 0) of each source in the file: each is left out in turn and routed
 * by what was fitted on the others. `--others` says which share of a file's prompts lies outside the training radius.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { mean, quantile } from '../../server/core/confidence/numbers.ts';
import { bootstrapMean } from '../../server/core/evaluation/bootstrap.ts';
import { createRandom } from '../../server/core/random.ts';
import { fitRouter } from '../../server/core/router/fitted/fitRouter.ts';
import { createMemberRouter } from '../../server/core/router/fitted/memberRouter.ts';
import { parseRouterFile, printRouterFile } from '../../server/core/router/fitted/routerFile.ts';
import {
  normalisePrompt,
  parseScoreTable,
  type ScoreTable,
} from '../../server/core/router/fitted/scoreTable.ts';

const { positionals, values } = parseArgs({
  options: {
    blocks: { type: 'string' },
    others: { type: 'string', multiple: true },
    only: { type: 'string' },
  },
  allowPositionals: true,
});
const [file] = positionals;
if (file === undefined) throw new Error('Name the file of scores.');
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const wanted = (name: string): boolean => values.only === undefined || values.only === name;

const text = readFileSync(file, 'utf8');
const lines = text.split('\n').filter((line) => line.trim() !== '');
const whole = tableOf(lines);

function tableOf(some: readonly string[]): ScoreTable {
  const parsed = parseScoreTable(some.join('\n'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

/** What one question brought. */
interface Outcome {
  readonly chosen: number;
  /** Of the member that was best over all in training. */
  readonly best: number;
  readonly oracle: number;
  readonly inside: boolean;
  readonly switched: boolean;
  readonly ms: number;
}

/** Routes the rows of `test` by what was fitted on `train`, as it comes back from a router file. */
function routeBy(train: ScoreTable, test: ScoreTable): readonly Outcome[] {
  const model = parseRouterFile(printRouterFile(fitRouter(train)));
  if (!model.ok) throw new Error(model.failure.message);
  const router = createMemberRouter(model.value);
  const bestId = train.members.at(-1) ?? '';
  return test.rows.map(({ prompt, scores }) => {
    const start = performance.now();
    const choice = router.choose(prompt);
    const ms = performance.now() - start;
    return {
      chosen: scores[choice?.member ?? ''] ?? 0,
      best: scores[bestId] ?? 0,
      oracle: Math.max(...Object.values(scores)),
      inside: choice?.inside ?? false,
      switched: choice?.member !== bestId,
      ms,
    };
  });
}

function share(outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): string {
  return mean(outcomes.map((each) => Number(holds(each)))).toFixed(3);
}

function measureFolds(): void {
  const foldOf = (prompt: string): number =>
    createHash('sha256').update(normalisePrompt(prompt)).digest().readUInt32BE(0) % 10;
  const outcomes = Array.from({ length: 10 }, (_, fold) => {
    const part = (held: boolean): ScoreTable =>
      tableOf(
        lines.filter((line) => {
          const { prompt } = JSON.parse(line) as { prompt: string };
          return (foldOf(prompt) === fold) === held;
        }),
      );
    return routeBy(part(false), part(true));
  }).flat();
  const gain = bootstrapMean(
    outcomes.map(({ chosen, best }) => chosen - best),
    { seed: 1 },
  );
  const closed = gapClosed(outcomes);
  print(
    `ten folds, n ${outcomes.length}: chosen ${mean(outcomes.map(({ chosen }) => chosen)).toFixed(4)}, ` +
      `best single ${mean(outcomes.map(({ best }) => best)).toFixed(4)}, ` +
      `oracle ${mean(outcomes.map(({ oracle }) => oracle)).toFixed(4)}`,
  );
  print(
    `gain ${gain.value.toFixed(4)} [${gain.low.toFixed(4)}, ${gain.high.toFixed(4)}]; ` +
      `gap closed ${closed.value.toFixed(4)} [${closed.low.toFixed(4)}, ${closed.high.toFixed(4)}]`,
  );
  print(
    `inside the radius ${share(outcomes, ({ inside }) => inside)}, ` +
      `another member than the best ${share(outcomes, ({ switched }) => switched)}`,
  );
  const times = outcomes.map(({ ms }) => ms);
  print(
    `time per decision: median ${quantile(times, 0.5).toFixed(3)} ms, 95 % ${quantile(times, 0.95).toFixed(3)} ms`,
  );
}

/** Ratio of sums, with a percentile interval over rows resampled as they are. */
function gapClosed(outcomes: readonly Outcome[]): { value: number; low: number; high: number } {
  const random = createRandom(2);
  const ratio = (pick: (at: number) => number): number => {
    let gain = 0;
    let gap = 0;
    for (let at = 0; at < outcomes.length; at += 1) {
      const { chosen, best, oracle } = outcomes[pick(at)]!;
      gain += chosen - best;
      gap += oracle - best;
    }
    return gain / gap;
  };
  const drawn = Array.from({ length: 2000 }, () =>
    ratio(() => Math.floor(random() * outcomes.length)),
  );
  return { value: ratio((at) => at), low: quantile(drawn, 0.025), high: quantile(drawn, 0.975) };
}

function measureBlocks(starts: readonly number[]): void {
  for (const [at, start] of starts.entries()) {
    const end = starts[at + 1] ?? lines.length;
    const held = tableOf(lines.slice(start, end));
    const outcomes = routeBy(tableOf([...lines.slice(0, start), ...lines.slice(end)]), held);
    const gain = bootstrapMean(
      outcomes.map(({ chosen, best }) => chosen - best),
      { seed: 1 },
    );
    print(
      `without rows ${start}–${end - 1} (n ${outcomes.length}): over the best single ${gain.value.toFixed(4)} ` +
        `[${gain.low.toFixed(4)}, ${gain.high.toFixed(4)}], inside ${share(outcomes, ({ inside }) => inside)}, ` +
        `switched ${share(outcomes, ({ switched }) => switched)}`,
    );
  }
}

function measureOthers(names: readonly string[]): void {
  const router = createMemberRouter(fitRouter(whole));
  for (const name of names) {
    const choices = readFileSync(name, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => router.choose((JSON.parse(line) as { prompt: string }).prompt));
    const inside = mean(choices.map((choice) => Number(choice?.inside)));
    const switched = mean(choices.map((choice) => Number(choice?.member !== whole.members.at(-1))));
    print(
      `${name} (n ${choices.length}): inside ${inside.toFixed(3)}, switched ${switched.toFixed(3)}`,
    );
  }
}

print(`${whole.rows.length} prompts, ${whole.members.length} members`);
if (wanted('folds')) measureFolds();
if (values.blocks !== undefined && wanted('blocks'))
  measureBlocks(values.blocks.split(',').map(Number));
if (values.others !== undefined && wanted('others')) measureOthers(values.others);
