import { readFile } from 'node:fs/promises';
import { freemem } from 'node:os';

/** Bytes that a new process can take without pushing others out; page cache counts as free. */
export async function availableMemory(): Promise<number> {
  if (process.platform === 'linux') {
    const found = /^MemAvailable:\s+(\d+) kB/m.exec(
      await readFile('/proc/meminfo', 'utf8').catch(() => ''),
    );
    if (found) return Number(found[1]) * 1024;
  }
  return freemem();
}

/** Memory that loading a model takes, roughly: its weights, its cache, and a process around them. */
export function neededMemory(fileBytes: number, cacheBytes: number): number {
  const processBytes = 120 * 1024 * 1024;
  return fileBytes + cacheBytes + processBytes;
}
