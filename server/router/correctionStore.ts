import { readFileSync, statSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import {
  noCorrections,
  parseCorrections,
  withCorrection,
  withoutCorrection,
  type CorrectionState,
} from '../core/router/corrections.ts';
import { writeFileAtomically } from '../models/atomicFile.ts';
import { withFolderLock } from '../models/folderLock.ts';
import { writeFailure } from '../models/userCatalogFile.ts';

/** Keeps the user's corrections of the router in one file on this machine; windows and command lines share it. */
export interface CorrectionStore {
  /** What is on disk now; it is read again only when the file has changed. */
  read(): Result<CorrectionState>;
  correct(text: string, domain: string): Promise<Result<CorrectionState>>;
  /** Forgets one correction, or all; a damaged file is moved aside, never deleted. */
  forget(fingerprint?: string): Promise<Result<CorrectionState>>;
}

/** A store in a folder, which is made when something is first written. `now` is in milliseconds since 1970. */
export function createCorrectionStore(folder: string, now: () => number): CorrectionStore {
  const file = path.join(folder, 'corrections.json');
  let seen: { readonly stamp: string; readonly state: Result<CorrectionState> } | undefined;

  function read(): Result<CorrectionState> {
    const stamp = stampOf(file);
    if (stamp === undefined) return ok(noCorrections);
    if (seen?.stamp !== stamp) seen = { stamp, state: readState(file) };
    return seen.state;
  }

  async function change(
    next: (current: Result<CorrectionState>) => Promise<Result<CorrectionState>>,
  ): Promise<Result<CorrectionState>> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await withFolderLock(folder, async () => {
        const state = await next(readState(file));
        if (state.ok) await writeFileAtomically(file, `${JSON.stringify(state.value)}\n`);
        return state;
      });
    } catch (error) {
      return writeFailure(folder, error);
    }
  }

  return {
    read,
    correct: (text, domain) =>
      change(async (current) => {
        const day = new Date(now()).toISOString().slice(0, 10);
        return current.ok ? ok(withCorrection(current.value, { text, domain, day })) : current;
      }),
    forget: (fingerprint) =>
      change(async (current) => {
        if (current.ok) return ok(withoutCorrection(current.value, fingerprint));
        if (fingerprint !== undefined) return current;
        await rename(file, `${file}.damaged-${now()}`);
        return ok(noCorrections);
      }),
  };
}

/** Changes whenever the file is written; undefined while there is none. */
function stampOf(file: string): string | undefined {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    return found && `${found.mtimeMs} ${found.size} ${found.ino}`;
  } catch {
    return 'unreadable';
  }
}

function readState(file: string): Result<CorrectionState> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok(noCorrections);
    return failed(
      'badInput',
      l10n.t('{0} cannot be read; check its permissions.', file),
      String(error),
    );
  }
  try {
    return parseCorrections(JSON.parse(text));
  } catch (error) {
    return failed(
      'badInput',
      l10n.t(
        '{0} is not valid JSON; it was left as it is and is not used, and forgetting your corrections starts anew.',
        file,
      ),
      String(error),
    );
  }
}
