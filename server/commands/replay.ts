import { randomUUID } from 'node:crypto';
import { redact } from '../../protocol/redact.ts';
import { parseEnsemble } from '../core/ensemble/parseSpec.ts';
import type { Spec } from '../core/ensemble/spec.ts';
import type { RecordedFile } from '../engines/recorded/format.ts';
import { prepareReplay, type ReplayedRow } from '../handlers/replay.ts';
import { printedRow, summarise } from '../handlers/replaySummary.ts';
import { installationPaths } from '../paths.ts';
import { createSandboxClient, routeTools } from '../verify/behaviour/client.ts';
import { createCheckerClient } from '../verify/client.ts';
import { createTextMark } from '../textMark.ts';
import { readRecorded } from './recordedFiles.ts';
import { ensembleOption, textOption, UsageError, type Io, type Options } from './io.ts';

/** `eidolon replay`: the strategy code over recorded members, JSON Lines out, a summary last. */
export async function replayCommand(options: Options, io: Io): Promise<number> {
  const ensemble = await ensembleOption(options);
  const dataFile = textOption(options, 'data');
  const calibrateFile = textOption(options, 'calibrate');
  if (ensemble === undefined) throw new UsageError('Name the ensemble to replay with --ensemble.');
  if (dataFile === undefined) throw new UsageError('Name the recorded file with --data.');
  const data = await readRecorded(dataFile);
  const spec = readSpec(ensemble, data);
  const calibrate = calibrateFile === undefined ? undefined : await readRecorded(calibrateFile);
  const { checkerEntry, sandboxEntry } = installationPaths();
  const checker = createCheckerClient({ entry: checkerEntry, log: io.log });
  const sandbox = createSandboxClient({ entry: sandboxEntry, log: io.log, mayRun: true });
  const tools = routeTools(checker, sandbox);
  try {
    const clock = {
      now: () => performance.now() + performance.timeOrigin,
      newId: () => randomUUID(),
    };
    const replay = await prepareReplay(
      { spec, data, ...(calibrate && { calibrate }) },
      { tools, clock },
      io.signal,
    );
    if (!replay.ok) throw new Error(replay.failure.message);
    const rows: ReplayedRow[] = [];
    const mark = createTextMark();
    for await (const row of replay.value.rows(io.signal)) {
      rows.push(row);
      const trace = options['trace'] ? { trace: row.trace } : {};
      const printed = { ...printedRow(row), ...trace };
      await io.write(`${JSON.stringify(options['redact'] ? redact(printed, mark) : printed)}\n`);
    }
    await io.write(`${JSON.stringify(summarise(rows, data.members))}\n`);
    return reportFailures(rows, io);
  } finally {
    checker.dispose();
    sandbox.dispose();
  }
}

/** What a specification says is the caller's to put right; which members there are is the file's. */
function readSpec(ensemble: string, { members }: RecordedFile): Spec {
  const spec = parseEnsemble(ensemble, { members: members.map(({ id }) => id) });
  if (spec.ok) return spec.value;
  const { kind, message } = spec.failure;
  throw kind === 'badInput' ? new UsageError(message) : new Error(message);
}

/** Complains once for all rows that failed; the exit code. */
export function reportFailures(rows: readonly ReplayedRow[], io: Io): number {
  const failures = rows.flatMap(({ row, outcome }) =>
    outcome.ok ? [] : [`Row “${row.id}”: ${outcome.failure.message}`],
  );
  const [first] = failures;
  if (first === undefined) return 0;
  const more = failures.length === 1 ? '' : ` (and ${failures.length - 1} more rows)`;
  io.complain(`${first}${more}`);
  return 1;
}
