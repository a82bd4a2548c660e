import * as l10n from '@vscode/l10n';
import { fileURLToPath } from 'node:url';
import type { FindParams, FindResult } from '../../protocol/find.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { clientReader, type AskClient } from '../search/clientReader.ts';
import { openDiskFolder } from '../search/diskReader.ts';
import { findIn } from '../search/find.ts';
import type { Reranking } from '../search/rerank.ts';
import type { FolderReader } from '../search/folderReader.ts';

export interface FindContext {
  /** Addresses of the folders that are open. */
  readonly folders: readonly string[];
  /** Our own client, which reads the workspace for the server; other clients share its disk. */
  readonly client?: AskClient;
  /** The pool's members that read for a search. */
  readonly readers?: Reranking['readers'];
  /** Hears what is being done, in one sentence. */
  readonly onStage?: (text: string) => void;
}

/** `eidolon/find/run`: answers by exact lines of the folders named, or of the workspace's. */
export async function handleFind(
  params: FindParams,
  { folders, client, readers: models, onStage }: FindContext,
  signal: AbortSignal,
): Promise<Result<FindResult>> {
  const readers: FolderReader[] = [];
  for (const uri of params.folders ?? folders) {
    const reader = client ? ok(clientReader(uri, client)) : await openAddress(uri);
    if (!reader.ok) return reader;
    readers.push(reader.value);
  }
  const onBegin = (by: string): void => onStage?.(l10n.t('{0} orders what was found', by));
  return await findIn(params.question, readers, signal, {
    ...(params.limit !== undefined && { limit: params.limit }),
    ...(models && { reranking: { readers: models, onBegin, now: () => performance.now() } }),
  });
}

async function openAddress(uri: string): Promise<Result<FolderReader>> {
  let folder: string;
  try {
    folder = fileURLToPath(uri);
  } catch {
    return failed(
      'unsupported',
      l10n.t('“{0}” is not a folder of this machine, so it cannot be searched.', uri),
    );
  }
  return await openDiskFolder(folder);
}
