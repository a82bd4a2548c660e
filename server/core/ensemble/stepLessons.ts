import { ok, type Result } from '../../../protocol/result.ts';
import { riskControlledThreshold } from '../confidence/riskControl.ts';
import { furtherPath } from './accept.ts';
import { stepPath, tryUntil, type Cascade, type Tried } from './cascade.ts';
import { learnConfidence, type Outcome } from './estimate.ts';
import type { NodeFit } from './fitted.ts';
import { createLesson, type LearningRow, type Lesson, type Observed } from './lesson.ts';

type Fits = Readonly<Record<string, NodeFit>>;

/**
 * What is learned about one step: its confidence among the questions that reach it, the threshold that keeps the risk,
 * and (before the last step) how often the last step would be right instead.
 */
export function stepLessons(cascade: Cascade, step: number): readonly Lesson[] {
  const look = async (
    row: LearningRow,
    signal: AbortSignal,
  ): Promise<Result<Tried | undefined>> => {
    const asking = { question: row.question, context: row.context, signal };
    const attempt = await tryUntil(cascade, asking, step + 1);
    if (!attempt.ok) return attempt;
    return ok(attempt.value.tried.find((tried) => tried.step === step));
  };
  return [
    createLesson('outcomes', look, (observed) => confidenceFit(cascade, step, observed)),
    ...(step < cascade.children.length - 1 ? [furtherLesson(cascade, step, look)] : []),
    createLesson('outcomes', look, (observed) => thresholdFit(cascade, step, observed)),
  ];
}

function confidenceFit(
  cascade: Cascade,
  step: number,
  observed: readonly Observed<Tried | undefined>[],
): Fits {
  const outcomes = observed.flatMap(({ row, seen }) =>
    seen ? outcomeOf(row, seen, row.isRight(seen.answer)) : [],
  );
  return { [stepPath(cascade, step)]: { rows: outcomes.length, ...learnConfidence(outcomes) } };
}

function thresholdFit(
  cascade: Cascade,
  step: number,
  observed: readonly Observed<Tried | undefined>[],
): Fits {
  const { risk, delta } = cascade.spec.accept;
  const reached = observed.flatMap(({ row, seen }) => {
    const right = seen && row.isRight(seen.answer);
    return seen && right !== undefined ? [{ score: seen.estimate.score, right }] : [];
  });
  const threshold = riskControlledThreshold(
    reached.map(({ score }) => score),
    reached.map(({ right }) => !right),
    { alpha: risk, delta: delta / cascade.children.length, total: observed.length },
  );
  const kept = Number.isFinite(threshold) ? threshold : null;
  return { [stepPath(cascade, step)]: { rows: reached.length, threshold: kept } };
}

/** What a step's signals tell about the last step's answer to the same question. */
function furtherLesson(
  cascade: Cascade,
  step: number,
  look: (row: LearningRow, signal: AbortSignal) => Promise<Result<Tried | undefined>>,
): Lesson {
  return createLesson(
    'outcomes',
    async (row, signal) => {
      const [tried, last] = await Promise.all([
        look(row, signal),
        cascade.children.at(-1)?.answer(row.question, row.context, signal),
      ]);
      if (!tried.ok) return tried;
      return ok({ tried: tried.value, last: last?.ok ? last.value : undefined });
    },
    (observed): Fits => {
      const outcomes = observed.flatMap(({ row, seen: { tried, last } }) =>
        tried && last ? outcomeOf(row, tried, row.isRight(last)) : [],
      );
      return {
        [furtherPath(cascade, step)]: { rows: outcomes.length, ...learnConfidence(outcomes) },
      };
    },
  );
}

function outcomeOf(
  { question }: LearningRow,
  { signals }: Tried,
  right: boolean | undefined,
): readonly Outcome[] {
  const { domain, prompt } = question;
  return right === undefined ? [] : [{ domain, prompt, signals, right }];
}
