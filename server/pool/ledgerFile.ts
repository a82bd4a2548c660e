import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../log.ts';
import { writeFileAtomically } from '../models/atomicFile.ts';
import { withFolderLock } from '../models/folderLock.ts';
import { parseCrashLedger, type CrashLedger } from './crashes.ts';

const ledgerName = 'crashes.json';

/** Crashes of earlier sessions; a missing or damaged file counts as none. */
export async function readLedger(folder: string | undefined, log: Log): Promise<CrashLedger> {
  if (folder === undefined) return {};
  try {
    return parseCrashLedger(JSON.parse(await readFile(path.join(folder, ledgerName), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn(`the crash record was not readable: ${String(error)}`);
    return {};
  }
}

/**
 * Changes the ledger on disk, which other windows change too, and answers what it holds now; undefined when
 * it could not be kept.
 */
export async function changeLedger(
  folder: string | undefined,
  change: (ledger: CrashLedger) => CrashLedger,
  log: Log,
): Promise<CrashLedger | undefined> {
  if (folder === undefined) return undefined;
  try {
    await mkdir(folder, { recursive: true });
    return await withFolderLock(folder, async () => {
      const changed = change(await readLedger(folder, log));
      const text = `${JSON.stringify(changed, null, 2)}\n`;
      await writeFileAtomically(path.join(folder, ledgerName), text);
      return changed;
    });
  } catch (error) {
    log.warn(`the crash record was not written: ${String(error)}`);
    return undefined;
  }
}
