import { createHash } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { TrustEvent } from '../core/trust/outcome.ts';
import { parseTrustState } from '../core/trust/parseTrustState.ts';
import {
  emptyTrustState,
  forgetMember,
  recordOutcome,
  type TrustState,
} from '../core/trust/trustState.ts';
import { writeFileAtomically } from '../models/atomicFile.ts';
import { withFolderLock } from '../models/folderLock.ts';
import { writeFailure } from '../models/userCatalogFile.ts';

/** Whose experience: the user's in all workspaces, or the one workspace's. */
export type TrustScope =
  { readonly kind: 'user' } | { readonly kind: 'workspace'; readonly uri: string };

/** Keeps what was learned about whom to trust, one file per scope, on this machine only. */
export interface TrustStore {
  read(scope: TrustScope): Promise<Result<TrustState>>;
  /** Adds outcomes to the newest state on disk and answers the new state. */
  record(scope: TrustScope, events: readonly TrustEvent[]): Promise<Result<TrustState>>;
  /** Forgets one member, or everything. A damaged file is moved aside, never deleted. */
  reset(scope: TrustScope, member?: string): Promise<Result<TrustState>>;
  /** Replaces the state by an exported one. */
  replace(scope: TrustScope, exported: unknown): Promise<Result<TrustState>>;
}

/** A store in a folder, which is made when something is first written. Windows and command lines may share it. */
export function createTrustStore(folder: string): TrustStore {
  async function change(
    scope: TrustScope,
    next: (current: Result<TrustState>, file: string) => Promise<Result<TrustState>>,
  ): Promise<Result<TrustState>> {
    const file = fileOf(folder, scope);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await withFolderLock(folder, async () => {
        const state = await next(await readState(file), file);
        if (state.ok) await writeFileAtomically(file, `${JSON.stringify(state.value)}\n`);
        return state;
      });
    } catch (error) {
      return writeFailure(folder, error);
    }
  }

  return {
    read: (scope) => readState(fileOf(folder, scope)),
    record: (scope, events) =>
      change(scope, async (current) =>
        current.ok ? ok(events.reduce(recordOutcome, current.value)) : current,
      ),
    reset: (scope, member) =>
      change(scope, async (current, file) => {
        if (current.ok) return ok(forgetMember(current.value, member));
        if (member !== undefined) return current;
        await moveAside(file);
        return ok(emptyTrustState);
      }),
    replace: (scope, exported) =>
      change(scope, async (current, file) => {
        const state = parseTrustState(exported);
        if (state.ok && !current.ok) await moveAside(file);
        return state;
      }),
  };
}

function fileOf(folder: string, scope: TrustScope): string {
  if (scope.kind === 'user') return path.join(folder, 'user.json');
  // The address of a workspace can be long, odd or telling; its hash is none of these.
  const key = createHash('sha256').update(scope.uri).digest('hex').slice(0, 16);
  return path.join(folder, `workspace-${key}.json`);
}

/** A missing file is an empty state; one that cannot be read or understood is a failure, and stays. */
async function readState(file: string): Promise<Result<TrustState>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok(emptyTrustState);
    return failed('badInput', `${file} cannot be read; check its permissions.`, String(error));
  }
  try {
    return parseTrustState(JSON.parse(text));
  } catch (error) {
    return failed(
      'badInput',
      `${file} is not valid JSON; it was left as it is, and resetting the trust record starts a new one.`,
      String(error),
    );
  }
}

async function moveAside(file: string): Promise<void> {
  for (let number = 1; ; number++) {
    const aside = `${file}.damaged-${number}`;
    const taken = await readFile(aside).then(
      () => true,
      () => false,
    );
    if (!taken) return await rename(file, aside);
  }
}
