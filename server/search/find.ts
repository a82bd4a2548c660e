import { mostQuotations, type FindResult, type Quotation } from '../../protocol/find.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { bounds } from './bounds.ts';
import { openDiskFolder } from './diskReader.ts';
import {
  createFolderIndex,
  type Candidate,
  type Coverage,
  type FolderIndex,
} from './folderIndex.ts';
import type { FolderReader } from './folderReader.ts';
import { noteOf, nothingAnswers } from './notes.ts';
import { quotedLines } from './quote.ts';
import { rank, type Query, type Ranked } from './rank.ts';
import { questionTerms } from './terms.ts';

/** Candidates of the library that the second stage looks at. */
const candidatesPerFolder = 100;
/** Below this share of the question's weight a passage does not answer it; fitted in test/eval/find.ts. */
export const leastCoverage = 0.5;
/** A further quotation must come this near to the first. */
const leastOfBest = 0.75;
/** Folders whose indexes are kept. */
const mostIndexes = 4;

/** Finds and quotes; keeps the indexes of the folders asked last. */
export interface Finder {
  find(
    question: string,
    folders: readonly FolderReader[],
    signal: AbortSignal,
    limit?: number,
  ): Promise<Result<FindResult>>;
  /** Forgets every index. */
  clear(): void;
}

interface Searched {
  readonly reader: FolderReader;
  readonly index: FolderIndex;
  readonly coverage: Coverage;
}

export function createFinder(): Finder {
  const indexes = new Map<string, FolderIndex>();

  function indexOf(reader: FolderReader): FolderIndex {
    const index = indexes.get(reader.root) ?? createFolderIndex(reader);
    // The folder asked last stands last; the first is the one to go.
    indexes.delete(reader.root);
    indexes.set(reader.root, index);
    const [oldest] = indexes.keys();
    if (indexes.size > mostIndexes && oldest !== undefined) indexes.delete(oldest);
    return index;
  }

  return {
    clear: () => indexes.clear(),
    async find(question, folders, signal, limit = 3) {
      signal.throwIfAborted();
      const terms = questionTerms(question.slice(0, bounds.questionCharacters));
      const refusal = refusalOf(question, terms, folders);
      if (refusal !== undefined) return failed('badInput', refusal);
      const searched: Searched[] = [];
      for (const reader of folders) {
        const index = indexOf(reader);
        const coverage = await index.update(signal);
        if (!coverage)
          return failed('badInput', `The folder “${reader.root}” is gone or may not be read.`);
        searched.push({ reader, index, coverage });
      }
      return ok(answer(terms, searched, Math.min(mostQuotations, Math.max(1, limit))));
    },
  };
}

function refusalOf(
  question: string,
  terms: readonly string[],
  folders: readonly FolderReader[],
): string | undefined {
  if (question.trim() === '') return 'The question is empty; ask for something by its words.';
  if (terms.length === 0)
    return 'The question has only function words; name what you look for, such as “where is the cache cleared”.';
  return folders.length === 0 ? 'No folder is open; open one to search in.' : undefined;
}

/** The shared finder of this process. */
let shared: Finder | undefined;

/** Answers a question by exact lines of the files in these folders of the disk, best first. */
export async function findPassages(
  question: string,
  folders: readonly string[],
  signal: AbortSignal,
  limit?: number,
): Promise<Result<FindResult>> {
  const readers: FolderReader[] = [];
  for (const folder of folders) {
    const reader = await openDiskFolder(folder);
    if (!reader.ok) return reader;
    readers.push(reader.value);
  }
  shared ??= createFinder();
  return await shared.find(question, readers, signal, limit);
}

function answer(
  terms: readonly string[],
  searched: readonly Searched[],
  limit: number,
): FindResult {
  const query = queryOf(terms, searched);
  const from = new Map<Candidate['passage'], FolderReader>();
  const candidates = searched.flatMap(({ reader, index }) => {
    const found = index.candidates(terms, candidatesPerFolder);
    for (const { passage } of found) from.set(passage, reader);
    return found;
  });
  const ranked = rank(query, candidates);
  const quotations = chosen(ranked, limit).flatMap((each): Quotation[] => {
    const reader = from.get(each.passage);
    return reader ? [quotationOf(query, each, reader)] : [];
  });
  const coverage = searched.map((each) => each.coverage);
  const notes = [quotations.length === 0 ? nothingAnswers(searched.length) : '', noteOf(coverage)];
  const note = notes.filter((each) => each !== '').join(' ');
  const files = coverage.reduce((sum, each) => sum + each.files, 0);
  return { quotations, files, ...(note !== '' && { note }) };
}

/** A stem that no passage has weighs as much as the rarest. */
function queryOf(terms: readonly string[], searched: readonly Searched[]): Query {
  const weights = terms.map((term): [string, number] => {
    const counts = searched.map(({ index }) => index.frequency(term));
    const passages = counts.reduce((sum, each) => sum + each.passages, 0);
    const of = counts.reduce((sum, each) => sum + each.of, 0);
    return [term, Math.log(1 + (of - passages + 0.5) / (passages + 0.5))];
  });
  return { terms, weights: new Map(weights) };
}

function chosen(ranked: readonly Ranked[], limit: number): Ranked[] {
  const [best] = ranked;
  if (!best || best.coverage < leastCoverage) return [];
  const seen = new Set<string>();
  return ranked
    .filter(({ passage, score, coverage }) => {
      if (coverage < leastCoverage || score < best.score * leastOfBest) return false;
      if (seen.has(passage.text)) return false;
      seen.add(passage.text);
      return true;
    })
    .slice(0, limit);
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
