import * as l10n from '@vscode/l10n';
import { mostQuotations, type FindResult } from '../../protocol/find.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { bounds } from './bounds.ts';
import { openDiskFolder } from './diskReader.ts';
import { answer, type Searched } from './answer.ts';
import { createMeaning } from './meaning.ts';
import { createFolderIndex, type FolderIndex } from './folderIndex.ts';
import type { Reranking } from './rerank.ts';
import type { FolderReader } from './folderReader.ts';
import { questionTerms } from './terms.ts';

/** Folders whose indexes are kept, unless more are open. */
const mostIndexes = 4;

export interface FindOptions {
  /** Most quotations; 3 where nothing is said. */
  readonly limit?: number;
  /** Models that may order what the words found, or find more; absent means none. */
  readonly reranking?: Reranking;
}

/** Finds and quotes; keeps the indexes of the folders asked last. */
export interface Finder {
  find(
    question: string,
    folders: readonly FolderReader[],
    signal: AbortSignal,
    options?: FindOptions,
  ): Promise<Result<FindResult>>;
  /** Forgets every index. */
  clear(): void;
}

export function createFinder(): Finder {
  const indexes = new Map<string, FolderIndex>();
  const meaning = createMeaning();

  function indexOf(reader: FolderReader, most: number): FolderIndex {
    const index = indexes.get(reader.root) ?? createFolderIndex(reader);
    // The folder asked last stands last; the first is the one to go.
    indexes.delete(reader.root);
    indexes.set(reader.root, index);
    const [oldest] = indexes.keys();
    if (indexes.size > most && oldest !== undefined) indexes.delete(oldest);
    return index;
  }

  return {
    clear: () => indexes.clear(),
    async find(question, folders, signal, { limit = 3, reranking } = {}) {
      signal.throwIfAborted();
      const refusal = refusalOf(question, folders);
      if (refusal !== undefined) return failed('badInput', refusal);
      const searched: Searched[] = [];
      for (const reader of folders) {
        const index = indexOf(reader, Math.max(mostIndexes, folders.length));
        const coverage = await index.update(signal);
        if (!coverage)
          return failed(
            'badInput',
            l10n.t('The folder “{0}” is gone or may not be read.', reader.root),
          );
        searched.push({ reader, index, coverage });
      }
      const most = Math.min(mostQuotations, Math.max(1, limit));
      return ok(
        await answer(question, searched, most, reranking && { reranking, meaning, signal }),
      );
    },
  };
}

function refusalOf(question: string, folders: readonly FolderReader[]): string | undefined {
  if (question.trim() === '')
    return l10n.t('The question is empty; ask for something by its words.');
  // Cut short, it would be another question, and “nothing answers that” would be no answer to it.
  if (question.length > bounds.questionCharacters)
    return l10n.t(
      'The question has more than {0} characters; ask for one thing in a sentence.',
      bounds.questionCharacters,
    );
  if (questionTerms(question).length === 0)
    return l10n.t(
      'The question has only function words; name what you look for, such as “where is the cache cleared”.',
    );
  return folders.length === 0 ? l10n.t('No folder is open; open one to search in.') : undefined;
}

/** The finder of this process, and when it forgets what it read. */
let shared: Finder | undefined;
let idle: NodeJS.Timeout | undefined;
const idleMs = 10 * 60_000;

/** Answers a question by exact lines of the files in these folders, best first. */
export async function findIn(
  question: string,
  folders: readonly FolderReader[],
  signal: AbortSignal,
  options?: FindOptions,
): Promise<Result<FindResult>> {
  shared ??= createFinder();
  clearTimeout(idle);
  idle = setTimeout(() => shared?.clear(), idleMs).unref();
  return await shared.find(question, folders, signal, options);
}

/** As {@link findIn}, in folders of this machine. */
export async function findPassages(
  question: string,
  folders: readonly string[],
  signal: AbortSignal,
  options?: FindOptions,
): Promise<Result<FindResult>> {
  const readers: FolderReader[] = [];
  for (const folder of folders) {
    const reader = await openDiskFolder(folder);
    if (!reader.ok) return reader;
    readers.push(reader.value);
  }
  return await findIn(question, readers, signal, options);
}
