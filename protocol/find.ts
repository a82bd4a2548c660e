import { isRecord } from './record.ts';
import type { Range } from './text.ts';

/** What a person asks of a workspace, in words. */
export interface FindParams {
  readonly question: string;
  /** Addresses (URIs) of the folders to search; absent means the workspace's folders. */
  readonly folders?: readonly string[];
  /** Most quotations, 1 to 5; absent means 3. */
  readonly limit?: number;
}

/** Exact lines of a file; nothing in them is written by a model. */
export interface Quotation {
  /** Address of the file, for a link. */
  readonly uri: string;
  /** Path inside the searched folder, with slashes. */
  readonly path: string;
  /** Whole lines, zero-based; the end is the end of the last line. */
  readonly range: Range;
  /** The lines byte for byte, joined as in the file, without the last line's end. */
  readonly text: string;
  /** Headings above the lines, or the names that the block defines, outermost first. */
  readonly headings: readonly string[];
  /** How much of the question the passage covers, weighted by how rare each word is; 0 to 1. */
  readonly score: number;
}

/** Which model ordered what the words had found. */
export interface Ranking {
  /** Id of the member. */
  readonly by: string;
  /** Passages that it read. */
  readonly passages: number;
  /** Milliseconds, waiting and loading included. */
  readonly ms: number;
  /** Id of the member that looked for passages by their meaning, where one did. */
  readonly meaningBy?: string;
}

export interface FindResult {
  /** Best first; empty when nothing answers. */
  readonly quotations: readonly Quotation[];
  /** Absent where the words alone decided the order. */
  readonly ranking?: Ranking;
  /** Honest sentences: that nothing answers, what was left out of the search, or why a model did not order what was found. */
  readonly note?: string;
  /** Files that were searched. */
  readonly files: number;
}

/** A ranking from the wire or from storage. */
export function parseRanking(value: unknown): Ranking | undefined {
  if (!isRecord(value)) return undefined;
  const { by, passages, ms, meaningBy } = value;
  if (typeof by !== 'string' || typeof passages !== 'number' || typeof ms !== 'number')
    return undefined;
  return { by, passages, ms, ...(typeof meaningBy === 'string' && { meaningBy }) };
}

/** Most quotations that an answer may have. */
export const mostQuotations = 5;

/** Client to server; it can be cancelled. */
export const findRequest = 'eidolon/find/run';

/** A file or folder as its parent lists it; links and devices are not listed. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Bytes; 0 for a folder. */
  readonly size: number;
  /** Time of the last change in milliseconds since 1970; 0 for a folder. */
  readonly modified: number;
}

/** Part of a folder of the workspace; `path` is relative with slashes, empty for the folder itself. */
export interface ListFolderParams {
  readonly folder: string;
  readonly path: string;
}

export interface ReadFileParams extends ListFolderParams {
  /** Bytes; a larger file is not sent. */
  readonly most: number;
}

/** Server to our own client, which alone may read the workspace: the entries, or null when the folder is gone. */
export const listFolderRequest = 'eidolon/find/listFolder';
/** Server to our own client: the bytes in base64, or null when the file is gone or too large. */
export const readFileRequest = 'eidolon/find/readFile';
