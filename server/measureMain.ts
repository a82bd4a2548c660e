import type { HostAccess, HostAccessParams } from '../protocol/httpMembers.ts';
import { CancelledError } from './handlers/cancellation.ts';
import { measurePool } from './handlers/measureRun.ts';
import { speakLanguageOf } from './language.ts';
import { createLog, reason } from './log.ts';
import type { MeasureCommand, MeasureEvent } from './measure/messages.ts';
import { exitWithParent } from './parentWatch.ts';

// Entry of the measuring process. It holds suites, statistics and the plotting library, and a pool of its own, so that
// the sidecar stays small and a measurement can be ended at any time.

exitWithParent();
const controller = new AbortController();
let started = false;

function say(event: MeasureEvent): void {
  process.send?.(event, () => undefined);
}

/** Questions that the sidecar has not answered yet, by number; it asks its editor, which asks its user. */
const questions = new Map<number, (access: HostAccess) => void>();
/** What was answered, because each system is measured by services of its own. */
const answered = new Map<string, Promise<HostAccess>>();

function askHostAccess(params: HostAccessParams): Promise<HostAccess> {
  const key = JSON.stringify([params.host, params.encrypted]);
  const known = answered.get(key);
  if (known) return known;
  const id = answered.size;
  const asked = new Promise<HostAccess>((resolve) => questions.set(id, resolve));
  answered.set(key, asked);
  say({ kind: 'access', id, params });
  return asked;
}

const log = createLog('info', (level, line) => say({ kind: 'log', line: `${level}: ${line}` }));

async function run(command: Extract<MeasureCommand, { kind: 'run' }>): Promise<MeasureEvent> {
  const { params, folder, settings, mayRunCode, l10nBundle } = command;
  speakLanguageOf(l10nBundle);
  try {
    const result = await measurePool(
      { params, folder, pool: { settings, mayRunCode, askHostAccess } },
      {
        log,
        onProgress: (message, percentage) => say({ kind: 'progress', message, percentage }),
        now: () => performance.now(),
        date: () => new Date(),
      },
      controller.signal,
    );
    return { kind: 'ended', result };
  } catch (error) {
    if (controller.signal.aborted) return { kind: 'stopped' };
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'broken', message, detail: reason(error) };
  }
}

process.on('message', (command: MeasureCommand) => {
  if (command.kind === 'cancel') return controller.abort(new CancelledError());
  if (command.kind === 'access') return questions.get(command.id)?.(command.access);
  if (started) return;
  started = true;
  void run(command).then((last) => process.send?.(last, () => process.exit(0)));
});
