import { randomInt } from 'node:crypto';
import { compare, rules, type ComparisonRow } from './compare.ts';
import { traceShapes } from './traces.ts';

/**
 * Entry of `npm run bench:scheduler`: reload cost of the scheduler and of rivals' rules over the committed
 * traces, and over as many of a fresh seed, which is printed (`--seed N` repeats it); `--json` for the rows.
 */

/** Not the seeds that the forecast was fitted on (21 to 150), as no fresh one is. */
const reportedSeeds = [11, 12, 13];
/** Budgets as shares of all models together; below a half one large model fits and no rule has a choice. */
const shares = [0.5, 0.65, 0.8];
const bars = { toLru: 0.8, toOptimum: 1.25 };

function main(): void {
  const at = process.argv.indexOf('--seed');
  const seed = at < 0 ? randomInt(1_000, 1_000_000_000) : Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(seed)) {
    process.stderr.write('--seed takes a whole number.\n');
    process.exit(2);
  }
  const committed = rowsFor(reportedSeeds);
  const fresh = rowsFor(reportedSeeds.map((_, at) => seed + at));
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ committed, seed, fresh }, null, 2)}\n`);
    return;
  }
  process.stdout.write(section(`Committed traces, seeds ${reportedSeeds.join(', ')}`, committed));
  process.stdout.write(section(`Fresh seeds, from ${seed}`, fresh));
}

function rowsFor(seeds: readonly number[]): ComparisonRow[] {
  return Object.values(traceShapes).flatMap((shape) =>
    shares.map((share) => compare(shape, share, seeds)),
  );
}

function section(title: string, rows: readonly ComparisonRow[]): string {
  return [`## ${title}`, ...costTable(rows), ...waitTable(rows), ...verdicts(rows), ''].join('\n');
}

/** Loads in seconds for the optimum, every rule as a ratio to it. */
function costTable(rows: readonly ComparisonRow[]): string[] {
  const head = [
    'trace',
    'budget',
    'requests',
    'optimum s',
    ...rules,
    'ours/LRU',
    'ours/own optimum',
  ];
  const cells = rows.map((row) => [
    row.trace,
    row.share.toFixed(2),
    String(row.requests),
    seconds(row.optimumMs),
    ...rules.map((rule) => (row.reloadMs[rule] / row.optimumMs).toFixed(2)),
    toLru(row).toFixed(2),
    (row.reloadMs.ours / row.ownOptimumMs).toFixed(2),
  ]);
  return ['', 'Load time, as a ratio to the offline optimum:', '', ...table(head, cells)];
}

function waitTable(rows: readonly ComparisonRow[]): string[] {
  const classes = ['completion', 'refine', 'chat', 'background'] as const;
  const head = ['trace', 'budget', ...classes, 'behind background', 'refused', 'unanswered'];
  const cells = rows.map((row) => [
    row.trace,
    row.share.toFixed(2),
    ...classes.map(
      (each) => `${seconds(row.waitMs.ours[each])} (${seconds(row.waitMs.lru[each])})`,
    ),
    `${row.behindBackground.ours} (${row.behindBackground.lru})`,
    String(row.refused),
    String(row.unanswered),
  ]);
  return ['', 'Mean wait for a start in seconds, ours (LRU):', '', ...table(head, cells)];
}

function verdicts(rows: readonly ComparisonRow[]): string[] {
  const behind = rows.reduce((sum, row) => sum + row.behindBackground.ours, 0);
  return [
    '',
    verdict('reload cost / LRU, mean', mean(rows.map(toLru)), bars.toLru),
    verdict('reload cost / optimum, mean', mean(rows.map(toOptimum)), bars.toOptimum),
    verdict('interactive requests behind a background load', behind, 0),
  ];
}

function toLru({ reloadMs }: ComparisonRow): number {
  return reloadMs.ours / reloadMs.lru;
}

function toOptimum({ reloadMs, optimumMs }: ComparisonRow): number {
  return reloadMs.ours / optimumMs;
}

function verdict(what: string, value: number, most: number): string {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(3);
  return `${what}: ${shown}, bar ≤ ${most}: ${value <= most ? 'met' : 'MISSED'}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 10_000 ? 2 : 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

main();
