/** A back-off n-gram model (Katz 1987) over numbered words, read from a table that `training/corpus/backoff.py` writes. */
export interface BackoffModel {
  /** The words by their numbers; the first stands for every unknown one. */
  readonly words: readonly string[];
  /** Natural log-probability of `ids[i]` after as many predecessors as the model reads, none before `ids[0]`. */
  logProb(ids: readonly number[], i: number): number;
  /** How many words the longest listed n-gram has that ends at `i`, at least 1. */
  order(ids: readonly number[], i: number): number;
}

/** One order above the first; entries stand under the shorter n-gram that they continue. */
interface Level {
  readonly starts: Uint32Array;
  readonly last: Uint16Array;
  readonly probability: Uint8Array;
}

interface Table {
  readonly unigram: Uint8Array;
  /** Back-off bytes of the n-grams of each order but the highest, from one. */
  readonly backoffs: readonly Uint8Array[];
  /** Orders from two. */
  readonly levels: readonly Level[];
}

const step = 16;

/** A model and what stands behind it in the bytes; throws when they are too few. */
export function readBackoff(bytes: Buffer): {
  readonly model: BackoffModel;
  readonly rest: PlaneReader;
} {
  const headEnd = bytes.indexOf(10);
  const head = JSON.parse(bytes.toString('utf8', 0, headEnd)) as {
    words: string[];
    ngrams: number[];
  };
  const reader = new PlaneReader(bytes, headEnd + 1);
  const backoffs = [reader.bytes(head.words.length)];
  const unigram = reader.bytes(head.words.length);
  const levels: Level[] = [];
  let contexts = head.words.length;
  for (const [i, count] of head.ngrams.entries()) {
    const starts = runningSum(reader.shorts(contexts));
    const last = summed(reader.shorts(count), starts);
    levels.push({ starts, last, probability: reader.bytes(count) });
    if (i + 1 < head.ngrams.length) backoffs.push(reader.bytes(count));
    contexts = count;
  }
  const table: Table = { unigram, backoffs, levels };
  const model: BackoffModel = {
    words: head.words,
    logProb: (ids, i) => logProb(table, ids, i),
    order: (ids, i) => longest(table, ids, i),
  };
  return { model, rest: reader };
}

function logProb(table: Table, ids: readonly number[], i: number): number {
  const word = ids[i] as number;
  let weight = 0;
  for (let length = Math.min(i, table.levels.length); length > 0; length--) {
    const context = placeOf(table, ids, i - length, i);
    if (context < 0) continue;
    const level = table.levels[length - 1] as Level;
    const found = find(level, context, word);
    if (found >= 0) return weight - (level.probability[found] as number) / step;
    // A back-off weight of one is written as 128.
    weight += (128 - ((table.backoffs[length - 1] as Uint8Array)[context] as number)) / step;
  }
  return weight - (table.unigram[word] as number) / step;
}

function longest(table: Table, ids: readonly number[], i: number): number {
  for (let length = Math.min(i, table.levels.length); length > 0; length--)
    if (placeOf(table, ids, i - length, i + 1) >= 0) return length + 1;
  return 1;
}

/** Place of the n-gram `ids[from..to)` among those of its order, or -1. */
function placeOf(table: Table, ids: readonly number[], from: number, to: number): number {
  let place = ids[from] as number;
  for (let i = from + 1; i < to && place >= 0; i++)
    place = find(table.levels[i - from - 1] as Level, place, ids[i] as number);
  return place;
}

function find({ starts, last }: Level, context: number, value: number): number {
  let low = starts[context] as number;
  let high = (starts[context + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = last[middle] as number;
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

/** Turns the differences within each context's entries into the entries. */
function summed(values: Uint16Array, starts: Uint32Array): Uint16Array {
  for (let context = 0; context + 1 < starts.length; context++) {
    const end = starts[context + 1] as number;
    for (let i = (starts[context] as number) + 1; i < end; i++)
      values[i] = (values[i] as number) + (values[i - 1] as number);
  }
  return values;
}

/** Cuts byte planes off a buffer, one after another. */
export class PlaneReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  bytes(length: number): Uint8Array {
    return new Uint8Array(this.#take(length));
  }

  /** Low bytes, then high bytes. */
  shorts(length: number): Uint16Array {
    const low = this.#take(length);
    const high = this.#take(length);
    const values = new Uint16Array(length);
    for (let i = 0; i < length; i++) values[i] = (low[i] as number) | ((high[i] as number) << 8);
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
