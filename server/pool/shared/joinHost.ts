import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import os from 'node:os';
import type { Log } from '../../log.ts';
import { withFolderLock } from '../../models/folderLock.ts';
import {
  childEnvironment,
  createDelivery,
  forkChild,
  type ChildLink,
  type LinkHandlers,
} from '../childProcess.ts';
import type { HostConfig } from '../messages.ts';
import { onLines, sendLine } from './lines.ts';
import {
  meetingPlace,
  outputFile,
  readRecord,
  removeSocket,
  type HostRecord,
} from './meetingPlace.ts';

export interface JoinOptions {
  readonly hostEntry: string;
  readonly config: HostConfig;
  readonly log: Log;
  readonly env?: Readonly<Record<string, string>>;
}

const connectMs = 3_000;
const startMs = 20_000;
const keptLines = 12;

/**
 * A link to the one host that serves every window and command line of this user, which is started when there is none.
 * Where that cannot be, a host of its own takes its place, and the log says why.
 */
export function joinHost(options: JoinOptions): ChildLink {
  return lateLink(find(options));
}

async function find(options: JoinOptions): Promise<ChildLink> {
  const { hostEntry, config, log, env } = options;
  const place = meetingPlace(hostEntry, config);
  try {
    if (!place.ok) throw new Error(place.failure.message);
    const folder = place.value;
    const link =
      (await reach(folder)) ?? (await withFolderLock(folder, () => begin(options, folder)));
    return link;
  } catch (error) {
    log.warn(`the models are loaded for this window alone: ${String(error)}`);
    return forkChild(hostEntry, env);
  }
}

/** Joins the host that is known, if it lives. */
async function reach(folder: string): Promise<ChildLink | undefined> {
  const record = readRecord(folder);
  const socket = record && (await dial(record));
  return record && socket && socketLink(socket, record, folder);
}

/** A socket on which the host has said a first word: one that is just dying can still be connected to. */
function dial({ address, token }: HostRecord): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const refused = (): void => settle(undefined);
    const welcomed = (): void => settle(socket);
    function settle(found: Socket | undefined): void {
      clearTimeout(deadline);
      socket.off('close', refused).off('data', welcomed);
      // Whatever comes next waits until somebody listens.
      socket.pause();
      if (!found) socket.destroy();
      resolve(found);
    }
    const deadline = setTimeout(refused, connectMs);
    socket.once('connect', () => sendLine(socket, { token }));
    socket.on('error', () => socket.destroy());
    socket.on('data', welcomed).on('close', refused);
  });
}

/** Under the lock: joins the host that another just started, or starts it. */
async function begin(options: JoinOptions, folder: string): Promise<ChildLink> {
  const found = await reach(folder);
  if (found) return found;
  const dead = readRecord(folder);
  if (dead) removeSocket(dead);
  await startHost(options, folder);
  const link = await reach(folder);
  if (!link) throw new Error('its host cannot be reached');
  return link;
}

function startHost({ hostEntry, env }: JoinOptions, folder: string): Promise<void> {
  const output = openSync(outputFile(folder), 'w', 0o600);
  const child = spawn(process.execPath, [hostEntry, '--shared', folder], {
    // It outlives this process and must not hold a folder that the user wants to remove.
    detached: true,
    cwd: os.homedir(),
    env: childEnvironment(env),
    stdio: ['ignore', output, output, 'ipc'],
    windowsHide: true,
  });
  closeSync(output);
  return new Promise((resolve, reject) => {
    const settle = (problem?: string): void => {
      clearTimeout(deadline);
      child.removeAllListeners();
      if (child.connected) child.disconnect();
      child.unref();
      if (problem === undefined) resolve();
      else reject(new Error(problem));
    };
    const deadline = setTimeout(() => {
      child.kill('SIGKILL');
      settle('its host did not start in time');
    }, startMs);
    child.once('message', () => settle());
    child.once('error', (error) => settle(String(error)));
    child.once('exit', (code) => settle(`its host ended with code ${code}: ${lastLines(folder)}`));
  });
}

function lastLines(folder: string): string {
  try {
    return readFileSync(outputFile(folder), 'utf8')
      .split('\n')
      .filter(Boolean)
      .slice(-keptLines)
      .join('\n');
  } catch {
    return '';
  }
}

function socketLink(socket: Socket, { pid }: HostRecord, folder: string): ChildLink {
  let killedFor: string | undefined;
  let ended = false;
  const { deliver, listen } = createDelivery();
  socket.on('close', () => {
    if (ended) return;
    ended = true;
    deliver((handlers) =>
      handlers.exit({
        code: null,
        signal: null,
        killedFor: killedFor ?? gone,
        lastLines: lastLines(folder),
      }),
    );
  });
  onLines(socket, (value) => deliver((handlers) => handlers.message(value)));
  socket.resume();
  return {
    pid,
    alive: () => !ended,
    send: (message) => sendLine(socket, message),
    kill: (why) => {
      killedFor ??= why;
      // The socket is open, so the number still belongs to the host that gave it.
      if (!ended) endProcess(pid);
      socket.destroy();
    },
    listen,
  };
}

const gone = 'its process ended';

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself just now.
  }
}

/** A link that takes orders before it is there. */
function lateLink(found: Promise<ChildLink>): ChildLink {
  let link: ChildLink | undefined;
  let killed = false;
  let handlers: LinkHandlers | undefined;
  const backlog: unknown[] = [];
  void found.then((each) => {
    // Given up meanwhile; the host may serve others, so only this client leaves it.
    if (killed) return each.send({ kind: 'shutdown' });
    link = each;
    for (const message of backlog.splice(0)) each.send(message);
    if (handlers) each.listen(handlers);
  });
  return {
    get pid() {
      return link?.pid;
    },
    alive: () => (link ? link.alive() : !killed),
    send: (message) => (link ? link.send(message) : void backlog.push(message)),
    kill: (why) => {
      if (link || killed) return link?.kill(why);
      killed = true;
      handlers?.exit({ code: null, signal: null, killedFor: why, lastLines: '' });
    },
    listen: (given) => {
      handlers = given;
      link?.listen(given);
    },
  };
}
