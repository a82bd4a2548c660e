import { wordModel } from './ngrams.ts';
import type { Sentence, Token } from './tokens.ts';

/** The words of a sentence as the word model reads them, and where each token stands among them. */
interface ModelView {
  readonly words: readonly string[];
  /** Index in `words` of each token; a token that the model does not see has the index of the next one it does. */
  readonly places: readonly number[];
}

const views = new WeakMap<Sentence, ModelView>();
const seenMarks = /^[,;:.?!]$/u;

function modelView(sentence: Sentence): ModelView {
  let view = views.get(sentence);
  if (view === undefined) {
    view = readView(sentence);
    views.set(sentence, view);
  }
  return view;
}

function readView(sentence: Sentence): ModelView {
  const words = ['<s>'];
  const places: number[] = [];
  for (const token of sentence.tokens) {
    places.push(words.length);
    const word = modelWord(token);
    if (word !== undefined) words.push(word);
  }
  // What follows a title without a stop says nothing about its last word.
  if (/[.?!:]$/u.test(words.at(-1) ?? '')) words.push('</s>');
  return { words, places };
}

function modelWord(token: Token): string | undefined {
  if (token.kind === 'mask') return '<unk>';
  if (token.kind === 'mark') return seenMarks.test(token.text) ? token.text : undefined;
  return /^\p{N}/u.test(token.lower) ? '<n>' : token.lower;
}

/** How many words before and after a change its likelihood is asked for. */
const reach = 2;

/**
 * What the sentence's log-probability gains (in natural log units) when the tokens `[from, to)` become `replacement`, by a word
 * trigram model. Only the words near the change are read.
 */
export function contextGain(
  sentence: Sentence,
  from: number,
  to: number,
  replacement: readonly string[],
): number {
  const { words, places } = modelView(sentence);
  const start = places[from] ?? words.length;
  const end = places[to] ?? words.length - (words.at(-1) === '</s>' ? 1 : 0);
  const model = wordModel();
  const before = words.slice(Math.max(0, start - reach), start);
  const after = words.slice(end, end + reach);
  const old = [...before, ...words.slice(start, end), ...after];
  const fresh = [...before, ...replacement, ...after];
  const first = before.length;
  return model.logProb(fresh, first, fresh.length) - model.logProb(old, first, old.length);
}

/** The log-probability of a word without neighbours. */
export function wordLogProb(word: string): number {
  return wordModel().logProb([word], 0, 1);
}

/** Whether the word model has seen the word at all. */
export function isModelWord(word: string): boolean {
  return wordModel().knows(word);
}
