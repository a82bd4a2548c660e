import { chatTemplates } from './templates.ts';
import type { TokenizerShape } from './vocabulary.ts';

/** Sizes of a transformer of one family, in the terms of its settings. */
export interface ModelSize {
  readonly layers: number;
  readonly width: number;
  readonly feedForward: number;
  readonly heads: number;
  readonly kvHeads: number;
  /** Length of one head; `width / heads` unless a family says otherwise. */
  readonly headLength?: number;
  readonly vocabulary: number;
  readonly context: number;
}

/** What tells a family from the others. */
export interface Family {
  /** Name in `general.architecture`. */
  readonly architecture: string;
  readonly sizes: Readonly<Record<string, ModelSize>>;
  readonly tokenizer: TokenizerShape;
  readonly chatTemplate: string;
  readonly ropeBase: number;
  readonly epsilon: number;
  /** A head of its own behind the last layer instead of the embedding, used again. */
  readonly ownHead?: boolean;
  /** Queries, keys and values have a bias (Qwen 2), a norm per head (Qwen 3, Gemma 3, LFM 2), or lie in one matrix (Phi 3). */
  readonly attention?: 'bias' | 'norm' | 'joined';
  /** Norms behind attention and feed-forward too (Gemma). */
  readonly postNorms?: boolean;
  /** Tokens that a layer with sliding-window attention sees. */
  readonly window?: number;
  /** Every how many layers attention sees everything; the others slide (Gemma) or are short convolutions (LFM 2). */
  readonly fullEvery?: number;
  /** Length of the short convolutions of a hybrid family. */
  readonly convolution?: number;
  readonly softCap?: { readonly attention: number; readonly final: number };
}

const tiny = { layers: 2, width: 256, feedForward: 512, heads: 4, kvHeads: 2, context: 4096 };

