import { timingSafeEqual } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import {
  parseClientMessage,
  poolVersion,
  type HostConfig,
  type HostToClient,
} from '../messages.ts';
import type { Session, Sessions } from '../sessions.ts';
import type { Timers } from '../timers.ts';
import { onLines, sendLine } from './lines.ts';
import type { HostRecord } from './meetingPlace.ts';

/** A host of all windows, as the operating system sees it. */
export interface WindowServer {
  readonly record: HostRecord;
  readonly timers: Timers;
  /** Makes the pool when the first client says how. */
  open(config: HostConfig): Promise<Sessions>;
  /** How long it waits for another client once nobody is left, in milliseconds; absent means the usual time. */
  readonly lingerMs?: number;
  /** Nobody is left, and nobody can come any more; absent sessions were never asked for. */
  empty(sessions: Sessions | undefined): void;
}

/** A window that reloads, or the next command of a shell script, finds the models still loaded. */
const defaultLingerMs = 5_000;
/** Whoever started the host joins it, or has died. */
const firstClientMs = 30_000;
const greetingMs = 10_000;

/** Listens for clients that know the token; resolves once they can come. */
export function serveWindows(server: WindowServer): Promise<void> {
  const { record, timers, lingerMs = defaultLingerMs } = server;
  let sessions: Promise<Sessions> | undefined;
  let joined = 0;
  let stopWaiting = timers.after(firstClientMs, close);
  const listening = createServer(welcome);
  const sockets = new Set<Socket>();

  function left(): void {
    if (--joined > 0) return;
    stopWaiting = timers.after(lingerMs, close);
  }

  function close(): void {
    listening.close();
    for (const socket of sockets) socket.destroy();
    const open = Promise.resolve(sessions).catch(() => undefined);
    void open.then(server.empty);
  }

  function welcome(socket: Socket): void {
    sockets.add(socket);
    let session: Session | undefined;
    let greeted = false;
    const send = (message: HostToClient): void => sendLine(socket, message);
    const giveUp = timers.after(greetingMs, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      giveUp();
      session?.leave();
      if (greeted) left();
    });

    async function greet(config: HostConfig): Promise<void> {
      send({ kind: 'hello', version: poolVersion, pid: process.pid });
      sessions ??= server.open(config);
      const all = await sessions;
      if (!socket.destroyed) session = all.join(send);
    }

    // What comes while the pool is made waits for it.
    let order = Promise.resolve();
    let known = false;
    onLines(socket, (value) => {
      if (!known) {
        if (!hasToken(value, record.token)) return void socket.destroy();
        known = true;
        return sendLine(socket, { kind: 'welcome' });
      }
      const message = parseClientMessage(value);
      if (message?.kind === 'hello' && !greeted) {
        if (message.version !== poolVersion) return void socket.destroy();
        giveUp();
        greeted = true;
        joined++;
        stopWaiting();
        order = greet(message.config);
      } else if (message?.kind === 'shutdown') socket.end();
      else if (message && message.kind !== 'hello')
        order = order.then(() => session?.receive(message));
    });
  }

  return new Promise((resolve, reject) => {
    listening.once('error', reject);
    listening.listen(record.address, resolve);
  });
}

function hasToken(value: unknown, token: string): boolean {
  const said = (value as { token?: unknown } | null)?.token;
  if (typeof said !== 'string' || said.length !== token.length) return false;
  return timingSafeEqual(Buffer.from(said), Buffer.from(token));
}
