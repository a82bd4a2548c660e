import type { ChildLink } from '../../server/pool/childProcess.ts';
import type { WorkerExit } from '../../server/pool/crashes.ts';
import type { HostToWorker, WorkerToHost } from '../../server/pool/messages.ts';

/** A worker process that exists only in a test: it records orders and says what the test lets it say. */
export interface FakeChild extends ChildLink {
  readonly orders: HostToWorker[];
  /** The reason of the kill; `null` for a kill without one. */
  killed: string | null | undefined;
  say(message: WorkerToHost): void;
  exit(exit: Partial<WorkerExit>): void;
}

let nextPid = 1000;

export function createFakeChild(): FakeChild {
  let handlers: Parameters<ChildLink['listen']>[0] | undefined;
  let alive = true;
  const orders: HostToWorker[] = [];
  const fake: FakeChild = {
    pid: nextPid++,
    orders,
    killed: undefined,
    alive: () => alive,
    send: (message) => void orders.push(message as HostToWorker),
    kill: (why) => {
      fake.killed = why ?? null;
    },
    listen: (given) => {
      handlers = given;
    },
    say: (message) => handlers?.message(message),
    exit: (exit) => {
      alive = false;
      handlers?.exit({ code: null, signal: null, lastLines: '', ...exit });
    },
  };
  return fake;
}
