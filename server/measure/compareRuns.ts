import { compare } from '../core/evaluation/benchCompare.ts';
import type { BenchRow } from '../core/evaluation/benchRow.ts';
import { milliseconds, percentInterval, pointsInterval, pValue } from '../bench/report/format.ts';
import { escaped, section, table } from '../bench/report/page.ts';
import type { SystemResult } from '../bench/result.ts';
import type { StoredRun } from './history.ts';

export function comparisonTitle(one: StoredRun, other: StoredRun): string {
  return `Eidolon bench: ${one.result.suite} against ${other.result.suite}`;
}

/**
 * Two runs side by side, the older first. Where both measured the same items, each system's difference is paired item by
 * item; otherwise nothing is subtracted.
 */
export function comparisonBody(one: StoredRun, other: StoredRun): string {
  const [before, after] = one.run.finishedAt <= other.run.finishedAt ? [one, other] : [other, one];
  const sameItems = before.result.digest === after.result.digest;
  const common = sameItems ? commonItems(before, after) : 0;
  const paired = common > 0;
  return [
    section('The two runs', runsTable(before, after)),
    section(
      'Systems',
      `<p>${escaped(ruleOf(sameItems, common))}</p>${systemsTable(before, after, paired)}`,
    ),
  ].join('\n');
}

function ruleOf(sameItems: boolean, common: number): string {
  if (!sameItems)
    return 'The two runs measured different items, so their figures stand side by side and are not subtracted.';
  return common === 0
    ? 'The two runs have no item in common, so their figures are not subtracted.'
    : `Differences are paired over the ${common} items that both runs measured, with 95 % bootstrap intervals; times depend on what else the machine did.`;
}

function runsTable(before: StoredRun, after: StoredRun): string {
  const rows = [before, after].map(({ run, result }, at) => [
    at === 0 ? 'Earlier' : 'Later',
    result.suite,
    String(result.items.n),
    run.finishedAt.slice(0, 16).replace('T', ' '),
    result.version,
    Object.values(result.machine).join(', '),
  ]);
  return table(['Run', 'Suite', 'Items', 'Finished (UTC)', 'Version', 'Machine'], rows);
}

function systemsTable(before: StoredRun, after: StoredRun, paired: boolean): string {
  const old = new Map(before.result.systems.map((system) => [system.name, system]));
  const names = [
    ...after.result.systems.map(({ name }) => name),
    ...[...old.keys()].filter((name) => !after.result.systems.some((each) => each.name === name)),
  ];
  const rows = names.map((name) => {
    const [was, is] = [old.get(name), after.result.systems.find((each) => each.name === name)];
    return [
      name,
      ...accuracies(was, is),
      ...(paired ? difference(name, before, after) : []),
      milliseconds(was?.cost?.medianMs),
      milliseconds(is?.cost?.medianMs),
    ];
  });
  return table(
    [
      ...['System', 'Earlier, macro', 'Later, macro'],
      ...(paired ? ['Difference, points', 'Better now', 'Worse now', 'McNemar p'] : []),
      ...['Earlier, median', 'Later, median'],
    ],
    rows,
  );
}

function accuracies(was: SystemResult | undefined, is: SystemResult | undefined): string[] {
  return [percentInterval(was?.accuracy.macro), percentInterval(is?.accuracy.macro)];
}

function difference(name: string, before: StoredRun, after: StoredRun): string[] {
  const [was, is] = [rowsOf(before, name), rowsOf(after, name)];
  const runs = new Map([
    ['before', was],
    ['after', is],
  ]);
  const found = compare(runs, 'after', 'before', after.facts, after.result.seed);
  return found
    ? [pointsInterval(found.macro), String(found.helped), String(found.hurt), pValue(found.p)]
    : ['–', '–', '–', '–'];
}

/** Rows of which only the score is read. */
function rowsOf({ scores }: StoredRun, name: string): ReadonlyMap<string, BenchRow> {
  const own = Object.entries(scores[name] ?? {});
  return new Map(
    own.map(([item, score]): [string, BenchRow] => [
      item,
      {
        ...{ item, score, system: name, answer: '', touched: false },
        ...{ ms: 0, calls: 0, tokens: 0, tokenMs: 0 },
      },
    ]),
  );
}

function commonItems(before: StoredRun, after: StoredRun): number {
  const known = new Set(before.facts.map(({ id }) => id));
  return after.facts.filter(({ id }) => known.has(id)).length;
}
