import { parseRanking, type Quotation, type Ranking } from './find.ts';
import { parseHunk, parseRange, parseTrace } from './parseRefine.ts';
import type { Hunk } from './refine.ts';
import type { Position, Range } from './text.ts';
import type { Trace } from './trace.ts';
import { isRecord } from './record.ts';

/** Client to server request with {@link ChatParams}; streams {@link ChatPart}s by `$/progress`, answers {@link ChatReply}. */
export const chatRequest = 'eidolon/chat/answer';

/** Client to server request with {@link ForgetChatsParams}: what models read of the conversations is removed from the disk. */
export const forgetChatsRequest = 'eidolon/chat/forget';

/** What a message may begin with, each after a slash. */
export const chatCommands = ['fix', 'simplify', 'rewrite', 'find', 'vote', 'council'] as const;
export type ChatCommand = (typeof chatCommands)[number];

export const chatSourceKinds = ['selection', 'file', 'problems', 'terminal'] as const;

/** A text that goes with a message. The engine has an open document itself; any other text travels along. */
export interface ChatSource {
  readonly kind: (typeof chatSourceKinds)[number];
  /** Address of the document that it is or is about; of a terminal, `terminal:` and its name. */
  readonly uri: string;
  /** The version that `range` is true for; 0 where the text travels along. */
  readonly version: number;
  /** Absent for a whole file. */
  readonly range?: Range;
  /** The text as it was attached. */
  readonly text?: string;
}

/** Who shall answer instead of the router's choice. */
export type ChatRoute =
  | { readonly kind: 'expert'; readonly name: string }
  | { readonly kind: 'ensemble'; readonly name: string };

/** An earlier message of the conversation, as plain text. */
export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

export interface ChatParams {
  readonly text: string;
  readonly command?: ChatCommand;
  readonly route?: ChatRoute;
  readonly sources: readonly ChatSource[];
  /** Oldest first; only members that chat read them. */
  readonly earlier: readonly ChatMessage[];
  /** Id of the conversation, where its user agreed that what models read of it is kept on disk. */
  readonly conversation?: string;
  readonly partialResultToken?: string;
}

export interface ForgetChatsParams {
  /** Absent means all conversations. */
  readonly conversation?: string;
}

/** What arrives while an answer is made. */
export type ChatPart =
  | { readonly kind: 'stage'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string };

/** One member's own answer below an ensemble's. */
export interface ChatMemberAnswer {
  readonly member: string;
  readonly text: string;
  /** 0 to 1, where it is known. */
  readonly confidence?: number;
  readonly ms?: number;
}

/** Where a refined text stands in a document. */
export interface ChatPlace {
  readonly uri: string;
  readonly start: Position;
}

/** The answer to a message. */
export type ChatReply =
  | {
      /** The refine pipeline's answer: a text and its changes, with checks. */
      readonly kind: 'refined';
      readonly original: string;
      /** `original` with every change that was not left unreviewed. */
      readonly text: string;
      readonly languageId: string;
      /** Ranges are positions within `original`. */
      readonly hunks: readonly Hunk[];
      /** Absent where the text came with the message. */
      readonly place?: ChatPlace;
      /** One sentence when nothing is proposed, or when something was left alone. */
      readonly note?: string;
      /** What was not looked at and why, a sentence each. */
      readonly dropped: readonly string[];
      readonly trace: Trace;
    }
  | {
      /** A model's or an ensemble's answer in Markdown. */
      readonly kind: 'answered';
      readonly text: string;
      /** A member's id or an ensemble's name. */
      readonly by: string;
      readonly confidence?: number;
      readonly abstained: boolean;
      readonly members: readonly ChatMemberAnswer[];
      /** How many of the members' answers say the same as the one given. */
      readonly agreement?: { readonly agree: number; readonly of: number };
      readonly calls?: number;
      /** Contradictions between members, a sentence each. */
      readonly conflicts: readonly string[];
      readonly notes: readonly string[];
      readonly dropped: readonly string[];
      readonly trace: Trace;
    }
  | {
      /** Exact lines of the workspace that may answer; no model wrote anything. Never empty. */
      readonly kind: 'found';
      readonly quotations: readonly Quotation[];
      /** Absent where the words alone decided the order. */
      readonly ranking?: Ranking;
      /** What was left out of the search, or why no model ordered what was found. */
      readonly note?: string;
    }
  | {
      /** This pool does not do it; `message` says so and what would help. */
      readonly kind: 'declined';
      readonly message: string;
      /** Another model would help; otherwise the message itself lacks something. */
      readonly needsModel: boolean;
    };

