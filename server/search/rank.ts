import type { Candidate, IndexedPassage } from './folderIndex.ts';
import { stemOf, tokensOf } from './terms.ts';

/** A question as the second stage reads it. */
export interface Query {
  /** Stems, in the question's order. */
  readonly terms: readonly string[];
  /** Weight of each stem: the rarer, the more it says (BM25's inverse document frequency). */
  readonly weights: ReadonlyMap<string, number>;
  /** Whether it asks in a sentence, as documents answer, or names what it looks for, as in code. */
  readonly asks: boolean;
}

export interface Ranked {
  readonly passage: IndexedPassage;
  readonly score: number;
  /** Share of the question's weight that stands in the passage, its names or its path; 0 to 1. */
  readonly coverage: number;
  /** The largest share that stands close together. */
  readonly proximity: number;
}

/** Weights of the second stage, fitted on questions about this repository and one other tree (test/eval/find.ts). */
export const rankWeights = {
  bm25: 1,
  coverage: 0.5,
  proximity: 0.3,
  definition: 0.4,
  document: 0.5,
  test: -0.4,
};

export type RankWeights = typeof rankWeights;

/** Orders candidates by what the library's score does not see: how much of the question stands together, and where. */
export function rank(
  query: Query,
  candidates: readonly Candidate[],
  weights: RankWeights = rankWeights,
): Ranked[] {
  const best = Math.max(...candidates.map(({ score }) => score), Number.MIN_VALUE);
  const ranked = candidates.map(({ passage, score }): Ranked => {
    const found = featuresOf(query, passage);
    const total =
      weights.bm25 * (score / best) +
      weights.coverage * found.coverage +
      weights.proximity * found.proximity +
      weights.definition * found.definition +
      weights.document * found.document +
      weights.test * found.test;
    return { passage, score: total, coverage: found.coverage, proximity: found.proximity };
  });
  return ranked.sort((a, b) => b.score - a.score || b.coverage - a.coverage);
}

interface Features {
  readonly coverage: number;
  readonly proximity: number;
  readonly definition: number;
  /** Prose, where the question is a sentence. */
  readonly document: number;
  readonly test: number;
}

const testFiles = /(?:^|\/)(?:tests?|__tests__|specs?|fixtures?)\/|[._-](?:test|spec)\.\w+$/i;

/** What the second stage knows of one passage; each is 0 to 1. */
export function featuresOf({ terms, weights, asks }: Query, passage: IndexedPassage): Features {
  const wanted = new Set(terms);
  const inText = placesOf(passage.text, wanted);
  const titles = [...passage.headings, ...passage.names].join(' ');
  const inNames = placesOf(titles, wanted);
  const inPath = placesOf(passage.path, wanted);
  const total = sum(terms, weights);
  const share = (stems: Iterable<string>): number =>
    total === 0 ? 0 : sum(stems, weights) / total;
  const textTerms = new Set(inText.map(({ term }) => term));
  const nameTerms = new Set(inNames.map(({ term }) => term));
  const all = new Set([...textTerms, ...nameTerms, ...inPath.map(({ term }) => term)]);
  return {
    coverage: share(all),
    proximity: proximityOf(inText, share),
    definition: definitionOf(passage, terms, share),
    document: asks && passage.kind === 'prose' ? 1 : 0,
    test: testFiles.test(passage.path) ? 1 : 0,
  };
}

interface Place {
  readonly term: string;
  /** Number of the word in the text. */
  readonly word: number;
}

function placesOf(text: string, wanted: ReadonlySet<string>): Place[] {
  return tokensOf(text)
    .flatMap(({ parts }) => parts)
    .flatMap((part, word) => {
      const term = stemOf(part);
      return wanted.has(term) ? [{ term, word }] : [];
    });
}

/** Words that still count as standing together. */
const near = 16;

/** The largest share of the question that stands within a few words of text. */
function proximityOf(places: readonly Place[], share: (stems: Iterable<string>) => number): number {
  let best = 0;
  let from = 0;
  places.forEach((place, to) => {
    while ((places[from]?.word ?? 0) <= place.word - near) from++;
    const stems = new Set(places.slice(from, to + 1).map(({ term }) => term));
    if (stems.size > 1) best = Math.max(best, share(stems));
  });
  return best;
}

/** The largest share of the question that is, as a whole, a name defined here. */
function definitionOf(
  { names }: IndexedPassage,
  terms: readonly string[],
  share: (stems: Iterable<string>) => number,
): number {
  const asked = new Set(terms);
  const shares = names.map((name) => {
    const parts = tokensOf(name)
      .flatMap((token) => token.parts)
      .map(stemOf);
    return parts.length > 0 && parts.every((part) => asked.has(part)) ? share(new Set(parts)) : 0;
  });
  return Math.max(0, ...shares);
}

function sum(stems: Iterable<string>, weights: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const stem of stems) total += weights.get(stem) ?? 0;
  return total;
}
