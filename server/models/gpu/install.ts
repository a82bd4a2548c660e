import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { extract, type TarOptionsWithAliases } from 'tar';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { Get } from '../download/get.ts';
import { transfer, type DownloadProgress } from '../download/transfer.ts';
import { writeFailure } from '../userCatalogFile.ts';
import { backendFolder } from './installed.ts';
import { downloadBytes, type GpuBuild, type GpuPackage } from './packages.ts';

export interface InstallDeps {
  readonly get: Get;
  /** Of all packages together. */
  readonly report: (progress: DownloadProgress) => void;
}

/**
 * Downloads the packages of a backend, checks each archive against its recorded SHA-512 before anything in it is read, and
 * puts them in their place in one step. An abort rejects; what has arrived is kept for the next time.
 */
export async function installBackend(
  build: GpuBuild,
  registry: string,
  backendsDir: string,
  deps: InstallDeps,
  signal: AbortSignal,
): Promise<Result<string>> {
  const folder = backendFolder(backendsDir, build.backend);
  const temporary = path.join(path.dirname(folder), `.${build.backend}-${randomUUID()}`);
  try {
    await mkdir(temporary, { recursive: true });
    let doneBytes = 0;
    for (const item of build.packages) {
      const before = doneBytes;
      const report = (progress: DownloadProgress): void =>
        deps.report({
          doneBytes: before + progress.doneBytes,
          totalBytes: downloadBytes(build),
        });
      const archive = await fetchPackage(item, registry, backendsDir, { ...deps, report }, signal);
      if (!archive.ok) return archive;
      await unpack(archive.value, path.join(temporary, folderName(item)), signal);
      await rm(archive.value, { force: true });
      doneBytes += item.sizeBytes;
    }
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
    return ok(folder);
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof BadArchive
      ? failed('modelInvalid', error.message)
      : writeFailure(backendsDir, error);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The name of a package without its scope, which names its folder. */
export function folderName({ name }: Pick<GpuPackage, 'name'>): string {
  return name.slice(name.indexOf('/') + 1);
}

async function fetchPackage(
  item: GpuPackage,
  registry: string,
  backendsDir: string,
  deps: InstallDeps,
  signal: AbortSignal,
): Promise<Result<string>> {
  const url = new URL(`${registry.replace(/\/+$/, '')}${item.path}`);
  const target = path.join(backendsDir, 'downloads', path.posix.basename(item.path));
  // Left by a run that ended between download and check; it is checked as well.
  const there = await integrityOf(target, signal).catch(() => undefined);
  if (there === item.integrity) return ok(target);
  if (there !== undefined) await rm(target, { force: true });
  const wait = async (ms: number): Promise<void> => void (await sleep(ms, undefined, { signal }));
  const { sizeBytes } = item;
  const brought = await transfer({ url, target, sizeBytes }, { ...deps, wait }, signal);
  if (!brought.ok) return brought;
  if ((await integrityOf(target, signal)) === item.integrity) return ok(target);
  await rm(target, { force: true });
  return failed(
    'modelInvalid',
    l10n.t(
      'What {0} sent is not {1} (its SHA-512 differs), so it was deleted; try again, or name another registry.',
      url.host,
      item.name,
    ),
  );
}

/** Of a file, in the form of Subresource Integrity. */
async function integrityOf(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha512');
  for await (const piece of createReadStream(file, { signal })) hash.update(piece as Buffer);
  return `sha512-${hash.digest('base64')}`;
}

class BadArchive extends Error {}

/** Files and folders only, and nothing outside `folder`; npm's archives have one folder around everything. */
async function unpack(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true });
  let refused: string | undefined;
  // It must not throw: the library calls it from a stream.
  const filter: NonNullable<TarOptionsWithAliases['filter']> = (name, entry) => {
    const type = 'type' in entry ? entry.type : 'File';
    if (/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(name) || !isPlain(type)) refused ??= name;
    return refused === undefined && !signal.aborted;
  };
  try {
    await extract({
      ...{ file: archive, cwd: folder, strip: 1, strict: true, preserveOwner: false },
      filter,
    });
  } catch (error) {
    signal.throwIfAborted();
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!/^(?:TAR_|Z_)/.test(code)) throw error;
    throw new BadArchive(l10n.t('{0} cannot be unpacked ({1}).', path.basename(archive), code));
  }
  signal.throwIfAborted();
  if (refused !== undefined)
    throw new BadArchive(
      l10n.t('{0} holds {1}, which is refused.', path.basename(archive), refused),
    );
}

function isPlain(type: string): boolean {
  return type === 'File' || type === 'OldFile' || type === 'Directory';
}
