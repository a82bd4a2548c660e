import {
  getModuleVersion,
  type Llama,
  type LlamaContext,
  type LlamaContextSequence,
  type Token,
} from 'node-llama-cpp';
import type { Log } from '../../log.ts';
import type { ModelSpec } from '../../pool/messages.ts';
import { commonPrefix } from './scorePlan.ts';
import type { SequencePool } from './sequences.ts';
import { findState, keepState, leastTokens, openState, type StateKind } from './stateFiles.ts';

/** What a model's sequences have read of conversations, kept on disk while the model is not in memory. */
export interface KeptStates {
  /**
   * Gives the sequence what the folder holds of the prompt, where that is worth more than what it has read itself. It never
   * fails: without it the prompt is read as usual.
   */
  restore(sequence: LlamaContextSequence, prompt: readonly Token[], folder: string): Promise<void>;
  /** Writes down what every sequence without work has read of a conversation. */
  keep(): Promise<void>;
}

/** Of a model whose weights nobody knows the hash of, nothing is kept. */
export async function createKeptStates(
  { id, weights }: ModelSpec,
  context: LlamaContext,
  { llamaCppRelease, gpu }: Llama,
  pool: SequencePool,
  log: Log,
): Promise<KeptStates | undefined> {
  if (weights === undefined) return undefined;
  const { kvCacheKeyType, kvCacheValueType, flashAttention, contextSize } = context;
  const kind: StateKind = {
    weights,
    release: `${await getModuleVersion()}-${llamaCppRelease.release}`,
    cache: [kvCacheKeyType, kvCacheValueType, flashAttention, gpu || 'cpu'].join('-'),
    contextSize,
  };
  return {
    async restore(sequence, prompt, folder) {
      try {
        const state = await findState(folder, kind, prompt);
        if (!state || !pays(sequence, prompt, state)) return;
        await openState(state, kind, (file) => load(sequence, file, state.tokens));
        log.info(`${id} goes on with ${state.shared} tokens of a conversation from disk`);
      } catch (error) {
        log.warn(`the kept state of a conversation was removed: ${oneLine(error)}`);
      }
    },
    async keep() {
      for (const { sequence, folder } of pool.conversations()) {
        const tokens = sequence.contextTokens;
        if (tokens.length < leastTokens) continue;
        try {
          await keepState(folder, kind, tokens, (file) => sequence.saveStateToFile(file));
        } catch (error) {
          log.warn(`the state of a conversation with ${id} was not kept: ${oneLine(error)}`);
        }
      }
    },
  };
}

function pays(
  sequence: LlamaContextSequence,
  prompt: readonly Token[],
  { tokens, shared }: { readonly tokens: readonly number[]; readonly shared: number },
): boolean {
  // Such a model cannot go back to where prompt and state part.
  if (sequence.needsCheckpoints && shared < tokens.length) return false;
  return shared - commonPrefix(sequence.contextTokens, prompt) >= leastTokens;
}

async function load(
  sequence: LlamaContextSequence,
  file: string,
  tokens: readonly number[],
): Promise<void> {
  // The library does not empty it where it cannot load the file.
  await sequence.clearHistory();
  // All that a state depends on was compared.
  await sequence.loadStateFromFile(file, { acceptRisk: true });
  const loaded = sequence.contextTokens;
  if (loaded.length === tokens.length && commonPrefix(loaded, tokens) === tokens.length) return;
  await sequence.clearHistory();
  throw new Error('it holds other tokens');
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
