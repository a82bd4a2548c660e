import { stat } from 'node:fs/promises';
import type { Result } from '../../protocol/result.ts';
import { readGguf, type GgufSummary } from './gguf.ts';

/** Reads headers once per state of a file: lists are asked for far more often than files change. */
export interface GgufCache {
  read(file: string): Promise<Result<GgufSummary>>;
  /** Changes with the file; `missing` when there is none. */
  stamp(file: string): Promise<string>;
}

/** A cache that lives as long as its process. */
export function createGgufCache(): GgufCache {
  const known = new Map<string, { stamp: string; summary: Promise<Result<GgufSummary>> }>();

  async function stamp(file: string): Promise<string> {
    const found = await stat(file).catch(() => undefined);
    return found ? `${found.ino}:${found.size}:${found.mtimeMs}` : 'missing';
  }

  return {
    stamp,
    async read(file) {
      const now = await stamp(file);
      const cached = known.get(file);
      if (cached?.stamp === now) return cached.summary;
      const summary = readGguf(file);
      known.set(file, { stamp: now, summary });
      return summary;
    },
  };
}
