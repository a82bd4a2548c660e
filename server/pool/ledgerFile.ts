import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../log.ts';
import { writeFileAtomically } from '../models/atomicFile.ts';
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

/** Keeps the ledger for the next session; answers whether it could. */
export async function writeLedger(
  folder: string | undefined,
  ledger: CrashLedger,
  log: Log,
): Promise<boolean> {
  if (folder === undefined) return false;
  try {
    await mkdir(folder, { recursive: true });
    await writeFileAtomically(
      path.join(folder, ledgerName),
      `${JSON.stringify(ledger, null, 2)}\n`,
    );
    return true;
  } catch (error) {
    log.warn(`the crash record was not written: ${String(error)}`);
    return false;
  }
}
