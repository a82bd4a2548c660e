/**
 * Writes correct functions with one mistake each, for fitting and measuring the ranker.
 * Usage: npx tsx training/ranker/items.ts --in ROWS [--in ROWS…] --out FILE --count N [--seed 1] [--part train|held]
 *
 * Every row is {"id","languageId","text","accepted":[the correct text],"kind"}; the mistake can be repaired by one
 * candidate, and changes what the function does wherever it can be run.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { RepairCandidate } from '../../protocol/checker.ts';
import { createProbe, explore, signatureOf } from '../../server/verify/code/behaviour/probe.ts';
import { observeAll } from '../../server/verify/code/behaviour/traits.ts';
import { repairsOf } from '../../server/verify/code/repairs.ts';
import { versionOf } from '../../server/verify/code/versions.ts';
import {
  applied,
  createRandom,
  readRows,
  subjectOf,
  type Part,
  type SourceRow,
  type Subject,
} from './neighbours.ts';

const { values } = parseArgs({
  options: {
    in: { type: 'string', multiple: true },
    out: { type: 'string' },
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    part: { type: 'string', default: 'all' },
  },
});

/** How often each kind of mistake is wanted. */
const shares: Readonly<Record<string, number>> = {
  comparison: 16,
  operator: 13,
  offByOne: 20,
  swappedArguments: 7,
  swappedOperands: 4,
  swappedNames: 4,
  wrongVariable: 14,
  wrongProperty: 4,
  missingReturn: 5,
  missingAwait: 6,
  wrongMethod: 10,
  negation: 8,
  literal: 8,
  assignment: 4,
  returnPlacement: 3,
  missingIndex: 2,
};

async function main(): Promise<void> {
  const random = createRandom(Number(values.seed));
  const rows = [...readRows(values.in ?? [], values.part as Part)];
  const lines: string[] = [];
  while (lines.length < Number(values.count)) {
    const row = rows[Math.floor(random() * rows.length)];
    if (!row || row.code.length > 900) continue;
    const item = await itemOf(row, random);
    if (item) lines.push(JSON.stringify({ id: `made-${lines.length + 1}`, ...item }));
  }
  writeFileSync(values.out ?? '', `${lines.join('\n')}\n`);
}

async function itemOf(row: SourceRow, random: () => number): Promise<object | undefined> {
  const subject = await subjectOf(row);
  if (!subject) return undefined;
  for (let tries = 0; tries < 4; tries += 1) {
    const edit = drawEdit(subject.edits, random);
    if (!edit) return undefined;
    const text = applied(row.code, edit);
    if (!(await isRepairable(text, row)) || !(await differs(subject, edit))) continue;
    return { languageId: row.language, text, accepted: [row.code], kind: edit.kind };
  }
  return undefined;
}

function drawEdit(
  edits: readonly RepairCandidate[],
  random: () => number,
): RepairCandidate | undefined {
  const kinds = [...new Set(edits.map((edit) => edit.kind))].filter(
    (kind) => (shares[kind] ?? 0) > 0,
  );
  const total = kinds.reduce((sum, kind) => sum + (shares[kind] ?? 0), 0);
  let at = random() * total;
  const kind = kinds.find((each) => (at -= shares[each] ?? 0) < 0);
  const pool = edits.filter((edit) => edit.kind === kind);
  return pool[Math.floor(random() * pool.length)];
}

async function isRepairable(text: string, row: SourceRow): Promise<boolean> {
  const bug = await subjectOf({ ...row, code: text });
  return (
    bug !== undefined && repairsOf(bug.fn).some((repair) => applied(text, repair) === row.code)
  );
}

/** Whether the mistake shows on some argument; true where the function cannot be run. */
async function differs(subject: Subject, edit: RepairCandidate): Promise<boolean> {
  const [before, after] = [
    await versionOf(subject.excerpt),
    await versionOf(subject.excerpt, edit),
  ];
  if (!before || !after) return false;
  const signature = signatureOf(before);
  const [one, other] = [
    createProbe(before.node, before, signature),
    createProbe(after.node, after, signature),
  ];
  if (!one || !other) return true;
  explore([one, other]);
  const [runs, changed] = [observeAll(one), observeAll(other)];
  if (runs.some((run) => run.kind === 'stuck') || edit.kind === 'missingAwait') return true;
  return runs.some((run, place) => {
    const now = changed[place];
    return (
      run.text !== now?.text || run.after.join() !== now.after.join() || run.calls !== now.calls
    );
  });
}

void main();
