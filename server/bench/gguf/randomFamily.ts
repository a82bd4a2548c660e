import { open, type FileHandle } from 'node:fs/promises';
import { byteLength, createFill, fitting, formats, type Format } from './blocks.ts';
import {
  aligned,
  alignment,
  boolSetting,
  floatSetting,
  long,
  padded,
  string,
  textSetting,
  textsSetting,
  word,
  wordSetting,
  wordsSetting,
} from './bytes.ts';
import { attends, families, type Family, type FamilyName, type ModelSize } from './families.ts';
import { chatTemplates } from './templates.ts';
import { vocabularySettings } from './vocabulary.ts';

/** A model file to make up. */
export interface RandomFamilyModel {
  readonly family: FamilyName;
  /** One of the family's sizes. */
  readonly size: string;
  /** Of the matrices; embeddings of a Q4_K file are Q6_K, as in files that people download. */
  readonly format: Exclude<Format, 'Q6_K'>;
  readonly seed?: number;
  /** What the file calls the end of a turn, instead of what its template writes there. */
  readonly endOfTurn?: string;
  /** Gives it a head that says yes or no of a question and a passage instead of the next token, as Qwen 3 has for ranking. */
  readonly ranks?: boolean;
}

/** A matrix or vector of a file: `[columns]` or `[columns, rows]`. */
export interface Tensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly format: Format;
  /** Standard deviation of its numbers; absent for a norm, which is all ones. */
  readonly deviation?: number;
}

/** Small enough that the tests' models take several, so that they would show a seam. */
const chunkBytes = 256 * 1024;

/**
 * Writes a model of a real architecture with random weights: it loads, tokenizes and generates, at the speed and in the
 * memory of a real one, and says nothing. The same request gives the same bytes. Returns the number of its parameters.
 */
export async function writeRandomFamily(
  file: string,
  { family: name, size: sizeName, format, seed = 1, endOfTurn, ranks = false }: RandomFamilyModel,
): Promise<number> {
  const known: Family = families[name];
  const family: Family =
    endOfTurn === undefined ? known : { ...known, tokenizer: { ...known.tokenizer, endOfTurn } };
  const size = family.sizes[sizeName];
  if (!size) throw new Error(`${name} has no size ${sizeName}`);
  const tensors = [
    ...modelTensors(family, size, format),
    ...(ranks ? [rankingHead(size.width, format)] : []),
  ];
  const settings = [
    ...modelSettings(family, size, `${name} ${sizeName}, random`),
    ...(ranks ? rankingSettings(family.architecture) : []),
  ];
  await writeGgufFile(file, settings, tensors, seed);
  return tensors.reduce((sum, { dimensions }) => sum + product(dimensions), 0);
}

/** A LoRA adapter (Hu et al. 2021) over all matrices of the layers of such a model. */
export async function writeRandomAdapter(
  file: string,
  { family: name, size: sizeName, seed = 1, rank }: RandomFamilyModel & { readonly rank: number },
): Promise<void> {
  const family: Family = families[name];
  const size = family.sizes[sizeName];
  if (!size) throw new Error(`${name} has no size ${sizeName}`);
  const matrices = modelTensors(family, size, 'F16').filter(
    ({ name: tensor, dimensions }) =>
      tensor.startsWith('blk.') && dimensions.length === 2 && !tensor.includes('.conv.'),
  );
  const tensors = matrices.flatMap(
    ({ name: tensor, dimensions: [input = 0, output = 0] }): Tensor[] => [
      {
        name: `${tensor}.lora_a`,
        dimensions: [input, rank],
        format: 'F16',
        deviation: input ** -0.5,
      },
      // A tenth of what the matrix itself adds, so that the adapter changes answers and numbers stay sound.
      {
        name: `${tensor}.lora_b`,
        dimensions: [rank, output],
        format: 'F16',
        deviation: 0.1 * rank ** -0.5,
      },
    ],
  );
  const settings = [
    textSetting('general.architecture', family.architecture),
    textSetting('general.type', 'adapter'),
    textSetting('general.name', `an adapter over ${name} ${sizeName}, random`),
    textSetting('adapter.type', 'lora'),
    floatSetting('adapter.lora.alpha', rank),
  ];
  await writeGgufFile(file, settings, tensors, seed);
}

