import { createHash } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { parseTrustState } from '../core/trust/parseTrustState.ts';
import { emptyTrustState, forgetMember, type TrustState } from '../core/trust/trustState.ts';
import { writeFileAtomically } from '../models/atomicFile.ts';
import { withFolderLock } from '../models/folderLock.ts';
import { writeFailure } from '../models/userCatalogFile.ts';

/** Whose experience: the user's in all workspaces, or the one workspace's. */
export type TrustScope =
  { readonly kind: 'user' } | { readonly kind: 'workspace'; readonly uri: string };

/** A state as it is on disk now. */
export interface StoredTrust {
  readonly state: TrustState;
  /** One sentence where a damaged file was found, and for a change where it was put. */
  readonly note?: string;
}

/** Keeps what was learned about whom to trust, one file per scope, on this machine only. */
export interface TrustStore {
  /** A damaged file reads as nothing known, and says so. */
  read(scope: TrustScope): Promise<Result<StoredTrust>>;
  /**
   * Replaces the newest state on disk by what `next` makes of it; other windows wait meanwhile. A damaged file is set
   * aside first, never deleted or written over.
   */
  change(scope: TrustScope, next: (state: TrustState) => TrustState): Promise<Result<StoredTrust>>;
  /** Forgets one member, or everything. */
  reset(scope: TrustScope, member?: string): Promise<Result<StoredTrust>>;
  /** Replaces the state by an exported one. */
  replace(scope: TrustScope, exported: unknown): Promise<Result<StoredTrust>>;
}

/** A store in a folder, which is made when something is first written. Windows and command lines may share it. */
export function createTrustStore(folder: string): TrustStore {
  async function change(
    scope: TrustScope,
    next: (state: TrustState) => TrustState,
  ): Promise<Result<StoredTrust>> {
    const file = fileOf(folder, scope);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await withFolderLock(folder, async () => {
        const found = await readState(file);
        if (!found.ok) return found;
        const { state, damage } = found.value;
        const aside = damage === undefined ? undefined : await moveAside(file);
        const after = next(state);
        await writeFileAtomically(file, `${JSON.stringify(after)}\n`);
        const note = l10n.t(
          '{0} It was set aside as {1}, and a new record was begun.',
          damage ?? '',
          aside ?? '',
        );
        return ok({ state: after, ...(aside !== undefined && { note }) });
      });
    } catch (error) {
      return writeFailure(folder, error);
    }
  }

  return {
    change,
    async read(scope) {
      const found = await readState(fileOf(folder, scope));
      if (!found.ok) return found;
      const { state, damage } = found.value;
      return ok({ state, ...(damage !== undefined && { note: damage }) });
    },
    reset: (scope, member) => change(scope, (state) => forgetMember(state, member)),
    async replace(scope, exported) {
      const state = parseTrustState(exported);
      return state.ok ? change(scope, () => state.value) : state;
    },
  };
}

function fileOf(folder: string, scope: TrustScope): string {
  if (scope.kind === 'user') return path.join(folder, 'user.json');
  // The address of a workspace can be long, odd or telling; its hash is none of these.
  const key = createHash('sha256').update(plainAddress(scope.uri)).digest('hex').slice(0, 16);
  return path.join(folder, `workspace-${key}.json`);
}

/** Editors and the command line escape the same address differently. */
function plainAddress(uri: string): string {
  let plain = uri;
  try {
    plain = decodeURIComponent(uri);
  } catch {
    // An address with a stray percent sign stands as it is.
  }
  return plain
    .replace(/\/+$/, '')
    .replace(/^(file:\/\/\/)([A-Za-z]):/, (_, scheme: string, drive: string) => {
      return `${scheme}${drive.toLowerCase()}:`;
    });
}

interface Found {
  readonly state: TrustState;
  /** Why the file cannot be understood; the state is then the empty one. */
  readonly damage?: string;
}

/** A missing file is an empty state; one of another release, or one that may not be read, is a failure and stays. */
async function readState(file: string): Promise<Result<Found>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok({ state: emptyTrustState });
    return failed(
      'badInput',
      l10n.t('{0} cannot be read; check its permissions.', file),
      String(error),
    );
  }
  const parsed = parseText(text);
  if (parsed.ok) return ok({ state: parsed.value });
  const { kind, message } = parsed.failure;
  return kind === 'unsupported' ? parsed : ok({ state: emptyTrustState, damage: message });
}

function parseText(text: string): Result<TrustState> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return failed(
      'badInput',
      l10n.t('The record of whom to trust is not valid JSON.'),
      String(error),
    );
  }
  return parseTrustState(value);
}

/** The new name of the file. */
async function moveAside(file: string): Promise<string> {
  for (let number = 1; ; number++) {
    const aside = `${file}.damaged-${number}`;
    const taken = await readFile(aside).then(
      () => true,
      () => false,
    );
    if (taken) continue;
    await rename(file, aside);
    return aside;
  }
}
