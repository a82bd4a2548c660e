import {
  listFolderRequest,
  readFileRequest,
  type FolderEntry,
  type ListFolderParams,
  type ReadFileParams,
} from '../../protocol/find.ts';
import type { FolderReader } from './folderReader.ts';

/** Sends a request to the client and resolves with whatever it answers. */
export type AskClient = (method: string, params: unknown) => Promise<unknown>;

/** A folder of the workspace, read by the client: it may lie on another machine, or in no file system at all. */
export function clientReader(folder: string, ask: AskClient): FolderReader {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return {
    root: folder,
    uriOf: (path) => base + path.split('/').map(encodeURIComponent).join('/'),
    async list(path) {
      const params: ListFolderParams = { folder, path };
      const answer = await ask(listFolderRequest, params);
      return Array.isArray(answer) ? answer.filter(isEntry) : undefined;
    },
    async read(path, most) {
      const params: ReadFileParams = { folder, path, most };
      const answer = await ask(readFileRequest, params);
      return typeof answer === 'string' ? Buffer.from(answer, 'base64') : undefined;
    },
  };
}

function isEntry(value: unknown): value is FolderEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { name, kind, size, modified } = value as Readonly<Record<string, unknown>>;
  return (
    typeof name === 'string' &&
    (kind === 'file' || kind === 'folder') &&
    typeof size === 'number' &&
    typeof modified === 'number'
  );
}
