import { failed, ok, type Result } from '../../protocol/result.ts';
import type { Trace } from '../../protocol/trace.ts';
import type { Answer } from '../core/ensemble/answer.ts';
import { compileEnsemble } from '../core/ensemble/compile.ts';
import { fitEnsemble, fitUnlabelled, type CalibrationRow } from '../core/ensemble/fitEnsemble.ts';
import { stableStringify } from '../core/ensemble/canonical/json.ts';
import type { Fitted } from '../core/ensemble/fitted.ts';
import type { Spec } from '../core/ensemble/spec.ts';
import type { AnswerContext, Strategy } from '../core/ensemble/strategy.ts';
import { traceAnswer } from '../core/ensemble/traceAnswer.ts';
import type { ExactTools } from '../core/tools.ts';
import { createTraceRecorder, type TraceClock, type TraceRecorder } from '../core/trace.ts';
import type { RecordedFile, RecordedRow } from '../engines/recorded/format.ts';
import { recordedMember } from '../engines/recorded/recordedMember.ts';
import { checkPrograms } from '../engines/recorded/checkPrograms.ts';
import { rememberingTools } from '../engines/recorded/rememberingTools.ts';
import { grade, type CheckedPrograms } from '../engines/recorded/truth.ts';

export interface ReplayRequest {
  readonly spec: Spec;
  readonly data: RecordedFile;
  /** Rows to learn thresholds, weights and calibration from; none are learned without. */
  readonly calibrate?: RecordedFile;
}

/** One answered row. A row that failed has a failure instead of an answer. */
export interface ReplayedRow {
  readonly row: RecordedRow;
  readonly outcome: Result<Answer>;
  /** Undefined where the row does not tell what is right. */
  readonly right: boolean | undefined;
  readonly trace: Trace;
}

export interface ReplayDeps {
  readonly tools: ExactTools;
  readonly clock: TraceClock;
}

/** An ensemble that has learned and is ready to answer recorded rows. */
export interface Replay {
  readonly fitted: Fitted;
  rows(signal: AbortSignal): AsyncGenerator<ReplayedRow>;
}

const seed = 0;

/**
 * Learns from the calibration rows, else takes what the recorded run of the same ensemble knew, else learns from
 * disagreement over the whole file; then rows can be answered in order.
 */
export async function prepareReplay(
  { spec, data, calibrate }: ReplayRequest,
  { clock, ...given }: ReplayDeps,
  signal: AbortSignal,
): Promise<Result<Replay>> {
  const deps = { clock, tools: rememberingTools(given.tools) };
  const compiled = compileEnsemble(spec);
  if (!compiled.ok) return compiled;
  const strategy = compiled.value;
  const repeats = data.run && stableStringify(data.run.spec) === stableStringify(spec);
  const fitted = calibrate
    ? await prepareFit(strategy, calibrate, deps, signal)
    : data.run && repeats
      ? ok(data.run.fitted)
      : ok(await fitUnlabelled(strategy, learningRows(data, deps, undefined), signal));
  if (!fitted.ok) return fitted;
  return ok({
    fitted: fitted.value,
    rows: (rowsSignal) => answerRows(strategy, data, fitted.value, deps, rowsSignal),
  });
}

/** What a strategy learns from recorded rows that say what is right. */
export async function prepareFit(
  strategy: Strategy,
  calibrate: RecordedFile,
  deps: ReplayDeps,
  signal: AbortSignal,
): Promise<Result<Fitted>> {
  const checked = await checkPrograms(calibrate, deps.tools, signal);
  const fitted = await fitEnsemble(strategy, learningRows(calibrate, deps, checked), signal);
  if (Object.keys(fitted.nodes).length > 0) return ok(fitted);
  return failed(
    'badInput',
    'No row of the calibration file says what is right, so nothing can be learned from it.',
  );
}

async function* answerRows(
  strategy: Strategy,
  data: RecordedFile,
  fitted: Fitted,
  { tools, clock }: ReplayDeps,
  signal: AbortSignal,
): AsyncGenerator<ReplayedRow> {
  const checked = await checkPrograms(data, tools, signal);
  for (const [index, row] of data.rows.entries()) {
    signal.throwIfAborted();
    const trace = createTraceRecorder(clock);
    const context = { ...rowContext(data, row, tools, trace), fitted };
    const outcome = await strategy.answer(row.question, context, signal);
    traceAnswer(trace, row.question, outcome);
    const truth = data.truths[index];
    const right =
      outcome.ok && truth ? grade(row.question, truth, outcome.value, checked[index]) : undefined;
    yield { row, outcome, right, trace: trace.finish() };
  }
}

function learningRows(
  file: RecordedFile,
  { tools }: ReplayDeps,
  /** Outcomes of the rows' checks; absent when rows may not say what is right. */
  checked: readonly CheckedPrograms[] | undefined,
): readonly CalibrationRow[] {
  return file.rows.map((row, index) => {
    const truth = file.truths[index];
    return {
      key: `${row.question.prompt}\n${row.id}\n${JSON.stringify([...row.samples].sort())}`,
      question: row.question,
      context: rowContext(file, row, tools, silentTrace),
      isRight: (answer) =>
        checked && truth ? grade(row.question, truth, answer, checked[index]) : undefined,
    };
  });
}

function rowContext(
  file: RecordedFile,
  row: RecordedRow,
  tools: ExactTools,
  trace: TraceRecorder,
): Omit<AnswerContext, 'fitted'> {
  const infos = new Map(file.members.map((info) => [info.id, info]));
  return {
    member: (id) => recordedMember(row, infos.get(id) ?? { id }),
    tools,
    trace,
    seed,
    conditions: { costs: costsOf(file) },
  };
}

/** Prices of the file's first line; a member without one costs 1 per call. */
function costsOf({ members }: RecordedFile): Readonly<Record<string, number>> {
  return Object.fromEntries(members.map(({ id, cost }) => [id, cost ?? 1]));
}

/** While an ensemble learns, nobody reads how. */
const silentTrace: TraceRecorder = {
  add: () => undefined,
  timer: () => () => 0,
  finish: () => ({ id: '', startedAt: '', steps: [], totalMs: 0 }),
};
