import { text, type Header, type TensorInfo } from './ggufLayout.ts';

/** Names of the tensor that turns what a model read into a score, by family; node-llama-cpp tells rankers by them, too. */
const heads: ReadonlySet<string> = new Set(['cls.weight', 'cls.output.weight']);

/**
 * Whether a file is a reranker: it has a classification head, with one label or, as Qwen 3 has, with a yes and a no. Other heads
 * sort texts into classes, which is no order. The pooling type is no sign: files of older converters lack it.
 */
export function isReranker(header: Header, tensors: readonly TensorInfo[]): boolean {
  if (!tensors.some(({ name }) => heads.has(name))) return false;
  const architecture = text(header, 'general.architecture') ?? '';
  const labels = header.get(`${architecture}.classifier.output_labels`);
  return labels?.kind !== 'array' || labels.length <= (architecture.startsWith('qwen3') ? 2 : 1);
}

/** Whether every token sees the whole text, so that nothing is cached and the input is read at once, as by BERT. */
export function isEncoder(header: Header): boolean {
  const architecture = text(header, 'general.architecture') ?? '';
  const causal = header.get(`${architecture}.attention.causal`);
  return causal?.kind === 'bool' && !causal.value;
}

/** Sizes that tell what reading takes. */
export interface RankingShape {
  readonly embeddingLength: number;
  readonly feedForwardLength: number;
  readonly headCount: number;
  readonly vocabularySize: number;
  readonly isEncoder: boolean;
}

const floatBytes = 4;

/**
 * Bytes for reading a window of `tokens` in one batch, beside the cache: attention of all heads, the widest layer, and, of a decoder,
 * the next token's logits, which llama.cpp computes though nobody asks. At 512 tokens that is 31 MB for a BERT of 12 layers, whose
 * process grew by 77 MB with the weights it touched, and 330 MB for Qwen 3 0.6B, where the library tells 324 MB beside its cache.
 */
export function rankingBytes(shape: RankingShape, tokens: number): number {
  const { embeddingLength, feedForwardLength, headCount, vocabularySize } = shape;
  const logits = shape.isEncoder ? 0 : vocabularySize;
  const perToken = headCount * tokens + feedForwardLength + 8 * embeddingLength + logits;
  return floatBytes * tokens * perToken;
}
