import { createPositionIndex } from '../core/edits/positions.ts';
import { createServices, type Services } from '../services.ts';
import { ensembleOption, stdinLines, textOption, type Io, type Options } from './io.ts';
import { applyVouched } from './refine.ts';

interface BatchRow {
  readonly id: string | number | null;
  readonly text: string;
  readonly languageId: string;
  readonly instruction?: string;
}

/** `eidolon refine --batch`: JSON Lines in, JSON Lines out, in order, with one warm pool for all. */
export async function refineBatchCommand(options: Options, io: Io): Promise<number> {
  const services = createServices({ log: io.log });
  const ensemble = await ensembleOption(options);
  let failures = 0;
  try {
    for await (const { line, number } of stdinLines(io)) {
      const row = parseRow(line, number, options);
      const answer =
        typeof row === 'string'
          ? { id: null, note: row }
          : await answerRow(row, ensemble, services, io);
      if ('failed' in answer || typeof row === 'string') failures++;
      const { failed: _failed, ...printed } = { failed: undefined, ...answer };
      await io.write(`${JSON.stringify(printed)}\n`);
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

function parseRow(line: string, number: number, options: Options): BatchRow | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return `Line ${number} is not valid JSON: ${error instanceof Error ? error.message : String(error)}.`;
  }
  if (typeof value !== 'object' || value === null) return `Line ${number} is not a JSON object.`;
  const { id, text, languageId, instruction } = value as Record<string, unknown>;
  if (typeof text !== 'string') return `Line ${number} has no "text".`;
  if (languageId !== undefined && typeof languageId !== 'string')
    return `Line ${number}: "languageId" must be a string.`;
  if (instruction !== undefined && typeof instruction !== 'string')
    return `Line ${number}: "instruction" must be a string.`;
  return {
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    text,
    languageId: languageId ?? textOption(options, 'language') ?? 'plaintext',
    instruction: instruction ?? textOption(options, 'instruction'),
  };
}

async function answerRow(
  row: BatchRow,
  ensemble: string | undefined,
  services: Services,
  io: Io,
): Promise<object> {
  const { id, text, languageId, instruction } = row;
  const outcome = await services.refine(
    { documentText: text, languageId, ranges: [], instruction, ensemble },
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
  };
}
