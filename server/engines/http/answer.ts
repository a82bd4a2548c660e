import * as l10n from '@vscode/l10n';
import type { Failure, Result } from '../../../protocol/result.ts';
import type { StopReason, TokenLogProb } from '../../core/member.ts';
import { createTokenStream } from '../tokenStream.ts';
import { readEvents } from './events.ts';
import type { Host } from './host.ts';
import { networkFailure, statusFailure, tooLarge, unreadable } from './sentences.ts';
import { errorIn, parseJson, readText, type Reply } from './transport.ts';
import { parsePiece, type Piece } from './wire.ts';

/** What a streamed sample gives, in order; `end` and `failed` are the last. */
export type AnswerPart =
  | { readonly kind: 'token'; readonly token: TokenLogProb }
  | { readonly kind: 'end'; readonly stop: StopReason; readonly text: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface AnswerLimits {
  readonly maxTokens: number;
  readonly stop: readonly string[];
}

/** No tokenizer makes tokens that are this long on average, so a longer answer ignores its limit. */
const charactersPerToken = 32;

/** Events without any text in one answer. */
function mostSilent(maxTokens: number): number {
  return 1_000 + maxTokens * charactersPerToken;
}

/** Reads one streamed sample. Stop texts and the limit hold whether the server honours them or not. */
export async function* readAnswer(
  host: Host,
  model: string,
  reply: Reply,
  { maxTokens, stop }: AnswerLimits,
  signal: AbortSignal,
): AsyncGenerator<AnswerPart> {
  const texts: string[] = [];
  const stream = createTokenStream((tokens) => tokens.map((at) => texts[at]).join(''), stop);
  let finish: string | undefined;
  let silent = 0;
  try {
    for await (const event of pieces(host, model, reply)) {
      if ('failure' in event) {
        host.broke();
        return yield { kind: 'failed', failure: event.failure };
      }
      if (event.piece === undefined) {
        finish ??= 'stop';
        break;
      }
      finish = event.piece.finish ?? finish;
      // A model may think before it speaks; one that thinks without an end never speaks.
      if (event.piece.tokens.length === 0 && ++silent > mostSilent(maxTokens)) {
        host.broke();
        return yield { kind: 'failed', failure: tooLarge(host.name) };
      }
      for (const { text, logProb, top } of event.piece.tokens) {
        const { out, stopped } = stream.push(texts.push(text) - 1, logProb, top);
        for (const token of out) yield { kind: 'token', token };
        if (stopped) return yield ended(host, 'stopText', stream.text());
      }
      if (stream.text().length > maxTokens * charactersPerToken) {
        for (const token of stream.flush()) yield { kind: 'token', token };
        return yield ended(host, 'maxTokens', stream.text());
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    host.broke();
    return yield { kind: 'failed', failure: networkFailure(host.name, error) };
  }
  signal.throwIfAborted();
  if (finish === undefined) {
    host.broke();
    const failure = networkFailure(host.name, { code: 'ECONNRESET' });
    return yield { kind: 'failed', failure };
  }
  for (const token of stream.flush()) yield { kind: 'token', token };
  yield ended(host, finish === 'length' ? 'maxTokens' : 'end', stream.text());
}

function ended(host: Host, stop: StopReason, text: string): AnswerPart {
  host.worked();
  return { kind: 'end', stop, text };
}

/** Pieces of the answer, `undefined` at its end, or why it cannot be read. */
type PieceEvent = { readonly piece: Piece | undefined } | { readonly failure: Failure };

async function* pieces(host: Host, model: string, reply: Reply): AsyncGenerator<PieceEvent> {
  const { name } = host;
  if (reply.mediaType !== 'text/event-stream') {
    reply.body.destroy();
    const type = reply.mediaType === '' ? l10n.t('no media type') : reply.mediaType.slice(0, 60);
    return yield { failure: unreadable(name, l10n.t('{0} instead of an event stream', type)) };
  }
  for await (const event of readEvents(reply.body, reply.patienceMs)) {
    if (event.kind === 'endless') return yield { failure: tooLarge(name) };
    if (event.data.trim() === '[DONE]') return yield { piece: undefined };
    const value = parseJson(event.data);
    const said = errorIn(value);
    if (said.message !== undefined) return yield { failure: statusFailure(name, model, 500, said) };
    const piece = parsePiece(value);
    if (!piece)
      return yield { failure: unreadable(name, l10n.t('an event that is no completion')) };
    yield { piece };
  }
}

/** Bytes of an answer that does not stream. */
const longestWhole = 8 * 2 ** 20;

/** Reads an answer that does not stream, as parsed JSON with at least one choice. */
export async function readWhole(
  host: Host,
  reply: Reply,
  signal: AbortSignal,
): Promise<Result<{ readonly value: unknown; readonly piece: Piece }>> {
  const read = await wholeOf(host.name, reply, signal);
  if (read.ok) host.worked();
  else host.broke();
  return read;
}

async function wholeOf(
  name: string,
  reply: Reply,
  signal: AbortSignal,
): ReturnType<typeof readWhole> {
  if (reply.mediaType !== 'application/json') {
    reply.body.destroy();
    const type = reply.mediaType === '' ? l10n.t('no media type') : reply.mediaType.slice(0, 60);
    return { ok: false, failure: unreadable(name, l10n.t('{0} instead of JSON', type)) };
  }
  try {
    const text = await readText(reply.body, longestWhole, reply.patienceMs);
    if (text === undefined) return { ok: false, failure: tooLarge(name) };
    const value = parseJson(text);
    const piece = parsePiece(value);
    if (!piece)
      return { ok: false, failure: unreadable(name, l10n.t('JSON that is no completion')) };
    return { ok: true, value: { value, piece } };
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, failure: networkFailure(name, error) };
  }
}
