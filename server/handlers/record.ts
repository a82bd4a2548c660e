import { ok, type Result } from '../../protocol/result.ts';
import type { TextMark } from '../../protocol/redact.ts';
import { pTrue } from '../core/confidence/pTrue.ts';
import { drawSamples, questionRequest, samplingTemperature } from '../core/ensemble/draw.ts';
import type { Fitted } from '../core/ensemble/fitted.ts';
import type { Question } from '../core/ensemble/question.ts';
import { prepared, type Member } from '../core/member.ts';
import { createTraceRecorder } from '../core/trace.ts';
import type { RecordedFile, RecordedRow, RecordedSample } from '../engines/recorded/format.ts';
import { parseRecorded } from '../engines/recorded/parse.ts';
import { createRecording } from '../engines/recorded/recording.ts';
import { printRecordedRow, type RecordedParts } from '../engines/recorded/print.ts';
import { redactRow } from '../engines/recorded/redactRow.ts';
import { grade } from '../engines/recorded/truth.ts';
import type { Services } from '../services.ts';
import type { LiveEnsemble } from './ensemble.ts';
import type { ReplayedRow } from './replay.ts';

/** Prompts to record: rows of the recorded format in which all but the prompt may be missing. */
export interface Prompts extends RecordedFile {
  /** The fields of each row as they came, with what was missing. */
  readonly fields: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Reads prompts. A row without an id is called by its line, one without a domain belongs where the router puts it, and
 * one without a kind is answered in text.
 */
export function parsePrompts(text: string, route: Services['route']): Result<Prompts> {
  const fields: Record<string, unknown>[] = [];
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, at) => {
      const row = withDefaults(line, at + 1, route);
      if (row) fields.push(row);
      return row ? JSON.stringify(row) : line;
    });
  const parsed = parseRecorded(lines.join('\n'));
  return parsed.ok ? ok({ ...parsed.value, fields }) : parsed;
}

/** Undefined for a line that is not a row; the parser then says what is wrong with it. */
function withDefaults(
  line: string,
  number: number,
  route: Services['route'],
): Record<string, unknown> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('prompt' in value)) return undefined;
  const { prompt } = value;
  const domain = typeof prompt === 'string' ? route({ text: prompt }).expert : undefined;
  // What another run recorded does not belong in this one.
  return { id: number, domain, answerKind: 'text', ...value, members: {}, calls: {} };
}

export interface RecordRequest {
  readonly prompts: Prompts;
  /** Members whose own answers are recorded. */
  readonly members: readonly string[];
  /** Answers of each; one is greedy, several are drawn. */
  readonly samples: number;
  readonly ensemble?: LiveEnsemble;
  readonly fitted?: Fitted;
  /** Price of a call by member, as the file's first line says it; a meta-controller knows nothing else. */
  readonly costs: Readonly<Record<string, number>>;
  /** Asks each member, after its answer, for the probability that it is true. */
  readonly pTrue?: boolean;
  /**
   * Put in the place of every text. Only members' answers are kept then: what else was asked hangs on the exact texts.
   */
  readonly mark?: TextMark;
}

/** A row as it is written to the file, and the live answer of the ensemble where there is one. */
export interface RecordedLive {
  readonly line: string;
  readonly live?: ReplayedRow;
  readonly notes: readonly string[];
}

/** Every run of `record` and `replay` uses the same seed, so that one can repeat the other. */
const seed = 0;

/** Asks live members, row by row, and keeps all that they say. Rejects only when the signal aborts. */
export async function* recordRows(
  request: RecordRequest,
  services: Services,
  signal: AbortSignal,
): AsyncGenerator<RecordedLive> {
  const { prompts, members, ensemble, fitted, costs } = request;
  for (const [index, row] of prompts.rows.entries()) {
    signal.throwIfAborted();
    const recording = createRecording();
    const samples = new Map<string, readonly RecordedSample[]>();
    const notes: string[] = [];
    for (const id of members) {
      const drawn = await sampleMember(id, request.samples, row.question, services, signal);
      if (!drawn.ok) {
        notes.push(`Row “${row.id}”: ${drawn.failure.message}`);
        continue;
      }
      samples.set(id, drawn.value);
      const heard = recording.listen(services.pool.member(id, 'chat'));
      if (request.pTrue) await judgeOwn(heard, row, drawn.value, signal);
    }
    const answered = await ensemble?.answer(
      row.question,
      { seed, listen: recording.listen, conditions: { costs }, ...(fitted && { fitted }) },
      signal,
    );
    const line = printRow(request, index, { samples, calls: recording.calls() });
    const live = answered && { ...answered, row, right: rightOf(row, prompts, index, answered) };
    yield { line, notes, ...(live && { live }) };
  }
}

function printRow({ prompts, mark }: RecordRequest, index: number, parts: RecordedParts): string {
  const row = prompts.rows[index];
  const fields = prompts.fields[index] ?? {};
  if (!mark || !row) return printRecordedRow(fields, parts);
  const redacted = redactRow(row, fields, parts.samples, mark);
  return printRecordedRow(redacted.fields, { samples: redacted.samples, calls: new Map() });
}

/** P(True) of a member's first answer, its others shown beside it; the recording keeps the exact request. */
async function judgeOwn(
  member: Member,
  { question }: RecordedRow,
  samples: readonly RecordedSample[],
  signal: AbortSignal,
): Promise<void> {
  const [first, ...others] = samples;
  if (!first || !(await prepared(member, signal)).capabilities.decide) return;
  const brainstormed = others.map(({ text }) => text);
  await pTrue(member, { prompt: question.prompt, answer: first.text, brainstormed }, signal);
}

async function sampleMember(
  id: string,
  count: number,
  question: Question,
  services: Services,
  signal: AbortSignal,
): Promise<Result<readonly RecordedSample[]>> {
  const temperature = count === 1 ? 0 : samplingTemperature;
  const request = questionRequest(question, { first: 0, count, temperature }, { seed });
  const trace = createTraceRecorder(services.clock);
  const drawn = await drawSamples(services.pool.member(id, 'chat'), request, { trace }, signal);
  if (!drawn.ok) return drawn;
  return ok(
    drawn.value.map(({ text, tokens, ms }) => ({
      text,
      ...(tokens && { tokens }),
      ...(ms !== undefined && { ms }),
    })),
  );
}

function rightOf(
  row: RecordedRow,
  { truths }: Prompts,
  index: number,
  { outcome }: Pick<ReplayedRow, 'outcome'>,
): boolean | undefined {
  const truth = truths[index];
  return outcome.ok && truth ? grade(row.question, truth, outcome.value) : undefined;
}
