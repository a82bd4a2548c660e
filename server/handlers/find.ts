import { fileURLToPath } from 'node:url';
import type { FindParams, FindResult } from '../../protocol/find.ts';
import { failed, type Result } from '../../protocol/result.ts';
import { findPassages } from '../search/find.ts';

/** `eidolon/find/run`: answers by exact lines of the folders named, or of the workspace's. */
export async function handleFind(
  params: FindParams,
  workspaceFolders: readonly string[],
  signal: AbortSignal,
): Promise<Result<FindResult>> {
  const folders: string[] = [];
  for (const uri of params.folders ?? workspaceFolders) {
    const folder = diskPathOf(uri);
    if (folder === undefined)
      return failed(
        'unsupported',
        `“${uri}” is not a folder on this machine, so it cannot be searched.`,
      );
    folders.push(folder);
  }
  return await findPassages(params.question, folders, signal, params.limit);
}

function diskPathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
