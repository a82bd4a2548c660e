import type { LlamaContext, LlamaModel, Token } from 'node-llama-cpp';
import { askBest, readBest } from './logits.ts';
import { createSpeculation, type Speculation } from './speculation.ts';
import { vocabularySize } from './vocabulary.ts';

/** A small model with a larger one's tokens, which guesses what that will say (speculative decoding, Leviathan et al. 2023). */
export interface DraftModel {
  /** For an answer to the prompt; absent while another answer has it. */
  take(prompt: readonly Token[]): Drafter | undefined;
}

/** A draft model at work on one answer. */
export interface Drafter {
  readonly speculation: Speculation;
  /** Takes the next token of the answer in. */
  push(token: Token): void;
  /** At most `length` tokens that may come next, as far as the model is sure of them, and the milliseconds that they took. */
  draft(length: number): Promise<{ readonly tokens: readonly Token[]; readonly ms: number }>;
  release(): void;
}

/** What it reads of a text: enough to guess by, and read in no time beside a token of the large model. */
const windowTokens = 256;
/** A token that it holds for less likely than this is mostly wrong, and costs a place in the batch. */
const leastLogProb = Math.log(0.4);
const measuredTokens = 32;
const weight = 0.3;

/** Over a context of one sequence that nothing else uses; `now` in milliseconds. */
export async function createDraftModel(
  model: LlamaModel,
  context: LlamaContext,
  target: LlamaModel,
  now: () => number,
): Promise<DraftModel> {
  const sequence = context.getSequence();
  // Paddings of one of them are no tokens of the other.
  const known = Math.min(vocabularySize(model), vocabularySize(target));
  let readMs = 0;
  let busy = false;
  /** Tokens that the first draft of the answer at work has to read. */
  let unread = windowTokens;
  const speculation = createSpeculation(() => readMs * unread);

  async function read(tokens: Token[]): Promise<number> {
    const began = now();
    await sequence.adaptStateToTokens(tokens, false);
    const missing = tokens.slice(sequence.nextTokenIndex);
    if (missing.length === 0) return now() - began;
    await sequence.evaluateWithoutGeneratingNewTokens(missing);
    const ms = now() - began;
    if (missing.length >= measuredTokens) readMs += weight * (ms / missing.length - readMs);
    return ms;
  }

  const probe = Array.from({ length: measuredTokens }, (_, at) => (at % known) as Token);
  readMs = (await read(probe)) / measuredTokens;

  return {
    take(prompt) {
      if (busy) return undefined;
      busy = true;
      unread = Math.min(windowTokens, prompt.length);
      speculation.begin();
      const text = [...prompt];
      let start: number | undefined;
      let usable = text.every((token) => token < known);

      /** The end of the text behind its first token, which a model expects there. */
      function seen(length: number): Token[] {
        const full = start !== undefined && text.length - start + length + 2 > context.contextSize;
        if (start === undefined || full)
          start = Math.max(0, text.length - (full ? windowTokens / 2 : windowTokens));
        return start === 0 ? text : [text[0] as Token, ...text.slice(start)];
      }

      return {
        speculation,
        push(token) {
          text.push(token);
          usable &&= token < known;
        },
        async draft(length) {
          if (!usable) return { tokens: [], ms: 0 };
          const first = start === undefined;
          const shown = seen(length);
          const readingMs = await read(shown.slice(0, -1));
          if (first) speculation.prepared(readingMs);
          const began = now();
          const tokens: Token[] = [];
          let next = shown.at(-1) as Token;
          while (tokens.length < length) {
            const [output] = await sequence.controlledEvaluate([askBest(next)]);
            const best = readBest(output);
            if (!best || !(best.logProb >= leastLogProb) || best.token >= known) break;
            tokens.push(best.token);
            next = best.token;
          }
          return { tokens, ms: now() - began + (first ? 0 : readingMs) };
        },
        release: () => void (busy = false),
      };
    },
  };
}
