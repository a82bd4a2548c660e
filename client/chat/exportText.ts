import { answerText, questionText, type Conversation } from '../../protocol/conversation.ts';

/** A conversation as a Markdown document; `you` and `eidolon` head the messages. */
export function exportText({ turns }: Conversation, you: string, eidolon: string): string {
  const parts = turns.flatMap(({ at, question, answer }) => [
    `## ${you} (${at})`,
    questionText(question),
    ...question.sources.map(({ name, lines }) => `> ${name}, ${lines}`),
    `## ${eidolon}`,
    answerText(answer),
    ...(answer.state === 'failed' ? [answer.sentence] : []),
  ]);
  return `${parts.filter((part) => part.trim() !== '').join('\n\n')}\n`;
}
