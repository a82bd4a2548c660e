import { open, readFile, rename, stat, type FileHandle } from 'node:fs/promises';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { BenchRow } from '../core/evaluation/benchRow.ts';

/** The first line of a file of rows: what was measured, so that a later run knows whether it may go on. */
export interface RowsHeader {
  readonly eidolonBench: 1;
  readonly suite: string;
  readonly seed: number;
  /** SHA-256 over all items of the suite. */
  readonly digest: string;
  readonly startedAt: string;
  readonly version: string;
}

/** Peak resident bytes of the process tree in which a system ran alone. */
export interface MemoryRow {
  readonly memoryOf: string;
  readonly bytes: number;
}

export interface KeptRows {
  readonly header: RowsHeader;
  readonly rows: readonly BenchRow[];
  readonly memory: readonly MemoryRow[];
}

/** Where rows are written as they come. */
export interface RowsFile {
  readonly path: string;
  add(row: BenchRow | MemoryRow): Promise<void>;
  close(): Promise<void>;
}

/** Begins a file of rows; one of an earlier run is put aside as `….before`. */
export async function beginRows(path: string, header: RowsHeader): Promise<RowsFile> {
  await rename(path, `${path}.before`).catch(() => undefined);
  const file = await openFor(path, 'w');
  await file.write(`${JSON.stringify(header)}\n`);
  return rowsFile(path, file);
}

/** Goes on with a file of rows after what it holds; half a line at its end, from a run that was killed, is cut off. */
export async function continueRows(path: string, wholeBytes: number): Promise<RowsFile> {
  const file = await openFor(path, 'r+');
  await file.truncate(wholeBytes);
  await file.close();
  return rowsFile(path, await openFor(path, 'a'));
}

/** Reads a file of rows; `wholeBytes` is where its last whole line ends. */
export async function readRows(
  path: string,
): Promise<Result<KeptRows & { readonly wholeBytes: number }>> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes)
    return failed('badInput', `There are no measured rows in “${path}”; run without --resume.`);
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1);
  const values: (RowsHeader | BenchRow | MemoryRow)[] = [];
  for (const [at, line] of lines.entries()) {
    try {
      values.push(JSON.parse(line) as RowsHeader | BenchRow | MemoryRow);
    } catch {
      return failed(
        'badInput',
        `“${path}”: line ${at + 1} is not valid JSON; run without --resume.`,
      );
    }
  }
  const [header, ...rest] = values;
  if (!header || !('eidolonBench' in header))
    return failed('badInput', `“${path}” is not a file of measured rows; run without --resume.`);
  const rows = rest.filter((row): row is BenchRow => 'system' in row);
  const memory = rest.filter((row): row is MemoryRow => 'memoryOf' in row);
  return ok({ header, rows, memory, wholeBytes });
}

async function openFor(path: string, flags: string): Promise<FileHandle> {
  return open(path, flags).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`“${path}” cannot be written (${error.code ?? error.message}).`, {
      cause: error,
    });
  });
}

function rowsFile(path: string, file: FileHandle): RowsFile {
  return {
    path,
    // A single write may end early on a full disk and say so to nobody.
    add: (row) => file.appendFile(`${JSON.stringify(row)}\n`),
    close: () => file.close(),
  };
}

/** Whether a file is there. */
export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
