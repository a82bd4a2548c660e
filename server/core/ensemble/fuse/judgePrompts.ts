import type { DecideRequest, Member, Message } from '../../member.ts';
import { reviewPrompt } from '../../prompts.ts';
import type { Question } from '../question.ts';

/** A question to a judge whose first option means that the first text is better. */
export function comparisonRequest(
  judge: Member,
  question: Question,
  first: string,
  second: string,
): DecideRequest {
  if (readsMarkedChanges(judge)) {
    // Rejecting the change from the first text to the second says that the first is better.
    const subject = { domain: question.domain, original: first, proposed: second };
    return { messages: [user(reviewPrompt(subject))], options: ['reject', 'accept'] };
  }
  const content = [
    'Two answers to the same question are given. Which one is better? Judge only whether it is right and answers ' +
      'what was asked; length and style do not count. Reply with A or B alone.',
    `Question:\n${question.prompt}`,
    `Answer A:\n${first}`,
    `Answer B:\n${second}`,
  ].join('\n\n');
  return { messages: [user(content)], options: ['A', 'B'] };
}

/** The nano pool reads a change marked in place, which is what it was trained on. */
function readsMarkedChanges({ family }: Member): boolean {
  return family.startsWith('nano');
}

/** Asks for one answer out of several that adds nothing to them (after Wang et al. 2024, arXiv:2406.04692). */
export function synthesisMessages(
  question: Question,
  candidates: readonly string[],
): readonly Message[] {
  const content = [
    'Several models answered the question below. Write one answer from their answers. Some of them may be wrong; ' +
      'where they differ, keep what most of them say. Use only sentences and facts that are in the answers, add ' +
      'nothing of your own, and do not mention the answers or the models.',
    `Question:\n${question.prompt}`,
    ...candidates.map((text, index) => `Answer ${index + 1}:\n${text}`),
  ].join('\n\n');
  return [...(question.history ?? []), user(content)];
}

function user(content: string): Message {
  return { role: 'user', content };
}
