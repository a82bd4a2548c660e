import type { OwnRole } from '../../protocol/roles.ts';
import { number, text, type Header, type TensorInfo } from './ggufLayout.ts';

/** Names of the tensor that turns what a model read into a score, by family; node-llama-cpp tells rankers by them, too. */
const heads: ReadonlySet<string> = new Set(['cls.weight', 'cls.output.weight']);
/** llama.cpp's numbers for making one vector of a text: the mean of its tokens, its first, or its last. */
const poolings: ReadonlySet<number> = new Set([1, 2, 3]);

/** A model that reads and writes nothing, and the sizes that tell what reading takes. */
export interface ReadingShape {
  readonly role: OwnRole;
  readonly embeddingLength: number;
  readonly feedForwardLength: number;
  readonly headCount: number;
  readonly vocabularySize: number;
  readonly isEncoder: boolean;
}

/**
 * What a file is made for, where that is not to write. A reranker has a classification head, with one label or, as Qwen 3 has,
 * with a yes and a no (its pooling type is no sign: files of older converters lack it); other heads sort texts into classes, which
 * is neither. An embedding model has none, and pools its tokens.
 */
export function ownRoleOf(header: Header, tensors: readonly TensorInfo[]): OwnRole | undefined {
  const architecture = text(header, 'general.architecture') ?? '';
  if (tensors.some(({ name }) => heads.has(name))) {
    const labels = header.get(`${architecture}.classifier.output_labels`);
    const most = architecture.startsWith('qwen3') ? 2 : 1;
    return labels?.kind !== 'array' || labels.length <= most ? 'reranker' : undefined;
  }
  const pooling = number(header, `${architecture}.pooling_type`);
  return pooling !== undefined && poolings.has(pooling) ? 'embedder' : undefined;
}

/** Whether every token sees the whole text, so that nothing is cached and the input is read at once, as by BERT. */
export function isEncoder(header: Header): boolean {
  const architecture = text(header, 'general.architecture') ?? '';
  const causal = header.get(`${architecture}.attention.causal`);
  return causal?.kind === 'bool' && !causal.value;
}

const floatBytes = 4;

/**
 * Bytes for reading a window of `tokens` in one batch, beside the cache: attention of all heads, the widest layer, and, of a decoder,
 * the next token's logits, which llama.cpp computes though nobody asks. At 512 tokens that is 31 MB for a BERT of 12 layers, whose
 * process grew by 77 MB with the weights it touched, and 330 MB for Qwen 3 0.6B, where the library tells 324 MB beside its cache.
 */
export function readingBytes(shape: ReadingShape, tokens: number): number {
  const { embeddingLength, feedForwardLength, headCount, vocabularySize } = shape;
  const logits = shape.isEncoder ? 0 : vocabularySize;
  const perToken = headCount * tokens + feedForwardLength + 8 * embeddingLength + logits;
  return floatBytes * tokens * perToken;
}
