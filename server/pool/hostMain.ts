import { createLog } from '../log.ts';
import { createHost, type Host } from './host.ts';
import {
  parseClientMessage,
  poolVersion,
  type ClientToHost,
  type HostToClient,
} from './messages.ts';
import { exitWithParent } from '../parentWatch.ts';
import { realTimers } from './timers.ts';

/** Entry of the pool host process: talks to one client and owns the workers. */

function send(message: HostToClient): void {
  if (process.connected) process.send?.(message);
}

const log = createLog('debug', (level, message) => {
  if (level !== 'off') send({ kind: 'log', level, message });
});

let host: Host | undefined;

async function begin(message: Extract<ClientToHost, { kind: 'hello' }>): Promise<void> {
  if (message.version !== poolVersion) {
    log.error(`the client speaks version ${message.version}, this host ${poolVersion}`);
    process.exit(2);
  }
  host = await createHost({ config: message.config, log, timers: realTimers, send });
  send({ kind: 'hello', version: poolVersion, pid: process.pid });
}

function serve(pool: Host, message: Exclude<ClientToHost, { kind: 'hello' }>): void {
  switch (message.kind) {
    case 'members':
      void pool.members().then((members) => send({ kind: 'members', id: message.id, members }));
      return;
    case 'call':
      void pool.call(message.id, message.member, message.call);
      return;
    case 'cancel':
      return pool.cancel(message.id);
    case 'warm':
      void pool.warm(message.member);
      return;
    case 'release':
      void pool.release(message.member);
      return;
    case 'unload':
      return pool.unload(message.member);
    case 'reload':
      return pool.reload();
    case 'shutdown':
      pool.dispose();
      process.exit(0);
  }
}

// Workers end by themselves when this process does; killing them makes it immediate.
process.on('exit', () => host?.dispose());
exitWithParent();
process.on('message', (value: unknown) => {
  const message = parseClientMessage(value);
  if (!message) log.warn('a message of unknown kind was ignored');
  else if (message.kind === 'hello') void begin(message);
  else if (host) serve(host, message);
});
