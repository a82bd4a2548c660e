import type { HttpMemberKind } from '../../../protocol/httpMembers.ts';
import { isRecord } from '../../../protocol/record.ts';
import type { GenerateRequest, Message, TokenLogProb, TopLogProbs } from '../../core/member.ts';

/** What a server was found to understand. */
export interface Dialect {
  readonly logProbs: boolean;
  /** Echoes the prompt with its log-probabilities, so that fixed text can be scored; completions only. */
  readonly echo: boolean;
  /** Name of the field that bounds an answer. */
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
}

/** What a server is taken to understand before it was asked. */
export const plainDialect: Dialect = { logProbs: false, echo: false, maxTokensField: 'max_tokens' };

/** Log-probabilities of the likeliest tokens that servers of either kind tell at most. */
const mostTop: Readonly<Record<HttpMemberKind, number>> = { chat: 20, completions: 5 };
/** Stop texts that servers take at most; the rest is looked for here. */
const mostStops = 4;

/** Path of a request below the base address. */
export function pathOf(kind: HttpMemberKind): string {
  return kind === 'chat' ? '/chat/completions' : '/completions';
}

export interface Asked {
  readonly kind: HttpMemberKind;
  readonly model: string;
  readonly dialect: Dialect;
}

/** The body that asks for one sample. `seed` is the sample's own. */
export function requestBody(
  { kind, model, dialect }: Asked,
  request: GenerateRequest,
  options: { readonly seed?: number; readonly stream: boolean },
): object {
  const { messages, maxTokens, temperature, topP, stop = [], topLogProbs = 0 } = request;
  const stops = stop.filter((text) => text !== '').slice(0, mostStops);
  return {
    model,
    ...(kind === 'chat' ? { messages } : { prompt: plainPrompt(messages) }),
    [dialect.maxTokensField]: maxTokens,
    temperature,
    stream: options.stream,
    ...(topP !== undefined && { top_p: topP }),
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(stops.length > 0 && { stop: stops }),
    ...(dialect.logProbs && logProbFields(kind, topLogProbs)),
  };
}

/** The fields that ask for log-probabilities, with `top` of the likeliest tokens. */
export function logProbFields(kind: HttpMemberKind, top: number): object {
  const told = Math.min(top, mostTop[kind]);
  if (kind === 'completions') return { logprobs: Math.max(1, told) };
  return { logprobs: true, ...(told > 0 && { top_logprobs: told }) };
}

/** Messages as one text for a model that only continues: a lone question as it is, a conversation with its speakers. */
export function plainPrompt(messages: readonly Message[]): string {
  const [only] = messages;
  if (messages.length === 1 && only) return only.content;
  const speakers = { system: 'System', user: 'User', assistant: 'Assistant' } as const;
  const turns = messages.map(({ role, content }) => `${speakers[role]}: ${content}`);
  return `${turns.join('\n\n')}\n\nAssistant:`;
}

/** A piece of one answer. */
export interface Piece {
  readonly tokens: readonly TokenLogProb[];
  readonly finish?: string;
}

/** Reads one event of a stream, or a whole answer; undefined when it is no completion. */
export function parsePiece(value: unknown): Piece | undefined {
  if (!isRecord(value) || !Array.isArray(value['choices'])) return undefined;
  // The last event of some servers tells usage alone.
  const [choice] = value['choices'] as unknown[];
  if (choice === undefined) return { tokens: [] };
  if (!isRecord(choice)) return undefined;
  const text = textOf(choice);
  if (text === undefined) return undefined;
  const finish = choice['finish_reason'];
  return {
    tokens: text === '' ? [] : tokensOf(text, choice['logprobs']),
    ...(typeof finish === 'string' && { finish }),
  };
}

function textOf(choice: Readonly<Record<string, unknown>>): string | undefined {
  const holder = choice['delta'] ?? choice['message'] ?? { content: choice['text'] };
  if (!isRecord(holder)) return undefined;
  const { content } = holder;
  if (content === undefined || content === null) return '';
  return typeof content === 'string' ? content : undefined;
}

/** The text as tokens where the server tells them so that they give exactly the text, else as one. */
function tokensOf(text: string, logProbs: unknown): readonly TokenLogProb[] {
  const told = toldTokens(logProbs);
  if (told.length > 0 && told.map((token) => token.text).join('') === text) return told;
  // A character that is split over tokens comes in marks of the server's own; their sum is the text's.
  const sum = told.reduce((total, { logProb }) => total + logProb, 0);
  const only = told.length === 1 ? told[0]?.top : undefined;
  return [{ text, logProb: told.length === 0 ? NaN : sum, ...(only && { top: only }) }];
}

/** The tokens with their log-probabilities, in the form of chat completions or of the older completions. */
export function toldTokens(value: unknown): readonly TokenLogProb[] {
  if (!isRecord(value)) return [];
  if (Array.isArray(value['content'])) return (value['content'] as unknown[]).flatMap(chatToken);
  const { tokens, token_logprobs: logProbs, top_logprobs: top } = value;
  if (!Array.isArray(tokens) || !Array.isArray(logProbs)) return [];
  return tokens.flatMap((text: unknown, at) => {
    if (typeof text !== 'string') return [];
    const best = topOfMap(Array.isArray(top) ? (top as unknown[])[at] : undefined);
    return [{ text, logProb: asLogProb(logProbs[at]), ...(best && { top: best }) }];
  });
}

function chatToken(value: unknown): readonly TokenLogProb[] {
  if (!isRecord(value) || typeof value['token'] !== 'string') return [];
  const list = value['top_logprobs'];
  const top = Array.isArray(list)
    ? (list as unknown[]).flatMap(chatToken).map(({ text, logProb }) => [text, logProb] as const)
    : [];
  const best = sortedTop(top);
  return [
    { text: value['token'], logProb: asLogProb(value['logprob']), ...(best && { top: best }) },
  ];
}

function topOfMap(value: unknown): TopLogProbs | undefined {
  if (!isRecord(value)) return undefined;
  return sortedTop(Object.entries(value).map(([text, each]) => [text, asLogProb(each)] as const));
}

function sortedTop(top: TopLogProbs): TopLogProbs | undefined {
  const known = top.filter(([, logProb]) => !Number.isNaN(logProb));
  return known.length === 0 ? undefined : [...known].sort(([, one], [, other]) => other - one);
}

/** A natural logarithm of a probability; NaN for anything else. */
function asLogProb(value: unknown): number {
  return typeof value === 'number' && value <= 1e-6 ? Math.min(0, value) : NaN;
}
