import type { BenchResult } from '../result.ts';
import { milliseconds, percentInterval, pointsInterval, pValue } from './format.ts';

/** The run in plain text: one line a system, then each ensemble against the baselines. */
export function printSummary(result: BenchResult): string {
  const { items, systems, comparisons } = result;
  const domains = Object.entries(items.domains).map(([name, n]) => `${name} ${n}`);
  const lines = [
    `${result.suite}, seed ${result.seed}: ${items.n} items (${domains.join(', ')}; ${items.people} written by people; ${items.mustStay} must stay as they are)`,
    '',
    table([
      ['system', 'n', 'macro accuracy, 95 %', 'median', 'p95', 'calls'],
      ...systems.map(({ name, n, accuracy, cost }) => [
        name,
        String(n),
        percentInterval(accuracy.macro),
        milliseconds(cost?.medianMs),
        milliseconds(cost?.p95Ms),
        cost ? cost.calls.toFixed(1) : '–',
      ]),
    ]),
    '',
    table([
      ['system', 'against', 'points, 95 %', 'helped', 'hurt', 'McNemar p'],
      ...comparisons.map(({ system, against, macro, helped, hurt, p }) => [
        system,
        against,
        pointsInterval(macro),
        String(helped),
        String(hurt),
        pValue(p),
      ]),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Columns as wide as their widest cell. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
