import type { FindResult, Quotation } from '../../protocol/find.ts';
import type { Candidate, Coverage, FolderIndex, Found } from './folderIndex.ts';
import type { FolderReader } from './folderReader.ts';
import { noteOf, notOrdered, nothingAnswers } from './notes.ts';
import { quotedLines } from './quote.ts';
import { asksInSentence, questionTerms } from './terms.ts';
import { rank, type Query, type Ranked } from './rank.ts';
import { rerank, type Reranking } from './rerank.ts';

/** Candidates of the library that the second stage looks at. */
export const candidatesPerFolder = 100;
/** Below this share of the question's weight a passage does not answer it; fitted in test/eval/find.ts. */
const leastCoverage = 0.5;
/** Share that must stand close together, where the question has more than two words to look for; fitted there, too. */
const leastProximity = 0.4;
/** A further quotation must come this near to the first. */
const leastOfBest = 0.75;

/** A folder whose index is up to date. */
export interface Searched {
  readonly reader: FolderReader;
  readonly index: FolderIndex;
  readonly coverage: Coverage;
}

/**
 * The quotations that answer best, at most `limit`, or the sentence that nothing does. A model may order those that the words
 * say answer; it adds none. Rejects only when the signal aborts.
 */
export async function answer(
  question: string,
  searched: readonly Searched[],
  limit: number,
  reranking?: Reranking,
  signal: AbortSignal = new AbortController().signal,
): Promise<FindResult> {
  const terms = questionTerms(question);
  const from = new Map<Candidate['passage'], FolderReader>();
  const found = searched.map(({ reader, index }) => {
    const result = index.search(terms, candidatesPerFolder);
    for (const { passage } of result.candidates) from.set(passage, reader);
    return result;
  });
  const query = queryOf(question, found);
  const ranked = rank(
    query,
    found.flatMap(({ candidates }) => candidates),
  );
  const able = answering(query, ranked);
  const reordered = reranking && (await rerank(question, able, reranking, signal));
  const best = reordered?.ok
    ? nearBest(reordered.value.ranked, reordered.value.ranked[0])
    : nearBest(able, ranked[0]);
  const quotations = best.slice(0, limit).flatMap((each): Quotation[] => {
    const reader = from.get(each.passage);
    return reader ? [quotationOf(query, each, reader)] : [];
  });
  const coverage = searched.map((each) => each.coverage);
  const notes = [
    quotations.length === 0 ? nothingAnswers(searched.length) : '',
    noteOf(coverage),
    reordered?.ok === false ? notOrdered(reordered.failure.message) : '',
  ];
  const note = notes.filter((each) => each !== '').join(' ');
  const files = coverage.reduce((sum, each) => sum + each.files, 0);
  const ranking = reordered?.ok ? { ranking: reordered.value.ranking } : {};
  return { quotations, files, ...ranking, ...(note !== '' && { note }) };
}

/** Weighs each stem by how rare it is; one that no passage has weighs as much as the rarest. */
export function queryOf(question: string, found: readonly Found[]): Query {
  const terms = questionTerms(question);
  const of = found.reduce((sum, each) => sum + each.passages, 0);
  const weights = terms.map((term): [string, number] => {
    const passages = found.reduce((sum, each) => sum + (each.frequency.get(term) ?? 0), 0);
    return [term, Math.log(1 + (of - passages + 0.5) / (passages + 0.5))];
  });
  return { terms, weights: new Map(weights), asks: asksInSentence(question) };
}

/** Those that answer by their words, in their order and each text once. */
export function answering(query: Query, ranked: readonly Ranked[]): readonly Ranked[] {
  const seen = new Set<string>();
  const answers = ({ coverage, proximity }: Ranked): boolean =>
    coverage >= leastCoverage && (query.terms.length < 3 || proximity >= leastProximity);
  return ranked.filter((each) => {
    if (!answers(each) || seen.has(each.passage.text)) return false;
    seen.add(each.passage.text);
    return true;
  });
}

function nearBest(ranked: readonly Ranked[], best: Ranked | undefined): readonly Ranked[] {
  const least = (best?.score ?? 0) * leastOfBest;
  return ranked.filter(({ score }) => score >= least);
}

function quotationOf(query: Query, { passage, coverage }: Ranked, reader: FolderReader): Quotation {
  const [start, end] = quotedLines(query, passage);
  const lines = passage.text.split('\n').slice(start - passage.start, end - passage.start + 1);
  const text = lines.join('\n').replace(/\r$/, '');
  const last = (lines.at(-1) ?? '').replace(/\r$/, '');
  return {
    uri: reader.uriOf(passage.path),
    path: passage.path,
    range: { start: { line: start, character: 0 }, end: { line: end, character: last.length } },
    text,
    headings: [...passage.headings, ...passage.names.slice(0, 3)],
    score: coverage,
  };
}
