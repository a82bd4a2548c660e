import { constants } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as l10n from '@vscode/l10n';
import type { FolderEntry } from '../../protocol/find.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { FolderReader } from './folderReader.ts';

/** A link put in a file's place after it was listed is refused; opening a pipe does not wait. */
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A folder of this machine. Symbolic links in it are never followed, so that nothing outside is read. */
export async function openDiskFolder(folder: string): Promise<Result<FolderReader>> {
  let root: string;
  try {
    root = await realpath(folder);
    if (!(await lstat(root)).isDirectory())
      return failed('badInput', l10n.t('“{0}” is not a folder; name a folder to search.', folder));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return failed(
      'badInput',
      code === 'ENOENT' || code === 'ENOTDIR'
        ? l10n.t('There is no folder “{0}”; name one that exists.', folder)
        : l10n.t(
            'The folder “{0}” cannot be opened ({1}).',
            folder,
            code ?? l10n.t('unknown reason'),
          ),
    );
  }
  return ok(diskReader(root));
}

function diskReader(root: string): FolderReader {
  const absolute = (relative: string): string => path.join(root, relative);
  /** A parent that became a link meanwhile would lead outside. */
  const stays = async (relative: string): Promise<boolean> =>
    (await realpath(absolute(relative))) === absolute(relative);
  return {
    root,
    uriOf: (relative) => pathToFileURL(absolute(relative)).href,
    async list(relative) {
      try {
        if (!(await stays(relative))) return undefined;
        const names = await readdir(absolute(relative), { withFileTypes: true });
        const entries = await Promise.all(
          names.map(async (entry): Promise<FolderEntry | undefined> => {
            const { name } = entry;
            if (entry.isDirectory()) return { name, kind: 'folder', size: 0, modified: 0 };
            if (!entry.isFile()) return undefined;
            const found = await lstat(path.join(absolute(relative), name)).catch(() => undefined);
            if (!found?.isFile()) return undefined;
            return { name, kind: 'file', size: found.size, modified: found.mtimeMs };
          }),
        );
        return entries.filter((entry) => entry !== undefined);
      } catch {
        return undefined;
      }
    },
    read: (relative, most) => readWhole(absolute(relative), most, () => stays(relative)),
  };
}

async function readWhole(
  file: string,
  most: number,
  stays: () => Promise<boolean>,
): Promise<Uint8Array | undefined> {
  try {
    const handle = await open(file, openFlags);
    try {
      const { size } = await handle.stat();
      if (size > most || !(await stays())) return undefined;
      const bytes = new Uint8Array(size);
      const { bytesRead } = await handle.read(bytes, 0, size, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
