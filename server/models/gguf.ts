import type { FileHandle } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { Result } from '../../protocol/result.ts';
import {
  number,
  readFileWith,
  readLayout,
  text,
  type Header,
  type TensorInfo,
} from './ggufLayout.ts';
import { GgufError } from './ggufReader.ts';
import { canInfill } from './infillTokens.ts';
import { isEncoder, ownRoleOf, type ReadingShape } from './readers.ts';
import { weightsInMemory, type WeightsInMemory } from './repacking.ts';

/** Architectures whose cache may be compact; what keeps a state beside it, or was never tried, may not. */
const compactFamilies = new Set(['llama', 'qwen2', 'qwen3', 'gemma2', 'gemma3', 'phi3']);
/** Numbers that share a scale in ggml's Q8_0. */
const cacheBlock = 32;

/** What the pool needs to know of a file before any native code sees it. */
export interface GgufSummary {
  readonly architecture: string;
  readonly name?: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly contextLength: number;
  readonly blockCount: number;
  readonly embeddingLength: number;
  readonly headCount: number;
  readonly headCountKv: number;
  readonly vocabularySize: number;
  /** Bytes that the key-value cache takes for one token, at the default precision. */
  readonly cacheBytesPerToken: number;
  /** Whether its cache may hold numbers of 8 bits: of a family that this was tried with, in heads of whole blocks. */
  readonly compactCache: boolean;
  /** Whether its vocabulary has the tokens for writing between two texts. */
  readonly infill: boolean;
  /** Of a model that reads and writes nothing. */
  readonly reading?: ReadingShape;
  /** What its weights take on this machine's processor. */
  readonly weights: WeightsInMemory;
}

/**
 * Reads a model file's header with our own bounded parser. The native loader aborts or hangs on some
 * crafted and damaged files; what this refuses never reaches it.
 */
export function readGguf(file: string): Promise<Result<GgufSummary>> {
  return readFileWith(file, summarise);
}

async function summarise(handle: FileHandle, size: number) {
  const { header, tensors } = await readLayout(handle, size);
  const shape = checkShape(header);
  checkEmbedding(tensors, shape);
  const role = ownRoleOf(header, tensors);
  return {
    ...shape,
    ...(role && { compactCache: false, reading: readingShape(role, header, shape) }),
    weights: weightsInMemory(tensors, size, process.arch),
  };
}

function readingShape(
  role: ReadingShape['role'],
  header: Header,
  shape: ReturnType<typeof checkShape>,
): ReadingShape {
  const { architecture, embeddingLength, headCount, vocabularySize } = shape;
  const feedForwardLength =
    number(header, `${architecture}.feed_forward_length`) ?? 4 * embeddingLength;
  return {
    ...{ role, embeddingLength, headCount, vocabularySize, feedForwardLength },
    isEncoder: isEncoder(header),
  };
}

function checkShape(header: Header) {
  const architecture = text(header, 'general.architecture');
  if (!architecture) throw new GgufError(l10n.t('it does not name its architecture'));
  const general = text(header, 'general.type');
  if (general === 'adapter')
    throw new GgufError(
      l10n.t('it is a LoRA adapter, which is added with the id of its base (--base)'),
    );
  if (general !== undefined && general !== 'model')
    throw new GgufError(l10n.t('it is a "{0}", not a whole model', general));
  const required = (key: string): number => {
    const value = number(header, `${architecture}.${key}`);
    if (value === undefined || !Number.isInteger(value) || value < 1)
      throw new GgufError(l10n.t('{0} is missing or zero', key));
    return value;
  };
  const embeddingLength = required('embedding_length');
  const blockCount = required('block_count');
  // Hybrid architectures give a list with one number per layer here, zero where a layer does not attend.
  const heads = perLayer(header, `${architecture}.attention.head_count`);
  const headCount = heads ? Math.max(...heads) : required('attention.head_count');
  const keyHeads = perLayer(header, `${architecture}.attention.head_count_kv`);
  const headCountKv = keyHeads
    ? Math.max(...keyHeads)
    : header.has(`${architecture}.attention.head_count_kv`)
      ? required('attention.head_count_kv')
      : headCount;
  if (headCountKv > headCount)
    throw new GgufError(l10n.t('attention.head_count_kv is larger than head_count'));
  const vocabularySize = checkVocabulary(header);
  const headLength =
    number(header, `${architecture}.attention.key_length`) ?? embeddingLength / headCount;
  const allKeyHeads = keyHeads?.reduce((sum, each) => sum + each, 0) ?? blockCount * headCountKv;
  const valueLength =
    number(header, `${architecture}.attention.value_length`) ?? embeddingLength / headCount;
  const whole = [headLength, valueLength].every((length) => length % cacheBlock === 0);
  return {
    architecture,
    name: text(header, 'general.name'),
    contextLength: required('context_length'),
    blockCount,
    embeddingLength,
    headCount,
    headCountKv,
    vocabularySize,
    cacheBytesPerToken: isEncoder(header) ? 0 : Math.ceil(2 * 2 * allKeyHeads * headLength),
    infill: canInfill(header),
    compactCache: whole && compactFamilies.has(architecture),
  };
}

function checkVocabulary(header: Header): number {
  const tokens = header.get('tokenizer.ggml.tokens');
  if (tokens?.kind !== 'array' || tokens.length === 0)
    throw new GgufError(l10n.t('it has no vocabulary'));
  for (const name of ['bos', 'eos', 'eot', 'unknown', 'padding']) {
    const id = number(header, `tokenizer.ggml.${name}_token_id`);
    // llama.cpp writes -1 (as an unsigned number) where there is none.
    if (id === undefined || id === 0xffff_ffff) continue;
    if (id < 0 || id >= tokens.length)
      throw new GgufError(l10n.t('its {0} token is outside its vocabulary', name));
  }
  return tokens.length;
}

function checkEmbedding(
  tensors: readonly TensorInfo[],
  shape: ReturnType<typeof checkShape>,
): void {
  const embedding = tensors.find(({ name }) => name === 'token_embd.weight');
  if (!embedding) throw new GgufError(l10n.t('it has no token embedding'));
  const [width, height] = embedding.dimensions;
  if (width !== shape.embeddingLength || height !== shape.vocabularySize) {
    throw new GgufError(l10n.t('the shape of its token embedding does not fit its settings'));
  }
}

/** A setting that has one number for each layer, at least one of them positive; undefined where it is not a list. */
function perLayer(header: Header, key: string): readonly number[] | undefined {
  const value = header.get(key);
  if (value?.kind !== 'array') return undefined;
  const { numbers = [] } = value;
  const sound = numbers.every((each) => Number.isInteger(each) && each >= 0);
  if (!sound || !numbers.some((each) => each > 0))
    throw new GgufError(l10n.t('the list {0} is out of range', key));
  return numbers;
}
