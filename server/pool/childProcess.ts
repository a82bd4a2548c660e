import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { WorkerExit } from './crashes.ts';

/** One of our own Node processes with a message channel. */
export interface ChildLink {
  readonly pid: number | undefined;
  alive(): boolean;
  send(message: unknown): void;
  /** Ends the process at once; `why` makes the exit the model's fault. */
  kill(why?: string): void;
  /** Set once, before the first message can arrive. */
  listen(handlers: LinkHandlers): void;
}

/** Who hears what a process says, and how it ended. */
export interface LinkHandlers {
  message(value: unknown): void;
  exit(exit: WorkerExit): void;
}

// llama.cpp decodes, samples and loads on libuv's pool. More threads than can run at a time only move each
// token to a colder one, which costs a small model a fifth of its speed.
const threadPoolSize = Math.max(4, Math.min(12, availableParallelism() + 2));
const keptLines = 12;
const longestLine = 400;

/** Forks an entry file with this process's own Node or Electron. */
export function forkChild(entry: string, env: Readonly<Record<string, string>> = {}): ChildLink {
  const child = fork(entry, [], {
    execArgv: [],
    env: childEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Its own group: a Ctrl+C in a terminal then reaches only the program, which ends its children.
    detached: process.platform !== 'win32',
  });
  const lastLines = collectLines(child);
  let killedFor: string | undefined;
  let ended = false;
  const { deliver, listen } = createDelivery();

  function end(code: number | null, signal: string | null): void {
    if (ended) return;
    ended = true;
    deliver((handlers) => handlers.exit({ code, signal, killedFor, lastLines: lastLines() }));
  }

  child.on('message', (value) => deliver((handlers) => handlers.message(value)));
  child.on('error', () => end(null, null));
  child.on('exit', end);
  return {
    pid: child.pid,
    alive: () => !ended,
    send: (message) => {
      // A process that just died takes no message; its exit is what counts.
      if (child.connected) child.send(message as object, () => undefined);
    },
    kill: (why) => {
      killedFor ??= why;
      child.kill('SIGKILL');
    },
    listen,
  };
}

/** What happens on a link before somebody listens is kept until then. */
export function createDelivery(): {
  deliver(action: (handlers: LinkHandlers) => void): void;
  listen: ChildLink['listen'];
} {
  const waiting: ((handlers: LinkHandlers) => void)[] = [];
  let handlers: LinkHandlers | undefined;
  return {
    deliver(action) {
      if (handlers) action(handlers);
      else waiting.push(action);
    },
    listen(given) {
      handlers = given;
      for (const action of waiting.splice(0)) action(given);
    },
  };
}

/** The environment of every process of ours. */
export function childEnvironment(env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  // Our number wins over an inherited one: an editor starts the sidecar with a pool of two.
  return { ...process.env, UV_THREADPOOL_SIZE: String(threadPoolSize), ...env };
}

function collectLines(child: ChildProcess): () => string {
  const lines: string[] = [];
  const keep = (chunk: Buffer): void => {
    lines.push(
      ...chunk
        .toString()
        .split('\n')
        .filter(Boolean)
        .map((line) => line.slice(0, longestLine)),
    );
    lines.splice(0, lines.length - keptLines);
  };
  child.stderr?.on('data', keep);
  child.stdout?.on('data', keep);
  return () => lines.join('\n');
}
