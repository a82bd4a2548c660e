import { createLog } from '../log.ts';
import { exitWithParent } from '../parentWatch.ts';
import { createHost } from './host.ts';
import {
  parseClientMessage,
  poolVersion,
  type ClientToHost,
  type HostConfig,
  type HostToClient,
} from './messages.ts';
import { createSessions, type Session, type Sessions } from './sessions.ts';
import { newRecord, removeRecord, writeRecord } from './shared/meetingPlace.ts';
import { serveWindows } from './shared/serveWindows.ts';
import { realTimers } from './timers.ts';

/** Entry of the pool host process, which owns the workers: for all windows of a user, or for its parent alone. */

function openPool(config: HostConfig): Promise<Sessions> {
  return createSessions(async (send) => {
    const log = createLog('debug', (level, message) => {
      if (level !== 'off') send({ kind: 'log', level, message });
    });
    const host = await createHost({ config, log, timers: realTimers, send });
    // Workers end by themselves when this process does; killing them makes it immediate.
    process.on('exit', () => host.dispose());
    return host;
  });
}

function serveParent(): void {
  let sessions: Sessions | undefined;
  let session: Session | undefined;
  const send = (message: HostToClient): void => {
    if (process.connected) process.send?.(message);
  };

  async function begin(message: Extract<ClientToHost, { kind: 'hello' }>): Promise<void> {
    if (message.version !== poolVersion) {
      const text = `the client speaks version ${message.version}, this host ${poolVersion}`;
      send({ kind: 'log', level: 'error', message: text });
      process.exit(2);
    }
    sessions = await openPool(message.config);
    send({ kind: 'hello', version: poolVersion, pid: process.pid });
    session = sessions.join(send);
  }

  exitWithParent();
  process.on('message', (value: unknown) => {
    const message = parseClientMessage(value);
    if (!message)
      send({ kind: 'log', level: 'warn', message: 'a message of unknown kind was ignored' });
    else if (message.kind === 'hello') void begin(message);
    else if (message.kind === 'shutdown') void leaveAfter(sessions);
    else session?.receive(message);
  });
}

async function serveAll(folder: string): Promise<void> {
  const record = newRecord(folder);
  process.on('exit', () => removeRecord(folder, record));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => process.exit(0));
  await serveWindows({
    ...{ record, timers: realTimers, open: openPool },
    ...lingering(process.env['EIDOLON_HOST_LINGER_MS']),
    empty: (sessions) => {
      // Whoever comes now starts another.
      removeRecord(folder, record);
      void leaveAfter(sessions);
    },
  });
  await writeRecord(folder, record);
  process.send?.({ kind: 'listening' });
}

async function leaveAfter(sessions: Sessions | undefined): Promise<void> {
  await sessions?.end();
  process.exit(0);
}

/** Tests that look for processes left behind have the host leave sooner. */
function lingering(told: string | undefined): { readonly lingerMs?: number } {
  const lingerMs = Number(told);
  return told !== undefined && lingerMs >= 0 ? { lingerMs } : {};
}

const [mode, folder] = process.argv.slice(2);
if (mode === '--shared' && folder !== undefined) await serveAll(folder);
else serveParent();
