import { setMaxListeners } from 'node:events';
import type { Failure, Result } from '../../protocol/result.ts';
import type { Capabilities, GenerateChunk, GenerateRequest, Member } from '../core/member.ts';
import type { CallReply, MemberCall, MemberInfo } from './messages.ts';

/** Receives the replies to one call, the last of them `done` or `failed`. */
export type CallHandler = (reply: CallReply) => void;

/** Starts a call; `cancel` ends it without a further reply. */
export type OpenCallFunction = (
  member: string,
  call: MemberCall,
  handler: CallHandler,
) => { cancel(): void };

const localCapabilities: Capabilities = {
  logProbs: true,
  score: true,
  decide: true,
  grammar: false,
  embed: false,
  infill: false,
};

/** A member whose model lives in a worker process. */
export function createMember(
  id: string,
  info: MemberInfo | undefined,
  open: OpenCallFunction,
): Member {
  const answer = <T>(
    call: MemberCall,
    signal: AbortSignal,
    read: (reply: Extract<CallReply, { kind: 'done' }>) => T,
  ): Promise<Result<T>> => ask(id, call, signal, open, read);
  return {
    id,
    family: info?.family ?? id.split(':')[0] ?? id,
    capabilities: info?.capabilities ?? { ...localCapabilities, average: id.startsWith('nano:') },
    generate: (request, signal) => generate(id, request, signal, open),
    score: (request, signal) =>
      answer({ op: 'score', request }, signal, ({ scores }) => scores ?? []),
    decide: (request, signal) =>
      answer({ op: 'decide', request }, signal, ({ probabilities }) => probabilities ?? []),
    infill: (request, signal) =>
      answer({ op: 'infill', request }, signal, ({ text }) => text ?? ''),
    rank: (request, signal) =>
      answer({ op: 'rank', request }, signal, ({ relevance }) => relevance ?? []),
    // Who has it is taken to embed, so those that cannot lack it.
    ...(info?.capabilities.embed && {
      embed: (text: string, signal: AbortSignal) =>
        answer({ op: 'embed', text }, signal, ({ vector }) => vectorOf(vector ?? '')),
    }),
    count: (request, signal) =>
      answer({ op: 'count', request }, signal, ({ counts }) => counts ?? []),
  };
}

function vectorOf(base64: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
}

async function* generate(
  id: string,
  request: GenerateRequest,
  signal: AbortSignal,
  open: OpenCallFunction,
): AsyncGenerator<GenerateChunk> {
  signal.throwIfAborted();
  allowManyCalls(signal);
  const queue: GenerateChunk[] = [];
  let finished = false;
  let wake: () => void = () => undefined;
  const call = open(id, { op: 'generate', request }, (reply) => {
    queue.push(...chunksOf(reply));
    finished ||= reply.kind === 'done' || reply.kind === 'failed';
    wake();
  });
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    for (;;) {
      signal.throwIfAborted();
      const chunk = queue.shift();
      if (chunk) yield chunk;
      else if (finished) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    if (!finished) call.cancel();
  }
}

function chunksOf(reply: CallReply): GenerateChunk[] {
  switch (reply.kind) {
    case 'tokens':
      return reply.tokens.map(([sample, text, logProb, top]) => ({
        kind: 'token',
        sample,
        text,
        logProb,
        ...(top && { top }),
      }));
    case 'sampleEnd': {
      const { sample, stop, unusual } = reply;
      return [{ kind: 'end', sample, stop, ...(unusual && { unusual }) }];
    }
    case 'failed':
      return [{ kind: 'failed', failure: reply.failure }];
    default:
      return [];
  }
}

function ask<T>(
  id: string,
  question: MemberCall,
  signal: AbortSignal,
  open: OpenCallFunction,
  read: (reply: Extract<CallReply, { kind: 'done' }>) => T,
): Promise<Result<T>> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    allowManyCalls(signal);
    const settle = (result: Result<T>): void => {
      signal.removeEventListener('abort', giveUp);
      resolve(result);
    };
    const call = open(id, question, (reply) => {
      if (reply.kind === 'done') settle({ ok: true, value: read(reply) });
      if (reply.kind === 'failed') settle(failedResult(reply.failure));
    });
    function giveUp(): void {
      call.cancel();
      reject(signal.reason as Error);
    }
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

// One refine asks many questions under one signal; that is no leak, as Node would warn.
function allowManyCalls(signal: AbortSignal): void {
  setMaxListeners(0, signal);
}

function failedResult(failure: Failure): Result<never> {
  return { ok: false, failure };
}
