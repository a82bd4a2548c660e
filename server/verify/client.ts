import { fork, type ChildProcess } from 'node:child_process';
import type { CheckerCalls, CheckerMethod } from '../../protocol/checker.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { ExactTools } from '../core/tools.ts';
import { reason, type Log } from '../log.ts';
import type { CheckerRequest, CheckerResponse } from './messages.ts';

/** Exact tools behind a process boundary, started on first use and killed when late. */
export interface CheckerClient extends ExactTools {
  /** Process id while the process runs. */
  pid(): number | undefined;
  dispose(): void;
}

export interface CheckerClientOptions {
  /** Path of the process's entry file. */
  readonly entry: string;
  /** What the log and the user read: `checker` when absent. */
  readonly name?: string;
  readonly log: Log;
  /** Longest wait for one answer, start-up included, in milliseconds. */
  readonly deadlineMs?: number | ((method: CheckerMethod, params: unknown) => number);
  /** Node's options for the process. */
  readonly execArgv?: readonly string[];
  /** The process's environment; absent means this one's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The process ends after this long without a question, in milliseconds. */
  readonly idleMs?: number;
}

interface Pending {
  settle(result: Result<unknown>): void;
  readonly timer: NodeJS.Timeout;
}

const defaultDeadlineMs = 60_000;
const defaultIdleMs = 10 * 60_000;

/** Every question gets an answer: the checker's own, or the reason why it has none. */
export function createCheckerClient(options: CheckerClientOptions): CheckerClient {
  const { log, name = 'checker', deadlineMs = defaultDeadlineMs, idleMs = defaultIdleMs } = options;
  const pending = new Map<number, Pending>();
  let child: ChildProcess | undefined;
  let nextId = 1;
  let idleTimer: NodeJS.Timeout | undefined;
  let disposed = false;

  function start(): ChildProcess {
    const started = fork(options.entry, [], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...(options.env ?? process.env) },
      execArgv: [...(options.execArgv ?? ['--max-old-space-size=1536'])],
      serialization: 'advanced',
    });
    started.stderr?.on('data', (chunk: Buffer) =>
      log.debug(`${name}: ${chunk.toString().trimEnd()}`),
    );
    started.on('message', (message) => receive(message as CheckerResponse));
    started.on('error', (error) => ended(started, reason(error)));
    started.on('exit', (code, signalName) => ended(started, `exit ${code ?? signalName}`));
    return started;
  }

  function ended(process: ChildProcess, detail: string): void {
    if (process !== child) return;
    child = undefined;
    if (!disposed) log.warn(`the ${name} process ended (${detail})`);
    for (const [id, waiting] of [...pending]) {
      finish(
        id,
        waiting,
        failed(
          'checkerUnavailable',
          `The ${name} stopped before it had an answer; try again.`,
          detail,
        ),
      );
    }
  }

  function finish(id: number, waiting: Pending, result: Result<unknown>): void {
    clearTimeout(waiting.timer);
    pending.delete(id);
    waiting.settle(result);
    if (pending.size === 0) armIdle();
  }

  function armIdle(): void {
    clearTimeout(idleTimer);
    idleTimer = setTimeout(() => stop(), idleMs);
    idleTimer.unref();
  }

  function receive(message: CheckerResponse): void {
    if (message.kind === 'log') return log[message.level](`${name}: ${message.message}`);
    if (message.kind === 'ready') return;
    const waiting = pending.get(message.id);
    if (!waiting) return;
    if (message.kind === 'result') return finish(message.id, waiting, ok(message.value));
    log.error(`${name}: ${message.message}`);
    finish(
      message.id,
      waiting,
      failed(
        'checkerUnavailable',
        `The ${name} failed on this text; see the log.`,
        message.message,
      ),
    );
  }

  function stop(): void {
    const running = child;
    child = undefined;
    running?.kill('SIGKILL');
  }

  function late(id: number, method: CheckerMethod, afterMs: number): void {
    const waiting = pending.get(id);
    if (!waiting) return;
    log.warn(`the ${name} took longer than ${afterMs} ms for ${method} and was stopped`);
    finish(
      id,
      waiting,
      failed('timeout', `The ${name} took too long, so the draft counts as not passed.`),
    );
    const running = child;
    stop();
    if (running) {
      for (const [other, rest] of [...pending]) {
        finish(other, rest, failed('checkerUnavailable', `The ${name} was restarted; try again.`));
      }
    }
  }

  function call<M extends CheckerMethod>(
    method: M,
    params: CheckerCalls[M]['params'],
    signal: AbortSignal,
  ): Promise<Result<CheckerCalls[M]['result']>> {
    signal.throwIfAborted();
    if (disposed) return Promise.resolve(failed('checkerUnavailable', 'Eidolon is shutting down.'));
    clearTimeout(idleTimer);
    child ??= start();
    const running = child;
    const id = nextId++;
    const afterMs = typeof deadlineMs === 'number' ? deadlineMs : deadlineMs(method, params);
    return new Promise((resolve, reject) => {
      function abort(): void {
        const waiting = pending.get(id);
        if (!waiting) return;
        clearTimeout(waiting.timer);
        pending.delete(id);
        send(running, { kind: 'cancel', id });
        reject(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
      }
      pending.set(id, {
        timer: setTimeout(() => late(id, method, afterMs), afterMs),
        settle: (result) => {
          signal.removeEventListener('abort', abort);
          // The checker is our own program of the same build, so its answers have the declared shape.
          resolve(result as Result<CheckerCalls[M]['result']>);
        },
      });
      signal.addEventListener('abort', abort, { once: true });
      send(running, { kind: 'call', id, method, params });
    });
  }

  return {
    call,
    pid: () => child?.pid,
    dispose() {
      disposed = true;
      clearTimeout(idleTimer);
      stop();
      for (const [id, waiting] of [...pending]) {
        finish(id, waiting, failed('checkerUnavailable', 'Eidolon is shutting down.'));
      }
    },
  };
}

function send(child: ChildProcess, message: CheckerRequest): void {
  if (child.connected) child.send(message, () => undefined);
}
