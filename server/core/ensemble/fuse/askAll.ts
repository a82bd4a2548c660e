import { ok, type Failure, type Result } from '../../../../protocol/result.ts';
import type { Answer } from '../answer.ts';
import { voterName } from '../gather.ts';
import type { Question } from '../question.ts';
import type { AnswerContext, Strategy } from '../strategy.ts';
import { allAbsent, isFatal } from '../together.ts';

/** The answers of those parts that answered, in their listed order, weakest first. */
export interface Candidates {
  readonly answers: readonly Answer[];
  /** Who gave each answer: the member, or the place of an ensemble. */
  readonly names: readonly string[];
  /** Parts that did not answer. */
  readonly absent: readonly string[];
}

/** Asks all parts at once. A part that fails is left out and named; only when all fail, this fails. */
export async function askAll(
  parts: readonly Strategy[],
  question: Question,
  context: AnswerContext,
  signal: AbortSignal,
): Promise<Result<Candidates>> {
  const results = await Promise.all(parts.map((part) => part.answer(question, context, signal)));
  const answers: Answer[] = [];
  const names: string[] = [];
  const absent: string[] = [];
  const failures: Failure[] = [];
  for (const [at, result] of results.entries()) {
    const part = parts[at] as Strategy;
    if (result.ok) {
      answers.push(result.value);
      names.push(result.value.member ?? voterName(part));
    } else if (isFatal(result.failure)) {
      return result;
    } else {
      absent.push(voterName(part));
      failures.push(result.failure);
    }
  }
  return answers.length === 0 ? allAbsent(absent, failures) : ok({ answers, names, absent });
}
