import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { failed, ok, type Failure, type Result } from '../../../protocol/result.ts';
import { hashFile } from '../fileHash.ts';
import { withAdvice } from '../remedy.ts';
import { addModel, type ModelFolders } from '../manage.ts';
import type { Get } from './get.ts';
import type { DownloadSource } from './source.ts';
import { transfer, type Downloaded, type DownloadProgress } from './transfer.ts';

/** What a pull tells while it works. */
export type PullProgress =
  | ({ readonly stage: 'downloading' } & DownloadProgress)
  /** The file is here and is tried in a process of its own. */
  | { readonly stage: 'checking' };

export interface PullDeps {
  readonly get: Get;
  readonly report: (progress: PullProgress) => void;
}

/** A model that was downloaded and added to the pool. */
export interface Pulled extends Downloaded {
  readonly id: string;
}

/**
 * Downloads a model into the user's folder and adds it as `addModel` does. The file that is added is hashed once more
 * from the disk; one that turns out to be no model is removed.
 */
export async function pullModel(
  source: DownloadSource,
  folders: ModelFolders,
  deps: PullDeps,
  signal: AbortSignal,
): Promise<Result<Pulled>> {
  const target = path.join(path.resolve(folders.userModelsDir), source.file);
  const there = await alreadyThere(target, source, signal);
  if (there && !there.ok) return there;
  const brought = there ?? (await bring(source, target, deps, signal));
  if (!brought.ok) return brought;
  deps.report({ stage: 'checking' });
  const { sha256 } = brought.value;
  const { family, title } = source.model ?? {};
  const known = { sha256, ...(family !== undefined && { family, title }) };
  const added = await addModel(target, folders, signal, { known });
  if (added.ok) return ok({ ...brought.value, id: added.value.id });
  return { ok: false, failure: await notAdded(target, added.failure) };
}

async function bring(
  { url, sha256, sizeBytes }: DownloadSource,
  target: string,
  { get, report }: PullDeps,
  signal: AbortSignal,
): Promise<Result<Downloaded>> {
  const deps = {
    get,
    report: (progress: DownloadProgress) => report({ stage: 'downloading', ...progress }),
    wait: async (ms: number) => void (await sleep(ms, undefined, { signal })),
  };
  return transfer({ url, target, sha256, sizeBytes }, deps, signal);
}

/** A finished file of the same name: of an earlier pull that was stopped before it was added, or of somebody else's. */
async function alreadyThere(
  target: string,
  { sha256 }: DownloadSource,
  signal: AbortSignal,
): Promise<Result<Downloaded> | undefined> {
  const size = await stat(target).then(
    (file) => file.size,
    () => undefined,
  );
  if (size === undefined) return undefined;
  if (sha256 !== undefined && (await hashFile(target, signal)) === sha256)
    return ok({ path: target, sha256, verified: true, keptBytes: size });
  return failed(
    'badInput',
    l10n.t(
      'There is another file {0}; add it with “eidolon models add”, or rename or remove it first.',
      target,
    ),
  );
}

async function notAdded(target: string, failure: Failure): Promise<Failure> {
  const useless = failure.kind === 'modelInvalid';
  if (useless) await rm(target, { force: true });
  return withAdvice(
    failure,
    useless ? l10n.t('the downloaded file was deleted') : l10n.t('the file stays as {0}', target),
  );
}
