import type { Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** Folders and files that one search looks at, so that a huge tree ends it and not the patience of its user. */
const mostEntries = 20_000;

/** Files below a folder with their names from there; what cannot be read is left out. */
export async function filesBelow(folder: string, depth: number): Promise<readonly string[]> {
  const found: string[] = [];
  let left = mostEntries;
  const look = async (at: string, levels: number): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true }).catch((): Dirent[] => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (left-- <= 0) return;
      const file = path.join(at, entry.name);
      // A linked folder may lead in a circle; linked files are how one of the caches works.
      if (entry.isDirectory()) {
        if (levels > 0) await look(file, levels - 1);
      } else found.push(path.relative(folder, file));
    }
  };
  await look(folder, depth);
  return found;
}

/** What a whole GGUF file is; undefined for anything else. */
export async function ggufAt(
  file: string,
): Promise<{ readonly path: string; readonly sizeBytes: number } | undefined> {
  try {
    const real = await realpath(file);
    const info = await stat(real);
    // Opening a pipe would wait for somebody to write into it.
    if (!info.isFile()) return undefined;
    const handle = await open(real, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      const begins = bytesRead === 4 && buffer.toString('latin1') === 'GGUF';
      return begins ? { path: real, sizeBytes: info.size } : undefined;
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/** Names that are a model by themselves: no part of one in several files, and no eyes or ears for another. */
export function isModelName(name: string): boolean {
  return /\.gguf$/i.test(name) && !/-\d{5}-of-\d{5}\.gguf$/i.test(name) && !/mmproj/i.test(name);
}
