import type { LlamaContext, LlamaContextSequence, Token } from 'node-llama-cpp';
import { commonPrefix } from './scorePlan.ts';

/** Reads prompts in chunks this long at first; measured speed then sets the length. */
const firstChunk = 64;
const shortestChunk = 16;
const longestChunk = 512;
const chunkTargetMs = 40;

/** A sequence in use by one request. */
export interface Lease {
  readonly sequence: LlamaContextSequence;
  /** What it reads is of the conversation whose states may lie in the folder, until another request takes the sequence. */
  readFor(folder: string): void;
  release(): void;
}

/** A sequence without work that holds what it read of a conversation. */
export interface ReadConversation {
  readonly sequence: LlamaContextSequence;
  /** Where its state may be kept. */
  readonly folder: string;
}

/** The sequences of one context, handed out so that a prompt meets the state that shares most with it. */
export interface SequencePool {
  /** At least one sequence and at most `wanted`, the one that shares the longest prefix with `tokens` first. */
  acquire(tokens: readonly Token[], wanted: number, signal: AbortSignal): Promise<readonly Lease[]>;
  /** Brings the sequence to exactly `tokens`, in chunks, looking at the signal between them. */
  prefill(
    sequence: LlamaContextSequence,
    tokens: Token[],
    signal: AbortSignal,
    progress: () => void,
  ): Promise<void>;
  /** Those that wait, each conversation once. */
  conversations(): readonly ReadConversation[];
  readonly contextSize: number;
}

interface Waiter {
  readonly tokens: readonly Token[];
  readonly wanted: number;
  serve(leases: readonly Lease[]): void;
}

/** Takes every sequence of the context; nothing else may use it. */
export function createSequencePool(context: LlamaContext, now: () => number): SequencePool {
  const free: LlamaContextSequence[] = [];
  while (context.sequencesLeft > 0) free.push(context.getSequence());
  const waiters: Waiter[] = [];
  /** The sequence that read a conversation last, by the folder of its states. */
  const readers = new Map<string, LlamaContextSequence>();
  let chunk = Math.min(firstChunk, context.batchSize);

  function take(tokens: readonly Token[], wanted: number): readonly Lease[] {
    const bestIndex = longestPrefixIndex(free, tokens, new Set(readers.values()));
    const [best] = free.splice(bestIndex, 1);
    const others = free.splice(0, wanted - 1);
    return [...(best ? [best] : []), ...others].map(lease);
  }

  function lease(sequence: LlamaContextSequence): Lease {
    let released = false;
    for (const [folder, reader] of readers) if (reader === sequence) readers.delete(folder);
    return {
      sequence,
      readFor: (folder) => void readers.set(folder, sequence),
      release: () => {
        if (released) return;
        released = true;
        free.push(sequence);
        const next = waiters.shift();
        if (next) next.serve(take(next.tokens, next.wanted));
      },
    };
  }

  return {
    contextSize: context.contextSize,
    conversations: () =>
      [...readers].flatMap(([folder, sequence]) =>
        free.includes(sequence) ? [{ folder, sequence }] : [],
      ),
    acquire(tokens, wanted, signal) {
      signal.throwIfAborted();
      if (free.length > 0) return Promise.resolve(take(tokens, wanted));
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          tokens,
          wanted,
          serve: (leases) => {
            signal.removeEventListener('abort', giveUp);
            resolve(leases);
          },
        };
        const giveUp = (): void => {
          waiters.splice(waiters.indexOf(waiter), 1);
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', giveUp, { once: true });
        waiters.push(waiter);
      });
    },
    async prefill(sequence, tokens, signal, progress) {
      await cutBack(sequence, tokens);
      while (sequence.nextTokenIndex < tokens.length) {
        signal.throwIfAborted();
        const start = sequence.nextTokenIndex;
        const part = tokens.slice(start, start + chunk);
        const began = now();
        await sequence.evaluateWithoutGeneratingNewTokens(part);
        chunk = adaptChunk(chunk, part.length, now() - began, context.batchSize);
        progress();
      }
      signal.throwIfAborted();
    },
  };
}

/** Erases everything after the longest common prefix. */
export async function cutBack(sequence: LlamaContextSequence, tokens: Token[]): Promise<void> {
  await sequence.adaptStateToTokens(tokens, false);
}

/** Length of the next chunk, so that reading one takes about the time that a cancel may wait. */
export function adaptChunk(
  chunk: number,
  length: number,
  elapsedMs: number,
  batchSize: number,
): number {
  // A short last chunk says little about speed.
  if (length < chunk || elapsedMs <= 0) return chunk;
  const ideal = (length / elapsedMs) * chunkTargetMs;
  const limit = Math.min(longestChunk, batchSize);
  return Math.min(limit, Math.max(shortestChunk, Math.round((chunk + ideal) / 2)));
}

function longestPrefixIndex(
  free: readonly LlamaContextSequence[],
  tokens: readonly Token[],
  readers: ReadonlySet<LlamaContextSequence>,
): number {
  let best = 0;
  let bestLength = -1;
  free.forEach((sequence, index) => {
    const shared = commonPrefix(sequence.contextTokens, tokens);
    // A conversation that goes on shares most of what was read; a prompt that begins alike must not cost it all of that.
    const other = readers.has(sequence) && shared * 2 < sequence.nextTokenIndex;
    const length = other ? 0 : shared;
    // On a tie the emptier sequence is taken, so that longer cached prompts survive.
    if (length > bestLength || (length === bestLength && isShorter(sequence, free[best]))) {
      best = index;
      bestLength = length;
    }
  });
  return best;
}

function isShorter(one: LlamaContextSequence, other: LlamaContextSequence | undefined): boolean {
  return other !== undefined && one.nextTokenIndex < other.nextTokenIndex;
}
