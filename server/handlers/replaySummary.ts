import { auroc, brier, expectedCalibrationError } from '../core/confidence/metrics.ts';
import type { RecordedMemberInfo } from '../engines/recorded/format.ts';
import type { ReplayedRow } from './replay.ts';

/** One printed row of `eidolon replay`. */
export interface PrintedRow {
  readonly id: string | number;
  readonly answer: string | null;
  readonly abstained?: boolean;
  readonly member?: string;
  readonly confidence: number;
  readonly calls: number;
  readonly callsBy: Readonly<Record<string, number>>;
  readonly stop: string;
  /** Why there is no answer. */
  readonly error?: string;
}

/** Figures over a file; accuracy and those after it where rows say what is right. */
export interface ReplaySummary {
  readonly accuracy?: number;
  /** Mean calls of members per row. */
  readonly calls: number;
  readonly ece?: number;
  readonly auroc?: number;
  readonly brier?: number;
  /** Rows that say what is right; all rows when none does. */
  readonly n: number;
  readonly abstained: number;
  /** Share of rows that went beyond a cascade's first step; absent for other ensembles. */
  readonly escalated?: number;
  /** Mean cost per row in the unit of the file's first line, where that gives every member's. */
  readonly cost?: number;
  readonly failed?: number;
}

/** A row as it is printed. */
export function printedRow({ row, outcome }: ReplayedRow): PrintedRow {
  if (!outcome.ok) {
    const error = outcome.failure.message;
    return {
      id: row.id,
      answer: null,
      abstained: true,
      confidence: 0,
      calls: 0,
      callsBy: {},
      stop: 'failed',
      error,
    };
  }
  const { text, abstained, member, confidence, calls, callsBy, stop } = outcome.value;
  return {
    id: row.id,
    answer: text,
    ...(abstained && { abstained }),
    ...(member !== undefined && { member }),
    confidence: rounded(confidence),
    calls,
    callsBy,
    stop,
  };
}

/** A row that failed although it says what would have been right counts as wrong. */
export function summarise(
  rows: readonly ReplayedRow[],
  members: readonly RecordedMemberInfo[],
): ReplaySummary {
  const graded = rows.filter(({ outcome, right }) => right !== undefined || !outcome.ok);
  const tells = graded.some(({ right }) => right !== undefined);
  const answers = rows.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
  const steps = answers.flatMap(({ signals }) => signals['step'] ?? []);
  const failures = rows.length - answers.length;
  return {
    ...(tells && calibrationFigures(graded)),
    calls: mean(rows, ({ outcome }) => (outcome.ok ? outcome.value.calls : 0)),
    n: tells ? graded.length : rows.length,
    abstained: mean(rows, ({ outcome }) => (!outcome.ok || outcome.value.abstained ? 1 : 0)),
    ...(steps.length > 0 && { escalated: mean(steps, (step) => (step > 0 ? 1 : 0)) }),
    ...costOf(rows, members),
    ...(failures > 0 && { failed: failures }),
  };
}

function calibrationFigures(graded: readonly ReplayedRow[]): Partial<ReplaySummary> {
  const confidences = graded.map(({ outcome }) => (outcome.ok ? outcome.value.confidence : 0));
  const rights = graded.map(({ right }) => right === true);
  const area = auroc(confidences, rights);
  return {
    accuracy: mean(rights, (right) => (right ? 1 : 0)),
    ece: rounded(expectedCalibrationError(confidences, rights, 10)),
    ...(area !== undefined && { auroc: rounded(area) }),
    brier: rounded(brier(confidences, rights)),
  };
}

function costOf(
  rows: readonly ReplayedRow[],
  members: readonly RecordedMemberInfo[],
): Pick<ReplaySummary, 'cost'> {
  if (!members.every(({ cost }) => cost !== undefined)) return {};
  const prices = new Map(members.map(({ id, cost }) => [id, cost ?? 0]));
  const cost = mean(rows, ({ outcome }) =>
    Object.entries(outcome.ok ? outcome.value.callsBy : {}).reduce(
      (sum, [member, calls]) => sum + calls * (prices.get(member) ?? 0),
      0,
    ),
  );
  return { cost };
}

function mean<T>(values: readonly T[], of: (value: T) => number): number {
  return rounded(values.reduce((sum, value) => sum + of(value), 0) / Math.max(1, values.length));
}

/** Six decimals are enough for a reader. */
function rounded(value: number): number {
  return Number(value.toFixed(6));
}
