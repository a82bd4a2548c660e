import type { ProseCorrection } from '../../../protocol/checker.ts';
import { candidatesOf } from './candidates.ts';
import type { Candidate, CandidateKind } from './candidates.ts';
import { featuresOf } from './editFeatures.ts';
import { editBars, editWeights } from './editWeights.ts';
import { rendered } from './rendering.ts';
import { correct } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Sentence } from './tokens.ts';

/** Edits this far below the bar (log-odds) are offered for a model to weigh, further ones not at all. */
const doubt = 1.5;
/**
 * What is added to the bar of each kind (log-odds). The bars are fitted on manuals; people's letters hold more turns that
 * only look unlikely: measured on corrected learners' sentences, where these kinds touched right text more often than wrong.
 */
const caution: Readonly<Partial<Record<CandidateKind, number>>> = {
  addArticle: 0.75,
  article: 0.75,
  auxiliary: 1.1,
  confused: 1,
  determiner: 1.5,
  dropArticle: 1.5,
  dropPreposition: 1.5,
  dropSmall: 1.5,
  homophone: 0.75,
  join: 0.5,
  number: 0.5,
  order: 2,
  preposition: 1.5,
  pronoun: 1.5,
  shortTypo: 1.6,
  verbForm: 0.75,
};

/** Log-odds from which an edit of a kind is believed without a model. */
function barOf(kind: CandidateKind): number {
  return editBars[kind] + (caution[kind] ?? 0);
}

/** An edit at the bar has the prior from which tools are believed alone. */
const priorAtBar = 0.8;
const mostPrior = 0.97;

/** What the word model makes of a candidate: log-odds that it repairs a mistake, undefined where it speaks against it. */
export function logOddsOf(sentence: Sentence, candidate: Candidate): number | undefined {
  const features = featuresOf(sentence, candidate);
  const weights = editWeights[candidate.kind];
  return features?.reduce((sum, value, i) => sum + value * (weights[i] as number), 0);
}

/** Whatever small edit the word model is sure of (Bryant and Briscoe 2018), the likeliest of those that meet. */
export const likelyEdits: Rule = function* (sentence) {
  const weighed: { candidate: Candidate; odds: number }[] = [];
  for (const candidate of candidatesOf(sentence)) {
    const odds = logOddsOf(sentence, candidate);
    if (odds !== undefined && odds > barOf(candidate.kind) - doubt)
      weighed.push({ candidate, odds });
  }
  weighed.sort((a, b) => b.odds - a.odds);
  const taken: Candidate[] = [];
  for (const { candidate, odds } of weighed) {
    if (taken.some((other) => meets(candidate, other))) continue;
    const correction = correctionOf(sentence, candidate, odds);
    if (correction === undefined) continue;
    taken.push(candidate);
    yield correction;
  }
};

/** Two edits within a word of each other are answers to the same question. */
function meets(a: Candidate, b: Candidate): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function correctionOf(
  sentence: Sentence,
  candidate: Candidate,
  odds: number,
): ProseCorrection | undefined {
  const edit = rendered(sentence, candidate);
  if (edit === undefined) return undefined;
  const atBar = Math.log(priorAtBar / (1 - priorAtBar));
  const prior = Math.min(mostPrior, 1 / (1 + Math.exp(-(atBar + odds - barOf(candidate.kind)))));
  return correct(
    names[candidate.kind],
    prior,
    edit.range,
    edit.text,
    messageOf(edit.text),
    'tool:ngrams',
  );
}

function messageOf(text: string): string {
  return text === '' ? 'A word is too much here.' : `“${text.trim()}” fits its neighbours better.`;
}

/** Kinds as the other rules name them. */
const names: Readonly<Record<CandidateKind, string>> = {
  auxiliary: 'agreement',
  determiner: 'usage',
  article: 'article',
  preposition: 'preposition',
  pronoun: 'pronoun',
  homophone: 'confused',
  confused: 'confused',
  verbForm: 'verb',
  number: 'number',
  adverb: 'usage',
  typo: 'confused',
  shortTypo: 'confused',
  join: 'joined',
  split: 'torn',
  order: 'order',
  addArticle: 'article',
  addPreposition: 'preposition',
  addSmall: 'missing',
  dropArticle: 'article',
  dropPreposition: 'preposition',
  dropSmall: 'extra',
  dropWord: 'extra',
};
