import { fork, type ChildProcess } from 'node:child_process';
import * as l10n from '@vscode/l10n';
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
  /** Longest wait for a cancelled call to leave off, in milliseconds. */
  readonly cancelMs?: number;
  /** The process ends after this long without a question, in milliseconds. */
  readonly idleMs?: number;
  /** File with translations of what the process says; absent means English. */
  readonly l10nBundle?: string;
}

interface OpenCall {
  readonly id: number;
  readonly method: CheckerMethod;
  readonly params: unknown;
  /** Absent once the asker has cancelled: then only the process's silence matters. */
  settle?: (result: Result<unknown>) => void;
  /** Asked again after the process ended; a second end is the call's own. */
  repeated: boolean;
  timer?: NodeJS.Timeout;
}

const defaultDeadlineMs = 60_000;
const defaultCancelMs = 5_000;
const defaultIdleMs = 10 * 60_000;

/** Every question gets an answer: the checker's own, or the reason why it has none. */
export function createCheckerClient(options: CheckerClientOptions): CheckerClient {
  const { log, name = 'checker', deadlineMs = defaultDeadlineMs, l10nBundle } = options;
  const { cancelMs = defaultCancelMs, idleMs = defaultIdleMs } = options;
  const calls = new Map<number, OpenCall>();
  let child: ChildProcess | undefined;
  let nextId = 1;
  let idleTimer: NodeJS.Timeout | undefined;
  let disposed = false;

  function start(): ChildProcess {
    const started = fork(options.entry, l10nBundle === undefined ? [] : [l10nBundle], {
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
    log.warn(`the ${name} process ended (${detail})`);
    askAgain(detail);
  }

  /** What the last process left open is asked once more; a second loss is told. */
  function askAgain(detail: string): void {
    for (const open of [...calls.values()]) {
      clearTimeout(open.timer);
      const sentence = l10n.t('The {0} stopped before it had an answer; try again.', name);
      if (!open.settle) finish(open);
      else if (open.repeated) finish(open, failed('checkerUnavailable', sentence, detail));
      else {
        open.repeated = true;
        ask(open);
      }
    }
  }

  function ask(open: OpenCall): void {
    child ??= start();
    open.timer = setTimeout(() => overdue(open), deadlineOf(open));
    send(child, { kind: 'call', id: open.id, method: open.method, params: open.params });
  }

  function deadlineOf({ method, params }: OpenCall): number {
    return typeof deadlineMs === 'number' ? deadlineMs : deadlineMs(method, params);
  }

  function finish(open: OpenCall, result?: Result<unknown>): void {
    clearTimeout(open.timer);
    calls.delete(open.id);
    if (result) open.settle?.(result);
    if (calls.size === 0) armIdle();
  }

  function armIdle(): void {
    clearTimeout(idleTimer);
    idleTimer = setTimeout(stop, idleMs);
    idleTimer.unref();
  }

  function receive(message: CheckerResponse): void {
    if (message.kind === 'log') return log[message.level](`${name}: ${message.message}`);
    if (message.kind === 'ready') return;
    const open = calls.get(message.id);
    if (!open) return;
    if (message.kind === 'result') return finish(open, ok(message.value));
    if (message.kind === 'cancelled') return finish(open);
    log.error(`${name}: ${message.message}`);
    const sentence = l10n.t('The {0} failed on this text; see the log.', name);
    finish(open, failed('checkerUnavailable', sentence, message.message));
  }

  function stop(): void {
    const running = child;
    child = undefined;
    running?.kill('SIGKILL');
  }

  /** One that is late holds up all the others, so the process goes and they are asked again. */
  function overdue(open: OpenCall): void {
    const what = open.settle ? `longer than ${deadlineOf(open)} ms` : 'too long to leave off';
    log.warn(`the ${name} took ${what} for ${open.method} and was stopped`);
    stop();
    finish(
      open,
      failed(
        'timeout',
        l10n.t('The {0} took too long, so nothing was proposed; select less, or try again.', name),
      ),
    );
    askAgain('another question took too long');
  }

  function call<M extends CheckerMethod>(
    method: M,
    params: CheckerCalls[M]['params'],
    signal: AbortSignal,
  ): Promise<Result<CheckerCalls[M]['result']>> {
    signal.throwIfAborted();
    if (disposed)
      return Promise.resolve(failed('checkerUnavailable', l10n.t('Eidolon is shutting down.')));
    clearTimeout(idleTimer);
    return new Promise((resolve, reject) => {
      const open: OpenCall = {
        id: nextId++,
        method,
        params,
        settle: (result) => {
          signal.removeEventListener('abort', abandon);
          // The checker is our own program of the same build, so its answers have the declared shape.
          resolve(result as Result<CheckerCalls[M]['result']>);
        },
        repeated: false,
      };
      function abandon(): void {
        open.settle = undefined;
        clearTimeout(open.timer);
        open.timer = setTimeout(() => overdue(open), cancelMs);
        open.timer.unref();
        if (child) send(child, { kind: 'cancel', id: open.id });
        reject(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
      }
      calls.set(open.id, open);
      signal.addEventListener('abort', abandon, { once: true });
      ask(open);
    });
  }

  return {
    call,
    pid: () => child?.pid,
    dispose() {
      disposed = true;
      stop();
      for (const open of [...calls.values()])
        finish(open, failed('checkerUnavailable', l10n.t('Eidolon is shutting down.')));
      clearTimeout(idleTimer);
    },
  };
}

function send(child: ChildProcess, message: CheckerRequest): void {
  if (child.connected) child.send(message, () => undefined);
}
