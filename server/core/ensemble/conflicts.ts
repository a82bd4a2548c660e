import * as l10n from '@vscode/l10n';
import { checkConsistency, type Statement } from '../consistency/guard.ts';
import type { Answer } from './answer.ts';
import type { Question } from './question.ts';
import type { AnswerContext } from './strategy.ts';
import { joinNotes } from './together.ts';
import { contentWords } from './fuse/similarity.ts';

/** Fewer words than these are a value, not a statement. */
const fewestWords = 3;

/**
 * An answer with what it and the other members' answers, or earlier answers of the conversation, cannot both be right
 * about. The others stay visible as alternatives. Values, choices, JSON and programs are compared elsewhere.
 */
export async function withConflicts(
  answer: Answer,
  others: readonly Statement[],
  question: Question,
  context: AnswerContext,
  signal: AbortSignal,
): Promise<Answer> {
  const by = answer.member ?? l10n.t('the fused answer');
  const distinct = [...new Map(others.map((each) => [each.text, each])).values()].filter(
    ({ text }) => text !== answer.text,
  );
  const statements = [{ by, text: answer.text }, ...distinct].filter(({ text }) => isProse(text));
  const spoken = question.history?.some(({ role }) => role === 'assistant') === true;
  const comparable = question.answerKind === 'text' && isProse(answer.text);
  if (!comparable || (statements.length < 2 && !spoken)) return answer;
  const report = await checkConsistency(statements, question, context, signal);
  if (!report.ok) {
    const note = l10n.t('Contradictions were not looked for: {0}', report.failure.message);
    return { ...answer, ...joinNotes(answer.notes, note) };
  }
  const { conflicts, pairs } = report.value;
  if (conflicts.length === 0) return answer;
  const opposed = new Set(pairs.flatMap(({ between }) => between));
  const known = new Set([answer.text, ...(answer.alternatives ?? []).map(({ text }) => text)]);
  const shown = statements.filter(({ text }, index) => opposed.has(index) && !known.has(text));
  const alternatives = [...(answer.alternatives ?? []), ...shown];
  return { ...answer, conflicts, ...(alternatives.length > 0 && { alternatives }) };
}

/** Whether a text says something in words. */
export function isProse(text: string): boolean {
  return contentWords(text).filter((word) => /\p{L}{2}/u.test(word)).length >= fewestWords;
}
