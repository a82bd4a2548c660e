import { isRecord } from '../../protocol/record.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { HttpMemberKind } from '../../protocol/httpMembers.ts';
import type { GenerateRequest, Message } from '../core/member.ts';

/** A completion as it was asked for over HTTP. */
export interface CompletionRequest {
  readonly kind: HttpMemberKind;
  /** A member's id or an ensemble's name. */
  readonly model: string;
  readonly stream: boolean;
  readonly logProbs: boolean;
  readonly request: GenerateRequest;
}

const defaultTokens = 1024;
const mostTokens = 32_768;
const mostSamples = 16;
const mostTop = 20;

/** Reads the body of a completion, or says what is wrong with it. Fields that change nothing here are let be. */
export function parseCompletion(value: unknown, kind: HttpMemberKind): Result<CompletionRequest> {
  if (!isRecord(value)) return bad('The body must be a JSON object.');
  const { model, stream = false, tools, functions, echo } = value;
  if (typeof model !== 'string' || model === '')
    return bad('“model” must name a member or an ensemble; GET /v1/models lists them.');
  if (typeof stream !== 'boolean') return bad('“stream” must be true or false.');
  if (tools !== undefined || functions !== undefined) return bad('Tools cannot be called here.');
  if (echo !== undefined && echo !== false) return bad('The prompt cannot be echoed here.');
  const messages =
    kind === 'chat' ? parseMessages(value['messages']) : parsePrompt(value['prompt']);
  if (!messages.ok) return messages;
  const numbers = parseNumbers(value);
  if (!numbers.ok) return numbers;
  const stop = parseStop(value['stop']);
  if (!stop) return bad('“stop” must be a text or a list of texts.');
  const told = toldLogProbs(value, kind);
  const request: GenerateRequest = {
    messages: messages.value,
    ...numbers.value,
    ...(stop.length > 0 && { stop }),
    ...(told > 0 && { topLogProbs: told }),
  };
  return ok({ kind, model, stream, logProbs: told >= 0, request });
}

function bad(message: string): Result<never> {
  return failed('badInput', message);
}

/** Number of likeliest tokens to tell; −1 where no log-probabilities are wanted. */
function toldLogProbs(value: Readonly<Record<string, unknown>>, kind: HttpMemberKind): number {
  const { logprobs, top_logprobs: top } = value;
  if (kind === 'completions') return isCount(logprobs, 0, mostTop) ? logprobs : -1;
  if (logprobs !== true) return -1;
  return isCount(top, 0, mostTop) ? top : 0;
}

function parseMessages(value: unknown): Result<readonly Message[]> {
  if (!Array.isArray(value) || value.length === 0)
    return bad('“messages” must be a list with at least one message.');
  const messages: Message[] = [];
  for (const each of value as unknown[]) {
    const message = parseMessage(each);
    if (!message)
      return bad('A message has a “role” (system, user, assistant) and a text “content”.');
    messages.push(message);
  }
  if (messages.at(-1)?.role !== 'user') return bad('The last message must be the user’s.');
  return ok(messages);
}

function parseMessage(value: unknown): Message | undefined {
  if (!isRecord(value)) return undefined;
  const { role, content } = value;
  const text = typeof content === 'string' ? content : joinedParts(content);
  if (text === undefined) return undefined;
  // Newer models are told by their developer what older ones are told by the system.
  if (role === 'system' || role === 'developer') return { role: 'system', content: text };
  return role === 'user' || role === 'assistant' ? { role, content: text } : undefined;
}

/** Content in parts, all of them text. */
function joinedParts(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = (value as unknown[]).map((part) =>
    isRecord(part) && part['type'] === 'text' ? part['text'] : undefined,
  );
  return texts.every((text) => typeof text === 'string') ? texts.join('') : undefined;
}

function parsePrompt(value: unknown): Result<readonly Message[]> {
  const text: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof text !== 'string') return bad('“prompt” must be one text.');
  return ok([{ role: 'user', content: text }]);
}

type Numbers = Pick<GenerateRequest, 'maxTokens' | 'temperature' | 'topP' | 'seed' | 'samples'>;

function parseNumbers(value: Readonly<Record<string, unknown>>): Result<Numbers> {
  const { temperature = 0, top_p: topP, seed, n = 1 } = value;
  const maxTokens = value['max_completion_tokens'] ?? value['max_tokens'] ?? defaultTokens;
  if (!isCount(maxTokens, 1, mostTokens))
    return bad(`“max_tokens” must be a whole number from 1 to ${mostTokens}.`);
  if (!isWithin(temperature, 0, 2)) return bad('“temperature” must be from 0 to 2.');
  if (topP !== undefined && topP !== null && !isWithin(topP, 0, 1))
    return bad('“top_p” must be from 0 to 1.');
  if (!isCount(n, 1, mostSamples))
    return bad(`“n” must be a whole number from 1 to ${mostSamples}.`);
  return ok({
    maxTokens,
    temperature,
    ...(typeof topP === 'number' && { topP }),
    ...(typeof seed === 'number' && Number.isSafeInteger(seed) && { seed }),
    ...(n > 1 && { samples: n }),
  });
}

function parseStop(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  const list = (typeof value === 'string' ? [value] : value) as unknown;
  if (!Array.isArray(list)) return undefined;
  return list.every((text) => typeof text === 'string') ? (list as string[]) : undefined;
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function isCount(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && isWithin(value, least, most);
}
