import type { FindResult, Quotation } from '../../protocol/find.ts';
import type { Result } from '../../protocol/result.ts';
import type { Candidate, Coverage, FolderIndex, Found, IndexedPassage } from './folderIndex.ts';
import type { FolderReader } from './folderReader.ts';
import type { Meaning } from './meaning.ts';
import { noteOf, notByMeaning, nothingAnswers, notOrdered, stillReading } from './notes.ts';
import { quotedLines } from './quote.ts';
import { asksInSentence, questionTerms } from './terms.ts';
import { rank, type Query, type Ranked } from './rank.ts';
import { rerank, type Reordered, type Reranking } from './rerank.ts';

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
 * The quotations that answer best, at most `limit`, or the sentence that nothing does. Models may order those that the words say
 * answer, and add what is near by its meaning where the words find too few. Rejects only when the signal aborts.
 */
export async function answer(
  question: string,
  searched: readonly Searched[],
  limit: number,
  models?: Models,
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
  const read =
    models && (await readByModels({ question, query, ranked, able, limit }, searched, models));
  for (const [passage, reader] of read?.from ?? []) from.set(passage, reader);
  const reordered = read?.reordered;
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
    read?.note ?? '',
  ];
  const note = notes.filter((each) => each !== '').join(' ');
  const files = coverage.reduce((sum, each) => sum + each.files, 0);
  const ranking = reordered?.ok
    ? { ranking: { ...reordered.value.ranking, ...(read?.by && { meaningBy: read.by }) } }
    : {};
  return { quotations, files, ...ranking, ...(note !== '' && { note }) };
}

/** Who may read for a search beside the words. */
export interface Models {
  readonly reranking: Reranking;
  readonly meaning: Meaning;
  readonly signal: AbortSignal;
}

interface ReadByModels {
  /** Undefined where nothing was ordered. */
  readonly reordered?: Result<Reordered> | undefined;
  /** Who looked by meaning, where somebody did. */
  readonly by?: string;
  /** What that left out, in a sentence. */
  readonly note?: string;
  /** Where the passages stand that only meaning found. */
  readonly from?: ReadonlyMap<IndexedPassage, FolderReader>;
}

interface AskedOfModels {
  readonly question: string;
  readonly query: Query;
  readonly ranked: readonly Ranked[];
  readonly able: readonly Ranked[];
  readonly limit: number;
}

async function readByModels(
  { question, query, ranked, able, limit }: AskedOfModels,
  searched: readonly Searched[],
  { reranking, meaning, signal }: Models,
): Promise<ReadByModels> {
  const { reranker, embedder } = await reranking.readers();
  signal.throwIfAborted();
  // Nearness of vectors says which of two passages is nearer, not whether it answers: that a reranker must say.
  if (!reranker) return {};
  const order = (unworded: readonly Ranked[]): ReturnType<typeof rerank> =>
    rerank(question, { worded: able, unworded }, reranker, reranking, signal);
  if (!embedder || able.length >= limit) return { reordered: await order([]) };
  const from = new Map(
    searched.flatMap(({ reader, index }) => index.all().map((each) => [each, reader] as const)),
  );
  const first = ranked.map(({ passage }) => passage);
  const near = await meaning.nearest(
    question,
    [...first, ...from.keys()],
    embedder,
    reranking.now,
    signal,
  );
  if (!near.ok) return { reordered: await order([]), note: notByMeaning(near.failure.message) };
  const { by, passages, known, of } = near.value;
  const texts = new Set(able.map(({ passage }) => passage.text));
  const unworded = rank(
    query,
    passages.flatMap((passage) => (texts.has(passage.text) ? [] : [{ passage, score: 0 }])),
  );
  const note = known < of ? { note: stillReading(by, known, of) } : {};
  return { reordered: await order(unworded), by, from, ...note };
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
