import type { FolderEntry } from '../../protocol/find.ts';

/** Read access to one folder and what lies in it, wherever it is; paths are relative, with slashes. */
export interface FolderReader {
  /** Names this folder in a sentence and in the cache. */
  readonly root: string;
  /** Address of a file for a link. */
  uriOf(path: string): string;
  /** Undefined when the folder is gone or may not be read; the empty path is the root. */
  list(path: string, signal: AbortSignal): Promise<readonly FolderEntry[] | undefined>;
  /** The bytes of a file, undefined when it is gone, a link by now, or larger than `most`. */
  read(path: string, most: number, signal: AbortSignal): Promise<Uint8Array | undefined>;
}
