import { open, rename } from 'node:fs/promises';
import { redact } from '../../protocol/redact.ts';
import { prepareFit } from '../handlers/replay.ts';
import { liveEnsemble, type LiveEnsemble } from '../handlers/ensemble.ts';
import { parsePrompts, recordRows, type RecordRequest } from '../handlers/record.ts';
import { printedRow, summarise } from '../handlers/replaySummary.ts';
import type { ReplayedRow } from '../handlers/replay.ts';
import { nothingFitted } from '../core/ensemble/fitted.ts';
import { memberIds } from '../core/ensemble/spec.ts';
import type { RecordedMemberInfo, RecordedRun } from '../engines/recorded/format.ts';
import { printHeader } from '../engines/recorded/print.ts';
import { poolConditions } from '../machineState.ts';
import { createServices, canAnswer, type Services } from '../services.ts';
import { createTextMark } from '../textMark.ts';
import { readDataFile, readRecorded } from './recordedFiles.ts';
import { reportFailures } from './replay.ts';
import {
  allowedHostsOption,
  ensembleOption,
  textOption,
  UsageError,
  type Io,
  type Options,
} from './io.ts';

/**
 * `eidolon record`: live members' answers in the recorded format. With an ensemble its answers go to standard output as
 * those of `replay` do, and every request below it is kept, so that `replay` of the file equals this run row by row.
 */
export async function recordCommand(
  options: Options & { readonly members?: unknown },
  io: Io,
): Promise<number> {
  const data = textOption(options, 'data');
  const out = textOption(options, 'out');
  if (data === undefined) throw new UsageError('Name the file with the prompts with --data.');
  if (out === undefined) throw new UsageError('Name the file to write with --out.');
  const services = createServices({ log: io.log, allowedHosts: allowedHostsOption(options) });
  try {
    const prompts = parsePrompts(await readDataFile(data), services.route);
    if (!prompts.ok) throw new Error(`“${data}”: ${prompts.failure.message}`);
    const ensemble = await ensembleOf(options, services);
    const members = await membersOf(options['members'], ensemble, services);
    if (options['redact'] && members.asked.length === 0)
      throw new UsageError(
        '--redact keeps the answers of members and nothing else, so name members with --members.',
      );
    const fitted = await fittedOf(options, ensemble, services, io);
    const request: RecordRequest = {
      prompts: prompts.value,
      members: members.asked,
      samples: samplesOf(options),
      costs: Object.fromEntries(members.header.map(({ id, cost }) => [id, cost ?? 1])),
      ...(ensemble && { ensemble }),
      ...(fitted && { fitted }),
      ...(options['pTrue'] && { pTrue: true }),
      ...(options['redact'] && { mark: createTextMark() }),
    };
    return await writeRows(request, { out, header: members.header }, services, io);
  } finally {
    await services.dispose();
  }
}

/** Rows go to a file beside the wanted one, which takes its place once all are there. */
async function writeRows(
  request: RecordRequest,
  { out, header }: { readonly out: string; readonly header: readonly RecordedMemberInfo[] },
  services: Services,
  io: Io,
): Promise<number> {
  const partial = `${out}.partial`;
  const file = await open(partial, 'w').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`“${out}” cannot be written (${error.code}).`, { cause: error });
  });
  const live: ReplayedRow[] = [];
  const notes: string[] = [];
  let rows = 0;
  try {
    await file.write(`${printHeader(header, runOf(request))}\n`);
    for await (const recorded of recordRows(request, services, io.signal)) {
      await file.write(`${recorded.line}\n`);
      rows++;
      notes.push(...recorded.notes);
      if (!recorded.live) continue;
      live.push(recorded.live);
      const printed = printedRow(recorded.live);
      const shown = request.mark ? redact(printed, request.mark) : printed;
      await io.write(`${JSON.stringify(shown)}\n`);
    }
  } catch (error) {
    io.complain(`The ${rows} rows that were recorded are in “${partial}”.`);
    throw error;
  } finally {
    await file.close();
  }
  await rename(partial, out);
  if (live.length > 0) await io.write(`${JSON.stringify(summarise(live, header))}\n`);
  for (const note of notes.slice(0, 5)) io.complain(note);
  if (notes.length > 5) io.complain(`${notes.length - 5} more answers could not be recorded.`);
  const failures = reportFailures(live, io);
  return notes.length > 0 ? 1 : failures;
}

/** A redacted file cannot repeat its run: other requests than the questions themselves are not in it. */
function runOf({ ensemble, fitted, mark }: RecordRequest): RecordedRun | undefined {
  if (mark) return undefined;
  return ensemble && { spec: ensemble.spec, fitted: fitted ?? nothingFitted };
}

async function ensembleOf(options: Options, services: Services): Promise<LiveEnsemble | undefined> {
  const spec = await ensembleOption(options);
  if (spec === undefined) return undefined;
  const ensemble = await liveEnsemble(spec, services);
  if (ensemble.ok) return ensemble.value;
  const { kind, message } = ensemble.failure;
  throw kind === 'badInput' ? new UsageError(message) : new Error(message);
}

/** Who is asked, and the header that names all who may appear in the file. */
async function membersOf(
  named: unknown,
  ensemble: LiveEnsemble | undefined,
  services: Services,
): Promise<{ readonly asked: readonly string[]; readonly header: readonly RecordedMemberInfo[] }> {
  const infos = await services.pool.members();
  const wanted = Array.isArray(named) ? (named as readonly string[]) : [];
  if (wanted.length === 0 && ensemble === undefined)
    throw new UsageError('Name members to record with --members, an ensemble, or both.');
  const asked = wanted.includes('*') ? infos.filter(canAnswer).map(({ id }) => id) : wanted;
  for (const id of asked) {
    if (infos.some((info) => info.id === id)) continue;
    throw new Error(`There is no member “${id}”; “eidolon models list” shows those there are.`);
  }
  const all = new Set([...asked, ...(ensemble ? memberIds(ensemble.spec) : [])]);
  const families = new Map(infos.map(({ id, family }) => [id, family]));
  const { costs = {} } = poolConditions(infos);
  const header = [...all].map((id) => ({
    id,
    family: families.get(id) ?? id,
    ...(costs[id] !== undefined && { cost: costs[id] }),
  }));
  services.pool.warm(asked);
  return { asked, header };
}

/** What the ensemble learns beforehand from recorded rows, exactly as `replay --calibrate` does. */
async function fittedOf(
  options: Options,
  ensemble: LiveEnsemble | undefined,
  services: Services,
  io: Io,
): Promise<RecordRequest['fitted']> {
  const file = textOption(options, 'calibrate');
  if (file === undefined) return undefined;
  if (!ensemble) throw new UsageError('--calibrate goes with --ensemble.');
  const calibrate = await readRecorded(file);
  const fitted = await prepareFit(ensemble.strategy, calibrate, services, io.signal);
  if (!fitted.ok) throw new Error(fitted.failure.message);
  return fitted.value;
}

function samplesOf(options: Options): number {
  const text = textOption(options, 'samples');
  if (text === undefined) return 1;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 100) return count;
  throw new UsageError('--samples takes a whole number from 1 to 100.');
}
