import { ok, type Result } from '../../../../protocol/result.ts';
import { learnConfidence, type Outcome } from '../estimate.ts';
import { confidenceLesson } from '../learnConfidence.ts';
import { createLesson, type LearningRow, type Lesson } from '../lesson.ts';
import type { Strategy } from '../strategy.ts';
import { judge, judgedSignals, runChecks, type Judged, type Review } from './judge.ts';
import { tryRepair } from './repair.ts';

/** A draft and its repair as the reviewer judged them, without the gate. */
interface Seen {
  readonly draft?: Judged;
  readonly repair?: Judged;
}

/**
 * What a review learns: how likely a reviewed draft, and how likely a repair, is to be right, so that a repair replaces
 * a draft only where that mends more than it breaks; then how sure the whole is.
 */
export function reviewLessons(review: Review, strategy: Strategy): readonly Lesson[] {
  const judged = createLesson(
    'outcomes',
    (row, signal) => look(review, row, signal),
    (observed) => {
      const of = (pick: (seen: Seen) => Judged | undefined): readonly Outcome[] =>
        observed.flatMap(({ row, seen }) => outcomeOf(row, pick(seen)));
      const drafts = of(({ draft }) => draft);
      const repairs = of(({ repair }) => repair);
      return {
        [`${review.path}/draft`]: { rows: drafts.length, ...learnConfidence(drafts) },
        [`${review.path}/repair`]: { rows: repairs.length, ...learnConfidence(repairs) },
      };
    },
  );
  return [judged, confidenceLesson(strategy)];
}

async function look(
  review: Review,
  { question, context }: LearningRow,
  signal: AbortSignal,
): Promise<Result<Seen>> {
  const asking = { question, context, signal };
  const drafted = await review.draft.answer(question, context, signal);
  if (!drafted.ok) return drafted;
  const checks = await runChecks(review, drafted.value, asking);
  const first = await judge(review, drafted.value, checks, asking);
  if (!first.ok) return first;
  if (first.value.accept === undefined) return ok({});
  const repair = await tryRepair(review, first.value, asking);
  const second = repair.ok ? repair.value : undefined;
  return ok({ draft: first.value, ...(second?.accept !== undefined && { repair: second }) });
}

function outcomeOf(row: LearningRow, judged: Judged | undefined): readonly Outcome[] {
  const right = judged && row.isRight(judged.answer);
  if (judged === undefined || right === undefined) return [];
  const { domain, prompt } = row.question;
  return [{ domain, prompt, signals: judgedSignals(judged), right }];
}
