import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { writeFileAtomically } from './atomicFile.ts';
import { parseCatalog, userCatalog } from './catalog.ts';
import { isDiskFull } from './diskSpace.ts';
import { withFolderLock } from './folderLock.ts';

/** One row of the user's catalogue as it stands on disk. */
export interface UserModelRecord {
  readonly id: string;
  readonly title: string;
  /** Absolute where the file stays in its place, else relative to the catalogue's folder. */
  readonly file: string;
  /** Of an adapter: the id of the model that it changes. */
  readonly base?: string;
  readonly family?: string;
  readonly sha256: string;
  readonly testedSha256: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly contextSize: number;
  readonly promptFormat: 'nano' | 'chat';
}

/**
 * Changes the user's catalogue: the newest state is read, changed and written as a whole. Rows that this
 * version cannot read stay as they are.
 */
export async function changeUserCatalog(
  folder: string,
  change: (rows: readonly Readonly<Record<string, unknown>>[]) => readonly object[],
): Promise<Result<void>> {
  const file = path.join(folder, userCatalog);
  try {
    await mkdir(folder, { recursive: true });
    return await withFolderLock(folder, async () => {
      const rows = await readRows(file);
      if (!rows)
        return failed(
          'modelInvalid',
          l10n.t('The model catalogue {0} is not valid JSON; repair or remove it first.', file),
        );
      await writeFileAtomically(file, `${JSON.stringify({ models: change(rows) }, null, 2)}\n`);
      return ok(undefined);
    });
  } catch (error) {
    return writeFailure(folder, error);
  }
}

/** Why something could not be written, as a sentence. */
export function writeFailure(folder: string, error: unknown): Result<never> {
  const code = (error as NodeJS.ErrnoException).code;
  if (isDiskFull(error)) {
    return failed(
      'diskFull',
      l10n.t('The disk is full: nothing was added in {0}. Free some space and try again.', folder),
      String(error),
    );
  }
  return failed(
    'badInput',
    l10n.t(
      '{0} cannot be written ({1}); nothing was changed.',
      folder,
      code ?? l10n.t('unknown error'),
    ),
    String(error),
  );
}

async function readRows(file: string): Promise<readonly Record<string, unknown>[] | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    // The parser is lenient with rows; here only the frame must be right, so that nothing is lost.
    if (parseCatalog(value, '/', false).length === 0 && !hasRows(value)) return [];
    return (value as { models: Record<string, unknown>[] }).models;
  } catch {
    return undefined;
  }
}

function hasRows(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Array.isArray((value as { models?: unknown }).models)
  );
}
