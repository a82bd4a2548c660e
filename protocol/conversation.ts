import {
  chatCommands,
  parseChatReply,
  parseRoute,
  parseSource,
  type ChatCommand,
  type ChatReply,
  type ChatRoute,
  type ChatSource,
} from './chat.ts';
import { isRecord } from './record.ts';

/** A source as a chip shows it. */
export interface AttachedSource extends ChatSource {
  /** Name of the document. */
  readonly name: string;
  readonly lines: number;
  readonly characters: number;
}

/** What the user sent. */
export interface ChatQuestion {
  /** Without its slash command. */
  readonly text: string;
  readonly command?: ChatCommand;
  readonly route?: ChatRoute;
  readonly sources: readonly AttachedSource[];
}

/** Where an answer stands. `stopped` and `failed` keep what had arrived. */
export type ChatAnswer =
  | { readonly state: 'running'; readonly stage: string; readonly text: string }
  | { readonly state: 'stopped'; readonly text: string }
  | { readonly state: 'failed'; readonly text: string; readonly sentence: string }
  | { readonly state: 'replied'; readonly reply: ChatReply };

export interface ChatTurn {
  readonly id: string;
  /** ISO date and time. */
  readonly at: string;
  readonly question: ChatQuestion;
  readonly answer: ChatAnswer;
}

export interface Conversation {
  readonly id: string;
  readonly turns: readonly ChatTurn[];
}

/** A conversation in the list of all. */
export interface ConversationSummary {
  readonly id: string;
  readonly title: string;
  /** ISO date and time of its last message. */
  readonly at: string;
  readonly turns: number;
}

/** The message as it was typed. */
export function questionText({ command, text }: ChatQuestion): string {
  return command === undefined ? text : `/${command} ${text}`.trimEnd();
}

/** The plain text of an answer; empty where there is none. */
export function answerText(answer: ChatAnswer): string {
  if (answer.state !== 'replied') return answer.text;
  const { reply } = answer;
  if (reply.kind === 'declined') return reply.message;
  if (reply.kind === 'found')
    return reply.quotations
      .map(({ path, range, text }) => `${path}:${range.start.line + 1}\n${text}`)
      .join('\n\n');
  if (reply.kind === 'refined' && reply.hunks.length === 0) return reply.note ?? reply.text;
  return reply.text;
}

/** A conversation from storage or the wire; turns that cannot be read are left out. */
export function parseConversation(value: unknown): Conversation | undefined {
  if (!isRecord(value) || typeof value['id'] !== 'string') return undefined;
  if (!Array.isArray(value['turns'])) return undefined;
  return { id: value['id'], turns: value['turns'].flatMap((each) => parseTurn(each) ?? []) };
}

/** A turn from storage or the wire. */
export function parseTurn(value: unknown): ChatTurn | undefined {
  if (!isRecord(value)) return undefined;
  const { id, at } = value;
  const question = parseQuestion(value['question']);
  const answer = parseAnswer(value['answer']);
  if (typeof id !== 'string' || typeof at !== 'string' || !question || !answer) return undefined;
  return { id, at, question, answer };
}

/** A summary from the wire. */
export function parseSummary(value: unknown): ConversationSummary | undefined {
  if (!isRecord(value)) return undefined;
  const { id, title, at, turns } = value;
  if (typeof id !== 'string' || typeof title !== 'string' || typeof at !== 'string')
    return undefined;
  return { id, title, at, turns: typeof turns === 'number' ? turns : 0 };
}

/** A source with its label from storage or the wire. */
export function parseAttached(value: unknown): AttachedSource | undefined {
  const source = parseSource(value);
  if (source === undefined || !isRecord(value)) return undefined;
  const { name, lines, characters } = value;
  return {
    ...source,
    name: typeof name === 'string' ? name : '',
    lines: typeof lines === 'number' ? lines : 0,
    characters: typeof characters === 'number' ? characters : 0,
  };
}

function parseQuestion(value: unknown): ChatQuestion | undefined {
  if (!isRecord(value) || typeof value['text'] !== 'string') return undefined;
  const command = chatCommands.find((each) => each === value['command']);
  const route = parseRoute(value['route']);
  const sources = Array.isArray(value['sources']) ? value['sources'] : [];
  return {
    text: value['text'],
    sources: sources.flatMap((each) => parseAttached(each) ?? []),
    ...(command && { command }),
    ...(route && { route }),
  };
}

function parseAnswer(value: unknown): ChatAnswer | undefined {
  if (!isRecord(value)) return undefined;
  const text = typeof value['text'] === 'string' ? value['text'] : '';
  const word = (key: string): string => (typeof value[key] === 'string' ? value[key] : '');
  switch (value['state']) {
    case 'running':
      return { state: 'running', stage: word('stage'), text };
    case 'stopped':
      return { state: 'stopped', text };
    case 'failed':
      return { state: 'failed', text, sentence: word('sentence') };
    case 'replied': {
      const reply = parseChatReply(value['reply']);
      return reply && { state: 'replied', reply };
    }
    default:
      return undefined;
  }
}
