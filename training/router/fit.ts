/**
 * Fits the router's classifier and writes server/core/router/classifierData.ts.
 * Usage: npx tsx training/router/fit.ts --train route-train.jsonl [--exclude exclude.sha256]
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildCorpus } from './corpus.ts';
import { readExclusion } from './exclude.ts';
import {
  balanced,
  fitCalibration,
  fitLogistic,
  logitsOf,
  packModel,
  type Calibration,
} from './logistic.ts';
import { readRows, toFittingRows } from './rows.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: {
    train: { type: 'string' },
    exclude: { type: 'string' },
    out: { type: 'string', default: `${here}../../server/core/router/classifierData.ts` },
  },
});
if (values.train === undefined) throw new Error('--train FILE is missing');

const excluded = readExclusion(`${here}../../test/fixtures`, values.exclude);
const labelled = readRows(values.train);
const all = buildCorpus(labelled, `${here}seeds`);
const corpus = all.filter((row) => !excluded(row.prompt));
const rows = toFittingRows(corpus);
const calibration = heldOutCalibration();
const data = packModel(fitLogistic(balanced(rows)), calibration);
const trained = createHash('sha256').update(readFileSync(values.train)).digest('hex');
writeFileSync(
  values.out,
  `import type { ClassifierData } from './classifier.ts';

/** Written by training/router/fit.ts from ${corpus.length} rows; labelled prompts with SHA-256 ${trained.slice(0, 16)}. */
export const classifierData: ClassifierData = {
  dimensions: ${data.dimensions},
  bias: [${data.bias.map((value) => value.toFixed(5)).join(', ')}],
  scales: [${data.scales.map((value) => value.toPrecision(6)).join(', ')}],
  temperature: ${data.temperature.toFixed(3)},
  weights:
    '${data.weights}',
};
`,
);
process.stderr.write(
  `${corpus.length} rows (${all.length - corpus.length} excluded), temperature ${data.temperature.toFixed(3)}, ${Math.round(data.weights.length / 1024)} KiB\n`,
);

/**
 * Fits on four fifths of the groups and calibrates on what people wrote in the rest: labelled prompts, and seeds
 * without disguise. Disguises of one seed stay on one side.
 */
function heldOutCalibration(): Calibration {
  const held = corpus.map((row) => firstByte(row.group ?? row.prompt) % 5 === 0);
  const written = new Set(labelled.map((row) => row.prompt));
  const model = fitLogistic(balanced(rows.filter((_, at) => !held[at])));
  const test = rows.filter(
    (_, at) => held[at] && (corpus[at]?.original === true || written.has(corpus[at]?.prompt ?? '')),
  );
  return fitCalibration(
    test.map((row) => logitsOf(model, row.features)),
    test.map((row) => row.label),
  );
}

function firstByte(text: string): number {
  return createHash('sha256').update(text).digest()[0] ?? 0;
}
