/**
 * Writes what sets the single edits of correct functions apart from the functions themselves, for naturalness.ts.
 * Usage: npx tsx training/ranker/differences.ts --in ROWS [--in ROWS…] --out FILE --limit N [--edits 20] [--seed 1] [--part train|held]
 *
 * FILE holds, function by function: number of edits, then per edit the number of changed factors and for each its
 * bucket and difference, all as 32-bit integers.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { countDifference, factorCounts } from '../../server/verify/code/naturalness.ts';
import { versionOf } from '../../server/verify/code/versions.ts';
import {
  createRandom,
  readRows,
  sampleEdits,
  subjectOf,
  type Part,
  type SourceRow,
} from './neighbours.ts';

const { values } = parseArgs({
  options: {
    in: { type: 'string', multiple: true },
    out: { type: 'string' },
    limit: { type: 'string', default: '20000' },
    edits: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    part: { type: 'string', default: 'all' },
  },
});

async function main(): Promise<void> {
  const random = createRandom(Number(values.seed));
  const rows = [...readRows(values.in ?? [], values.part as Part)];
  for (let place = rows.length - 1; place > 0; place -= 1) {
    const other = Math.floor(random() * (place + 1));
    [rows[place], rows[other]] = [rows[other]!, rows[place]!];
  }
  const file = openSync(values.out ?? '', 'w');
  let written = 0;
  for (const row of rows) {
    if (written >= Number(values.limit)) break;
    if (row.code.length > 900) continue;
    const numbers = await differencesOf(row, random);
    if (numbers.length < 2) continue;
    writeSync(file, new Int32Array(numbers));
    written += 1;
    if (written % 1000 === 0) process.stderr.write(`${written}\n`);
  }
  closeSync(file);
}

async function differencesOf(row: SourceRow, random: () => number): Promise<readonly number[]> {
  const subject = await subjectOf(row);
  const original = subject && (await versionOf(subject.excerpt));
  if (!subject || !original) return [];
  const before = factorCounts(original);
  const found: number[][] = [];
  for (const edit of sampleEdits(subject.edits, Number(values.edits), random)) {
    const version = await versionOf(subject.excerpt, edit);
    if (!version) continue;
    const changed = countDifference(before, factorCounts(version));
    if (changed.length > 0) found.push([changed.length, ...changed.flat()]);
  }
  return found.length === 0 ? [] : [found.length, ...found.flat()];
}

void main();
