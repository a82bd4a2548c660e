import type { Message, Member } from '../../member.ts';
import { reviewPrompt } from '../../prompts.ts';
import type { ReviewSubject } from '../../review/reviewer.ts';
import type { Question } from '../question.ts';

/** Task words in front of what the nano pool is given; the rest is the text that the answer replaces. */
const nanoTask = /^(?:fix|simplify|eval|fill \w+):\s*/u;

/** A draft as a reviewer is shown it: the answer as a change of what was asked about. */
export function subjectOf(question: Question, text: string): ReviewSubject {
  return {
    domain: question.domain,
    languageId: question.languageId ?? '',
    original: question.prompt.replace(nanoTask, ''),
    proposed: text,
  };
}

/**
 * How a reviewer is asked. The nano reviewer was trained on marked changes; any other model is asked whether the answer
 * is right, with other answers shown where there are some (P(True), Kadavath et al. 2022, arXiv:2207.05221).
 */
export function reviewMessages(
  reviewer: Member,
  question: Question,
  others: readonly string[],
): (subject: ReviewSubject) => readonly Message[] {
  return (subject) => {
    const content = reviewer.family.startsWith('nano')
      ? reviewPrompt(subject)
      : answerPrompt(question, subject.proposed, others);
    return [{ role: 'user', content }];
  };
}

/** More brainstormed answers than these only lengthen the prompt. */
const mostShown = 4;

function answerPrompt(question: Question, answer: string, others: readonly string[]): string {
  const shown = others.filter((text) => text !== answer).slice(0, mostShown);
  return [
    `Question:\n${question.prompt}`,
    ...(shown.length === 0 ? [] : [`Answers that others gave:\n${shown.join('\n---\n')}`]),
    `Proposed answer:\n${answer}`,
    'Is the proposed answer right? Reply with accept if it is, and with reject if it is not.',
  ].join('\n\n');
}
