import type { LlamaModel, LlamaRankingContext, Token } from 'node-llama-cpp';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { RankRequest } from '../../core/member.ts';
import type { ModelInfo, ModelSpec } from '../../pool/messages.ts';
import type { LoadedModel } from '../engine.ts';
import { readsOnly } from './readsOnly.ts';
import { broken } from './selfTest.ts';

/** Share of the window that a question may take; the rest is the passage's. */
const questionShare = 0.5;

/** What a model that only orders passages says to any other question. */
const ranksOnly: Result<never> = failed(
  'unsupported',
  'This model orders passages by how well they answer a question; it writes and judges no text.',
);

/** Opens the one sequence in which such a model reads; the caller keeps the result until it is disposed. */
export function openRankingContext(
  model: LlamaModel,
  { contextSize, threads }: Pick<ModelSpec, 'contextSize' | 'threads'>,
): Promise<LlamaRankingContext> {
  // An encoder must read its input in one batch; llama.cpp ends the process otherwise.
  return model.createRankingContext({ contextSize, batchSize: contextSize, threads });
}

/** A model with a classification head, as far as it can be asked. */
export function createRanker(
  context: LlamaRankingContext,
  info: ModelInfo,
  dispose: () => Promise<void>,
): LoadedModel {
  return {
    ...readsOnly(ranksOnly, info, dispose),
    rank: (request, signal, progress) => rank(context, request, signal, progress),
  };
}

/**
 * How well each passage answers the question, 0 to 1, one passage after the other: a cancelled call ends with the passage that is
 * being read, as does one whose time is up. What does not fit into the window is cut at its end.
 */
export async function rank(
  context: LlamaRankingContext,
  { question, passages, withinMs = Infinity }: RankRequest,
  signal: AbortSignal,
  progress: () => void,
): Promise<Result<readonly number[]>> {
  const read = readerOf(context, question);
  if (!read) return broken('its window has no room for a passage');
  const scores: number[] = [];
  const end = performance.now() + withinMs;
  for (const passage of passages) {
    signal.throwIfAborted();
    const score = await read(passage);
    if (!Number.isFinite(score)) return broken('its scores are no numbers');
    scores.push(score);
    progress();
    if (performance.now() >= end) break;
  }
  signal.throwIfAborted();
  return ok(scores);
}

/** Weights that are no numbers, or all alike, load without any error. */
export async function testRanker(context: LlamaRankingContext): Promise<Result<void>> {
  const request = {
    question: 'What colour is the sky?',
    passages: ['The sky is blue.', 'Bread is made of flour and water.'],
  };
  const scores = await rank(context, request, new AbortController().signal, () => undefined);
  if (!scores.ok) return scores;
  const [first, second] = scores.value;
  return first === second ? broken('it scores every passage alike') : ok(undefined);
}

function readerOf(
  context: LlamaRankingContext,
  question: string,
): ((passage: string) => Promise<number>) | undefined {
  const { model, contextSize } = context;
  const tokens = (text: string): Token[] => model.tokenize(text, false, 'trimLeadingSpace');
  const asked = tokens(question).slice(0, Math.floor(contextSize * questionShare));
  const end = closing(model);
  // The library takes what is shorter than the window.
  const room = contextSize - 1 - context.calculateInputLength(asked, end);
  if (room < 1) return undefined;
  return async (passage) => context.rank(asked, [...tokens(passage).slice(0, room), ...end]);
}

/**
 * BERT was trained with a separator behind both texts, and has no end token that the library would put behind the second;
 * families with an end token, or a template of their own, need none.
 */
function closing(model: LlamaModel): Token[] {
  const { eos, sep } = model.tokens;
  const template = model.fileInfo.metadata.tokenizer['chat_template.rerank'];
  return eos === null && sep !== null && template === undefined ? [sep] : [];
}
