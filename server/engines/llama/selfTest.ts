import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import { askCandidates, readCandidates } from './logits.ts';

// Weights of zeros or one repeated row give every token the same logit.
const smallestSpread = 1e-6;

/**
 * Evaluates a few tokens and looks at the distribution: weights that are NaN, infinite or all alike load
 * without any error and would only show as babble.
 */
export async function selfTest(
  model: LlamaModel,
  sequence: LlamaContextSequence,
): Promise<Result<void>> {
  const tokens = probe(model);
  const outputs = await sequence.controlledEvaluate(tokens.map((token) => askCandidates(token)));
  await sequence.clearHistory();
  for (const output of outputs) {
    const read = readCandidates(output);
    const logits = read?.candidates.map(({ logit }) => logit) ?? [];
    const [best, worst] = [logits[0], logits.at(-1)];
    if (!read || best === undefined || worst === undefined)
      return broken('it gives no probabilities');
    if (!logits.every(Number.isFinite) || !Number.isFinite(read.bestLogProb))
      return broken('its weights are not numbers');
    if (best - worst < smallestSpread) return broken('its weights are empty');
  }
  return ok(undefined);
}

function probe(model: LlamaModel): Token[] {
  const text = model.tokenize('The quick brown fox', false);
  const bos = model.tokens.bos;
  const tokens = bos === null ? text : [bos, ...text];
  return tokens.slice(0, 8);
}

/** What is said of a file that loads and cannot be used. */
export function broken(why: string): Result<never> {
  return failed(
    'modelInvalid',
    `The model file does not work: ${why}. Remove it, or get it again.`,
  );
}
