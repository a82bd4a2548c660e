/** A LoRA adapter as test data: for each matrix its input and output length. */
export interface AdapterShape {
  readonly architecture?: string;
  readonly rank?: number;
  /** Half-width of the uniform weights of the output side; 0 changes nothing. */
  readonly strength?: number;
  readonly matrices?: Readonly<Record<string, readonly [input: number, output: number]>>;
  /** Leaves the partners of the input side away. */
  readonly single?: boolean;
}

/** Matrices of the random model in test/fixtures. */
const randomModelMatrices = {
  'blk.0.attn_q.weight': [64, 64],
  'blk.1.ffn_down.weight': [96, 64],
} as const;

const alignment = 32;
const f32 = 0;

/** The bytes of an adapter in GGUF 3. */
export function adapterBytes({
  architecture = 'llama',
  rank = 4,
  strength = 1,
  matrices = randomModelMatrices,
  single = false,
}: AdapterShape = {}): Buffer {
  const tensors = Object.entries(matrices).flatMap(([name, [input, output]]) => {
    const down = { name: `${name}.lora_a`, dimensions: [input, rank], strength: 1 };
    const up = { name: `${name}.lora_b`, dimensions: [rank, output], strength };
    return single ? [down] : [down, up];
  });
  const settings = [
    ['general.architecture', architecture],
    ['general.type', 'adapter'],
    ['general.name', 'a test adapter'],
    ['adapter.type', 'lora'],
    ['adapter.lora.alpha', rank],
  ] as const;
  const weights = tensors.map((each, seed) => floats(size(each.dimensions), each.strength, seed));
  const header = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(settings.length)];
  for (const [key, value] of settings) header.push(string(key), setting(value));
  let offset = 0;
  for (const [at, { name, dimensions }] of tensors.entries()) {
    header.push(
      string(name),
      u32(dimensions.length),
      ...dimensions.map(u64),
      u32(f32),
      u64(offset),
    );
    offset += padded(weights[at]?.length ?? 0);
  }
  const head = Buffer.concat(header);
  return Buffer.concat([head, zeros(padded(head.length) - head.length), ...weights.map(pad)]);
}

function size(dimensions: readonly number[]): number {
  return dimensions.reduce((product, each) => product * each, 1);
}

/** Uniform in ± `strength`, the same each time. */
function floats(count: number, strength: number, seed: number): Buffer {
  const values = new Float32Array(count);
  let state = seed + 1;
  for (let at = 0; at < count; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    values[at] = strength * (state / 2 ** 31 - 1);
  }
  return Buffer.from(values.buffer);
}

function setting(value: string | number): Buffer {
  if (typeof value === 'string') return Buffer.concat([u32(8), string(value)]);
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(6);
  bytes.writeFloatLE(value, 4);
  return bytes;
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function padded(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

function pad(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, zeros(padded(bytes.length) - bytes.length)]);
}

function zeros(length: number): Buffer {
  return Buffer.alloc(length);
}
