import MiniSearch from 'minisearch';
import PQueue from 'p-queue';
import { bounds, textOf } from './bounds.ts';
import type { FolderReader } from './folderReader.ts';
import type { Passage } from './passage.ts';
import { passagesOf } from './passages.ts';
import { stemOf, wordsOf } from './terms.ts';
import { listFiles, type ListedFile } from './walk.ts';
import { createBreather } from './breather.ts';

/** A passage and the file it stands in. */
export interface IndexedPassage extends Passage {
  readonly path: string;
}

/** A passage that shares terms with the question. */
export interface Candidate {
  readonly passage: IndexedPassage;
  /** BM25+ of the library. */
  readonly score: number;
}

/** What a search of one folder saw and what it left out. */
export interface Coverage {
  readonly files: number;
  /** Files that are too large by themselves. */
  readonly large: number;
  /** Files that were listed and could not be read. */
  readonly unread: number;
  /** True when the folder holds more than is searched. */
  readonly cut: boolean;
}

interface IndexedFile {
  readonly size: number;
  readonly modified: number;
  readonly ids: readonly number[];
}

/** The passages of one folder, in memory. */
export interface FolderIndex {
  /** Brings the index up to date; undefined when the folder is gone. */
  update(signal: AbortSignal): Promise<Coverage | undefined>;
  /** The passages that share most with these stems. */
  search(terms: readonly string[], most: number): Found;
  /** Every passage, for measurement. */
  all(): readonly IndexedPassage[];
}

export interface Found {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** In how many passages each stem stands. */
  readonly frequency: ReadonlyMap<string, number>;
  /** How many passages there are. */
  readonly passages: number;
}

interface Document {
  readonly id: number;
  readonly text: string;
  readonly names: string;
  readonly path: string;
}

const fields = ['text', 'names', 'path'] as const;

/** Library weights of a word of the text, of a heading or a name that is defined, and of the path. */
export const fieldBoost = { text: 1, names: 1, path: 0.5 };

export function createFolderIndex(reader: FolderReader): FolderIndex {
  const queue = new PQueue({ concurrency: 1 });
  const files = new Map<string, IndexedFile>();
  const passages = new Map<number, IndexedPassage>();
  const library = new MiniSearch<Document>({
    fields: [...fields],
    tokenize: wordsOf,
    processTerm: stemOf,
    autoVacuum: { minDirtCount: 2_000, minDirtFactor: 0.2, batchSize: 500, batchWait: 10 },
  });
  let nextId = 0;

  function drop(path: string): void {
    for (const id of files.get(path)?.ids ?? []) {
      library.discard(id);
      passages.delete(id);
    }
    files.delete(path);
  }

  /** One file at a time and never half of one, so that an abort leaves a whole index. */
  async function take(file: ListedFile, signal: AbortSignal): Promise<boolean> {
    const bytes = await reader.read(file.path, bounds.fileBytes, signal);
    signal.throwIfAborted();
    drop(file.path);
    if (!bytes) return false;
    const found = textOf(bytes);
    const ids: number[] = [];
    for (const passage of 'text' in found ? passagesOf(file.path, found.text) : []) {
      const id = nextId++;
      const { text, headings, names } = passage;
      passages.set(id, { ...passage, path: file.path });
      library.add({ id, text, names: [...headings, ...names].join(' '), path: file.path });
      ids.push(id);
    }
    files.set(file.path, { size: file.size, modified: file.modified, ids });
    return true;
  }

  async function update(signal: AbortSignal): Promise<Coverage | undefined> {
    const listing = await listFiles(reader, signal);
    if (!listing) return undefined;
    const breathe = createBreather(signal);
    const listed = new Set(listing.files.map(({ path }) => path));
    for (const path of [...files.keys()]) {
      if (!listed.has(path)) drop(path);
      await breathe();
    }
    let unread = 0;
    for (const file of listing.files) {
      const known = files.get(file.path);
      if (known?.size === file.size && known.modified === file.modified) continue;
      if (!(await take(file, signal))) unread++;
      await breathe();
    }
    return { files: files.size, large: listing.large, unread, cut: listing.cut };
  }

  return {
    all: () => [...passages.values()],
    update: (signal) => queue.add(() => update(signal), { signal }),
    search(terms, most) {
      const results = library.search(terms.join(' '), {
        tokenize: (text) => text.split(' '),
        processTerm: (term) => term,
        boost: fieldBoost,
      });
      const frequency = new Map<string, number>();
      for (const result of results) {
        for (const term of result.terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
      }
      const candidates = results.slice(0, most).flatMap(({ id, score }): Candidate[] => {
        const passage = passages.get(Number(id));
        return passage ? [{ passage, score }] : [];
      });
      return { candidates, frequency, passages: passages.size };
    },
  };
}