/** A message's slash command and the rest; a slash that begins no known command is text. */
export function parseSlash(message: string): {
  readonly command?: ChatCommand;
  readonly text: string;
} {
  const match = /^\s*\/([a-z]+)(?:\s+|$)([\s\S]*)$/.exec(message);
  const command = chatCommands.find((each) => each === match?.[1]);
  return command === undefined ? { text: message } : { command, text: match?.[2] ?? '' };
}

/** Parameters from the wire; undefined when they cannot be read. */
export function parseChatParams(value: unknown): ChatParams | undefined {
  if (!isRecord(value) || typeof value['text'] !== 'string') return undefined;
  const sources = listOf(value['sources'], parseSource);
  const earlier = listOf(value['earlier'], parseMessage);
  const command = chatCommands.find((each) => each === value['command']);
  const route = value['route'] === undefined ? undefined : parseRoute(value['route']);
  if (sources === undefined || earlier === undefined) return undefined;
  if (value['command'] !== undefined && command === undefined) return undefined;
  if (value['route'] !== undefined && route === undefined) return undefined;
  const token = value['partialResultToken'];
  const conversation = value['conversation'];
  return {
    text: value['text'],
    sources,
    earlier,
    ...(command && { command }),
    ...(route && { route }),
    ...(typeof token === 'string' && { partialResultToken: token }),
    ...(typeof conversation === 'string' && { conversation }),
  };
}

/** A part from the wire. */
export function parseChatPart(value: unknown): ChatPart | undefined {
  if (!isRecord(value) || typeof value['text'] !== 'string') return undefined;
  const { kind, text } = value;
  return kind === 'stage' || kind === 'text' ? { kind, text } : undefined;
}

/** Parameters from the wire; undefined when they cannot be read. */
export function parseForgetChatsParams(value: unknown): ForgetChatsParams | undefined {
  if (!isRecord(value)) return undefined;
  const { conversation } = value;
  if (conversation === undefined) return {};
  return typeof conversation === 'string' && conversation !== '' ? { conversation } : undefined;
}

/** A reply from the wire or from storage. */
export function parseChatReply(value: unknown): ChatReply | undefined {
  if (!isRecord(value)) return undefined;
  switch (value['kind']) {
    case 'refined':
      return parseRefined(value);
    case 'answered':
      return parseAnswered(value);
    case 'found': {
      const quotations = listOf(value['quotations'], parseQuotation);
      const { note } = value;
      if (quotations === undefined || quotations.length === 0) return undefined;
      const ranking = parseRanking(value['ranking']);
      return {
        kind: 'found',
        quotations,
        ...(ranking && { ranking }),
        ...(typeof note === 'string' && { note }),
      };
    }
    case 'declined':
      return typeof value['message'] === 'string'
        ? {
            kind: 'declined',
            message: value['message'],
            needsModel: value['needsModel'] === true,
          }
        : undefined;
    default:
      return undefined;
  }
}

/** What led to an answer; quotations and refusals have nothing behind them. */
export function traceOf(reply: ChatReply): Trace | undefined {
  return reply.kind === 'refined' || reply.kind === 'answered' ? reply.trace : undefined;
}

function parseQuotation(value: unknown): Quotation | undefined {
  if (!isRecord(value)) return undefined;
  const { uri, path, text, score } = value;
  const range = parseRange(value['range']);
  if (typeof uri !== 'string' || typeof path !== 'string' || typeof text !== 'string')
    return undefined;
  if (range === undefined) return undefined;
  const headings = strings(value['headings']);
  return { uri, path, range, text, headings, score: isShare(score) ? score : 0 };
}

