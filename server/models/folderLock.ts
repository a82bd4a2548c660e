import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';

const lockName = '.lock';
const pollMs = 20;
/** Whoever holds the lock only rewrites a small file; after this long it has died or hangs. */
const longestHoldMs = 10_000;

/**
 * Runs `work` while no other process does the same in this folder: several windows and command lines share
 * it. A lock whose holder is dead or silent is taken over.
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(folder, lockName);
  while (!(await take(lock))) {
    await dropIfStale(lock);
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

async function dropIfStale(lock: string): Promise<void> {
  const held = await describe(lock);
  if (!held || (held.ageMs < longestHoldMs && isAlive(held.pid))) return;
  // Renamed first, so that of several waiters only one removes it.
  const aside = `${lock}.${randomUUID()}`;
  await rename(lock, aside).catch(() => undefined);
  await rm(aside, { force: true });
}

async function describe(lock: string): Promise<{ pid: number; ageMs: number } | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(lock, 'utf8'), stat(lock)]);
    return { pid: Number(text), ageMs: Date.now() - mtimeMs };
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
