import { boolSetting, floatSetting, textSetting, wordSetting } from './bytes.ts';
import { fitting, type Format } from './blocks.ts';
import { writeGgufFile, type Tensor } from './randomFamily.ts';
import { wordPieceSettings } from './vocabulary.ts';

/** A cross-encoder to make up; the defaults are a file of about a megabyte. */
export interface RandomReranker {
  readonly layers?: number;
  readonly width?: number;
  readonly heads?: number;
  readonly context?: number;
  readonly vocabulary?: number;
  readonly format?: Exclude<Format, 'Q4_K' | 'Q6_K'>;
  readonly seed?: number;
  /** Leaves the head out that turns what was read into a score, as in a file for embeddings. */
  readonly withoutHead?: boolean;
  /** All weights of the head are alike, as in a file that was never filled. */
  readonly flat?: boolean;
}

/** llama.cpp's number for pooling by a classification head, and for the mean of all tokens. */
const pooling = { mean: 1, rank: 4 } as const;

/**
 * Writes a BERT with a classification head of one label and random weights, as cross-encoders such as BGE's rerankers are
 * (Nogueira & Cho 2019): it loads and scores at the speed of a real one of its size, and its scores mean nothing.
 */
export async function writeRandomReranker(file: string, asked: RandomReranker = {}): Promise<void> {
  const { layers = 2, width = 64, heads = 4, context = 512, vocabulary = 2048 } = asked;
  const { format = 'F16', seed = 1, withoutHead = false, flat = false } = asked;
  const feedForward = 4 * width;
  const matrix = (name: string, columns: number, rows: number): readonly Tensor[] => [
    {
      name: `${name}.weight`,
      dimensions: [columns, rows],
      format: fitting(format, columns),
      deviation: columns ** -0.5,
    },
    { name: `${name}.bias`, dimensions: [rows], format: 'F32', deviation: 0.02 },
  ];
  const norm = (name: string): readonly Tensor[] => [
    { name: `${name}.weight`, dimensions: [width], format: 'F32' },
    { name: `${name}.bias`, dimensions: [width], format: 'F32', deviation: 0.02 },
  ];
  const table = (name: string, rows: number, of: Format = 'F32'): Tensor => ({
    name: `${name}.weight`,
    dimensions: [width, rows],
    format: of,
    deviation: width ** -0.5,
  });
  const head = matrix('cls.output', width, 1).map((tensor) =>
    flat ? { ...tensor, format: 'F32' as const, deviation: 0 } : tensor,
  );
  const blocks = Array.from({ length: layers }, (_, layer) => `blk.${layer}`);
  const tensors: readonly Tensor[] = [
    table('token_embd', vocabulary, fitting(format, width)),
    table('token_types', 2),
    table('position_embd', context),
    ...norm('token_embd_norm'),
    ...blocks.flatMap((block) => [
      ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].flatMap((name) =>
        matrix(`${block}.${name}`, width, width),
      ),
      ...norm(`${block}.attn_output_norm`),
      ...matrix(`${block}.ffn_up`, width, feedForward),
      ...matrix(`${block}.ffn_down`, feedForward, width),
      ...norm(`${block}.layer_output_norm`),
    ]),
    ...(withoutHead ? [] : [...matrix('cls', width, width), ...head]),
  ];
  const settings = [
    textSetting('general.architecture', 'bert'),
    textSetting('general.name', 'a reranker, random'),
    wordSetting('bert.context_length', context),
    wordSetting('bert.embedding_length', width),
    wordSetting('bert.block_count', layers),
    wordSetting('bert.feed_forward_length', feedForward),
    wordSetting('bert.attention.head_count', heads),
    floatSetting('bert.attention.layer_norm_epsilon', 1e-12),
    boolSetting('bert.attention.causal', false),
    wordSetting('bert.pooling_type', withoutHead ? pooling.mean : pooling.rank),
    wordSetting('tokenizer.ggml.token_type_count', 2),
    ...wordPieceSettings(vocabulary),
  ];
  await writeGgufFile(file, settings, tensors, seed);
}