function modelTensors(family: Family, size: ModelSize, format: Format): readonly Tensor[] {
  const { width, vocabulary } = size;
  const wide = format === 'Q4_K' ? 'Q6_K' : format;
  const embedding = {
    dimensions: [width, vocabulary],
    format: fitting(wide, width),
    deviation: width ** -0.5,
  };
  const tensors: Tensor[] = [{ name: 'token_embd.weight', ...embedding }];
  for (let layer = 0; layer < size.layers; layer++)
    tensors.push(...layerTensors(family, size, layer, format));
  // The first files of LFM 2 had this name, and llama.cpp kept it.
  const last = family.convolution === undefined ? 'output_norm' : 'token_embd_norm';
  tensors.push(norm(`${last}.weight`, width));
  if (family.ownHead) tensors.push({ name: 'output.weight', ...embedding });
  return tensors;
}

function layerTensors(
  family: Family,
  size: ModelSize,
  layer: number,
  format: Format,
): readonly Tensor[] {
  const { width, feedForward } = size;
  const block = `blk.${layer}.`;
  const matrix = (name: string, columns: number, rows: number): Tensor => ({
    name: `${block}${name}.weight`,
    dimensions: [columns, rows],
    format: fitting(format, columns),
    deviation: columns ** -0.5,
  });
  const joined = family.attention === 'joined';
  return [
    norm(`${block}attn_norm.weight`, width),
    ...(attends(family, layer)
      ? attentionTensors(family, size, block, matrix)
      : convolutionTensors(family, width, block, matrix)),
    ...(family.postNorms ? [norm(`${block}post_attention_norm.weight`, width)] : []),
    norm(`${block}ffn_norm.weight`, width),
    ...(joined ? [] : [matrix('ffn_gate', width, feedForward)]),
    matrix('ffn_up', width, joined ? 2 * feedForward : feedForward),
    matrix('ffn_down', feedForward, width),
    ...(family.postNorms ? [norm(`${block}post_ffw_norm.weight`, width)] : []),
  ];
}

type Matrix = (name: string, columns: number, rows: number) => Tensor;

function attentionTensors(
  { attention }: Family,
  size: ModelSize,
  block: string,
  matrix: Matrix,
): readonly Tensor[] {
  const { width, heads, kvHeads } = size;
  const head = headLength(size);
  const [queries, keys] = [heads * head, kvHeads * head];
  const lines =
    attention === 'joined'
      ? [matrix('attn_qkv', width, queries + 2 * keys)]
      : [
          matrix('attn_q', width, queries),
          matrix('attn_k', width, keys),
          matrix('attn_v', width, keys),
        ];
  const extras: Tensor[] = [];
  if (attention === 'norm')
    for (const name of ['attn_q_norm', 'attn_k_norm'])
      extras.push(norm(`${block}${name}.weight`, head));
  if (attention === 'bias')
    for (const [name, length] of [
      ['attn_q', queries],
      ['attn_k', keys],
      ['attn_v', keys],
    ] as const)
      extras.push({
        name: `${block}${name}.bias`,
        dimensions: [length],
        format: 'F32',
        deviation: 0.1,
      });
  return [...lines, ...extras, matrix('attn_output', queries, width)];
}

function convolutionTensors(
  { convolution = 0 }: Family,
  width: number,
  block: string,
  matrix: Matrix,
): readonly Tensor[] {
  return [
    {
      name: `${block}shortconv.conv.weight`,
      dimensions: [convolution, width],
      format: 'F32',
      deviation: convolution ** -0.5,
    },
    matrix('shortconv.in_proj', width, 3 * width),
    matrix('shortconv.out_proj', width, width),
  ];
}

function rankingHead(width: number, format: Format): Tensor {
  return {
    name: 'cls.output.weight',
    dimensions: [width, 2],
    format: fitting(format, width),
    deviation: width ** -0.5,
  };
}

/** As llama.cpp's converter writes them for Qwen 3; 4 is its number for pooling by a classification head. */
function rankingSettings(architecture: string): readonly Buffer[] {
  return [
    wordSetting(`${architecture}.pooling_type`, 4),
    textsSetting(`${architecture}.classifier.output_labels`, ['yes', 'no']),
    textSetting('tokenizer.chat_template.rerank', chatTemplates.rerank),
  ];
}

