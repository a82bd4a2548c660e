/**
 * Measures how far each confidence signal of recorded members tells right answers from wrong ones: AUROC of the signal
 * as it is, Brier score of its calibration (five folds by prompt), beside the constant predictor; then the vote `by:
 * meta` against each single signal that it reads. `--expert` takes the member of each row's domain (`nano:DOMAIN`).
 * Usage: npx tsx test/eval/nanoFigures.ts FILE.jsonl [--member ID | --expert] [--domain NAME] [--meta]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { applyCalibrator, fitCalibrator } from '../../server/core/confidence/calibrator.ts';
import { auroc, brier } from '../../server/core/confidence/metrics.ts';
import { pTrue } from '../../server/core/confidence/pTrue.ts';
import { tokenSignals } from '../../server/core/confidence/tokenSignals.ts';
import { canonicalAnswer } from '../../server/core/ensemble/canonical/canonical.ts';
import { foldOf, folds } from '../../server/core/ensemble/folds.ts';
import { parseEnsemble } from '../../server/core/ensemble/parseSpec.ts';
import type { RecordedFile } from '../../server/engines/recorded/format.ts';
import { parseRecorded } from '../../server/engines/recorded/parse.ts';
import { recordedMember } from '../../server/engines/recorded/recordedMember.ts';
import { grade } from '../../server/engines/recorded/truth.ts';
import { prepareReplay, type ReplayedRow } from '../../server/handlers/replay.ts';
import { textTools } from '../support/askEnsemble.ts';

const { positionals, values } = parseArgs({
  options: {
    member: { type: 'string' },
    expert: { type: 'boolean', default: false },
    domain: { type: 'string' },
    meta: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const abort = new AbortController().signal;

interface Judged {
  readonly prompt: string;
  readonly right: boolean;
  readonly signals: Readonly<Record<string, number>>;
}

function read(): RecordedFile {
  const parsed = parseRecorded(readFileSync(positionals[0] ?? '', 'utf8'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

/** First answers of the wanted members with their signals and whether they are right. */
async function judgeAnswers(file: RecordedFile): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const [at, row] of file.rows.entries()) {
    const { question } = row;
    if (values.domain !== undefined && question.domain !== values.domain) continue;
    const id = values.expert ? `nano:${question.domain}` : (values.member ?? '');
    const sample = row.samples.get(id)?.[0];
    const truth = file.truths[at];
    if (!sample || !truth) continue;
    const canonical = canonicalAnswer(question, sample.text);
    const chosen = { ...sample, member: id, index: 0 };
    const right = grade(question, truth, { text: sample.text, canonical, chosen }) === true;
    const member = recordedMember(row, { id });
    const asked = { prompt: question.prompt, answer: sample.text };
    const truthful = member?.capabilities.decide ? await pTrue(member, asked, abort) : undefined;
    const signals = {
      ...tokenSignals(sample.tokens ?? []),
      ...(truthful?.ok && { pTrue: truthful.value }),
    };
    judged.push({ prompt: question.prompt, right, signals });
  }
  return judged;
}

/** Brier score of scores that calibrators of other folds turned into probabilities. */
function crossFittedBrier(rows: readonly Judged[], scores: readonly number[]): number {
  const rights = rows.map(({ right }) => right);
  const foldsOf = rows.map(({ prompt }) => foldOf(prompt));
  const maps = folds.map((fold) => {
    const learned = rows.flatMap((_, at) => (foldsOf[at] === fold ? [] : [at]));
    return fitCalibrator(
      learned.map((at) => scores[at] ?? 0),
      learned.map((at) => rights[at] === true),
    );
  });
  const probabilities = scores.map((score, at) => {
    const map = maps[foldsOf[at] ?? 0];
    return map ? applyCalibrator(map, score) : 0.5;
  });
  return brier(probabilities, rights);
}

function reportSignals(rows: readonly Judged[]): void {
  const rights = rows.map(({ right }) => right);
  const share = rights.filter(Boolean).length / rows.length;
  print(
    `n ${rows.length}, right ${share.toFixed(4)}, constant predictor Brier ${(share * (1 - share)).toFixed(4)}`,
  );
  const names = new Set(rows.flatMap(({ signals }) => Object.keys(signals)));
  const lines = [...names].flatMap((name) => {
    const known = rows.filter(({ signals }) => signals[name] !== undefined);
    const raw = known.map(({ signals }) => signals[name] ?? 0);
    const right = known.map((each) => each.right);
    const plain = auroc(raw, right);
    if (plain === undefined) return [];
    // An entropy is high where a probability is low.
    const turned = plain < 0.5 ? raw.map((value) => -value) : raw;
    const area = Math.max(plain, 1 - plain);
    const score = crossFittedBrier(known, turned);
    return [{ name, area, score, sign: plain < 0.5 ? '−' : '+', count: known.length }];
  });
  for (const { name, area, score, sign, count } of lines.sort((a, b) => b.area - a.area))
    print(
      `  ${sign}${name.padEnd(22)} AUROC ${area.toFixed(3)}, Brier ${score.toFixed(4)}, n ${count}`,
    );
}

/** The vote's answers, each half learned from the other. */
async function crossFittedVote(file: RecordedFile): Promise<readonly ReplayedRow[]> {
  const spec = parseEnsemble(
    { kind: 'vote', members: '*', by: 'meta' },
    {
      members: file.members.map(({ id }) => id),
    },
  );
  if (!spec.ok) throw new Error(spec.failure.message);
  const half = (which: number): RecordedFile => ({
    ...file,
    rows: file.rows.filter((_, at) => at % 2 === which),
    truths: file.truths.filter((_, at) => at % 2 === which),
  });
  const rows: ReplayedRow[] = [];
  for (const which of [0, 1]) {
    const request = { spec: spec.value, data: half(which), calibrate: half(1 - which) };
    const deps = { tools: textTools, clock: { now: () => 0, newId: () => '' } };
    const replay = await prepareReplay(request, deps, abort);
    if (!replay.ok) throw new Error(replay.failure.message);
    for await (const row of replay.value.rows(abort)) rows.push(row);
  }
  return rows;
}

async function reportMeta(file: RecordedFile): Promise<void> {
  const rows = (await crossFittedVote(file)).flatMap(({ row, outcome, right }) =>
    outcome.ok
      ? [{ prompt: row.question.prompt, right: right === true, answer: outcome.value }]
      : [],
  );
  const rights = rows.map(({ right }) => right);
  const sure = rows.map(({ answer }) => answer.confidence);
  print(
    `vote by meta: accuracy ${(rights.filter(Boolean).length / rows.length).toFixed(4)}, AUROC ${(auroc(sure, rights) ?? 0).toFixed(3)}, ` +
      `Brier ${brier(sure, rights).toFixed(4)}; its answers by one signal each:`,
  );
  reportSignals(
    rows.map(({ prompt, right, answer }) => ({ prompt, right, signals: answer.signals })),
  );
}

const file = read();
if (values.meta) await reportMeta(file);
else reportSignals(await judgeAnswers(file));
