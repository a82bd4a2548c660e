import type { LlamaEmbeddingContext, LlamaModel } from 'node-llama-cpp';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { ModelInfo, ModelSpec } from '../../pool/messages.ts';
import type { LoadedModel } from '../engine.ts';
import { readsOnly } from './readsOnly.ts';
import { broken } from './selfTest.ts';

/** What a model that only embeds says to any other question. */
const embedsOnly: Result<never> = failed(
  'unsupported',
  'This model turns texts into vectors; it writes and judges no text.',
);

/** Tokens that the library puts around a text. */
const frameTokens = 2;

/** An embedding model's context, and how long a text it takes. */
export interface EmbeddingParts {
  readonly model: LlamaModel;
  readonly context: LlamaEmbeddingContext;
  readonly contextSize: number;
}

/** Opens the one sequence in which such a model reads; the caller keeps the result until it is disposed. */
export async function openEmbedding(
  model: LlamaModel,
  { contextSize, threads }: Pick<ModelSpec, 'contextSize' | 'threads'>,
): Promise<EmbeddingParts> {
  // An encoder must read its input in one batch; llama.cpp ends the process otherwise.
  const context = await model.createEmbeddingContext({
    contextSize,
    batchSize: contextSize,
    threads,
  });
  return { model, context, contextSize };
}

/** A model that pools what it reads into one vector, as far as it can be asked. */
export function createEmbedder(
  parts: EmbeddingParts,
  info: ModelInfo,
  dispose: () => Promise<void>,
): LoadedModel {
  return {
    ...readsOnly(embedsOnly, info, dispose),
    embed: (text, signal) => embed(parts, text, signal),
  };
}

/** The vector of a text, of length one; what does not fit into the window is cut at its end. */
export async function embed(
  { model, context, contextSize }: EmbeddingParts,
  text: string,
  signal: AbortSignal,
): Promise<Result<Float32Array>> {
  const tokens = model.tokenize(text, false, 'trimLeadingSpace');
  if (tokens.length === 0) return failed('badInput', 'There is no text to embed.');
  // The library takes what is shorter than the window.
  const { vector } = await context.getEmbeddingFor(tokens.slice(0, contextSize - 1 - frameTokens));
  signal.throwIfAborted();
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length === 0) return broken('its vectors are no numbers');
  return ok(Float32Array.from(vector, (each) => each / length));
}

/** Weights that are no numbers, or all alike, load without any error. */
export async function testEmbedder(parts: EmbeddingParts): Promise<Result<void>> {
  const { signal } = new AbortController();
  const [first, second] = [
    await embed(parts, 'The sky is blue.', signal),
    await embed(parts, 'Bread is made of flour and water.', signal),
  ];
  if (!first.ok) return first;
  if (!second.ok) return second;
  return first.value.every((each, at) => each === second.value[at])
    ? broken('it makes the same vector of every text')
    : ok(undefined);
}
