import { learnConfidence } from './estimate.ts';
import { createLesson, type Lesson } from './lesson.ts';
import type { Strategy } from './strategy.ts';

/** Learns how far a strategy's answers can be trusted, from answers whose outcome is known. */
export function confidenceLesson(strategy: Strategy): Lesson {
  return createLesson(
    'outcomes',
    ({ question, context }, signal) => strategy.answer(question, context, signal),
    (observed) => {
      const outcomes = observed.flatMap(({ row, seen }) => {
        const right = row.isRight(seen);
        const { domain, prompt } = row.question;
        return right === undefined ? [] : [{ domain, prompt, signals: seen.signals, right }];
      });
      const fit = learnConfidence(outcomes);
      return fit.calibrators ? { [strategy.path]: { rows: outcomes.length, ...fit } } : {};
    },
  );
}
