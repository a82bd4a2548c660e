import { canonicalAnswer } from '../../core/ensemble/canonical/canonical.ts';
import type { Gradable } from '../../core/ensemble/lesson.ts';
import type { Question } from '../../core/ensemble/question.ts';
import type { RowTruth } from './format.ts';

/** Whether programs pass a row's check, by their text. */
export type CheckedPrograms = ReadonlyMap<string, boolean>;

/**
 * Whether an answer is right: as its sample was recorded to be, else by comparison with the gold answer, else as the
 * check of its program came out; undefined when none of them tells.
 */
export function grade(
  question: Question,
  truth: RowTruth,
  answer: Gradable,
  checked: CheckedPrograms = new Map(),
): boolean | undefined {
  const { chosen } = answer;
  const recorded = chosen && truth.correct.get(chosen.member)?.[chosen.index];
  if (recorded !== undefined) return recorded;
  if (truth.gold !== undefined) {
    const said = answer.canonical ?? canonicalAnswer(question, answer.text);
    return said !== undefined && said === canonicalAnswer(question, truth.gold);
  }
  return checked.get(chosen?.text ?? answer.text);
}
