import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CandidateRun, CandidateTests } from '../../protocol/behaviour.ts';
import type { CheckerCalls, CheckerMethod } from '../../protocol/checker.ts';
import { ok, type Result } from '../../protocol/result.ts';
import { memberTests } from '../../server/core/behaviour/calls.ts';
import { joinCompletion } from '../../server/core/behaviour/program.ts';
import { voteByBehaviour } from '../../server/core/behaviour/voteByBehaviour.ts';
import { clustersOf, codeT, softVote } from '../../server/core/behaviour/votes.ts';
import type { Question } from '../../server/core/ensemble/question.ts';
import { createRandom } from '../../server/core/random.ts';
import type { ExactTools } from '../../server/core/tools.ts';
import { createStderrLog } from '../../server/log.ts';
import { createSandboxClient, routeTools } from '../../server/verify/behaviour/client.ts';
import { createCheckerClient } from '../../server/verify/client.ts';

// Measures voting by behaviour on recorded code samples. Build first.
// Usage: node --import=tsx test/eval/behaviour.ts FILE [--draws N]
// `check` scores the samples, in the same sandbox; nothing else reads it.

const file = process.argv[2];
if (!file) throw new Error('usage: node --import=tsx test/eval/behaviour.ts FILE [--draws N]');
const drawsAt = process.argv.indexOf('--draws');
const draws = drawsAt < 0 ? 20 : Number(process.argv[drawsAt + 1]);
const dist = fileURLToPath(new URL('../../dist/server', import.meta.url));
const signal = new AbortController().signal;

interface Row {
  readonly id: string;
  readonly prompt: string;
  readonly languageId: string;
  readonly entryPoint: string;
  readonly tests?: readonly string[];
  readonly check: string;
  readonly members: Readonly<Record<string, readonly { readonly text: string }[]>>;
}

const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Row)
  .filter((row) => typeof row.check === 'string');

const log = createStderrLog('warn');
const client = createSandboxClient({ entry: path.join(dist, 'sandbox.mjs'), log, mayRun: true });
const checker = createCheckerClient({ entry: path.join(dist, 'checker.mjs'), log });
const counts = { programs: 0, unusable: 0, timeouts: 0, crashes: 0, outcomes: 0, failures: 0 };
const spentMs = { run: 0, tests: 0, check: 0 };

/** The inputs that the last vote made. */
let lastInputs: readonly string[] = [];

/** Asks the sandbox for each program once: a vote over fewer samples then costs nothing more. */
function remembering(tools: ExactTools): ExactTools {
  const known = new Map<string, unknown>();
  return {
    async call<M extends CheckerMethod>(
      method: M,
      params: CheckerCalls[M]['params'],
      given: AbortSignal,
    ): Promise<Result<CheckerCalls[M]['result']>> {
      if (method !== 'behaviour/run' && method !== 'behaviour/tests')
        return await tools.call(method, params, given);
      const { programs, ...rest } = params as { programs: readonly string[] };
      if ('inputs' in params) lastInputs = params.inputs;
      const key = (program: string): string => JSON.stringify([method, rest, program]);
      const missing = programs.filter((program) => !known.has(key(program)));
      if (missing.length > 0) {
        const began = performance.now();
        const answer = await tools.call(method, { ...params, programs: missing }, given);
        spentMs[method === 'behaviour/run' ? 'run' : 'tests'] += performance.now() - began;
        if (!answer.ok) {
          counts.failures += 1;
          return answer;
        }
        const { candidates } = answer.value as { candidates: readonly unknown[] };
        missing.forEach((program, index) => known.set(key(program), candidates[index]));
        if (method === 'behaviour/run') count(candidates as readonly CandidateRun[]);
      }
      const candidates = programs.map((program) => known.get(key(program)));
      return ok({ candidates } as CheckerCalls[M]['result']);
    },
  };
}

function count(candidates: readonly CandidateRun[]): void {
  for (const candidate of candidates) {
    counts.programs += 1;
    if (!candidate.usable) {
      counts.unusable += 1;
      if (candidate.error === 'Crash' || candidate.error === 'OutOfMemory') counts.crashes += 1;
      continue;
    }
    counts.outcomes += candidate.outcomes.length;
    for (const outcome of candidate.outcomes) {
      if (outcome.kind === 'timeout') counts.timeouts += 1;
      if (outcome.kind === 'error' && /^(?:Crash|OutOfMemory)$/.test(outcome.type))
        counts.crashes += 1;
    }
  }
}

/** By method, one figure per row: whether the chosen sample is right, averaged over draws. */
const results = new Map<string, number[]>();

function note(method: string, row: number, value: number): void {
  const column = results.get(method) ?? [];
  column[row] = (column[row] ?? 0) + value;
  results.set(method, column);
}

/** The mean over candidates that share the best score. */
function meanOfBest(scores: readonly number[], right: readonly number[]): number {
  const best = Math.max(...scores);
  const winners = right.filter((_, index) => (scores[index] ?? 0) >= best - 1e-9);
  return winners.reduce((sum, value) => sum + value, 0) / winners.length;
}

