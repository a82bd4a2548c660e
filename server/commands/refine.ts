import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { OffsetRange } from '../../protocol/text.ts';
import { applyChanges } from '../core/edits/hunks.ts';
import { createPositionIndex } from '../core/edits/positions.ts';
import type { RefinedHunk } from '../core/refine/judgedDraft.ts';
import type { RefineOutcome } from '../core/refine/refine.ts';
import { createServices } from '../services.ts';
import {
  allowedHostsOption,
  ensembleOption,
  languageIdOf,
  textOption,
  UsageError,
  type Io,
  type Options,
} from './io.ts';
import { openTextFile, type TextFile } from './textFile.ts';

/** `eidolon refine FILE`: the real refine, without an editor. */
export async function refineCommand(
  file: string | undefined,
  options: Options,
  io: Io,
): Promise<number> {
  if (file === undefined) throw new UsageError('Name a file to refine, or use --batch.');
  const modes = ['diff', 'json', 'write'].filter((mode) => options[mode]);
  if (modes.length > 1) throw new UsageError(`Choose one of --${modes.join(' and --')}.`);
  const source = await openTextFile(file);
  const documentText = source.text;
  const ranges = rangesOf(textOption(options, 'range'), documentText);
  const ensemble = await ensembleOption(options);
  const services = createServices({ log: io.log, allowedHosts: allowedHostsOption(options) });
  try {
    const outcome = await services.refine(
      {
        documentText,
        languageId: textOption(options, 'language') ?? languageIdOf(file),
        ranges,
        instruction: textOption(options, 'instruction'),
        expert: textOption(options, 'expert'),
        ensemble,
        fileName: path.basename(file),
      },
      () => undefined,
      io.signal,
    );
    if (!outcome.ok) throw new Error(outcome.failure.message);
    await report(file, source, outcome.value, options, io);
    return 0;
  } finally {
    await services.dispose();
  }
}

/** `L:C-L:C`, counted from one, as offsets. */
function rangesOf(range: string | undefined, documentText: string): readonly OffsetRange[] {
  if (range === undefined) return [];
  const [startLine = 0, startColumn = 0, endLine = 0, endColumn = 0] = range
    .split(/[:-]/)
    .map((part) => Number(part) - 1);
  const index = createPositionIndex(documentText);
  const lines = index.positionAt(documentText.length).line + 1;
  if (Math.max(startLine, endLine) >= lines) {
    const has = lines === 1 ? '1 line' : `${lines} lines`;
    throw new Error(`The range ${range} lies outside the file, which has ${has}.`);
  }
  return [
    index.offsetsOf({
      start: { line: startLine, character: startColumn },
      end: { line: endLine, character: endColumn },
    }),
  ];
}

async function report(
  file: string,
  source: TextFile,
  outcome: RefineOutcome,
  options: Options,
  io: Io,
): Promise<void> {
  const documentText = source.text;
  if (outcome.note !== undefined) io.complain(outcome.note);
  if (options['json']) {
    const index = createPositionIndex(documentText);
    const hunks = outcome.hunks.map((hunk) => ({ ...hunk, range: index.rangeAt(hunk.range) }));
    await io.write(`${JSON.stringify({ hunks, note: outcome.note, trace: outcome.trace })}\n`);
    return;
  }
  const refined = applyVouched(documentText, outcome.hunks);
  if (options['write']) {
    if (refined !== documentText) await source.replace(refined);
  } else if (refined !== documentText) {
    const name = file.split(path.sep).join('/');
    const [before, after] = [documentText, refined].map((text) => source.byteOrderMark + text);
    await io.write(createTwoFilesPatch(`a/${name}`, `b/${name}`, before ?? '', after ?? ''));
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
