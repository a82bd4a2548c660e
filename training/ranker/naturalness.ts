/**
 * Fits the log-linear model of naturalness: a correct function should score above each of its single edits.
 * Usage: npx tsx training/ranker/naturalness.ts --in DIFFERENCES… --out WEIGHTS [--weight W…] [--epochs 3] [--rate 0.1] [--l2 1e-6]
 *   [--dropout 0.3]
 *
 * The loss is the cross-entropy of a softmax over the function and its edits (maximum conditional likelihood),
 * minimised by AdaGrad. WEIGHTS holds a 32-bit scale and one signed byte per bucket, compressed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { factorBuckets } from '../../server/verify/code/naturalness.ts';
import { createRandom } from './neighbours.ts';

const { values } = parseArgs({
  options: {
    in: { type: 'string', multiple: true },
    weight: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
    epochs: { type: 'string', default: '3' },
    rate: { type: 'string', default: '0.1' },
    l2: { type: 'string', default: '0.000001' },
    rare: { type: 'string', default: '3' },
    dropout: { type: 'string', default: '0' },
  },
});

interface Example {
  readonly data: Int32Array;
  readonly start: number;
  readonly importance: number;
}

const examples: Example[] = [];
(values.in ?? []).forEach((file, place) => {
  const bytes = readFileSync(file);
  const data = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const importance = Number(values.weight?.[place] ?? 1);
  for (let at = 0; at < data.length;) {
    examples.push({ data, start: at, importance });
    const edits = data[at] ?? 0;
    at += 1;
    for (let edit = 0; edit < edits; edit += 1) at += 1 + 2 * (data[at] ?? 0);
  }
});

/** In how many functions a factor makes a difference; what few functions show is noise. */
const support = new Uint16Array(factorBuckets);
for (const { data, start } of examples) {
  const seen = new Set<number>();
  let at = start + 1;
  for (let edit = 0; edit < (data[start] ?? 0); edit += 1) {
    const count = data[at] ?? 0;
    for (let pair = 0; pair < count; pair += 1) seen.add(data[at + 1 + 2 * pair] ?? 0);
    at += 1 + 2 * count;
  }
  for (const bucket of seen) support[bucket] = Math.min(65535, (support[bucket] ?? 0) + 1);
}

const weights = new Float32Array(factorBuckets);
const squares = new Float32Array(factorBuckets).fill(1e-3);
const rate = Number(values.rate);
const l2 = Number(values.l2);
const dropout = Number(values.dropout);
const rare = Number(values.rare);
const random = createRandom(1);
let draw = 0;

/** Leaves out a share of all factors at each step, so that none of several that always come together takes all. */
function isDropped(bucket: number): boolean {
  if (dropout === 0) return false;
  const mixed = Math.imul(bucket ^ draw, 0x9e3779b1);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296 < dropout;
}

for (let epoch = 0; epoch < Number(values.epochs); epoch += 1) {
  let [loss, won] = [0, 0];
  for (let place = examples.length - 1; place > 0; place -= 1) {
    const other = Math.floor(random() * (place + 1));
    [examples[place], examples[other]] = [examples[other]!, examples[place]!];
  }
  const step = rate * (1 - (0.9 * epoch) / Number(values.epochs));
  for (const example of examples) {
    draw = Math.floor(random() * 4294967296);
    const { cost, best } = learn(example, step);
    loss += cost;
    if (best < 0) won += 1;
  }
  process.stderr.write(
    `epoch ${epoch + 1}: loss ${(loss / examples.length).toFixed(3)}, above all edits ${((100 * won) / examples.length).toFixed(1)} %\n`,
  );
}
save();

function learn(
  { data, start, importance }: Example,
  step: number,
): { readonly cost: number; readonly best: number } {
  const edits = data[start] ?? 0;
  const starts: number[] = [];
  const scores: number[] = [];
  let at = start + 1;
  for (let edit = 0; edit < edits; edit += 1) {
    starts.push(at);
    const count = data[at] ?? 0;
    let score = 0;
    for (let pair = 0; pair < count; pair += 1) {
      const bucket = data[at + 1 + 2 * pair]!;
      if (!isDropped(bucket)) score += (weights[bucket] ?? 0) * (data[at + 2 + 2 * pair] ?? 0);
    }
    scores.push(score);
    at += 1 + 2 * count;
  }
  const most = Math.max(0, ...scores);
  const total = Math.exp(-most) + scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  scores.forEach((score, edit) => {
    const share = Math.exp(score - most) / total;
    if (share < 1e-4) return;
    const from = starts[edit] ?? 0;
    const count = data[from] ?? 0;
    for (let pair = 0; pair < count; pair += 1) {
      const bucket = data[from + 1 + 2 * pair]!;
      if ((support[bucket] ?? 0) < rare || isDropped(bucket)) continue;
      const gradient =
        importance * share * (data[from + 2 + 2 * pair] ?? 0) + l2 * (weights[bucket] ?? 0);
      squares[bucket] = (squares[bucket] ?? 0) + gradient * gradient;
      weights[bucket] =
        (weights[bucket] ?? 0) - (step * gradient) / Math.sqrt(squares[bucket] ?? 1);
    }
  });
  return { cost: most + Math.log(total), best: Math.max(-Infinity, ...scores) };
}

function save(): void {
  const sorted = [...weights].map(Math.abs).sort((a, b) => b - a);
  const scale = (sorted[Math.floor(sorted.length * 0.0005)] ?? 1) / 127;
  const bytes = Int8Array.from(weights, (weight) =>
    Math.max(-127, Math.min(127, Math.round(weight / scale))),
  );
  writeFileSync(
    values.out ?? '',
    gzipSync(
      Buffer.concat([Buffer.from(Float32Array.of(scale).buffer), Buffer.from(bytes.buffer)]),
      { level: 9 },
    ),
  );
  process.stderr.write(
    `scale ${scale.toFixed(4)}, ${bytes.filter((each) => each !== 0).length} weights in use\n`,
  );
}