async function measure(row: Row, at: number): Promise<void> {
  const tools = remembering(routeTools(checker, client));
  const { prompt, languageId, entryPoint, tests = [] } = row;
  const question: Question = { prompt, domain: 'code', answerKind: 'code', languageId, entryPoint };
  const texts = Object.values(row.members)
    .flat()
    .map(({ text }) => text);
  const right = await checkAll(row, texts);
  const random = createRandom(1_000 + at);
  note('random sample', at, mean(right));
  note('any of all', at, Math.max(...right));
  const untested = await voteByBehaviour(question, texts, tools, signal);
  note(`behaviour, no tests seen, ${texts.length}`, at, right[untested.chosen] ?? 0);
  for (const size of [3, 5, 10, texts.length]) {
    const repeats = size === texts.length ? 1 : draws;
    for (let draw = 0; draw < repeats; draw++) {
      const chosen = size === texts.length ? [...texts.keys()] : sample(texts.length, size, random);
      const some = chosen.map((index) => texts[index] ?? '');
      const truth = chosen.map((index) => right[index] ?? 0);
      const add = (method: string, value: number): void =>
        note(`${method}, ${size}`, at, value / repeats);
      add('random of these', mean(truth));
      const vote = await voteByBehaviour({ ...question, tests }, some, tools, signal);
      add('behaviour, CodeT between ties', truth[vote.chosen] ?? 0);
      const { soft, exact, codet } = await others(row, some, tools);
      add('behaviour', meanOfBest(soft, truth));
      add('largest exact cluster', meanOfBest(exact, truth));
      add('CodeT', meanOfBest(codet, truth));
      add('behaviour + CodeT', meanOfBest(scaledSum(soft, codet), truth));
    }
  }
}

/** The same candidates under other rules, from the same runs. */
async function others(
  row: Row,
  texts: readonly string[],
  tools: ExactTools,
): Promise<Record<'soft' | 'exact' | 'codet', readonly number[]>> {
  const { prompt, languageId, entryPoint, tests = [] } = row;
  const programs = texts.map((text) => joinCompletion({ prompt, text, entryPoint, languageId }));
  const distinct = [...new Set(programs)];
  const inputs = lastInputs;
  const job = { languageId, entryPoint, programs: distinct };
  const ran = await tools.call('behaviour/run', { ...job, inputs }, signal);
  const tested = await tools.call(
    'behaviour/tests',
    { ...job, tests: memberTests(tests, entryPoint, 'python') },
    signal,
  );
  if (!ran.ok || !tested.ok) throw new Error('the sandbox did not answer');
  const at = programs.map((program) => distinct.indexOf(program));
  const runs = at.map((index) => ran.value.candidates[index] as CandidateRun);
  const clusters = clustersOf(runs);
  const scores = codeT(tested.value.candidates as readonly CandidateTests[]);
  return {
    soft: softVote(runs),
    exact: clusters.map((cluster) =>
      cluster < 0 ? -1 : clusters.filter((other) => other === cluster).length,
    ),
    codet: at.map((index, place) => ((clusters[place] ?? -1) < 0 ? 0 : (scores[index] ?? 0))),
  };
}

function scaledSum(one: readonly number[], other: readonly number[]): readonly number[] {
  const most = (values: readonly number[]): number => Math.max(...values) || 1;
  return one.map((value, index) => value / most(one) + (other[index] ?? 0) / most(other));
}

async function checkAll(row: Row, texts: readonly string[]): Promise<readonly number[]> {
  const { prompt, languageId, entryPoint, check } = row;
  const programs = texts.map((text) => joinCompletion({ prompt, text, entryPoint, languageId }));
  const began = performance.now();
  const limits = { inputMs: 3_000, candidateMs: 3_000 };
  const tests = [`${check}\ncheck(${entryPoint})`];
  const job = { languageId, entryPoint, programs, tests, limits };
  const answer = await client.call('behaviour/tests', job, signal);
  spentMs.check += performance.now() - began;
  if (!answer.ok) throw new Error(`${row.id}: ${answer.failure.message}`);
  return answer.value.candidates.map((each) =>
    each.usable && each.outcomes[0] === 'passed' ? 1 : 0,
  );
}

function sample(length: number, size: number, random: () => number): readonly number[] {
  const left = Array.from({ length }, (_, index) => index);
  return Array.from(
    { length: size },
    () => left.splice(Math.floor(random() * left.length), 1)[0] ?? 0,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Middle 95 % of the mean over rows drawn with replacement. */
function interval(values: readonly number[]): readonly [number, number] {
  const random = createRandom(7);
  const means = Array.from({ length: 2_000 }, () =>
    mean(values.map(() => values[Math.floor(random() * values.length)] ?? 0)),
  ).toSorted((one, other) => one - other);
  return [means[49] ?? 0, means[1_949] ?? 0];
}

function report(): void {
  const baseline = results.get('random sample') ?? [];
  process.stdout.write(`${rows.length} problems; fewer than all samples: mean of ${draws} draws\n`);
  for (const [method, column] of results) {
    const gains = column.map((value, index) => value - (baseline[index] ?? 0));
    const [low, high] = interval(gains);
    const points = (value: number): string => `${value < 0 ? '' : '+'}${(100 * value).toFixed(1)}`;
    process.stdout.write(
      `${method.padEnd(40)} ${mean(column).toFixed(4)}  ${points(mean(gains))} [${points(low)}, ${points(high)}]\n`,
    );
  }
  process.stdout.write(`${JSON.stringify({ counts, seconds: seconds() })}\n`);
}

function seconds(): Record<string, number> {
  return Object.fromEntries(
    Object.entries(spentMs).map(([name, ms]) => [name, Math.round(ms / 100) / 10]),
  );
}

for (const [at, row] of rows.entries()) {
  await measure(row, at);
  process.stderr.write(`\r${at + 1}/${rows.length} `);
}
process.stderr.write('\n');
report();
client.dispose();
checker.dispose();
