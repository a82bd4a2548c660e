import { failed, ok, type Result } from '../../../protocol/result.ts';
import { answerKinds, type Question } from '../../core/ensemble/question.ts';
import { asRecord, Malformed, readJsonLines } from '../../core/jsonLines.ts';
import type { Fitted } from '../../core/ensemble/fitted.ts';
import type {
  RecordedFile,
  RecordedMemberInfo,
  RecordedRow,
  RecordedRun,
  RowTruth,
} from './format.ts';
import { optional, parseCalls, parseSamples } from './parseParts.ts';

interface ParsedRow {
  readonly row: RecordedRow;
  readonly truth: RowTruth;
}

/**
 * Reads a recorded file: JSON Lines, the first of which may list the members. A malformed line is refused with its
 * number and the reason.
 */
export function parseRecorded(text: string): Result<RecordedFile> {
  const rows: ParsedRow[] = [];
  let header: Pick<RecordedFile, 'members' | 'run'> | undefined;
  const read = readJsonLines(text, (value) => {
    if (rows.length === 0 && header === undefined && isHeader(value)) header = parseHeader(value);
    else rows.push(parseRow(value));
  });
  if (!read.ok) return read;
  if (rows.length === 0) return failed('badInput', 'There are no rows in this file.');
  return ok({
    ...(header ?? { members: membersByPlace(rows.map(({ row }) => row)) }),
    rows: rows.map(({ row }) => row),
    truths: rows.map(({ truth }) => truth),
  });
}

function isHeader(value: Readonly<Record<string, unknown>>): boolean {
  return 'members' in value && !('id' in value) && !('prompt' in value);
}

function parseHeader(
  value: Readonly<Record<string, unknown>>,
): Pick<RecordedFile, 'members' | 'run'> {
  const members = Object.entries(asRecord(value['members'], '"members"')).map(([id, info]) => {
    const place = `member “${id}”`;
    const fields = asRecord(info, place);
    return {
      id,
      ...optional(fields, 'cost', 'number', place),
      ...optional(fields, 'family', 'string', place),
    };
  });
  return { members, ...(value['run'] != null && { run: parseRun(value['run']) }) };
}

/** What was fitted is written by `record` alone, and any place of it that is missing counts as not fitted. */
function parseRun(value: unknown): RecordedRun {
  const { spec, fitted } = asRecord(value, '"run"');
  const nodes = asRecord(asRecord(fitted, '"fitted" of the run')['nodes'], '"nodes" of the run');
  for (const [place, fit] of Object.entries(nodes)) asRecord(fit, `what was fitted for ${place}`);
  return { spec, fitted: { nodes: nodes as Fitted['nodes'] } };
}

function parseRow(value: Readonly<Record<string, unknown>>): ParsedRow {
  const { id } = value;
  if (typeof id !== 'string' && typeof id !== 'number')
    throw new Malformed('"id" must be a string');
  const samples = new Map<
    string,
    RecordedRow['samples'] extends ReadonlyMap<string, infer S> ? S : never
  >();
  const correct = new Map<string, readonly (boolean | undefined)[]>();
  for (const [member, list] of Object.entries(asRecord(value['members'], '"members"'))) {
    const parsed = parseSamples(list, member);
    if (parsed.samples.length === 0) continue;
    samples.set(member, parsed.samples);
    correct.set(member, parsed.correct);
  }
  const calls = value['calls'] === undefined ? new Map() : parseCalls(value['calls']);
  const row = { id, question: parseQuestion(value), samples, calls };
  return {
    row,
    truth: { correct, ...parseGold(value['gold']), ...optional(value, 'check', 'string') },
  };
}

function parseQuestion(value: Readonly<Record<string, unknown>>): Question {
  const { prompt, domain, tests } = value;
  if (typeof prompt !== 'string') throw new Malformed('"prompt" must be a string');
  if (typeof domain !== 'string') throw new Malformed('"domain" must be a string');
  const answerKind = answerKinds.find((kind) => kind === value['answerKind']);
  if (answerKind === undefined)
    throw new Malformed(`"answerKind" must be one of ${answerKinds.join(', ')}`);
  if (
    tests !== undefined &&
    !(Array.isArray(tests) && tests.every((test) => typeof test === 'string'))
  )
    throw new Malformed('"tests" must be a list of strings');
  return {
    prompt,
    domain,
    answerKind,
    ...optional(value, 'languageId', 'string'),
    ...optional(value, 'entryPoint', 'string'),
    ...(tests !== undefined && { tests: tests as readonly string[] }),
  };
}

function parseGold(gold: unknown): Pick<RowTruth, 'gold'> {
  if (gold === undefined || gold === null) return {};
  if (typeof gold === 'string' || typeof gold === 'number' || typeof gold === 'boolean')
    return { gold: String(gold) };
  return { gold: JSON.stringify(gold) };
}

/** Members by their mean place among a row's members, which does not depend on the order of the rows. */
function membersByPlace(rows: readonly RecordedRow[]): readonly RecordedMemberInfo[] {
  const places = new Map<string, { sum: number; rows: number }>();
  for (const { samples } of rows) {
    [...samples.keys()].forEach((member, place) => {
      const sum = places.get(member) ?? { sum: 0, rows: 0 };
      places.set(member, { sum: sum.sum + place, rows: sum.rows + 1 });
    });
  }
  return [...places]
    .map(([id, { sum, rows: count }]) => ({ id, place: sum / count }))
    .sort((one, other) => one.place - other.place || (one.id < other.id ? -1 : 1))
    .map(({ id }) => ({ id }));
}
