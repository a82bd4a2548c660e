/**
 * Compares a composition with one of its parts on a recorded file, row by row: accuracy, AUROC, calibration, Brier,
 * and how many answers the composition mended and broke, apart. `--halves` learns from the other half of the rows.
 * Usage: npx tsx test/eval/composed.ts FILE.jsonl --ensemble JSON --against JSON [--halves]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { auroc, brier, expectedCalibrationError } from '../../server/core/confidence/metrics.ts';
import { parseEnsemble } from '../../server/core/ensemble/parseSpec.ts';
import { reviewEffect, type Rate } from '../../server/core/ensemble/review/effect.ts';
import type { RecordedFile } from '../../server/engines/recorded/format.ts';
import { parseRecorded } from '../../server/engines/recorded/parse.ts';
import { prepareReplay, type ReplayedRow } from '../../server/handlers/replay.ts';
import { textTools } from '../support/askEnsemble.ts';

const { positionals, values } = parseArgs({
  options: {
    ensemble: { type: 'string', default: '' },
    against: { type: 'string', default: '' },
    halves: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const signal = new AbortController().signal;
const deps = { tools: textTools, clock: { now: () => 0, newId: () => '' } };
const parsed = parseRecorded(readFileSync(positionals[0] ?? '', 'utf8'));
if (!parsed.ok) throw new Error(parsed.failure.message);
const file = parsed.value;

function half(of: RecordedFile, which: number): RecordedFile {
  const keep = <T>(list: readonly T[]): readonly T[] => list.filter((_, at) => at % 2 === which);
  return { ...of, rows: keep(of.rows), truths: keep(of.truths) };
}

async function replayed(ensemble: string): Promise<ReadonlyMap<string | number, ReplayedRow>> {
  const spec = parseEnsemble(ensemble, { members: file.members.map(({ id }) => id) });
  if (!spec.ok) throw new Error(spec.failure.message);
  const runs = values.halves
    ? [0, 1].map((which) => ({ data: half(file, which), calibrate: half(file, 1 - which) }))
    : [{ data: file }];
  const rows = new Map<string | number, ReplayedRow>();
  for (const run of runs) {
    const replay = await prepareReplay({ spec: spec.value, ...run }, deps, signal);
    if (!replay.ok) throw new Error(replay.failure.message);
    for await (const row of replay.value.rows(signal)) rows.set(row.row.id, row);
  }
  return rows;
}

function report(name: string, rows: readonly ReplayedRow[]): void {
  const rights = rows.map(({ right }) => right === true);
  const sure = rows.map(({ outcome }) => (outcome.ok ? outcome.value.confidence : 0));
  const calls = rows.map(({ outcome }) => (outcome.ok ? outcome.value.calls : 0));
  const mean = (list: readonly number[]): number =>
    list.reduce((sum, each) => sum + each, 0) / list.length;
  const failures = rows.filter(({ outcome }) => !outcome.ok).length;
  print(
    `${name}: accuracy ${mean(rights.map(Number)).toFixed(4)}, calls ${mean(calls).toFixed(2)}, ` +
      `AUROC ${(auroc(sure, rights) ?? Number.NaN).toFixed(3)}, ECE ${expectedCalibrationError(sure, rights, 10).toFixed(3)}, ` +
      `Brier ${brier(sure, rights).toFixed(3)}, failed ${failures}, n=${rows.length}`,
  );
}

function rateText({ count, of, rate, low, high }: Rate): string {
  return `${count}/${of} = ${rate.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}

const [before, after] = [await replayed(values.against), await replayed(values.ensemble)];
const ids = [...before.keys()].filter((id) => after.has(id));
report(
  'against ',
  ids.flatMap((id) => before.get(id) ?? []),
);
report(
  'ensemble',
  ids.flatMap((id) => after.get(id) ?? []),
);
const effect = reviewEffect(
  ids.map((id) => ({
    draftRight: before.get(id)?.right === true,
    finalRight: after.get(id)?.right === true,
  })),
);
print(`mended ${rateText(effect.fix)}, broke ${rateText(effect.break)}`);
print(`net ${(100 * effect.net).toFixed(2)} points, exact McNemar p = ${effect.p.toFixed(4)}`);
