import { readFile } from 'node:fs/promises';
import type { Pool } from '../pool/client.ts';

/** Memory of processes, in bytes. */
export interface ProportionalMemory {
  /** Resident; a page that several processes map counts for each by its share, so that sums are right (Linux' PSS). */
  readonly total: number;
  /** The part that maps files, which the system can drop and read again: weights above all. */
  readonly files: number;
}

/** The processes of a pool: its host and its workers. */
export function poolPids(pool: Pool): number[] {
  const { pid } = pool.status();
  return [...(pid === undefined ? [] : [pid]), ...workerPids(pool)];
}

/** The processes of a pool that hold models. */
export function workerPids(pool: Pool): number[] {
  return pool.status().workers.flatMap(({ pid }) => pid ?? []);
}

/** Memory that the processes hold now; undefined where the system does not tell it (all but Linux). */
export async function proportionalMemory(
  pids: readonly number[],
): Promise<ProportionalMemory | undefined> {
  let [total, files] = [0, 0];
  for (const pid of pids) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => undefined);
    if (rollup === undefined) return undefined;
    const kilobytes = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(rollup)?.[1] ?? Number.NaN);
    total += 1024 * kilobytes('Pss');
    files += 1024 * kilobytes('Pss_File');
  }
  return { total, files };
}
