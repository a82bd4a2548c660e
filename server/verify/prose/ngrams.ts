import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { installationPaths } from '../../paths.ts';
import { readBackoff } from './backoff.ts';
import type { BackoffModel } from './backoff.ts';

/** Trigrams of words and 5-grams of their classes, from the tables that `training/corpus/ngrams.py` writes. */
export interface WordModel {
  /** The number of a small-letter word, or of `<s>`, `</s>`, `<n>`, `<mask>` and the marks `,;:.?!`; unknown words share one. */
  id(word: string): number;
  /** Whether the model knows the word at all; what it does not know is scored the same everywhere. */
  knows(word: string): boolean;
  /** The class of a word, by their numbers. */
  classOf(id: number): number;
  readonly words: BackoffModel;
  readonly classes: BackoffModel;
}

let shared: WordModel | undefined;

/** The installed model; without its files every text is equally likely and only rules decide. */
export function wordModel(): WordModel {
  shared ??= readWordModel(installationPaths().modelsDir);
  return shared;
}

function readWordModel(folder: string): WordModel {
  try {
    const [words, classes] = ['ngrams.bin.gz', 'classes.bin.gz'].map((name) =>
      gunzipSync(readFileSync(path.join(folder, name))),
    );
    return parseWordModel(words as Buffer, classes as Buffer);
  } catch {
    const silent: BackoffModel = { words: [], logProb: () => 0, order: () => 1 };
    return {
      id: () => unknown,
      knows: () => false,
      classOf: () => 0,
      words: silent,
      classes: silent,
    };
  }
}

/** An unknown word is the first of the vocabulary. */
const unknown = 0;

/** Reads both tables' bytes; throws when they do not add up. */
export function parseWordModel(wordBytes: Buffer, classBytes: Buffer): WordModel {
  const words = readBackoff(wordBytes);
  words.rest.end();
  const classes = readBackoff(classBytes);
  const classOf = classes.rest.shorts(words.model.words.length);
  classes.rest.end();
  const index = new Map(words.model.words.map((word, i) => [word, i]));
  return {
    id: (word) => index.get(word) ?? unknown,
    knows: (word) => index.has(word),
    classOf: (id) => classOf[id] as number,
    words: words.model,
    classes: classes.model,
  };
}
