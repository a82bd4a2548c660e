import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { OffsetRange } from '../../protocol/text.ts';
import { applyChanges } from '../core/edits/hunks.ts';
import { createPositionIndex } from '../core/edits/positions.ts';
import type { RefinedHunk, RefineOutcome } from '../core/refine/refine.ts';
import { createServices } from '../services.ts';
import {
  ensembleOption,
  languageIdOf,
  textOption,
  UsageError,
  type Io,
  type Options,
} from './io.ts';

/** `eidolon refine FILE`: the real refine, without an editor. */
export async function refineCommand(
  file: string | undefined,
  options: Options,
  io: Io,
): Promise<number> {
  if (file === undefined) throw new UsageError('Name a file to refine, or use --batch.');
  const modes = ['diff', 'json', 'write'].filter((mode) => options[mode]);
  if (modes.length > 1) throw new UsageError(`Choose one of --${modes.join(' and --')}.`);
  const bytes = await readText(file);
  const documentText = bytes.startsWith('\ufeff') ? bytes.slice(1) : bytes;
  const bom = bytes.slice(0, bytes.length - documentText.length);
  const services = createServices({ log: io.log });
  try {
    const outcome = await services.refine(
      {
        documentText,
        languageId: textOption(options, 'language') ?? languageIdOf(file),
        ranges: rangesOf(textOption(options, 'range'), documentText),
        instruction: textOption(options, 'instruction'),
        expert: textOption(options, 'expert'),
        ensemble: await ensembleOption(options),
        fileName: path.basename(file),
      },
      () => undefined,
      io.signal,
    );
    if (!outcome.ok) throw new Error(outcome.failure.message);
    await report(file, documentText, bom, outcome.value, options, io);
    return 0;
  } finally {
    await services.dispose();
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new Error(`There is no file “${file}”.`, { cause: error });
    if (code === 'EISDIR')
      throw new Error(`“${file}” is a folder; name a file in it.`, { cause: error });
    throw new Error(`“${file}” cannot be read (${code ?? 'unknown reason'}).`, { cause: error });
  }
}

/** `L:C-L:C`, counted from one, as offsets. */
function rangesOf(range: string | undefined, documentText: string): readonly OffsetRange[] {
  if (range === undefined) return [];
  const [startLine, startColumn, endLine, endColumn] = range
    .split(/[:-]/)
    .map((part) => Number(part) - 1);
  const index = createPositionIndex(documentText);
  return [
    index.offsetsOf({
      start: { line: startLine ?? 0, character: startColumn ?? 0 },
      end: { line: endLine ?? 0, character: endColumn ?? 0 },
    }),
  ];
}

async function report(
  file: string,
  documentText: string,
  bom: string,
  outcome: RefineOutcome,
  options: Options,
  io: Io,
): Promise<void> {
  if (outcome.note !== undefined) io.complain(outcome.note);
  if (options['json']) {
    const index = createPositionIndex(documentText);
    const hunks = outcome.hunks.map((hunk) => ({ ...hunk, range: index.rangeAt(hunk.range) }));
    await io.write(`${JSON.stringify({ hunks, note: outcome.note, trace: outcome.trace })}\n`);
    return;
  }
  const refined = applyVouched(documentText, outcome.hunks);
  if (options['write']) {
    if (refined !== documentText) await replaceFile(file, bom + refined);
  } else if (refined !== documentText) {
    const name = file.split(path.sep).join('/');
    await io.write(createTwoFilesPatch(`a/${name}`, `b/${name}`, documentText, refined));
  }
  const doubtful = outcome.hunks.filter((hunk) => hunk.verdict === 'unreviewed').length;
  if (doubtful > 0)
    io.complain(
      `${doubtful} unreviewed ${doubtful === 1 ? 'hunk was' : 'hunks were'} left out; --json shows them.`,
    );
}

/** The text with every hunk that a proof or the reviewer vouches for: what *Accept All* would do. */
export function applyVouched(text: string, hunks: readonly RefinedHunk[]): string {
  return applyChanges(
    text,
    hunks.filter((hunk) => hunk.verdict !== 'unreviewed'),
  );
}

/** Writes beside the file and renames, so that a full disk never leaves half a file. */
async function replaceFile(file: string, text: string): Promise<void> {
  const { mode } = await stat(file);
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.eidolon`);
  await writeFile(temporary, text, { mode });
  await rename(temporary, file);
}
