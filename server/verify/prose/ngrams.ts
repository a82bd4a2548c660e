import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { installationPaths } from '../../paths.ts';

/** A word trigram model with back-off (Katz 1987), read from the table that `training/corpus/ngrams.py` writes. */
export interface WordModel {
  /** Sum of natural log-probabilities of `words[from..to)`, each after its two predecessors; sentence marks are `<s>` and `</s>`. */
  logProb(words: readonly string[], from: number, to: number): number;
  /** Whether the model knows the word at all; what it does not know is scored the same everywhere. */
  knows(word: string): boolean;
}

const step = 16;
let shared: WordModel | undefined;

/** The installed model; without its file every text is equally likely and only rules decide. */
export function wordModel(): WordModel {
  shared ??= readWordModel(path.join(installationPaths().modelsDir, 'ngrams.bin.gz'));
  return shared;
}

function readWordModel(file: string): WordModel {
  try {
    return parseWordModel(gunzipSync(readFileSync(file)));
  } catch {
    return { logProb: () => 0, knows: () => false };
  }
}

/** Reads the table's bytes; throws when they do not add up. */
export function parseWordModel(bytes: Buffer): WordModel {
  const headEnd = bytes.indexOf(10);
  const head = JSON.parse(bytes.toString('utf8', 0, headEnd)) as {
    words: string[];
    bigrams: number;
    trigrams: number;
  };
  const reader = new ArrayReader(bytes, headEnd + 1);
  const count = head.words.length;
  const table: Table = {
    index: new Map(head.words.map((word, i) => [word, i])),
    backoff1: reader.bytes(count),
    unigram: reader.bytes(count),
    starts2: runningSum(reader.shorts(count)),
    seconds: reader.shorts(head.bigrams),
    bigram: reader.bytes(head.bigrams),
    backoff2: reader.bytes(head.bigrams),
    starts3: runningSum(reader.shorts(head.bigrams)),
    thirds: reader.shorts(head.trigrams),
    trigram: reader.bytes(head.trigrams),
  };
  reader.end();
  return {
    knows: (word) => table.index.has(word),
    logProb: (words, from, to) => {
      let sum = 0;
      for (let i = from; i < to; i++) sum += wordLogProb(table, words, i);
      return sum;
    },
  };
}

interface Table {
  readonly index: ReadonlyMap<string, number>;
  readonly backoff1: Uint8Array;
  readonly unigram: Uint8Array;
  readonly starts2: Uint32Array;
  readonly seconds: Uint16Array;
  readonly bigram: Uint8Array;
  readonly backoff2: Uint8Array;
  readonly starts3: Uint32Array;
  readonly thirds: Uint16Array;
  readonly trigram: Uint8Array;
}

/** An unknown word is the first of the vocabulary. */
const unknown = 0;

function wordLogProb(table: Table, words: readonly string[], i: number): number {
  const id = (at: number): number => table.index.get(words[at] as string) ?? unknown;
  const word = id(i);
  if (i === 0) return -((table.unigram[word] as number) / step);
  const previous = id(i - 1);
  if (i > 1) {
    const context = find(table.starts2, table.seconds, id(i - 2), previous);
    if (context >= 0) {
      const found = find(table.starts3, table.thirds, context, word);
      if (found >= 0) return -((table.trigram[found] as number) / step);
      return backedOff(table.backoff2[context] as number) + pairLogProb(table, previous, word);
    }
  }
  return pairLogProb(table, previous, word);
}

function pairLogProb(table: Table, previous: number, word: number): number {
  const found = find(table.starts2, table.seconds, previous, word);
  if (found >= 0) return -((table.bigram[found] as number) / step);
  return backedOff(table.backoff1[previous] as number) - (table.unigram[word] as number) / step;
}

/** A back-off weight of one is written as 128. */
function backedOff(byte: number): number {
  return (128 - byte) / step;
}

/** Place of `value` among the sorted entries of `key`, or -1. */
function find(starts: Uint32Array, values: Uint16Array, key: number, value: number): number {
  let low = starts[key] as number;
  let high = (starts[key + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = values[middle] as number;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function runningSum(counts: Uint16Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++)
    starts[i + 1] = (starts[i] as number) + (counts[i] as number);
  return starts;
}

/** Cuts little-endian arrays off a buffer, one after another. */
class ArrayReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  bytes(length: number): Uint8Array {
    return new Uint8Array(this.#take(length));
  }

  shorts(length: number): Uint16Array {
    const part = this.#take(length * 2);
    const values = new Uint16Array(length);
    for (let i = 0; i < length; i++) values[i] = part.readUInt16LE(i * 2);
    return values;
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new Error('the n-gram table has a wrong length');
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw new Error('the n-gram table is cut short');
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return part;
  }
}
