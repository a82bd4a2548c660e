import { readFile } from 'node:fs/promises';
import type { RecordedFile } from '../engines/recorded/format.ts';
import { parseRecorded } from '../engines/recorded/parse.ts';

/** Reads a recorded file; one sentence with file, line and reason when it cannot be used. */
export async function readRecorded(file: string): Promise<RecordedFile> {
  const parsed = parseRecorded(await readDataFile(file));
  if (!parsed.ok) throw new Error(`“${file}”: ${parsed.failure.message}`);
  return parsed.value;
}

/** A text file that the user named. */
export async function readDataFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new Error(`“${file}”: ${why}.`, { cause: error });
  }
}
