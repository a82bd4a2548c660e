import type { Result } from '../../../protocol/result.ts';
import type { Answer } from './answer.ts';
import type { NodeFit } from './fitted.ts';
import type { Question } from './question.ts';
import type { AnswerContext } from './strategy.ts';

/** What of an answer is graded: the sample that it was, else the text that several were merged into. */
export type Gradable = Pick<Answer, 'text' | 'canonical' | 'chosen'>;

/** One row to learn from. */
export interface LearningRow {
  /** Text that is the same wherever the row stands: its id and content. Rows are learned from in its order. */
  readonly key: string;
  readonly question: Question;
  /** Its `fitted` holds what was learned so far, from other rows than this one. */
  readonly context: AnswerContext;
  /** Undefined where the row does not tell; always so when only disagreement is learned from. */
  isRight(answer: Gradable): boolean | undefined;
}

/** Learns from the rows with these indices, by place of the specification. */
export type LearnFrom = (indices: readonly number[]) => Readonly<Record<string, NodeFit>>;

/**
 * One thing that a place of a specification learns. Rows are observed once, with fits that have not seen them;
 * then the lesson is learned from several subsets of them (cross-fitting).
 */
export interface Lesson {
  /** `outcomes` needs rows that say what is right; `disagreement` needs none (Dawid–Skene, scales). */
  readonly from: 'outcomes' | 'disagreement';
  observe(rows: readonly LearningRow[], signal: AbortSignal): Promise<LearnFrom>;
}

/** What a lesson saw in one row. */
export interface Observed<T> {
  readonly row: LearningRow;
  readonly seen: T;
}

/** A lesson from a function that looks at one row and one that learns from many; rows that fail are left out. */
export function createLesson<T>(
  from: Lesson['from'],
  look: (row: LearningRow, signal: AbortSignal) => Promise<Result<T>>,
  learn: (observed: readonly Observed<T>[]) => Readonly<Record<string, NodeFit>>,
): Lesson {
  return {
    from,
    async observe(rows, signal) {
      const seen = await Promise.all(rows.map((row) => look(row, signal)));
      return (indices) =>
        learn(
          indices.flatMap((index) => {
            const [row, result] = [rows[index], seen[index]];
            return row && result?.ok ? [{ row, seen: result.value }] : [];
          }),
        );
    },
  };
}
