import { statfs } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { Failure } from '../../protocol/result.ts';

/** Bytes that this user may still write to the disk that holds `folder`. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Says that `need` bytes do not fit into the `free` ones. */
export function tooLittleSpace(folder: string, need: number, free: number): Failure {
  const [needed, left] = [megabytes(need), megabytes(free)];
  const message = l10n.t(
    'The model needs {0} in {1}, and {2} are free; nothing was added.',
    needed,
    folder,
    left,
  );
  return { kind: 'diskFull', message };
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`;
}

/** Whether an error means that the disk, or what this user may have of it, is full. */
export function isDiskFull(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return true;
  return cause !== undefined && isDiskFull(cause);
}
