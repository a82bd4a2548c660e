// Fits the blend of a tool's prior and the prose model's gain: npx tsx test/eval/proseFit.ts ROWS.jsonl [--model FILE.gguf] [--limit N]
// ROWS are rows of training/generate/prose.py over sentences that neither the model nor the word trigrams have seen.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { optionsOf } from '../../server/core/experts/proseEdits.ts';
import { applyEdits } from '../../server/core/experts/proseText.ts';
import { proseCorrections } from '../../server/verify/prose/corrections.ts';
import { distance } from '../support/editDistance.ts';
import { openGgufMember } from '../support/ggufMember.ts';

interface Row {
  readonly prompt: string;
  readonly target: string;
  readonly kind: string;
}

interface Example {
  readonly prior: number;
  readonly gain: number;
  readonly right: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string' }, limit: { type: 'string', default: '900' } },
});
const file = positionals[0];
if (file === undefined) throw new Error('name a file of rows');
const member = await openGgufMember(
  values.model ?? path.join(import.meta.dirname, '../../server/models/nano-language.gguf'),
);
const signal = new AbortController().signal;
const examples: Example[] = [];
for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(0, Number(values.limit)))
  examples.push(...(await examplesOf(JSON.parse(line) as Row)));
report(examples);
process.exit(0);

/** Every single edit that the tools propose, and whether it brings the sentence closer to what was meant. */
async function examplesOf(row: Row): Promise<Example[]> {
  const source = row.prompt.replace(/^fix: /u, '');
  if (source.length > 300) return [];
  const working = { text: source, masked: [] };
  const { corrections } = await proseCorrections(
    { text: source, masked: [], form: { kind: 'text', capital: true, stop: true } },
    signal,
  );
  const options = optionsOf(working, corrections).filter((option) => option.prior >= 0.05);
  if (options.length === 0) return [];
  const texts = [source, ...options.map((option) => applyEdits(working, [option]).text)];
  const scored = await member.score(
    { messages: [{ role: 'user', content: row.prompt }], texts },
    signal,
  );
  if (!scored.ok) return [];
  const before = distance(source, row.target);
  return options.map((option, i) => ({
    prior: option.prior,
    gain: (scored.value[i + 1]?.logProb ?? 0) - (scored.value[0]?.logProb ?? 0),
    right: distance(texts[i + 1] as string, row.target) < before,
  }));
}

function logit(p: number): number {
  const inside = Math.min(0.995, Math.max(0.005, p));
  return Math.log(inside / (1 - inside));
}

/** Logistic regression by gradient descent, and how often edits of each prior are right. */
function report(all: readonly Example[]): void {
  const rows = all.map((row) => [1, logit(row.prior), Math.max(-8, Math.min(8, row.gain))]);
  const weights = [0, 1, 0];
  for (let step = 0; step < 4000; step++) {
    const slope = [0, 0, 0];
    for (const [i, row] of rows.entries()) {
      const z = row.reduce((sum, x, k) => sum + x * (weights[k] as number), 0);
      const error = 1 / (1 + Math.exp(-z)) - (all[i]?.right === true ? 1 : 0);
      for (const [k, x] of row.entries()) slope[k] = (slope[k] as number) + error * x;
    }
    for (const k of [0, 1, 2])
      weights[k] = (weights[k] as number) - (0.3 * (slope[k] as number)) / rows.length;
  }
  const [bias, prior, gain] = weights.map((w) => w.toFixed(3));
  process.stdout.write(
    `${String(all.length)} edits: bias ${String(bias)}, prior ${String(prior)}, gain ${String(gain)}\n`,
  );
  for (const [low, high] of [
    [0, 0.3],
    [0.3, 0.6],
    [0.6, 0.8],
    [0.8, 0.9],
    [0.9, 0.95],
    [0.95, 1.01],
  ] as const) {
    const inside = all.filter((row) => row.prior >= low && row.prior < high);
    const up = inside.filter((row) => row.gain >= 0);
    const share = (list: readonly Example[]): string =>
      `${String(list.filter((row) => row.right).length)} of ${String(list.length)}`;
    process.stdout.write(
      `prior ${String(low)} to ${String(high)}: ${share(inside)} right; with a gain ${share(up)}\n`,
    );
  }
}
