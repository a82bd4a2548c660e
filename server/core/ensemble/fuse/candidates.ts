import { failed, type Failure, type Result } from '../../../../protocol/result.ts';
import type { Answer, Sample } from '../answer.ts';
import type { Question } from '../question.ts';
import type { AnswerContext, Strategy } from '../strategy.ts';

/** The answers of those parts that answered, in their listed order, weakest first. */
export interface Candidates {
  readonly answers: readonly Answer[];
  /** Who gave each answer: the member, or the place of an ensemble. */
  readonly names: readonly string[];
  /** One sentence for each part that gave none. */
  readonly notes: readonly string[];
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
  const notes: string[] = [];
  let failure: Failure | undefined;
  results.forEach((result, index) => {
    const name = parts[index]?.path ?? '';
    if (result.ok) {
      answers.push(result.value);
      names.push(result.value.member ?? name);
      notes.push(...(result.value.notes ?? []));
    } else {
      failure ??= result.failure;
      notes.push(`${name} did not answer: ${result.failure.message}`);
    }
  });
  if (answers.length > 0) return { ok: true, value: { answers, names, notes } };
  return failure ? { ok: false, failure } : failed('badInput', 'This ensemble has no members.');
}

/** Calls by member, added up. */
export function addCalls(
  parts: readonly Readonly<Record<string, number>>[],
): Readonly<Record<string, number>> {
  const total: Record<string, number> = {};
  for (const part of parts) {
    for (const [member, calls] of Object.entries(part))
      total[member] = (total[member] ?? 0) + calls;
  }
  return total;
}

/** The number of calls in a table of them. */
export function countCalls(callsBy: Readonly<Record<string, number>>): number {
  return Object.values(callsBy).reduce((sum, calls) => sum + calls, 0);
}

/** All samples below several answers, in order. */
export function samplesOf(answers: readonly Answer[]): readonly Sample[] {
  return answers.flatMap(({ samples }) => samples);
}
