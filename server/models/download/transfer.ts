import { mkdir, rename, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Failure, type Result } from '../../../protocol/result.ts';
import { errorCode, networkFailure } from '../../engines/http/sentences.ts';
import { freeBytes, tooLittleSpace } from '../diskSpace.ts';
import { isPage, startOf, totalOf } from './answer.ts';
import { writeFailure } from '../userCatalogFile.ts';
import { getFollowing, isFetchable, type Answer, type Get, type Reached } from './get.ts';
import { partFileOf, whileLocked, type PartFile, type PartNote } from './partFile.ts';
import { createRunningHash, type RunningHash } from './runningHash.ts';
import {
  changedThere,
  diskFailure,
  notEncrypted,
  runsAlready,
  sentPage,
  sentTooMuch,
  statusFailure,
  wrongBytes,
  wrongSize,
} from './sentences.ts';

/** One file to fetch. */
export interface Download {
  readonly url: URL;
  /** Absolute path of the finished file. */
  readonly target: string;
  /** Of the finished file, in lower-case hex; absent where nobody has told, and then the server's word counts. */
  readonly sha256?: string;
  /** Where it is known before. */
  readonly sizeBytes?: number;
}

export interface DownloadProgress {
  readonly doneBytes: number;
  /** Absent until the server has told. */
  readonly totalBytes?: number;
}

/** What a download brought. */
export interface Downloaded {
  readonly path: string;
  readonly sha256: string;
  /** False where neither the caller nor the server knew the hash before. */
  readonly verified: boolean;
  /** Bytes of an earlier attempt that were not fetched again. */
  readonly keptBytes: number;
}

export interface TransferDeps {
  readonly get: Get;
  readonly report: (progress: DownloadProgress) => void;
  /** Resolves after so many milliseconds, or rejects with the signal's reason. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Free bytes of the disk that holds a folder. */
  readonly freeBytes?: (folder: string) => Promise<number>;
  /** Writes all of a piece at an offset of the file. */
  readonly write?: (handle: FileHandle, piece: Buffer, at: number) => Promise<void>;
}

/** Attempts in a row that bring no byte before a download gives up; what is there stays for the next time. */
const fruitlessAttempts = 5;
const firstWaitMs = 500;
/** The disk is left this much. */
const spareBytes = 64 * 2 ** 20;

/**
 * Fetches a file: goes on from what an earlier attempt left (range requests, RFC 9110 §14), asks again when the
 * connection is cut, and gives the file its name only when its hash is right. An abort rejects and keeps the part.
 */
export async function transfer(
  download: Download,
  deps: TransferDeps,
  signal: AbortSignal,
): Promise<Result<Downloaded>> {
  const { url, target } = download;
  if (!isFetchable(url)) return { ok: false, failure: notEncrypted(url) };
  try {
    await mkdir(path.dirname(target), { recursive: true });
    const done = await whileLocked(target, () => fetchAll(download, deps, signal));
    return done ?? { ok: false, failure: runsAlready(path.basename(target)) };
  } catch (error) {
    signal.throwIfAborted();
    return writeFailure(path.dirname(target), error);
  }
}

/** What one download works with from its first attempt to its last. */
interface Work {
  readonly download: Download;
  readonly part: PartFile;
  readonly hash: RunningHash;
  readonly deps: TransferDeps;
  readonly signal: AbortSignal;
}

async function fetchAll(
  download: Download,
  deps: TransferDeps,
  signal: AbortSignal,
): Promise<Result<Downloaded>> {
  const part = partFileOf(download.target);
  if (!(await isOurs(part, download))) await part.drop();
  const work: Work = { download, part, hash: createRunningHash(), deps, signal };
  let keptBytes = await part.size();
  let fruitless = 0;
  for (let attempts = 0; ; attempts++) {
    const before = await part.size();
    const outcome = await attempt(work, before, attempts === 0);
    if (outcome.kind === 'failed') return { ok: false, failure: outcome.failure };
    keptBytes = Math.min(keptBytes, outcome.start ?? keptBytes);
    if (outcome.kind === 'complete') return finish(work, keptBytes);
    fruitless = (await part.size()) > before ? 0 : fruitless + 1;
    if (fruitless >= fruitlessAttempts) return { ok: false, failure: outcome.failure };
    await deps.wait(outcome.waitMs ?? firstWaitMs * 2 ** fruitless, signal);
  }
}

/** The same bytes may lie at several addresses; without a hash only the address tells. */
async function isOurs(part: PartFile, { url, sha256 }: Download): Promise<boolean> {
  const note = await part.note();
  if (!note) return false;
  return sha256 === undefined ? note.url === url.href : note.sha256 === sha256;
}

