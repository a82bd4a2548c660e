import type { Candidate } from './candidates.ts';
import { changeOf, classGain, sumLogProb } from './context.ts';
import { wordModel } from './ngrams.ts';
import type { Sentence } from './tokens.ts';

/** What speaks for a candidate, in the order of `featureNames`. */
export type Features = readonly number[];

/** Gains beyond this say no more. */
const limit = 12;

/** Names of the features, for the fitted weights and for people. */
export const featureNames = [
  'bias',
  'gain',
  'gain2',
  'gain4',
  'gain7',
  'ownGain',
  'frequency',
  'oldWorst',
  'newWorst',
  'orders',
  'newOrder',
  'triples',
  'strange',
  'classGain',
  'classGain2',
  'both',
  'short',
] as const;

/** A candidate gains at least this many nats of log-probability, or it is not worth weighing. */
export const leastGain = -0.5;
/** So much together with what the classes gain. */
const leastSum = 1;

/**
 * The evidence of the word model for one candidate; undefined where it speaks against it. Log-probabilities are natural;
 * `worst` is the least pointwise mutual information of a word with what stands before it, `orders` how much longer the
 * n-grams are that the text would then consist of.
 */
export function featuresOf(sentence: Sentence, candidate: Candidate): Features | undefined {
  const { old, fresh, first, shared } = changeOf(
    sentence,
    candidate.from,
    candidate.to,
    candidate.words,
  );
  const { words } = wordModel();
  const gain =
    sumLogProb(words, fresh, first, fresh.length) - sumLogProb(words, old, first, old.length);
  if (gain < leastGain) return undefined;
  const byClass = classGain(sentence, candidate.from, candidate.to, candidate.words);
  if (gain + Math.max(0, byClass) < leastSum) return undefined;
  const rest =
    sumLogProb(words, fresh, fresh.length - shared, fresh.length) -
    sumLogProb(words, old, old.length - shared, old.length);
  const [before, after] = [readWindow(old, first), readWindow(fresh, first)];
  const capped = Math.min(limit, gain);
  return [
    1,
    capped,
    Math.max(0, capped - 2),
    Math.max(0, capped - 4),
    Math.max(0, capped - 7),
    Math.max(-limit, Math.min(limit, gain - rest)),
    after.frequency - before.frequency,
    before.worst,
    after.worst,
    after.order - before.order,
    after.order,
    after.triples,
    strangers(old),
    Math.max(-limit, Math.min(limit, byClass)),
    Math.max(0, Math.min(limit, byClass) - 2),
    (Math.max(0, Math.min(limit, gain)) * Math.max(0, Math.min(limit, byClass))) / 10,
    shared < 2 || first < 2 ? 1 : 0,
  ];
}

interface Window {
  readonly worst: number;
  /** Mean length of the longest n-grams. */
  readonly order: number;
  /** Share of words that end a listed trigram. */
  readonly triples: number;
  readonly frequency: number;
}

function readWindow(ids: readonly number[], first: number): Window {
  const model = wordModel().words;
  let worst = 0;
  let orders = 0;
  let triples = 0;
  let frequency = 0;
  const size = Math.max(1, ids.length - first);
  for (let i = first; i < ids.length; i++) {
    const alone = model.logProb([ids[i] as number], 0);
    worst = Math.min(worst, model.logProb(ids, i) - alone);
    const order = model.order(ids, i);
    orders += order;
    if (order === 3) triples++;
    frequency += alone;
  }
  return { worst, order: orders / size, triples: triples / size, frequency: frequency / size };
}

/** How many words near the change the model does not know by name. */
function strangers(ids: readonly number[]): number {
  const model = wordModel();
  const blind = [model.id('<unk>'), model.id('<mask>'), model.id('<n>')];
  return ids.filter((id) => blind.includes(id)).length;
}
