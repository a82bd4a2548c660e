import type { Failure, FailureKind } from '../../protocol/result.ts';
import type { StopReason, TokenLogProb } from '../core/member.ts';
import type { CompletionRequest } from './parseRequest.ts';

/** What all parts of one completion carry. */
export interface CompletionHead {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
}

/** A finished sample. */
export interface Finished {
  readonly sample: number;
  readonly tokens: readonly TokenLogProb[];
  readonly stop: StopReason;
  readonly about?: object;
}

/** The body of a completion that does not stream. */
export function wholeBody(
  head: CompletionHead,
  asked: CompletionRequest,
  samples: readonly Finished[],
): object {
  const about = samples[0]?.about;
  return {
    ...{ ...head, object: asked.kind === 'chat' ? 'chat.completion' : 'text_completion' },
    model: asked.model,
    choices: samples.map(({ sample, tokens, stop }) => {
      const content = tokens.map(({ text }) => text).join('');
      return {
        index: sample,
        ...(asked.kind === 'chat'
          ? { message: { role: 'assistant', content } }
          : { text: content }),
        ...logProbsOf(asked, tokens),
        finish_reason: finishOf(stop),
      };
    }),
    ...(about && { eidolon: about }),
  };
}

/** One event of a completion that streams: a token, or the end of a sample. */
export function eventBody(
  head: CompletionHead,
  asked: CompletionRequest,
  part: {
    readonly sample: number;
    readonly token?: TokenLogProb;
    readonly stop?: StopReason;
    readonly about?: object;
  },
): object {
  const { sample, token, stop, about } = part;
  const text = token?.text ?? '';
  const delta = token ? { content: text } : {};
  return {
    ...{ ...head, object: asked.kind === 'chat' ? 'chat.completion.chunk' : 'text_completion' },
    model: asked.model,
    choices: [
      {
        index: sample,
        ...(asked.kind === 'chat' ? { delta } : { text }),
        ...(token && logProbsOf(asked, [token])),
        finish_reason: stop ? finishOf(stop) : null,
      },
    ],
    ...(about && { eidolon: about }),
  };
}

/** What went wrong, in the form of an OpenAI-compatible error. */
export function errorBody({
  kind,
  message,
}: Pick<Failure, 'message'> & { readonly kind: string }): object {
  const code = kind === 'tooLong' ? 'context_length_exceeded' : kind;
  return { error: { message, type: kind, code } };
}

const statuses: Partial<Readonly<Record<FailureKind, number>>> = {
  badInput: 400,
  unsupported: 400,
  tooLong: 400,
  memberUnknown: 404,
  modelMissing: 404,
  notAllowed: 403,
  timeout: 504,
  hostUnavailable: 502,
  poolUnavailable: 503,
  outOfMemory: 503,
};

/** Status of an answer that failed before anything of it was sent. */
export function statusOf({ kind }: Failure): number {
  return statuses[kind] ?? 500;
}

function finishOf(stop: StopReason): 'stop' | 'length' {
  return stop === 'maxTokens' ? 'length' : 'stop';
}

/** Left out where they were not asked for or not told. */
function logProbsOf(
  { kind, logProbs }: CompletionRequest,
  tokens: readonly TokenLogProb[],
): object {
  if (!logProbs || tokens.some(({ logProb }) => !Number.isFinite(logProb))) return {};
  if (kind === 'completions')
    return {
      logprobs: {
        tokens: tokens.map(({ text }) => text),
        token_logprobs: tokens.map(({ logProb }) => logProb),
        top_logprobs: tokens.map(({ top = [] }) => Object.fromEntries(top)),
      },
    };
  const content = tokens.map(({ text, logProb, top = [] }) => ({
    ...entry(text, logProb),
    top_logprobs: top.map(([each, value]) => entry(each, value)),
  }));
  return { logprobs: { content } };
}

function entry(token: string, logprob: number): object {
  return { token, logprob, bytes: [...new TextEncoder().encode(token)] };
}
