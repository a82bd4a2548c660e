import type { Result } from '../../../protocol/result.ts';
import type { TraceRecorder } from '../trace.ts';
import type { Answer } from './answer.ts';
import { creditOf } from './credit.ts';
import type { Question } from './question.ts';

/** Ends the trace of an ensemble's answer, live or recorded: what the user should know, and who is answerable. */
export function traceAnswer(
  trace: TraceRecorder,
  question: Question,
  outcome: Result<Answer>,
): void {
  if (!outcome.ok) return;
  for (const text of outcome.value.notes ?? []) trace.add({ kind: 'note', text });
  trace.add({ kind: 'credit', credit: creditOf(question, outcome.value) });
}