function parseRefined(value: Record<string, unknown>): ChatReply | undefined {
  const { original, text, languageId, note } = value;
  const hunks = listOf(value['hunks'], parseHunk);
  const trace = parseTrace(value['trace']);
  const place = parsePlace(value['place']);
  if (typeof original !== 'string' || typeof text !== 'string') return undefined;
  if (hunks === undefined || trace === undefined) return undefined;
  return {
    kind: 'refined',
    original,
    text,
    languageId: typeof languageId === 'string' ? languageId : 'plaintext',
    hunks,
    trace,
    dropped: strings(value['dropped']),
    ...(place && { place }),
    ...(typeof note === 'string' && { note }),
  };
}

function parseAnswered(value: Record<string, unknown>): ChatReply | undefined {
  const { text, by, confidence, calls, agreement } = value;
  const members = listOf(value['members'], parseMemberAnswer);
  const trace = parseTrace(value['trace']);
  if (typeof text !== 'string' || members === undefined || trace === undefined) return undefined;
  const agree = isRecord(agreement) ? agreement['agree'] : undefined;
  const of = isRecord(agreement) ? agreement['of'] : undefined;
  return {
    kind: 'answered',
    text,
    by: typeof by === 'string' ? by : '',
    abstained: value['abstained'] === true,
    members,
    conflicts: strings(value['conflicts']),
    notes: strings(value['notes']),
    dropped: strings(value['dropped']),
    trace,
    ...(isShare(confidence) && { confidence }),
    ...(isCount(calls) && { calls }),
    ...(isCount(agree) && isCount(of) && { agreement: { agree, of } }),
  };
}

function parseMemberAnswer(value: unknown): ChatMemberAnswer | undefined {
  if (!isRecord(value)) return undefined;
  const { member, text, confidence, ms } = value;
  if (typeof member !== 'string' || typeof text !== 'string') return undefined;
  return {
    member,
    text,
    ...(isShare(confidence) && { confidence }),
    ...(isCount(ms) && { ms }),
  };
}

/** A source from the wire or from storage. */
export function parseSource(value: unknown): ChatSource | undefined {
  if (!isRecord(value)) return undefined;
  const { uri, version, text } = value;
  const kind = chatSourceKinds.find((each) => each === value['kind']);
  const range = value['range'] === undefined ? undefined : parseRange(value['range']);
  if (kind === undefined) return undefined;
  if (typeof uri !== 'string' || typeof version !== 'number') return undefined;
  if (value['range'] !== undefined && range === undefined) return undefined;
  return { kind, uri, version, ...(range && { range }), ...(typeof text === 'string' && { text }) };
}

/** A route from the wire or from storage. */
export function parseRoute(value: unknown): ChatRoute | undefined {
  if (!isRecord(value) || typeof value['name'] !== 'string') return undefined;
  const { kind, name } = value;
  return kind === 'expert' || kind === 'ensemble' ? { kind, name } : undefined;
}

function parseMessage(value: unknown): ChatMessage | undefined {
  if (!isRecord(value) || typeof value['text'] !== 'string') return undefined;
  const { role, text } = value;
  return role === 'user' || role === 'assistant' ? { role, text } : undefined;
}

function parsePlace(value: unknown): ChatPlace | undefined {
  if (!isRecord(value) || typeof value['uri'] !== 'string') return undefined;
  const start = parsePosition(value['start']);
  return start && { uri: value['uri'], start };
}

function parsePosition(value: unknown): Position | undefined {
  if (!isRecord(value)) return undefined;
  const { line, character } = value;
  return isIndex(line) && isIndex(character) ? { line, character } : undefined;
}

/** Every entry read, or undefined when one cannot be. */
function listOf<T>(value: unknown, parse: (each: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const read = value.map(parse);
  return read.every((each) => each !== undefined) ? read : undefined;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isIndex(value: unknown): value is number {
  return isCount(value) && Number.isInteger(value);
}
