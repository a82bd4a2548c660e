import { everything } from '../../trust/planOutcomes.ts';
import type { Question } from '../question.ts';

/**
 * The contexts that a question is in, from broad to narrow: all questions, its domain, its kind of answer there, and
 * whether it is short or long. What is known of a narrow context is drawn towards the one around it.
 */
export function contextsOf({ domain, answerKind, prompt }: Question): readonly string[] {
  const kind = `${domain}/${answerKind}`;
  const length = prompt.length < 200 ? 'short' : prompt.length < 800 ? 'middling' : 'long';
  return [everything, domain, kind, `${kind}/${length}`];
}
