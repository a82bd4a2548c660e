import { appendFile, mkdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { Example } from '../core/distill/example.ts';
import { parseExample } from '../core/distill/parseExample.ts';
import { readJsonLines } from '../core/jsonLines.ts';
import { writeFileAtomically } from '../models/atomicFile.ts';
import { withFolderLock } from '../models/folderLock.ts';
import { writeFailure } from '../models/userCatalogFile.ts';

/** Examples whose texts a user agreed to keep, in one file of JSON Lines on this machine, newest last. */
export interface ExampleStore {
  /** A missing file holds none. */
  read(): Promise<Result<readonly Example[]>>;
  /** Adds the example, or replaces the one of the same id. */
  put(example: Example): Promise<Result<void>>;
  /** Deletes all of them. */
  forget(): Promise<Result<void>>;
}

/** Longest file in bytes; when it is longer, the older half of it goes. */
const defaultBound = 32_000_000;

/** A store in a folder, which is made when something is first written. Windows and command lines may share it. */
export function createExampleStore(folder: string, bound = defaultBound): ExampleStore {
  const file = path.join(folder, 'examples.jsonl');
  return {
    read: () => readExamples(file),
    async put(example) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await withFolderLock(folder, async () => {
          await appendWhole(file, printed(example));
          if ((await stat(file)).size > bound) await halve(file, bound);
        });
        return ok(undefined);
      } catch (error) {
        return writeFailure(folder, error);
      }
    },
    async forget() {
      try {
        await rm(file, { force: true });
        return ok(undefined);
      } catch (error) {
        return writeFailure(folder, error);
      }
    },
  };
}

/** Adds a line or nothing: half of one, from a full disk, would spoil the next. */
async function appendWhole(file: string, line: string): Promise<void> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  try {
    await appendFile(file, line, { mode: 0o600 });
  } catch (error) {
    await truncate(file, size).catch(() => undefined);
    throw error;
  }
}

function printed(example: Example): string {
  return `${JSON.stringify(example)}\n`;
}

/** Keeps the newest examples that fit into half of the bound. A file that cannot be read stays as it is. */
async function halve(file: string, bound: number): Promise<void> {
  const found = await readExamples(file);
  if (!found.ok) return;
  const lines: string[] = [];
  let size = 0;
  for (const example of found.value.toReversed()) {
    const line = printed(example);
    size += Buffer.byteLength(line);
    if (size > bound / 2) break;
    lines.push(line);
  }
  await writeFileAtomically(file, lines.reverse().join(''));
}

async function readExamples(file: string): Promise<Result<readonly Example[]>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok([]);
    return failed(
      'badInput',
      l10n.t('{0} cannot be read; check its permissions.', file),
      String(error),
    );
  }
  const examples = new Map<string, Example>();
  const read = readJsonLines(text, (value) => {
    const example = parseExample(value);
    // The newest word of an example takes the newest place.
    examples.delete(example.id);
    examples.set(example.id, example);
  });
  if (read.ok) return ok([...examples.values()]);
  return failed(
    'badInput',
    l10n.t('{0} is damaged and was left alone. {1}', file, read.failure.message),
  );
}
