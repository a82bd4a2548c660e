import { open, readFile, rm, stat, type FileHandle } from 'node:fs/promises';
import { uptime } from 'node:os';
import { writeFileAtomically } from '../atomicFile.ts';
import { isRecord } from '../../../protocol/record.ts';

/** What an unfinished download is of; kept beside it, so that the next attempt goes on. */
export interface PartNote {
  readonly url: string;
  /** Of the finished file; absent where nobody knows it. */
  readonly sha256?: string;
  /** The server's name for these very bytes. */
  readonly etag?: string;
}

/** The unfinished file of a download, its note, and the lock of whoever works on it. */
export interface PartFile {
  readonly path: string;
  /** Bytes that are there. */
  size(): Promise<number>;
  note(): Promise<PartNote | undefined>;
  writeNote(note: PartNote): Promise<void>;
  /** Opens the file to write from `at` on. */
  openAt(at: number): Promise<FileHandle>;
  /** Removes file and note. */
  drop(): Promise<void>;
}

/** The unfinished file that belongs to a target. */
export function partFileOf(target: string): PartFile {
  const path = `${target}.part`;
  const notePath = `${path}.json`;
  return {
    path,
    size: () =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    async note() {
      try {
        return parseNote(JSON.parse(await readFile(notePath, 'utf8')));
      } catch {
        return undefined;
      }
    },
    writeNote: (note) => writeFileAtomically(notePath, `${JSON.stringify(note)}\n`),
    async openAt(at) {
      const handle = await open(path, at === 0 ? 'w' : 'r+');
      if (at > 0) await handle.truncate(at);
      return handle;
    },
    async drop() {
      await rm(path, { force: true });
      await rm(notePath, { force: true });
    },
  };
}

/** Holds `${target}.part.lock` while `work` runs; undefined when a living process has it. */
export async function whileLocked<T>(
  target: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const lock = `${target}.part.lock`;
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = await open(lock, 'wx');
      try {
        await handle.writeFile(String(process.pid)).finally(() => handle.close());
        return await work();
      } finally {
        await rm(lock, { force: true });
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (await isHeld(lock)) return undefined;
      // Its owner was killed.
      await rm(lock, { force: true });
    }
  }
  return undefined;
}

async function isHeld(lock: string): Promise<boolean> {
  const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (!Number.isInteger(owner) || owner <= 0) return false;
  // Since the machine was started the number may belong to another process.
  const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: 0 }));
  if (mtimeMs < Date.now() - uptime() * 1000) return false;
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function parseNote(value: unknown): PartNote | undefined {
  if (!isRecord(value)) return undefined;
  const { url, sha256, etag } = value;
  if (typeof url !== 'string') return undefined;
  return {
    url,
    ...(typeof sha256 === 'string' && { sha256 }),
    ...(typeof etag === 'string' && { etag }),
  };
}
