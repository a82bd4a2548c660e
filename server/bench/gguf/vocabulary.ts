import {
  boolSetting,
  floatsSetting,
  textSetting,
  textsSetting,
  wordSetting,
  wordsSetting,
} from './bytes.ts';

/** What a family's tokenizer looks like; the tokens between are made up. */
export type TokenizerShape =
  | {
      /** Byte-level BPE; control tokens stand behind all others. */
      readonly kind: 'bpe';
      /** Name of the rule that splits a text into words. */
      readonly splitter: string;
      readonly control: readonly string[];
      readonly begin?: string;
      readonly end: string;
      readonly endOfTurn?: string;
    }
  | {
      /** SentencePiece with byte fall-back; control tokens stand in front of all others, `unknown` among them. */
      readonly kind: 'pieces';
      readonly control: readonly string[];
      readonly begin: string;
      readonly end: string;
      readonly unknown: string;
      readonly endOfTurn?: string;
    };

/** Kinds of tokens in a file. */
const types = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;

const letters = [...'etaoinshrdlucmfwygpbvkxqjzETAOINSHRDLUCMFWYGPBVKXQJZ'];

/** The settings of a vocabulary of exactly `size` tokens. */
export function vocabularySettings(shape: TokenizerShape, size: number): readonly Buffer[] {
  return shape.kind === 'bpe' ? bytePairs(shape, size) : pieces(shape, size);
}

function bytePairs(
  shape: Extract<TokenizerShape, { kind: 'bpe' }>,
  size: number,
): readonly Buffer[] {
  const bytes = byteAlphabet();
  const merges: string[] = [];
  const words: string[] = [];
  for (const [first, second] of composed(['Ġ', ...letters])) {
    if (bytes.length + words.length + shape.control.length >= size) break;
    words.push(first + second);
    merges.push(`${first} ${second}`);
  }
  const tokens = [...bytes, ...words, ...shape.control];
  checkSize(tokens.length, size);
  const id = (token: string): number => tokens.indexOf(token, bytes.length + words.length);
  const kinds = tokens.map((_, at) =>
    at < bytes.length + words.length ? types.normal : types.control,
  );
  return [
    textSetting('tokenizer.ggml.model', 'gpt2'),
    textSetting('tokenizer.ggml.pre', shape.splitter),
    textsSetting('tokenizer.ggml.tokens', tokens),
    wordsSetting('tokenizer.ggml.token_type', kinds),
    textsSetting('tokenizer.ggml.merges', merges),
    ...specialSettings(shape, id),
  ];
}

function pieces(
  shape: Extract<TokenizerShape, { kind: 'pieces' }>,
  size: number,
): readonly Buffer[] {
  const bytes = Array.from({ length: 256 }, (_, byte) => {
    const hex = byte.toString(16).toUpperCase().padStart(2, '0');
    return `<0x${hex}>`;
  });
  const single = ['▁', ...letters, ...'0123456789.,;:!?()[]{}<>=+-*/&|\'"_'];
  const words: string[] = [];
  for (const [first, second] of composed(['▁', ...letters])) {
    if (shape.control.length + bytes.length + single.length + words.length >= size) break;
    words.push(first + second);
  }
  const tokens = [...shape.control, ...bytes, ...words, ...single];
  checkSize(tokens.length, size);
  const kinds = tokens.map((token, at) => {
    if (token === shape.unknown) return types.unknown;
    if (at < shape.control.length) return types.control;
    return at < shape.control.length + bytes.length ? types.byte : types.normal;
  });
  return [
    textSetting('tokenizer.ggml.model', 'llama'),
    textSetting('tokenizer.ggml.pre', 'default'),
    textsSetting('tokenizer.ggml.tokens', tokens),
    // The likelier piece is joined first; the shorter ones of our own come first.
    floatsSetting(
      'tokenizer.ggml.scores',
      tokens.map((_, at) => (at < shape.control.length + bytes.length ? 0 : -at)),
    ),
    wordsSetting('tokenizer.ggml.token_type', kinds),
    wordSetting('tokenizer.ggml.unknown_token_id', tokens.indexOf(shape.unknown)),
    ...specialSettings(shape, (token) => tokens.indexOf(token)),
  ];
}

function specialSettings(
  { begin, end, endOfTurn }: TokenizerShape,
  id: (token: string) => number,
): readonly Buffer[] {
  return [
    ...(begin === undefined ? [] : [wordSetting('tokenizer.ggml.bos_token_id', id(begin))]),
    wordSetting('tokenizer.ggml.eos_token_id', id(end)),
    ...(endOfTurn === undefined ? [] : [wordSetting('tokenizer.ggml.eot_token_id', id(endOfTurn))]),
    boolSetting('tokenizer.ggml.add_bos_token', begin !== undefined),
  ];
}

function checkSize(length: number, size: number): void {
  if (length !== size) throw new Error(`a vocabulary of ${size} tokens is too small or too large`);
}

/** Control tokens of BERT, in the order of their numbers here. */
const bertControl = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];

/** A WordPiece vocabulary as BERT's, of exactly `size` tokens: pieces that begin a word are marked, as GGUF files have it. */
export function wordPieceSettings(size: number): readonly Buffer[] {
  const single = [...'abcdefghijklmnopqrstuvwxyz0123456789.,;:!?()[]{}<>=+-*/&|\'"_`'];
  const words: string[] = [];
  const fixed = bertControl.length + 2 * single.length;
  for (const [first, second] of composed(['▁', ...letters.filter((each) => each >= 'a')])) {
    if (fixed + words.length >= size) break;
    if ((first + second).length > 2) words.push(first + second);
  }
  const tokens = [...bertControl, ...single.map((each) => `▁${each}`), ...single, ...words];
  checkSize(tokens.length, size);
  const kinds = tokens.map((_, at) => (at < bertControl.length ? types.control : types.normal));
  const id = (token: string): number => bertControl.indexOf(token);
  return [
    textSetting('tokenizer.ggml.model', 'bert'),
    textSetting('tokenizer.ggml.pre', 'default'),
    textsSetting('tokenizer.ggml.tokens', tokens),
    wordsSetting('tokenizer.ggml.token_type', kinds),
    wordSetting('tokenizer.ggml.bos_token_id', id('[CLS]')),
    wordSetting('tokenizer.ggml.unknown_token_id', id('[UNK]')),
    wordSetting('tokenizer.ggml.seperator_token_id', id('[SEP]')),
    wordSetting('tokenizer.ggml.padding_token_id', id('[PAD]')),
    wordSetting('tokenizer.ggml.cls_token_id', id('[CLS]')),
    wordSetting('tokenizer.ggml.mask_token_id', id('[MASK]')),
  ];
}

/** Pairs of a known token and a letter: first all of two letters, then of three, and so on without end. */
function* composed(starts: readonly string[]): Generator<readonly [string, string]> {
  let known = starts;
  for (;;) {
    const longer: string[] = [];
    for (const first of known)
      for (const second of letters) {
        yield [first, second];
        longer.push(first + second);
      }
    known = longer;
  }
}

/** Byte-level BPE writes the bytes that are no visible characters as letters from 256 on. */
export function byteAlphabet(): string[] {
  let next = 256;
  const visible = (byte: number): boolean =>
    (byte > 32 && byte < 127) || (byte > 160 && byte < 173) || byte > 173;
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCodePoint(visible(byte) ? byte : next++),
  );
}
