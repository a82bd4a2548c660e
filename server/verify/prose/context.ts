import type { BackoffModel } from './backoff.ts';
import { wordModel } from './ngrams.ts';
import type { Sentence, Token } from './tokens.ts';

/** The words of a sentence as the word model numbers them, and where each token stands among them. */
export interface ModelView {
  readonly ids: readonly number[];
  /** Index in `ids` of each token; a token that the model does not see has the index of the next one it does. */
  readonly places: readonly number[];
}

const views = new WeakMap<Sentence, ModelView>();
const seenMarks = /^[,;:.?!]$/u;

/** The sentence as the word model reads it. */
export function modelView(sentence: Sentence): ModelView {
  let view = views.get(sentence);
  if (view === undefined) {
    view = readView(sentence);
    views.set(sentence, view);
  }
  return view;
}

function readView(sentence: Sentence): ModelView {
  const model = wordModel();
  const ids = [model.id('<s>')];
  const places: number[] = [];
  let last = '';
  for (const token of sentence.tokens) {
    places.push(ids.length);
    const word = modelWord(token);
    if (word === undefined) continue;
    ids.push(model.id(word));
    last = word;
  }
  // What follows a title without a stop says nothing about its last word.
  if (/[.?!:]$/u.test(last)) ids.push(model.id('</s>'));
  return { ids, places };
}

function modelWord(token: Token): string | undefined {
  if (token.kind === 'mask') return '<mask>';
  if (token.kind === 'mark') return seenMarks.test(token.text) ? token.text : undefined;
  if (/^\p{N}/u.test(token.lower)) return '<n>';
  return token.lower.endsWith("'") ? token.lower.slice(0, -1) : token.lower;
}

/** How many words before and after a change its likelihood is asked for. */
const reach = 2;
const classReach = 4;

/** The words around a change, before and after it is made. */
export interface Change {
  readonly old: readonly number[];
  readonly fresh: readonly number[];
  /** Index in both of the first word that may differ. */
  readonly first: number;
  /** How many words at the end are the same in both. */
  readonly shared: number;
}

/** What a model sees when the tokens `[from, to)` become `replacement`; only `near` words before and behind the change. */
export function changeOf(
  sentence: Sentence,
  from: number,
  to: number,
  replacement: readonly string[],
  near: number = reach,
): Change {
  const { ids, places } = modelView(sentence);
  const model = wordModel();
  const closed = ids.at(-1) === model.id('</s>');
  const start = places[from] ?? ids.length - (closed ? 1 : 0);
  const end = places[to] ?? ids.length - (closed ? 1 : 0);
  const before = ids.slice(Math.max(0, start - near), start);
  const after = ids.slice(end, end + near);
  return {
    old: [...before, ...ids.slice(start, end), ...after],
    fresh: [...before, ...replacement.map((word) => model.id(word)), ...after],
    first: before.length,
    shared: after.length,
  };
}

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
  const { old, fresh, first } = changeOf(sentence, from, to, replacement);
  const { words } = wordModel();
  return sumLogProb(words, fresh, first, fresh.length) - sumLogProb(words, old, first, old.length);
}

/** The same by the 5-gram model of word classes. */
export function classGain(
  sentence: Sentence,
  from: number,
  to: number,
  replacement: readonly string[],
): number {
  const { old, fresh, first } = changeOf(sentence, from, to, replacement, classReach);
  const { classes, classOf } = wordModel();
  const [before, after] = [old.map(classOf), fresh.map(classOf)];
  return (
    sumLogProb(classes, after, first, after.length) -
    sumLogProb(classes, before, first, before.length)
  );
}

/** Sum of the log-probabilities of `ids[from..to)`, each after its predecessors. */
export function sumLogProb(
  model: BackoffModel,
  ids: readonly number[],
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += model.logProb(ids, i);
  return sum;
}

/** The log-probability of a word without neighbours. */
export function wordLogProb(word: string): number {
  const model = wordModel();
  return model.words.logProb([model.id(word)], 0);
}

/** Whether the word model has seen the word at all. */
export function isModelWord(word: string): boolean {
  return wordModel().knows(word);
}
