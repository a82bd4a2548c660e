import { statfs } from 'node:fs/promises';
import type { Failure } from '../../protocol/result.ts';

/** Bytes that this user may still write to the disk that holds `folder`. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Says that `need` bytes do not fit into the `free` ones. */
export function tooLittleSpace(folder: string, need: number, free: number): Failure {
  const [needed, left] = [need, free].map((bytes) => `${Math.ceil(bytes / 2 ** 20)} MB`);
  const message = `The model needs ${needed} in ${folder}, and ${left} are free; nothing was added.`;
  return { kind: 'diskFull', message };
}

/** Whether an error means that the disk, or what this user may have of it, is full. */
export function isDiskFull(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return true;
  return cause !== undefined && isDiskFull(cause);
}
