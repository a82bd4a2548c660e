import type { ChatMessage, ChatParams, ChatRoute } from '../../protocol/chat.ts';
import { isRecord } from '../../protocol/record.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';

/** A message as the editor's chat hands it over: roles are numbers, and parts of any kind. */
export interface GivenMessage {
  readonly role: number;
  readonly content: readonly unknown[];
}

/** The editor's number for what a model has said; everything else is said to it. */
const assistantRole = 2;

/** The text of a message; parts that are none, such as images, are left out. */
export function textOfMessage({ content }: Pick<GivenMessage, 'content'>): string {
  return content.map(textOfPart).join('');
}

function textOfPart(part: unknown): string {
  if (!isRecord(part)) return '';
  const { value, content } = part;
  if (typeof value === 'string') return value;
  // What a tool answered, which has parts of its own.
  return Array.isArray(content) ? content.map(textOfPart).join('') : '';
}

/**
 * A conversation of the editor's chat as a message to a model or an ensemble: what was said last is the question, also
 * where it is spread over several messages, and what stands before is the conversation so far.
 */
export function chatRequestOf(
  route: Pick<ChatParams, 'command'> | { readonly route: ChatRoute },
  messages: readonly GivenMessage[],
): Result<ChatParams> {
  const said = messages
    .map((message) => ({
      role: message.role === assistantRole ? ('assistant' as const) : ('user' as const),
      text: textOfMessage(message),
    }))
    .filter(({ text }) => text.trim() !== '');
  const lastAnswer = said.findLastIndex(({ role }) => role === 'assistant');
  const question = said.slice(lastAnswer + 1).map(({ text }) => text);
  if (question.length === 0) return failed('badInput', 'There is no question to answer.');
  const earlier: readonly ChatMessage[] = said.slice(0, lastAnswer + 1);
  return ok({ text: question.join('\n\n'), sources: [], earlier, ...route });
}