/** The families whose files can be made up, with sizes that people run and one of a few megabytes for tests. */
export const families = {
  llama: {
    architecture: 'llama',
    sizes: {
      tiny: { ...tiny, vocabulary: 2048 },
      // Four layers of the 1B model: larger than a processor's caches, and written in a second.
      probe: size(4, 2048, 8192, 32, 8, 4096, 4096),
      '1B': size(16, 2048, 8192, 32, 8, 128_256, 131_072),
      '3B': size(28, 3072, 8192, 24, 8, 128_256, 131_072),
    },
    tokenizer: {
      kind: 'bpe',
      splitter: 'llama-bpe',
      control: [
        '<|begin_of_text|>',
        '<|end_of_text|>',
        '<|start_header_id|>',
        '<|end_header_id|>',
        '<|eot_id|>',
      ],
      begin: '<|begin_of_text|>',
      end: '<|end_of_text|>',
      endOfTurn: '<|eot_id|>',
    },
    chatTemplate: chatTemplates.llama,
    ropeBase: 500_000,
    epsilon: 1e-5,
  },
  qwen2: {
    architecture: 'qwen2',
    sizes: {
      tiny: { ...tiny, vocabulary: 2048 },
      '0.5B': size(24, 896, 4864, 14, 2, 151_936, 32_768),
      '1.5B': size(28, 1536, 8960, 12, 2, 151_936, 32_768),
      '3B': size(36, 2048, 11_008, 16, 2, 151_936, 32_768),
    },
    tokenizer: chatMl('qwen2', ['<|fim_prefix|>', '<|fim_middle|>', '<|fim_suffix|>']),
    chatTemplate: chatTemplates.chatMl,
    ropeBase: 1_000_000,
    epsilon: 1e-6,
    attention: 'bias',
  },
  qwen3: {
    architecture: 'qwen3',
    sizes: {
      tiny: { ...tiny, headLength: 128, vocabulary: 2048 },
      '0.6B': { ...size(28, 1024, 3072, 16, 8, 151_936, 40_960), headLength: 128 },
      '1.7B': { ...size(28, 2048, 6144, 16, 8, 151_936, 40_960), headLength: 128 },
    },
    tokenizer: chatMl('qwen2'),
    chatTemplate: chatTemplates.chatMl,
    ropeBase: 1_000_000,
    epsilon: 1e-6,
    attention: 'norm',
  },
  gemma2: {
    architecture: 'gemma2',
    sizes: {
      tiny: { ...tiny, headLength: 128, vocabulary: 2048 },
      '2B': { ...size(26, 2304, 9216, 8, 4, 256_000, 8192), headLength: 256 },
    },
    tokenizer: gemmaPieces(),
    chatTemplate: chatTemplates.gemma,
    ropeBase: 10_000,
    epsilon: 1e-6,
    postNorms: true,
    window: 4096,
    fullEvery: 2,
    softCap: { attention: 50, final: 30 },
  },
  gemma3: {
    architecture: 'gemma3',
    sizes: {
      tiny: { ...tiny, layers: 6, kvHeads: 1, headLength: 128, vocabulary: 2048 },
      '1B': { ...size(26, 1152, 6912, 4, 1, 262_144, 32_768), headLength: 256 },
    },
    tokenizer: gemmaPieces(),
    chatTemplate: chatTemplates.gemma,
    ropeBase: 1_000_000,
    epsilon: 1e-6,
    attention: 'norm',
    postNorms: true,
    window: 512,
    fullEvery: 6,
  },
  phi3: {
    architecture: 'phi3',
    sizes: {
      tiny: { ...tiny, kvHeads: 4, vocabulary: 2048 },
      // Not a published size: the mini model's matrices with fewer layers.
      '1B': size(8, 3072, 8192, 32, 32, 32_064, 4096),
      '3.8B': size(32, 3072, 8192, 32, 32, 32_064, 4096),
    },
    tokenizer: {
      kind: 'pieces',
      control: ['<unk>', '<s>', '</s>', '<|endoftext|>', '<|assistant|>', '<|user|>', '<|end|>'],
      begin: '<s>',
      end: '<|endoftext|>',
      unknown: '<unk>',
      endOfTurn: '<|end|>',
    },
    chatTemplate: chatTemplates.phi,
    ropeBase: 10_000,
    epsilon: 1e-5,
    ownHead: true,
    attention: 'joined',
  },
  lfm2: {
    architecture: 'lfm2',
    sizes: {
      tiny: { ...tiny, layers: 6, vocabulary: 2048 },
      '350M': size(16, 1024, 4608, 16, 8, 65_536, 128_000),
      '1.2B': size(16, 2048, 8192, 32, 8, 65_536, 128_000),
    },
    tokenizer: {
      kind: 'bpe',
      splitter: 'lfm2',
      control: ['<|startoftext|>', '<|endoftext|>', '<|im_start|>', '<|im_end|>'],
      begin: '<|startoftext|>',
      end: '<|im_end|>',
      endOfTurn: '<|im_end|>',
    },
    chatTemplate: chatTemplates.chatMl,
    ropeBase: 1_000_000,
    epsilon: 1e-5,
    attention: 'norm',
    fullEvery: 3,
    convolution: 3,
  },
} as const satisfies Readonly<Record<string, Family>>;

export type FamilyName = keyof typeof families;

/** Whether a layer attends to everything (or slides); the others of a hybrid family convolve. */
export function attends(family: Family, layer: number): boolean {
  return family.convolution === undefined || layer % (family.fullEvery ?? 1) === 2;
}

function size(
  layers: number,
  width: number,
  feedForward: number,
  heads: number,
  kvHeads: number,
  vocabulary: number,
  context: number,
): ModelSize {
  return { layers, width, feedForward, heads, kvHeads, vocabulary, context };
}

function chatMl(splitter: string, infill: readonly string[] = []): TokenizerShape {
  return {
    kind: 'bpe',
    splitter,
    control: ['<|endoftext|>', '<|im_start|>', '<|im_end|>', ...infill],
    end: '<|im_end|>',
    endOfTurn: '<|im_end|>',
  };
}

function gemmaPieces(): TokenizerShape {
  return {
    kind: 'pieces',
    control: ['<pad>', '<eos>', '<bos>', '<unk>', '<start_of_turn>', '<end_of_turn>'],
    begin: '<bos>',
    end: '<eos>',
    unknown: '<unk>',
    endOfTurn: '<end_of_turn>',
  };
}
