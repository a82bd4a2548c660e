// Sentences with one mistake, or two now and then, and right ones, for the prose bars (proseBars.ts): the benchmark's damage on other sentences.
//   npx tsx test/eval/damagedSentences.ts SENTENCES.txt [--most 80] [--seed 1] > ROWS.jsonl
// SENTENCES has a right sentence a line, as training/corpus/technical.py writes them. A row is {"text", "accept", "kind"}; `kind` is "right" where nothing was spoilt.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { damaged } from '../../server/bench/suites/damage.ts';
import { createDraws } from '../../server/bench/suites/draws.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
  },
});
const [file] = positionals;
if (file === undefined) throw new Error('name a file of right sentences, one a line');
const draws = createDraws(Number(values.seed));
const sentences = [...new Set(readFileSync(file, 'utf8').trim().split('\n'))];
const rightShare = 0.35;
const secondShare = 0.25;

for (const right of draws.shuffled(sentences).slice(0, Number(values.most))) {
  const row = draws.chance(rightShare) ? { text: right, kind: 'right' } : spoilt(right);
  if (row) process.stdout.write(`${JSON.stringify({ ...row, accept: [right] })}\n`);
}

function spoilt(right: string): ReturnType<typeof damaged> {
  const first = damaged(right, draws);
  if (!first || !draws.chance(secondShare)) return first;
  const second = damaged(first.text, draws);
  return second && second.text !== right ? { text: second.text, kind: 'several' } : first;
}
