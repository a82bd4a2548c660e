/**
 * Measures the algebra of strategies on recorded outputs of real models, each half of a file calibrated by the other.
 * Usage: npx tsx test/eval/replayAcceptance.ts FOLDER [--only gsm8k,cruxeval,crowd,meta]
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { auroc, brier, expectedCalibrationError } from '../../server/core/confidence/metrics.ts';
import type { Answer } from '../../server/core/ensemble/answer.ts';
import { parseEnsemble } from '../../server/core/ensemble/parseSpec.ts';
import { createRandom } from '../../server/core/random.ts';
import type { RecordedFile } from '../../server/engines/recorded/format.ts';
import { parseRecorded } from '../../server/engines/recorded/parse.ts';
import { prepareReplay } from '../../server/handlers/replay.ts';
import { exactTools } from '../support/exactTools.ts';

/** One answered row, graded. */
interface Graded {
  readonly answer: Answer;
  readonly right: boolean;
}

const { values, positionals } = parseArgs({
  options: { only: { type: 'string' } },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Name the folder of the recorded files.');
const wanted = (name: string): boolean =>
  values.only === undefined || values.only.split(',').includes(name);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const signal = new AbortController().signal;
const deps = { tools: exactTools({}), clock: { now: () => 0, newId: () => '' } };

function read(name: string): RecordedFile {
  const parsed = parseRecorded(readFileSync(path.join(folder as string, name), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

function half(file: RecordedFile, odd: boolean): RecordedFile {
  const keep = <T>(list: readonly T[]): readonly T[] =>
    list.filter((_, index) => (index % 2 === 1) === odd);
  return { ...file, rows: keep(file.rows), truths: keep(file.truths) };
}

async function run(
  spec: unknown,
  data: RecordedFile,
  calibrate?: RecordedFile,
): Promise<readonly Graded[]> {
  const parsed = parseEnsemble(spec, { members: data.members.map(({ id }) => id) });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const replay = await prepareReplay(
    { spec: parsed.value, data, ...(calibrate && { calibrate }) },
    deps,
    signal,
  );
  if (!replay.ok) throw new Error(replay.failure.message);
  const rows: Graded[] = [];
  for await (const { outcome, right } of replay.value.rows(signal)) {
    if (!outcome.ok) throw new Error(outcome.failure.message);
    rows.push({ answer: outcome.value, right: right === true });
  }
  return rows;
}

/** Even rows calibrated by odd ones and the other way round, back in the order of the file. */
async function crossFitted(spec: unknown, file: RecordedFile): Promise<readonly Graded[]> {
  const [even, odd] = [half(file, false), half(file, true)];
  const [first, second] = [await run(spec, even, odd), await run(spec, odd, even)];
  return file.rows.map((_, index) => (index % 2 === 0 ? first : second)[index >> 1] as Graded);
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const accuracy = (rows: readonly Graded[]): number =>
  mean(rows.map(({ right }) => (right ? 1 : 0)));
const fixed = (value: number | undefined, digits = 4): string =>
  (value ?? Number.NaN).toFixed(digits);

/** 95 % interval of a mean by 2,000 bootstrap resamples. */
function interval(differences: readonly number[]): string {
  const random = createRandom(7);
  const means = Array.from({ length: 2000 }, () =>
    mean(differences.map(() => differences[Math.floor(random() * differences.length)] as number)),
  ).sort((one, other) => one - other);
  return `[${fixed(means[50])}, ${fixed(means[1949])}]`;
}

function difference(name: string, one: readonly Graded[], other: readonly Graded[]): string {
  const paired = one.map(({ right }, at) => Number(right) - Number(other[at]?.right));
  return `${name} ${fixed(mean(paired))} ${interval(paired)}`;
}

function confidenceFigures(rows: readonly Graded[]): string {
  const confidences = rows.map(({ answer }) => answer.confidence);
  const rights = rows.map(({ right }) => right);
  const base = accuracy(rows);
  return [
    `AUROC ${fixed(auroc(confidences, rights))}`,
    `ECE ${fixed(expectedCalibrationError(confidences, rights, 10))}`,
    `Brier ${fixed(brier(confidences, rights))} (constant ${fixed(base * (1 - base))})`,
  ].join(' · ');
}

const calls = (rows: readonly Graded[]): number => mean(rows.map(({ answer }) => answer.calls));

async function gsm8k(): Promise<void> {
  const file = read('gsm8k.jsonl');
  const members = file.members.map(({ id }) => id);
  print(`gsm8k, n = ${file.rows.length}, members ${members.join(', ')}`);
  const single = await Promise.all(members.map((member) => crossFitted(member, file)));
  single.forEach((rows, at) =>
    print(`  ${members[at]}: ${fixed(accuracy(rows))} · ${confidenceFigures(rows)}`),
  );
  const best = single.reduce((one, other) => (accuracy(other) > accuracy(one) ? other : one));
  for (const by of ['majority', 'confidence', 'trust', 'meta']) {
    for (const calibrated of [true, false]) {
      const spec = { kind: 'vote', members: '*', by };
      const rows = calibrated ? await crossFitted(spec, file) : await run(spec, file);
      print(
        `  vote ${by}${calibrated ? '' : ', no calibration'}: ${fixed(accuracy(rows))} · ${difference('against the best single', rows, best)} · ${confidenceFigures(rows)}`,
      );
    }
  }
  const strongest = members[members.length - 1] as string;
  const small = { kind: 'vote', members: members.slice(0, 2) };
  for (const risk of [0.05, 0.1, 0.2]) {
    const spec = { kind: 'cascade', steps: [small, strongest], accept: { risk } };
    await cascade(
      `cascade, risk ${risk}`,
      await crossFitted(spec, file),
      await run(small, file),
      await run(strongest, file),
      risk,
    );
  }
  const plain = { kind: 'cascade', steps: [small, strongest] };
  await cascade(
    'cascade, no calibration',
    await run(plain, file),
    await run(small, file),
    await run(strongest, file),
    0.1,
  );
  const switching = { kind: 'vote', members: '*', stop: 'adaptive' };
  const rows = await crossFitted(switching, file);
  print(
    `  vote majority, adaptive order: ${fixed(accuracy(rows))} with ${fixed(calls(rows), 2)} calls`,
  );
}

async function cascade(
  name: string,
  rows: readonly Graded[],
  weak: readonly Graded[],
  strong: readonly Graded[],
  risk: number,
): Promise<void> {
  const escalated = rows.map(({ answer }) => (answer.signals['step'] ?? 0) > 0);
  const rate = mean(escalated.map(Number));
  const mixing = (1 - rate) * accuracy(weak) + rate * accuracy(strong);
  const gains = rows.map(
    ({ right }, at) =>
      Number(right) - ((1 - rate) * Number(weak[at]?.right) + rate * Number(strong[at]?.right)),
  );
  const unflagged = (step: boolean): number =>
    mean(
      rows.map(({ right, answer }, at) =>
        Number(escalated[at] === step && !right && !answer.abstained),
      ),
    );
  print(
    `  ${name}: ${fixed(accuracy(rows))} at ${fixed(rate, 3)} escalated · random mixing ${fixed(mixing)}, gain ${fixed(mean(gains))} ${interval(gains)} · accepted and wrong: first step ${fixed(unflagged(false))}, last step ${fixed(unflagged(true))} (risk ${risk}) · abstained ${fixed(mean(rows.map(({ answer }) => Number(answer.abstained ?? false))), 3)} · ${confidenceFigures(rows)}`,
  );
}

async function cruxeval(name: string): Promise<void> {
  const file = read(`${name}.jsonl`);
  const spec = (stop: string): unknown => ({ kind: 'vote', members: '*', samples: 10, stop });
  const ten = await crossFitted(spec('fixed'), file);
  const adaptive = await crossFitted(spec('adaptive'), file);
  const same = mean(
    adaptive.map(({ answer }, at) => Number(answer.canonical === ten[at]?.answer.canonical)),
  );
  const toTheEnd = adaptive.filter(({ answer }) => answer.calls === 10).length;
  print(`${name}, n = ${file.rows.length}`);
  print(`  ten votes: ${fixed(accuracy(ten))} · ${confidenceFigures(ten)}`);
  print(
    `  adaptive: ${fixed(accuracy(adaptive))} · ${difference('against ten votes', adaptive, ten)} · ${fixed(calls(adaptive), 3)} calls, ${toTheEnd} rows to the end · same answer ${fixed(same)} · ${confidenceFigures(adaptive)}`,
  );
  const share = adaptive.map(({ answer }) => answer.signals['share'] ?? 0);
  print(
    `  adaptive, share alone: AUROC ${fixed(
      auroc(
        share,
        adaptive.map(({ right }) => right),
      ),
    )}`,
  );
}

async function crowd(): Promise<void> {
  const file = read('crowd-dog.jsonl');
  print(`crowd-dog, n = ${file.rows.length}`);
  const majority = await run({ kind: 'vote', members: '*' }, file);
  print(`  majority: ${fixed(accuracy(majority))}`);
  const trust = { kind: 'vote', members: '*', by: 'trust' };
  const skene = await run(trust, file);
  print(
    `  trust from disagreement: ${fixed(accuracy(skene))} · ${difference('against majority', skene, majority)}`,
  );
  const calibrated = await crossFitted(trust, file);
  print(
    `  trust, calibrated halves: ${fixed(accuracy(calibrated))} · ${difference('against majority', calibrated, majority)} · ${confidenceFigures(calibrated)}`,
  );
}

/** The meta-classifier's confidence against every single signal that it reads, calibrated in the same way. */
async function meta(): Promise<void> {
  const file = read('gsm8k.jsonl');
  const rows = await crossFitted({ kind: 'vote', members: '*', by: 'meta' }, file);
  const rights = rows.map(({ right }) => right);
  print(`meta on gsm8k, n = ${rows.length}: ${confidenceFigures(rows)}`);
  const names = [...new Set(rows.flatMap(({ answer }) => Object.keys(answer.signals)))];
  const single = names.map((name) => {
    const scores = rows.map(({ answer }) => answer.signals[name] ?? 0);
    const area = auroc(scores, rights) ?? 0.5;
    return { name, area: Math.max(area, 1 - area) };
  });
  for (const { name, area } of single.sort((one, other) => other.area - one.area).slice(0, 4))
    print(`  ${name} alone: AUROC ${fixed(area)}`);
}

if (wanted('gsm8k')) await gsm8k();
if (wanted('cruxeval'))
  for (const name of ['cruxeval-output', 'cruxeval-input']) await cruxeval(name);
if (wanted('crowd')) await crowd();
if (wanted('meta')) await meta();
