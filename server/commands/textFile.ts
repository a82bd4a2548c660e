import { access, constants, readFile, realpath, stat } from 'node:fs/promises';
import { writeFileAtomically } from '../models/atomicFile.ts';
import { isDiskFull } from '../models/diskSpace.ts';

/** A text file of the user: what it holds, and the only way to change it. */
export interface TextFile {
  /** Without the byte order mark. */
  readonly text: string;
  /** The mark, or nothing. */
  readonly byteOrderMark: string;
  /** Puts `text` behind the mark: the whole of it or nothing, and only if nobody else wrote meanwhile. */
  replace(text: string): Promise<void>;
}

/** Reads a file as UTF-8; one that is something else would not come back as it was, so it is refused. */
export async function openTextFile(file: string): Promise<TextFile> {
  const bytes = await readBytes(file);
  const whole = decode(file, bytes);
  const text = whole.startsWith('\ufeff') ? whole.slice(1) : whole;
  const byteOrderMark = whole.slice(0, whole.length - text.length);
  return {
    text,
    byteOrderMark,
    async replace(newText) {
      // Behind a link lies the file that is meant; the link itself stays.
      const target = await realpath(file).catch((error: unknown) => cannotWrite(file, error));
      if (!bytes.equals(await readBytes(file)))
        throw new Error(
          `“${file}” changed while Eidolon worked on it, so nothing was written; run it again.`,
        );
      await writeWhole(file, target, byteOrderMark + newText);
    },
  };
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new Error(`There is no file “${file}”.`, { cause: error });
    if (code === 'EISDIR')
      throw new Error(`“${file}” is a folder; name a file in it.`, { cause: error });
    throw new Error(`“${file}” cannot be read (${code}).`, { cause: error });
  }
}

function decode(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    const what = bytes.includes(0) ? 'a binary file or UTF-16' : 'in another encoding than UTF-8';
    throw new Error(
      `“${file}” is ${what}, so it was left alone; save it as UTF-8 text and try again.`,
      { cause: error },
    );
  }
}

async function writeWhole(name: string, target: string, text: string): Promise<void> {
  try {
    // Renaming over a file needs no permission on the file itself, but the user meant it to stay.
    await access(target, constants.W_OK);
    const { mode } = await stat(target);
    await writeFileAtomically(target, text, mode & 0o7777);
  } catch (error) {
    cannotWrite(name, error);
  }
}

function cannotWrite(file: string, error: unknown): never {
  const code = codeOf(error);
  const full = isDiskFull(error);
  const why = full ? 'the disk is full' : code;
  const remedy = full ? 'free some space and try again' : 'check its permissions';
  throw new Error(`“${file}” cannot be written (${why}); nothing was changed, ${remedy}.`, {
    cause: error,
  });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown reason';
}