function norm(name: string, length: number): Tensor {
  return { name, dimensions: [length], format: 'F32' };
}

function headLength({ headLength: own, width, heads }: ModelSize): number {
  return own ?? width / heads;
}

function modelSettings(family: Family, size: ModelSize, name: string): readonly Buffer[] {
  const { architecture, window, softCap, convolution } = family;
  const key = (rest: string): string => `${architecture}.${rest}`;
  const head = headLength(size);
  const perLayer = Array.from({ length: size.layers }, (_, layer) =>
    attends(family, layer) ? size.kvHeads : 0,
  );
  return [
    textSetting('general.architecture', architecture),
    textSetting('general.name', name),
    wordSetting('general.quantization_version', 2),
    wordSetting(key('context_length'), size.context),
    wordSetting(key('embedding_length'), size.width),
    wordSetting(key('block_count'), size.layers),
    wordSetting(key('feed_forward_length'), size.feedForward),
    wordSetting(key('attention.head_count'), size.heads),
    convolution === undefined
      ? wordSetting(key('attention.head_count_kv'), size.kvHeads)
      : wordsSetting(key('attention.head_count_kv'), perLayer),
    ...(size.headLength === undefined
      ? []
      : [
          wordSetting(key('attention.key_length'), head),
          wordSetting(key('attention.value_length'), head),
        ]),
    floatSetting(key('attention.layer_norm_rms_epsilon'), family.epsilon),
    wordSetting(key('rope.dimension_count'), head),
    floatSetting(key('rope.freq_base'), family.ropeBase),
    wordSetting(key('vocab_size'), size.vocabulary),
    ...(window === undefined ? [] : [wordSetting(key('attention.sliding_window'), window)]),
    ...(convolution === undefined ? [] : [wordSetting(key('shortconv.l_cache'), convolution)]),
    ...(softCap
      ? [
          floatSetting(key('attn_logit_softcapping'), softCap.attention),
          floatSetting(key('final_logit_softcapping'), softCap.final),
        ]
      : []),
    ...vocabularySettings(family.tokenizer, size.vocabulary),
    boolSetting('tokenizer.ggml.add_eos_token', false),
    textSetting('tokenizer.chat_template', family.chatTemplate),
  ];
}

/** Writes a whole GGUF file: its settings, and tensors of random numbers, the same for the same seed. */
export async function writeGgufFile(
  file: string,
  settings: readonly Buffer[],
  tensors: readonly Tensor[],
  seed: number,
): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await writeAll(handle, header(settings, tensors));
    for (const [at, tensor] of tensors.entries())
      await writeTensor(handle, tensor, seed + 1000 * (at + 1));
  } finally {
    await handle.close();
  }
}

function header(settings: readonly Buffer[], tensors: readonly Tensor[]): Buffer {
  let offset = 0;
  const infos = tensors.map(({ name, dimensions, format }) => {
    const place = long(offset);
    offset += aligned(byteLength(format, product(dimensions)));
    const shape = [word(dimensions.length), ...dimensions.map(long)];
    return Buffer.concat([string(name), ...shape, word(formats[format].number), place]);
  });
  const start = [Buffer.from('GGUF'), word(3), long(tensors.length), long(settings.length)];
  return padded(Buffer.concat([...start, ...settings, ...infos]));
}

async function writeTensor(
  handle: FileHandle,
  { format, dimensions, deviation }: Tensor,
  seed: number,
): Promise<void> {
  const fill = createFill(format, seed);
  const total = byteLength(format, product(dimensions));
  // Whole blocks that end on the alignment, so that only the last chunk is padded.
  const unit = formats[format].bytes * alignment;
  const step = Math.floor(chunkBytes / unit) * unit;
  for (let at = 0; at < total; at += step) {
    const bytes = Buffer.alloc(Math.min(step, total - at));
    if (deviation === undefined)
      new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).fill(1);
    else fill(bytes, deviation);
    await writeAll(handle, at + step < total ? bytes : padded(bytes));
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length;)
    at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
}

function product(dimensions: readonly number[]): number {
  return dimensions.reduce((all, each) => all * each, 1);
}
