/**
 * Writes correct functions, each with single edits that would break it, for training a repairing model.
 * Usage: npx tsx training/ranker/edits.ts --in ROWS [--in ROWS…] --out FILE [--most 24] [--seed 1] [--share 0/1]
 *
 * Every row is {"language","code","edits":[[start,end,newText,kind],…]}, offsets in UTF-16 units of `code`. `--share K/N`
 * takes every N-th row, so that several processes may divide the work. Nothing is run.
 */
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRandom, readRows, sampleEdits, subjectOf } from './neighbours.ts';

const longestCode = 900;

const { values } = parseArgs({
  options: {
    in: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: '' },
    most: { type: 'string', default: '24' },
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '0/1' },
  },
});

async function main(): Promise<void> {
  const random = createRandom(Number(values.seed));
  const [share = 0, shares = 1] = values.share.split('/').map(Number);
  const out = createWriteStream(values.out);
  for (const [place, row] of readRows(values.in, 'all').entries()) {
    if (place % shares !== share || row.code.length > longestCode) continue;
    const subject = await subjectOf(row);
    if (!subject || subject.edits.length === 0) continue;
    const edits = sampleEdits(subject.edits, Number(values.most), random).map(
      ({ range, newText, kind }) => [range.start, range.end, newText, kind],
    );
    out.write(`${JSON.stringify({ language: row.language, code: row.code, edits })}\n`);
  }
  out.end();
}

void main();
