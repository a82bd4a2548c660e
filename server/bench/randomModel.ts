import { writeFile } from 'node:fs/promises';
import { createRandom } from '../core/random.ts';
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
} from './gguf/bytes.ts';
import { byteAlphabet } from './gguf/vocabulary.ts';

/** Shape of a model to make up. */
export interface RandomModelShape {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly context: number;
  readonly seed?: number;
  /** Says one letter after another, each a word of its own, fifty-two before the first comes again; as much to compute. */
  readonly spells?: boolean;
  /** Spells the other way round. */
  readonly backwards?: boolean;
}

/** About the size of a nano expert. */
export const nanoShape: RandomModelShape = {
  width: 128,
  layers: 5,
  heads: 4,
  feedForward: 352,
  vocabulary: 2048,
  context: 8192,
};

const specials = ['<|pad|>', '<|bos|>', '<|end|>', '<|user|>', '<|assistant|>', '<|sep|>'];

const letters = [...'etaoinshrdlucmfwygpbvkxqjzETAOINSHRDLUCMFWYGPBVKXQJZ'];
/** Token of the first letter with a space before it; the others follow. */
const firstWord = specials.length + 256;

interface Tensor {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/**
 * Writes a model with random weights that loads as a real one. Special tokens have the logit zero, which
 * is never the highest, so it generates until it is stopped: speed can be measured with any prompt.
 */
export async function writeRandomModel(file: string, shape: RandomModelShape): Promise<void> {
  const tensors = makeTensors(shape);
  if (shape.spells) makeSpell(tensors, shape.backwards ? -1 : 1);
  const head = header(shape, tensors);
  const pieces: Buffer[] = [head];
  for (const tensor of tensors) pieces.push(padded(Buffer.from(tensor.values.buffer)));
  // What is still on its way to the disk would take processor time from what is measured next.
  await writeFile(file, Buffer.concat(pieces), { flush: true });
}

/** Parameters of the made-up model. */
export function parameterCount(shape: RandomModelShape): number {
  return makeShapes(shape).reduce((sum, [, rows, columns]) => sum + rows * columns, 0);
}

function makeShapes({
  width,
  layers,
  feedForward,
  vocabulary,
}: RandomModelShape): [string, number, number][] {
  const shapes: [string, number, number][] = [['token_embd.weight', vocabulary, width]];
  for (let layer = 0; layer < layers; layer++) {
    const block = `blk.${layer}.`;
    shapes.push([`${block}attn_norm.weight`, 1, width], [`${block}ffn_norm.weight`, 1, width]);
    for (const name of ['attn_q', 'attn_k', 'attn_v', 'attn_output'])
      shapes.push([`${block}${name}.weight`, width, width]);
    shapes.push(
      [`${block}ffn_gate.weight`, feedForward, width],
      [`${block}ffn_up.weight`, feedForward, width],
    );
    shapes.push([`${block}ffn_down.weight`, width, feedForward]);
  }
  return [...shapes, ['output_norm.weight', 1, width], ['output.weight', vocabulary, width]];
}

function makeTensors(shape: RandomModelShape): Tensor[] {
  const random = createRandom(shape.seed ?? 1);
  return makeShapes(shape).map(([name, rows, columns]) => {
    const values = new Float32Array(rows * columns);
    // The sum of three uniform numbers is near enough to a normal one.
    const scale = 2 / Math.sqrt(columns);
    for (let index = 0; index < values.length; index++) {
      values[index] = rows === 1 ? 1 : scale * (random() + random() + random() - 1.5);
    }
    if (name === 'output.weight') values.fill(0, 0, specials.length * columns);
    return { name, rows, columns, values };
  });
}

/** Every layer passes its input on, and the output of a letter is what the letter before it goes in as. */
function makeSpell(tensors: readonly Tensor[], step: number): void {
  const embedded = tensors.find(({ name }) => name === 'token_embd.weight');
  for (const { name, values, columns } of tensors) {
    if (/attn_output|ffn_down/.test(name)) values.fill(0);
    if (name !== 'output.weight' || !embedded) continue;
    values.fill(0);
    for (let letter = 0; letter < letters.length; letter++) {
      const row = (firstWord + letter) * columns;
      const next = firstWord + ((letter + step + letters.length) % letters.length);
      values.set(embedded.values.subarray(row, row + columns), next * columns);
    }
  }
}

function header(shape: RandomModelShape, tensors: readonly Tensor[]): Buffer {
  const { width, layers, heads, feedForward, vocabulary, context } = shape;
  const settings = [
    textSetting('general.architecture', 'llama'),
    textSetting('general.name', 'random'),
    wordSetting('general.alignment', alignment),
    wordSetting('llama.context_length', context),
    wordSetting('llama.embedding_length', width),
    wordSetting('llama.block_count', layers),
    wordSetting('llama.feed_forward_length', feedForward),
    wordSetting('llama.attention.head_count', heads),
    wordSetting('llama.attention.head_count_kv', heads),
    floatSetting('llama.attention.layer_norm_rms_epsilon', 1e-5),
    wordSetting('llama.rope.dimension_count', width / heads),
    wordSetting('llama.vocab_size', vocabulary),
    ...vocabularySettings(vocabulary),
  ];
  let offset = 0;
  const infos = tensors.map(({ name, rows, columns, values }) => {
    const dimensions = rows === 1 ? [columns] : [columns, rows];
    const info = [
      string(name),
      word(dimensions.length),
      ...dimensions.map(long),
      word(0),
      long(offset),
    ];
    offset += aligned(values.byteLength);
    return Buffer.concat(info);
  });
  const start = [Buffer.from('GGUF'), word(3), long(tensors.length), long(settings.length)];
  return padded(Buffer.concat([...start, ...settings, ...infos]));
}

function vocabularySettings(size: number): Buffer[] {
  const bytes = byteAlphabet();
  const tokens = [...specials, ...bytes];
  const merges: string[] = [];
  // Pairs of letters fill the vocabulary, so that text is not all single bytes.
  for (const first of ['Ġ', ...letters]) {
    for (const second of letters) {
      if (tokens.length >= size) break;
      tokens.push(first + second);
      merges.push(`${first} ${second}`);
    }
  }
  while (tokens.length < size) tokens.push(`<|unused${tokens.length}|>`);
  const types = tokens.map((token) => (token.startsWith('<|') ? 3 : 1));
  return [
    textSetting('tokenizer.ggml.model', 'gpt2'),
    textSetting('tokenizer.ggml.pre', 'smollm'),
    textsSetting('tokenizer.ggml.tokens', tokens),
    wordsSetting('tokenizer.ggml.token_type', types),
    textsSetting('tokenizer.ggml.merges', merges),
    wordSetting('tokenizer.ggml.bos_token_id', 1),
    wordSetting('tokenizer.ggml.eos_token_id', 2),
    boolSetting('tokenizer.ggml.add_bos_token', true),
  ];
}
