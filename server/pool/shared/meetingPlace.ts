import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import { writeFileAtomically } from '../../models/atomicFile.ts';
import { poolVersion, type HostConfig } from '../messages.ts';

/** Where the host of all windows listens, as its clients find it. */
export interface HostRecord {
  readonly pid: number;
  /** Path of a Unix socket, or name of a Windows pipe. */
  readonly address: string;
  /** What a client must say first; the file is readable by its user alone. */
  readonly token: string;
}

const recordName = 'host.json';

/**
 * The folder in which clients of one build and one configuration find their host; made when it is not there. Another
 * version of Eidolon, or another folder of models, meets elsewhere. Fails when others could read it.
 */
export function meetingPlace(
  hostEntry: string,
  config: HostConfig,
  parent = runtimeDirectory(),
): Result<string> {
  try {
    const { size, mtimeMs } = statSync(hostEntry);
    const said = JSON.stringify([poolVersion, hostEntry, size, mtimeMs, config]);
    const folder = path.join(parent, createHash('sha256').update(said).digest('hex').slice(0, 16));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (process.platform === 'win32' || (isPrivate(parent) && isPrivate(folder))) return ok(folder);
    return failed('poolUnavailable', `Other users of this machine can open ${parent}.`);
  } catch (error) {
    return failed('poolUnavailable', `${parent} cannot be used.`, String(error));
  }
}

/** Of this user alone, and emptied when the machine starts, where the system has such a place. */
function runtimeDirectory(): string {
  const { EIDOLON_RUNTIME_DIR, XDG_RUNTIME_DIR } = process.env;
  if (EIDOLON_RUNTIME_DIR) return EIDOLON_RUNTIME_DIR;
  if (XDG_RUNTIME_DIR) return path.join(XDG_RUNTIME_DIR, 'eidolon');
  const user = process.getuid?.();
  return path.join(os.tmpdir(), user === undefined ? 'eidolon' : `eidolon-${user}`);
}

function isPrivate(folder: string): boolean {
  const { mode, uid } = lstatSync(folder);
  return uid === process.getuid?.() && (mode & 0o077) === 0;
}

/** An address and a token that nobody had before. */
export function newRecord(folder: string): HostRecord {
  const name = randomBytes(4).toString('hex');
  const address =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\eidolon-${path.basename(folder)}-${name}`
      : path.join(folder, `${name}.sock`);
  return { pid: process.pid, address, token: randomBytes(32).toString('hex') };
}

/** Makes the host known; the file is replaced as a whole. */
export function writeRecord(folder: string, record: HostRecord): Promise<void> {
  return writeFileAtomically(path.join(folder, recordName), `${JSON.stringify(record)}\n`);
}

/** The host that was last made known; it may have died since. */
export function readRecord(folder: string): HostRecord | undefined {
  try {
    const read = JSON.parse(readFileSync(path.join(folder, recordName), 'utf8')) as HostRecord;
    const { pid, address, token } = read;
    const sound = Number.isSafeInteger(pid) && pid > 0 && typeof address === 'string';
    return sound && typeof token === 'string' ? { pid, address, token } : undefined;
  } catch {
    return undefined;
  }
}

/** Takes back what a host made known, unless another has taken its place. */
export function removeRecord(folder: string, record: HostRecord): void {
  if (readRecord(folder)?.token === record.token)
    rmSync(path.join(folder, recordName), { force: true });
  removeSocket(record);
}

/** A socket's file outlives a host that was killed. */
export function removeSocket({ address }: HostRecord): void {
  if (process.platform !== 'win32') rmSync(address, { force: true });
}

/** File of what the host says outside the protocol, e.g. as it dies. */
export function outputFile(folder: string): string {
  return path.join(folder, 'output.log');
}
