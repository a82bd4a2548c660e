/**
 * Fits the router's classifier and writes server/core/router/classifierData.ts.
 * Usage: npx tsx training/router/fit.ts --train route-train.jsonl
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildCorpus } from './corpus.ts';
import { fitLogistic, fitTemperature, logitsOf, packModel, type FittingRow } from './logistic.ts';
import { readRows, toFittingRows } from './rows.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: {
    train: { type: 'string' },
    out: { type: 'string', default: `${here}../../server/core/router/classifierData.ts` },
  },
});
if (values.train === undefined) throw new Error('--train FILE is missing');

const corpus = buildCorpus(readRows(values.train), `${here}seeds`);
const rows = toFittingRows(corpus);
const temperature = heldOutTemperature(
  rows,
  corpus.map((row) => row.group ?? row.prompt),
);
const data = packModel(fitLogistic(rows), temperature);
const trained = createHash('sha256').update(readFileSync(values.train)).digest('hex');
writeFileSync(
  values.out,
  `import type { ClassifierData } from './classifier.ts';

/** Written by training/router/fit.ts from ${corpus.length} rows; labelled prompts with SHA-256 ${trained.slice(0, 16)}. */
export const classifierData: ClassifierData = {
  dimensions: ${data.dimensions},
  bias: [${data.bias.map((value) => value.toFixed(5)).join(', ')}],
  scales: [${data.scales.map((value) => value.toPrecision(6)).join(', ')}],
  temperature: ${temperature.toFixed(3)},
  weights:
    '${data.weights}',
};
`,
);
process.stderr.write(
  `${corpus.length} rows, temperature ${temperature.toFixed(3)}, ${Math.round(data.weights.length / 1024)} KiB\n`,
);

/** Fits on four fifths and finds the temperature on the rest, with disguises of one seed kept together. */
function heldOutTemperature(all: readonly FittingRow[], groups: readonly string[]): number {
  const held = groups.map((group) => createHash('sha256').update(group).digest()[0]! % 5 === 0);
  const model = fitLogistic(all.filter((_, at) => !held[at]));
  const test = all.filter((_, at) => held[at]);
  return fitTemperature(
    test.map((row) => logitsOf(model, row.features)),
    test.map((row) => row.label),
  );
}
