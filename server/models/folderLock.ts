import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';

const lockName = '.lock';
const pollMs = 20;
/** Whoever holds the lock only rewrites a small file; after this long it has died or hangs. */
const longestHoldMs = 10_000;

/**
 * Runs `work` while no other process does the same in this folder: several windows and command lines share
 * it. A lock whose holder is dead or silent is taken over. `clock` gives milliseconds that nobody sets.
 */
export async function withFolderLock<T>(
  folder: string,
  work: () => Promise<T>,
  clock: () => number = () => performance.now(),
): Promise<T> {
  const lock = path.join(folder, lockName);
  let seen: Seen | undefined;
  while (!(await take(lock))) {
    seen = await dropIfStale(lock, seen, clock());
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // A full disk may have made the file and not written into it.
    await rm(lock, { force: true });
    throw error;
  }
}

/** A lock that somebody waits for, and when they saw it first. */
interface Seen {
  readonly stamp: string;
  readonly sinceMs: number;
}

/** Its age is what passed while we looked: the file's own time is worth nothing once a clock was set. */
async function dropIfStale(
  lock: string,
  seen: Seen | undefined,
  nowMs: number,
): Promise<Seen | undefined> {
  const held = await describe(lock);
  if (!held) return undefined;
  const { stamp, pid } = held;
  const known = seen?.stamp === stamp ? seen : { stamp, sinceMs: nowMs };
  if (nowMs - known.sinceMs < longestHoldMs && isAlive(pid)) return known;
  // Renamed first, so that of several waiters only one removes it.
  const aside = `${lock}.${randomUUID()}`;
  await rename(lock, aside).catch(() => undefined);
  await rm(aside, { force: true });
  return undefined;
}

async function describe(lock: string): Promise<{ pid: number; stamp: string } | undefined> {
  try {
    const [text, { mtimeMs, ino }] = await Promise.all([readFile(lock, 'utf8'), stat(lock)]);
    return { pid: Number(text), stamp: `${text} ${ino} ${mtimeMs}` };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  // An empty file belongs to somebody who is about to write the number.
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
