import type { Question } from '../question.ts';
import { canonicalChoice } from './choice.ts';
import { normalisedCode } from './codeText.ts';
import { canonicalJson } from './json.ts';
import { canonicalNumber } from './number.ts';
import { canonicalPythonLiteral } from './pythonLiteral.ts';

/**
 * One spelling for all answers that mean the same, by the question's kind; undefined when no answer can be read.
 * Programs are compared by text here; by behaviour in `codeAnswers.ts`.
 */
export function canonicalAnswer(question: Question, text: string): string | undefined {
  switch (question.answerKind) {
    case 'number':
      return canonicalNumber(text);
    case 'choice':
      return canonicalChoice(text);
    case 'json':
      return canonicalJson(text);
    case 'code':
      return normalisedCode(text, question.languageId) || undefined;
    case 'text':
      return canonicalText(question, text);
  }
}

function canonicalText({ domain }: Question, text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  // In prose, quotes and spaces can be what the answer is about.
  return (domain === 'code' ? canonicalPythonLiteral(trimmed) : undefined) ?? trimmed;
}

/** What is shown for an answer: the text byte for byte, or plain digits where a number was read. */
export function shownAnswer(
  question: Question,
  text: string,
  canonical: string | undefined,
): string {
  return question.answerKind === 'number' && canonical !== undefined ? canonical : text;
}
