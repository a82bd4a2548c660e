import { constants, copyFile, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { OwnRole } from '../../protocol/roles.ts';
import type { Log } from '../log.ts';
import { forkChild } from '../pool/childProcess.ts';
import { quarantineReason, releaseModel, type CrashLedger } from '../pool/crashes.ts';
import { changeLedger, readLedger } from '../pool/ledgerFile.ts';
import { modelSpec, prepareModel } from '../pool/prepare.ts';
import { realTimers } from '../pool/timers.ts';
import { tryModel } from '../pool/trial.ts';
import { parseCatalog, readBuiltInCatalog, readUserCatalog, type CatalogEntry } from './catalog.ts';
import { freeBytes, tooLittleSpace } from './diskSpace.ts';
import { hashFile } from './fileHash.ts';
import type { GgufSummary } from './gguf.ts';
import { filesOf, summarise, type ModelFiles, type ModelSummary } from './modelFiles.ts';
import { withOtherFile, withRemedy } from './remedy.ts';
import { changeUserCatalog, writeFailure, type UserModelRecord } from './userCatalogFile.ts';

/** Where the models are and how to try one. */
export interface ModelFolders {
  readonly modelsDir: string;
  readonly userModelsDir: string;
  readonly workerEntry: string;
  readonly log: Log;
}

export interface AddOptions {
  /** Id of the model that the file, a LoRA adapter, changes. */
  readonly base?: string;
  /** What the id is made of, where it is not the file's own name. */
  readonly name?: string;
  /** Copies the file into the models folder; otherwise it stays where it is. */
  readonly copy?: boolean;
  /** What whoever brought the file knows of it; another hash is refused. */
  readonly known?: { readonly sha256: string; readonly family?: string; readonly title?: string };
  /** Free bytes of the disk that holds the folder. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** One model in `eidolon models list`. */
export interface ModelRow {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly builtIn: boolean;
  readonly sizeBytes: number;
  readonly contextSize: number;
  /** Of an adapter: the id of the model that it changes. */
  readonly base?: string;
  /** What its file is made for, where that is not to write. */
  readonly role?: OwnRole;
  /** One sentence when the model cannot be used. */
  readonly problem?: string;
}

/** A model that is in the pool now. */
export interface AddedModel {
  readonly id: string;
  readonly path: string;
  readonly role?: OwnRole;
}

/** The outcome of `eidolon models verify` for one model. */
export interface VerifiedModel {
  readonly id: string;
  readonly result: Result<{ readonly sha256: string; readonly loadMs: number }>;
}

const trialMs = 60_000;
/** Bytes per millisecond of a slow disk, for the time a trial may take. */
const slowDisk = 20_000;

/** All models that the pool knows, with what is wrong with them as far as reading the headers tells. */
export async function listModels(
  folders: Omit<ModelFolders, 'workerEntry'>,
): Promise<Result<readonly ModelRow[]>> {
  const entries = await readCatalogs(folders);
  if (!entries.ok) return entries;
  const ledger = await readLedger(folders.userModelsDir, folders.log);
  return ok(
    await Promise.all(entries.value.map((entry) => describe(entry, entries.value, ledger))),
  );
}

/** Checks header, hash and a load in a throw-away process; a model that passes leaves quarantine. */
export async function verifyModels(
  folders: ModelFolders,
  id: string | undefined,
  signal: AbortSignal,
): Promise<Result<readonly VerifiedModel[]>> {
  const entries = await readCatalogs(folders);
  if (!entries.ok) return entries;
  const chosen = entries.value.filter((entry) => id === undefined || entry.id === id);
  if (id !== undefined && chosen.length === 0) return unknownModel(id);
  const verified: VerifiedModel[] = [];
  // One after the other: each takes a process and its memory.
  for (const entry of chosen)
    verified.push({ id: entry.id, result: await verify(entry, entries.value, folders, signal) });
  return ok(verified);
}

/** Takes a GGUF file into the user's catalogue after it was checked and tried. */
export async function addModel(
  file: string,
  folders: ModelFolders,
  signal: AbortSignal,
  options: AddOptions = {},
): Promise<Result<AddedModel>> {
  const source = await realpath(file).catch(() => path.resolve(file));
  const known = await readCatalogs(folders);
  if (!known.ok) return known;
  // A link is named after what it is called here: it may lead to a file whose name is a hash.
  const name = options.name ?? path.basename(file);
  const id = freeId(source, name, known.value);
  const fresh = { ...newEntry(id, source, options.base), ...options.known };
  const files = filesOf(fresh, known.value);
  if (!files.ok) return files;
  const summary = await summarise(files.value);
  if (!summary.ok) return { ok: false, failure: withOtherFile(summary.failure) };
  const entry = described(files.value, summary.value);
  const tried = await hashAndTry({ ...files.value, entry }, summary.value, folders, signal);
  if (!tried.ok) return tried;
  const target = options.copy
    ? await copyIn(entry, summary.value, folders.userModelsDir, options)
    : ok(source);
  if (!target.ok) return target;
  const record = await toRecord(
    { ...files.value, entry },
    target.value,
    tried.value.sha256,
    summary.value,
  );
  let added = id;
  const changed = await changeUserCatalog(folders.userModelsDir, (rows) => {
    // Another window may have taken the name while this file was tried.
    added = freeId(
      target.value,
      name,
      parseCatalog({ models: rows }, folders.userModelsDir, false),
    );
    return [...rows.filter((row) => row['id'] !== added), { ...record, id: added }];
  });
  if (changed.ok) return ok({ id: added, path: target.value, ...roleOf(summary.value) });
  if (target.value !== source) await rm(target.value, { force: true });
  return changed;
}

/** Takes a model out of the user's catalogue; a file that was copied in is deleted with it. */
export async function removeModel(
  id: string,
  folders: { readonly userModelsDir: string },
): Promise<Result<void>> {
  if (id.startsWith('nano:'))
    return failed('badInput', l10n.t('{0} is part of Eidolon and stays.', id));
  const known = await readUserCatalog(folders.userModelsDir);
  if (!known.ok) return known;
  const entry = known.value.find((each) => each.id === id);
  if (!entry) return unknownModel(id);
  const above = known.value.find(({ base }) => base === id);
  if (above)
    return failed('badInput', l10n.t('{0} is the base of {1}; remove {1} first.', id, above.id));
  const changed = await changeUserCatalog(folders.userModelsDir, (rows) =>
    rows.filter((row) => row['id'] !== id),
  );
  if (!changed.ok) return changed;
  if (path.dirname(entry.path) === path.resolve(folders.userModelsDir))
    await rm(entry.path, { force: true });
  return ok(undefined);
}

async function readCatalogs(folders: {
  readonly modelsDir: string;
  readonly userModelsDir: string;
}) {
  const builtIn = await readBuiltInCatalog(folders.modelsDir);
  if (!builtIn.ok) return builtIn;
  const own = await readUserCatalog(folders.userModelsDir);
  return own.ok ? ok([...builtIn.value, ...own.value]) : own;
}

async function describe(
  entry: CatalogEntry,
  all: readonly CatalogEntry[],
  ledger: CrashLedger,
): Promise<ModelRow> {
  const files = filesOf(entry, all);
  const summary = files.ok ? await summarise(files.value) : files;
  const problem = summary.ok
    ? quarantineReason(ledger, entry.id)
    : withRemedy(summary.failure, entry).message;
  return {
    id: entry.id,
    title: entry.title,
    path: entry.path,
    builtIn: entry.builtIn,
    sizeBytes: summary.ok ? summary.value.sizeBytes : 0,
    contextSize: entry.contextSize ?? (summary.ok ? summary.value.contextLength : 0),
    ...(entry.base !== undefined && { base: entry.base }),
    ...(summary.ok && roleOf(summary.value)),
    ...(problem !== undefined && { problem }),
  };
}

function roleOf({ reading }: GgufSummary): { readonly role?: OwnRole } {
  return reading ? { role: reading.role } : {};
}

async function verify(
  entry: CatalogEntry,
  all: readonly CatalogEntry[],
  folders: ModelFolders,
  signal: AbortSignal,
): Promise<VerifiedModel['result']> {
  const files = filesOf(entry, all);
  if (!files.ok) return files;
  const summary = await summarise(files.value);
  if (!summary.ok) return { ok: false, failure: withRemedy(summary.failure, entry) };
  const tried = await hashAndTry(files.value, summary.value, folders, signal);
  if (!tried.ok) return tried;
  const { userModelsDir, log } = folders;
  if ((await readLedger(userModelsDir, log))[entry.id])
    await changeLedger(userModelsDir, (ledger) => releaseModel(ledger, entry.id), log);
  return tried;
}

async function hashAndTry(
  { entry, base }: ModelFiles,
  summary: ModelSummary,
  folders: ModelFolders,
  signal: AbortSignal,
): Promise<VerifiedModel['result']> {
  // Without the file time the hash is taken anew, also of a file that looks unchanged.
  const prepared = await prepareModel(
    { entry: { ...entry, modifiedMs: undefined }, base },
    undefined,
  );
  if (!prepared.ok) return prepared;
  const sha256 = entry.sha256 ?? (await hashFile(entry.path, signal));
  const limitMs = trialMs + (summary.sizeBytes + (summary.base?.sizeBytes ?? 0)) / slowDisk;
  const spec = modelSpec({ entry, base }, summary, undefined);
  const tried = await tryModel(forkChild(folders.workerEntry), spec, limitMs, realTimers, signal);
  return tried.ok ? ok({ sha256, loadMs: tried.value.loadMs }) : tried;
}

function newEntry(id: string, file: string, base: string | undefined): CatalogEntry {
  return { id, family: id, title: id, path: file, base, promptFormat: 'chat', builtIn: false };
}

/** An adapter speaks as its base does, and errs alike, so it is of the same family. */
function described({ entry, base }: ModelFiles, { name }: ModelSummary): CatalogEntry {
  const named = entry.title === entry.id ? undefined : entry.title;
  const title = named ?? name ?? entry.id.slice('file:'.length);
  const { family, promptFormat } = base ?? entry;
  return { ...entry, title, family, promptFormat };
}

async function toRecord(
  files: ModelFiles,
  file: string,
  sha256: string,
  summary: ModelSummary,
): Promise<UserModelRecord> {
  const { mtimeMs } = await stat(file);
  const { entry, base } = files;
  return {
    id: entry.id,
    title: entry.title,
    file,
    sha256,
    testedSha256: sha256,
    sizeBytes: summary.sizeBytes,
    modifiedMs: Math.floor(mtimeMs),
    ...(base && { base: base.id }),
    ...(entry.family !== entry.id && { family: entry.family }),
    contextSize: modelSpec(files, summary, undefined).contextSize,
    promptFormat: entry.promptFormat,
  };
}

/** `file:<name>`; the same file keeps its id, another file of the same name gets a number. */
function freeId(file: string, called: string, known: readonly CatalogEntry[]): string {
  const same = known.find((entry) => entry.path === file);
  if (same) return same.id;
  const name = called.replace(/\.gguf$/i, '').replace(/[^\w.+-]+/g, '-') || 'model';
  const taken = new Set(known.map(({ id }) => id));
  for (let number = 1; ; number++) {
    const id = number === 1 ? `file:${name}` : `file:${name}-${number}`;
    if (!taken.has(id)) return id;
  }
}

async function copyIn(
  entry: CatalogEntry,
  summary: GgufSummary,
  folder: string,
  options: AddOptions,
): Promise<Result<string>> {
  const target = path.join(path.resolve(folder), `${entry.id.slice('file:'.length)}.gguf`);
  const partial = `${target}.${randomUUID()}.part`;
  try {
    await mkdir(folder, { recursive: true });
    const free = await (options.freeBytes ?? freeBytes)(folder);
    if (free < summary.sizeBytes)
      return { ok: false, failure: tooLittleSpace(folder, summary.sizeBytes, free) };
    await copyFile(entry.path, partial, constants.COPYFILE_FICLONE);
    const handle = await open(partial, 'r+');
    await handle.sync();
    await handle.close();
    await rename(partial, target);
    return ok(target);
  } catch (error) {
    await rm(partial, { force: true });
    return writeFailure(folder, error);
  }
}

function unknownModel(id: string): Result<never> {
  return failed(
    'memberUnknown',
    l10n.t('There is no model {0}; "eidolon models list" shows those there are.', id),
  );
}
