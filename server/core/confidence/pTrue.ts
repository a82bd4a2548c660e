import { failed, ok, type Result } from '../../../protocol/result.ts';
import { prepared, type Member } from '../member.ts';

export interface PTrueQuestion {
  readonly prompt: string;
  /** The answer that is to be judged. */
  readonly answer: string;
  /** Other samples' answers, shown as brainstormed ideas so that the member sees the alternatives. */
  readonly brainstormed?: readonly string[];
}

const mostIdeas = 5;
const longestIdea = 600;

/**
 * P(True) of Kadavath and others (2022): the probability that a member gives to “A) True” when it is shown the question,
 * some brainstormed answers and the answer. One short decision; weak below about three billion parameters.
 */
export async function pTrue(
  member: Member,
  question: PTrueQuestion,
  signal: AbortSignal,
): Promise<Result<number>> {
  if (!(await prepared(member, signal)).capabilities.decide)
    return failed('unsupported', `The member ${member.id} cannot decide; choose one that can.`);
  const decision = await member.decide(
    { messages: [{ role: 'user', content: pTruePrompt(question) }], options: ['A', 'B'] },
    signal,
  );
  return decision.ok ? ok(decision.value[0] ?? 0.5) : decision;
}

function pTruePrompt({ prompt, answer, brainstormed = [] }: PTrueQuestion): string {
  const ideas = [...new Set(brainstormed)].slice(0, mostIdeas).map(clip);
  return [
    `Question: ${prompt.trim()}`,
    ...(ideas.length > 0 ? ['Brainstormed answers:', ...ideas] : []),
    `Possible answer: ${clip(answer)}`,
    'Is the possible answer:',
    'A) True',
    'B) False',
    'The possible answer is:',
  ].join('\n');
}

function clip(text: string): string {
  const plain = text.trim();
  return plain.length > longestIdea ? `${plain.slice(0, longestIdea)}…` : plain;
}