/** How one attempt ends; `start` is the offset at which its bytes began. */
type Outcome =
  | { readonly kind: 'complete'; readonly start?: number }
  /** Another attempt may go on. */
  | {
      readonly kind: 'cut';
      readonly failure: Failure;
      readonly start?: number;
      /** As long as the server wants to be left alone. */
      readonly waitMs?: number;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** One request and what it brings. */
async function attempt(work: Work, have: number, isFirst: boolean): Promise<Outcome> {
  const { download, part, deps } = work;
  const reached = await ask(work, have, isFirst);
  if ('kind' in reached) return reached;
  const { answer, url: from } = reached;
  const start = startOf(answer, have);
  if (start === undefined) {
    answer.drop();
    if (answer.status === 416 && have > 0) return afterRangeRefused(answer, have, part, from);
    return afterStatus(from, answer);
  }
  const total = totalOf(answer, start);
  const refused = isPage(answer)
    ? sentPage(from.host)
    : await refuseBefore(download, total, start, deps);
  if (refused) {
    answer.drop();
    return { kind: 'failed', failure: refused };
  }
  const known = download.sha256 ?? reached.linkedSha256 ?? (await part.note())?.sha256;
  await part.writeNote(noteOf(download.url, known, answer));
  return receive(answer, { start, total, host: from.host }, work);
}

/** Asks for the file, or for what is still missing of it. */
async function ask(work: Work, have: number, isFirst: boolean): Promise<Reached | Outcome> {
  const { download, part, hash, deps, signal } = work;
  const { url, sha256 } = download;
  const note = await part.note();
  const etag = note?.url === url.href ? note.etag : undefined;
  const headers: Record<string, string> = {};
  // Without a hash nor a name for the bytes nothing tells whether the rest belongs to what is there.
  if (have > 0 && (sha256 ?? note?.sha256 ?? etag) !== undefined) {
    // Before the request: a server would not wait while gigabytes are read.
    await hash.seek(part.path, have, signal);
    headers['range'] = `bytes=${have}-`;
    if (etag !== undefined) headers['if-range'] = etag;
  }
  try {
    const reached = await getFollowing(deps.get, url, headers, signal);
    return reached.ok ? reached.value : { kind: 'failed', failure: reached.failure };
  } catch (error) {
    signal.throwIfAborted();
    // An address that was never right does not become so; one that was may be away for a moment.
    const isWrong = isFirst && ['ENOTFOUND', 'ECONNREFUSED'].includes(errorCode(error));
    return { kind: isWrong ? 'failed' : 'cut', failure: networkFailure(url.host, error) };
  }
}

function noteOf(url: URL, sha256: string | undefined, answer: Answer): PartNote {
  const etag = answer.header('etag');
  return {
    url: url.href,
    ...(sha256 !== undefined && { sha256 }),
    // A weak name may stand for other bytes.
    ...(etag !== undefined && etag !== '' && !etag.startsWith('W/') && { etag }),
  };
}

/** Nothing lies behind what is there: either it is the whole file, or it is of another one. */
async function afterRangeRefused(
  answer: Answer,
  have: number,
  part: PartFile,
  { host }: URL,
): Promise<Outcome> {
  const total = Number(/\/(\d+)$/.exec(answer.header('content-range') ?? '')?.[1]);
  if (total === have) return { kind: 'complete' };
  await part.drop();
  return { kind: 'cut', failure: changedThere(host) };
}

async function refuseBefore(
  { target, url, sizeBytes }: Download,
  total: number | undefined,
  start: number,
  deps: TransferDeps,
): Promise<Failure | undefined> {
  if (sizeBytes !== undefined && total !== undefined && total !== sizeBytes)
    return wrongSize(url, total, sizeBytes);
  const need = (total ?? sizeBytes ?? start) - start + spareBytes;
  const folder = path.dirname(target);
  const free = await (deps.freeBytes ?? freeBytes)(folder);
  return free < need ? tooLittleSpace(folder, need, free) : undefined;
}

interface Place {
  readonly start: number;
  readonly total: number | undefined;
  readonly host: string;
}

async function receive(
  answer: Answer,
  { start, total, host }: Place,
  { part, hash, deps, signal }: Work,
): Promise<Outcome> {
  const { report, write = writeAll } = deps;
  const handle = await part.openAt(start);
  let at = start;
  try {
    report({ doneBytes: at, totalBytes: total });
    await hash.seek(part.path, start, signal);
    for await (const piece of answer.pieces()) {
      if (total !== undefined && at + piece.length > total) {
        await part.drop();
        return { kind: 'failed', failure: sentTooMuch(host) };
      }
      const failure = await write(handle, piece, at).then(noFailure, (error: unknown) =>
        diskFailure(path.dirname(part.path), error),
      );
      if (failure) return { kind: 'failed', failure };
      hash.update(piece);
      at += piece.length;
      report({ doneBytes: at, totalBytes: total });
    }
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'cut', failure: networkFailure(host, error), start };
  } finally {
    answer.drop();
    await handle.sync().catch(() => undefined);
    await handle.close();
  }
  if (total === undefined || at === total) return { kind: 'complete', start };
  return { kind: 'cut', failure: networkFailure(host, { code: 'ECONNRESET' }), start };
}

function noFailure(): undefined {
  return undefined;
}

async function writeAll(handle: FileHandle, piece: Buffer, at: number): Promise<void> {
  for (let from = 0; from < piece.length;) {
    const { bytesWritten } = await handle.write(piece, from, piece.length - from, at + from);
    from += bytesWritten;
  }
}

/** Compares the hash of the whole file and gives it its name; a wrong file is removed. */
async function finish(work: Work, keptBytes: number): Promise<Result<Downloaded>> {
  const { download, part, hash, signal } = work;
  const { target, url } = download;
  // A part that was whole already has not been read yet.
  await hash.seek(part.path, await part.size(), signal);
  const found = hash.digest();
  const expected = download.sha256 ?? (await part.note())?.sha256;
  if (expected !== undefined && found !== expected) {
    await part.drop();
    return { ok: false, failure: wrongBytes(url, found, expected) };
  }
  await rename(part.path, target);
  await part.drop();
  return ok({ path: target, sha256: found, verified: expected !== undefined, keptBytes });
}

/** Longer than this no server is obeyed; who wants more is asked by the next download. */
const longestWaitMs = 60_000;

/** A status that brings no bytes: some servers only need time. */
function afterStatus(url: URL, answer: Answer): Outcome {
  const { status } = answer;
  const failure = statusFailure(url, status);
  if (status !== 429 && status < 500) return { kind: 'failed', failure };
  const seconds = Number(answer.header('retry-after'));
  const waitMs = Math.min(seconds * 1000, longestWaitMs);
  return { kind: 'cut', failure, ...(seconds > 0 && { waitMs }) };
}
