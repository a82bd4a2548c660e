import { applyChanges } from '../../server/core/edits/hunks.ts';
import { createPositionIndex } from '../../server/core/edits/positions.ts';
import { isRight, readFixture, refineRows } from '../support/fixtureRows.ts';

// npx tsx test/eval/first.ts [--ensemble NAME]: the hand-written items, one line each, and the totals.

const rows = readFixture('first');
const answers = await refineRows(rows, process.argv.slice(2));
const wouldBe = new Map<string, number>();
const totals = new Map<string, { right: number; all: number }>();
for (const row of rows) {
  const answer = answers.get(row.id);
  const right = isRight(row, answer);
  const total = totals.get(row.kind ?? '') ?? { right: 0, all: 0 };
  totals.set(row.kind ?? '', { right: total.right + (right ? 1 : 0), all: total.all + 1 });
  const by = [...new Set(answer?.hunks.map((hunk) => `${hunk.proposedBy}/${hunk.verdict}`))].join(
    ' ',
  );
  process.stdout.write(`${right ? 'ok  ' : 'MISS'} ${row.id} ${by}\n`);
  if (!right && answer) {
    const index = createPositionIndex(row.text);
    const all = applyChanges(
      row.text,
      answer.hunks.map((hunk) => ({ range: index.offsetsOf(hunk.range), newText: hunk.newText })),
    );
    const would = (row.accept ?? []).includes(all);
    if (would) wouldBe.set(row.kind ?? '', (wouldBe.get(row.kind ?? '') ?? 0) + 1);
    process.stdout.write(
      `     ${would ? 'right with its unreviewed hunks' : JSON.stringify(all)}\n`,
    );
  }
  if (!right) {
    process.stdout.write(
      `     ${JSON.stringify(answer?.text ?? null)}\n     ${answer?.note ?? ''}\n`,
    );
    for (const hunk of answer?.hunks ?? []) {
      process.stdout.write(`     ${hunk.verdict}: ${JSON.stringify(hunk.newText)}\n`);
    }
  }
}
for (const [kind, { right, all }] of totals)
  process.stdout.write(
    `${kind}: ${right} of ${all}, ${right + (wouldBe.get(kind) ?? 0)} with unreviewed hunks\n`,
  );
const out = readFixture('out-of-scope');
const notes = await refineRows(out, process.argv.slice(2));
let honest = 0;
for (const row of out) {
  const answer = notes.get(row.id);
  const good =
    answer !== undefined &&
    answer.hunks.length === 0 &&
    (answer.note ?? '') !== '' &&
    !/^(No errors|Nothing to change|No bug)/.test(answer.note ?? '');
  if (good) honest++;
  process.stdout.write(
    `${good ? 'ok  ' : 'MISS'} ${row.id} ${row.languageId}: ${answer?.note ?? ''} ${answer?.hunks.length ? JSON.stringify(answer.hunks) : ''}\n`,
  );
}
process.stdout.write(`out of scope: ${honest} of ${out.length}\n`);
