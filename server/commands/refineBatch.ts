import { createPositionIndex } from '../core/edits/positions.ts';
import { createServices, type Services } from '../services.ts';
import {
  allowedHostsOption,
  ensembleOption,
  stdinLines,
  textOption,
  UsageError,
  type Io,
  type Options,
} from './io.ts';
import { applyVouched } from './refine.ts';

/** One line of input. */
export interface BatchRow {
  readonly id: string | number | null;
  readonly text: string;
  readonly languageId: string;
  readonly instruction?: string;
  readonly expert?: string;
}

/** `eidolon refine --batch`: JSON Lines in, JSON Lines out, in order, with one warm pool for all. */
export async function refineBatchCommand(options: Options, io: Io): Promise<number> {
  const unfit = ['write', 'diff', 'range'].filter((name) => options[name] !== undefined);
  if (unfit.length > 0)
    throw new UsageError(`--batch reads texts from stdin; --${unfit.join(', --')} needs a file.`);
  const ensemble = await ensembleOption(options);
  const services = createServices({ log: io.log, allowedHosts: allowedHostsOption(options) });
  let failures = 0;
  try {
    for await (const { line, number } of stdinLines(io)) {
      const row = parseRow(line, number, options);
      const answer = 'failed' in row ? row : await answerRow(row, ensemble, services, io);
      if (answer.failed) failures++;
      // Told by the exit code and the note, not by a field of its own.
      await io.write(`${JSON.stringify({ ...answer, failed: undefined })}\n`);
    }
  } finally {
    await services.dispose();
  }
  if (failures > 0)
    io.complain(
      `${failures} ${failures === 1 ? 'row' : 'rows'} could not be refined; see their notes.`,
    );
  return failures > 0 ? 1 : 0;
}

/** One line of the answer; `failed` counts it for the exit code. */
export interface BatchAnswer {
  readonly id: BatchRow['id'];
  readonly text: string;
  readonly hunks: readonly object[];
  readonly note?: string;
  readonly failed: boolean;
}

/** Reads one line; one that cannot be used becomes its own answer. */
export function parseRow(line: string, number: number, options: Options): BatchRow | BatchAnswer {
  const refuse = (
    why: string,
    id: unknown = undefined,
    text: unknown = undefined,
  ): BatchAnswer => ({
    id: idOf(id),
    text: typeof text === 'string' ? text : '',
    hunks: [],
    note: `Line ${number} ${why}.`,
    failed: true,
  });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return refuse(`is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('is not a JSON object');
  const { id, text, languageId, instruction } = value as Record<string, unknown>;
  if (text === undefined) return refuse('has no "text"', id);
  if (typeof text !== 'string') return refuse('has a "text" that is not a string', id);
  if (languageId !== undefined && typeof languageId !== 'string')
    return refuse('has a "languageId" that is not a string', id, text);
  if (instruction !== undefined && typeof instruction !== 'string')
    return refuse('has an "instruction" that is not a string', id, text);
  return {
    id: idOf(id),
    text,
    languageId: languageId ?? textOption(options, 'language') ?? 'plaintext',
    instruction: instruction ?? textOption(options, 'instruction'),
    expert: textOption(options, 'expert'),
  };
}

function idOf(id: unknown): BatchRow['id'] {
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

async function answerRow(
  row: BatchRow,
  ensemble: string | undefined,
  services: Services,
  io: Io,
): Promise<BatchAnswer> {
  const { id, text, ...how } = row;
  const outcome = await services.refine(
    { documentText: text, ranges: [], ...how, ensemble },
    () => undefined,
    io.signal,
  );
  if (!outcome.ok) return { id, text, hunks: [], note: outcome.failure.message, failed: true };
  const index = createPositionIndex(text);
  const hunks = outcome.value.hunks.map(
    ({ range, newText, proposedBy, changedBy, checks, verdict, summary, confidence }) => ({
      range: index.rangeAt(range),
      newText,
      proposedBy,
      ...(changedBy === undefined ? {} : { changedBy }),
      checks,
      verdict,
      summary,
      confidence,
    }),
  );
  const { note } = outcome.value;
  return {
    id,
    text: applyVouched(text, outcome.value.hunks),
    hunks,
    ...(note === undefined ? {} : { note }),
    failed: false,
  };
}
