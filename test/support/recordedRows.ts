import { compileEnsemble } from '../../server/core/ensemble/compile.ts';
import { parseEnsemble } from '../../server/core/ensemble/parseSpec.ts';
import type { Strategy } from '../../server/core/ensemble/strategy.ts';
import type { RecordedFile } from '../../server/engines/recorded/format.ts';
import { parseRecorded } from '../../server/engines/recorded/parse.ts';
import { prepareReplay, type ReplayedRow } from '../../server/handlers/replay.ts';
import { exactTools } from './exactTools.ts';

/** A sample as a recorded file writes it. */
export type SampleField = string | { readonly text: string; readonly [field: string]: unknown };

/** A row with the fields that a test cares about; the others are the usual ones. */
export function recordedLine(
  id: string,
  members: Readonly<Record<string, readonly SampleField[]>>,
  fields: Readonly<Record<string, unknown>> = {},
): string {
  const samples = Object.entries(members).map(([member, list]) => [
    member,
    list.map((sample) => (typeof sample === 'string' ? { text: sample } : sample)),
  ]);
  return JSON.stringify({
    id,
    domain: 'logic',
    prompt: `question ${id}`,
    answerKind: 'text',
    ...fields,
    members: Object.fromEntries(samples) as unknown,
  });
}

/** Lines as a parsed file; throws when they are malformed. */
export function recordedFile(lines: readonly string[]): RecordedFile {
  const parsed = parseRecorded(lines.join('\n'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

/** A compiled ensemble over the members of a file; throws when the specification is refused. */
export function strategyOf(spec: unknown, members: readonly string[]): Strategy {
  const parsed = parseEnsemble(spec, { members });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const compiled = compileEnsemble(parsed.value);
  if (!compiled.ok) throw new Error(compiled.failure.message);
  return compiled.value;
}

/** Replays all rows of a file, with tools that can do nothing. */
export async function replayAll(
  spec: unknown,
  data: RecordedFile,
  calibrate?: RecordedFile,
): Promise<readonly ReplayedRow[]> {
  const parsed = parseEnsemble(spec, { members: data.members.map(({ id }) => id) });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const { signal } = new AbortController();
  const deps = { tools: exactTools({}), clock: { now: () => 0, newId: () => 'trace' } };
  const request = { spec: parsed.value, data, ...(calibrate && { calibrate }) };
  const replay = await prepareReplay(request, deps, signal);
  if (!replay.ok) throw new Error(replay.failure.message);
  const rows: ReplayedRow[] = [];
  for await (const row of replay.value.rows(signal)) rows.push(row);
  return rows;
}

/** The answers in order; throws for a row that failed. */
export async function answersOf(
  spec: unknown,
  data: RecordedFile,
  calibrate?: RecordedFile,
): Promise<readonly string[]> {
  return (await replayAll(spec, data, calibrate)).map(({ outcome }) => {
    if (!outcome.ok) throw new Error(outcome.failure.message);
    return outcome.value.text;
  });
}
