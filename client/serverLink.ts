import * as vscode from 'vscode';
import { failed, ok } from '../protocol/result.ts';
import type { Result } from '../protocol/result.ts';
import type { InitializationOptions } from '../protocol/settings.ts';
import { afterCrash } from './engine/backoff.ts';
import type {
  NotificationHandler,
  ProgressSink,
  RequestHandler,
  Sidecar,
} from './engine/sidecarClient.ts';
import { messages } from './messages.ts';

/** Where the sidecar stands, as far as the client can tell. */
export type LinkState = 'stopped' | 'starting' | 'running' | 'waiting' | 'failed';

export interface ServerLinkOptions {
  /** Asked at each start. */
  readonly modulePath: () => string;
  readonly workingDirectory: string;
  readonly log: vscode.LogOutputChannel;
  /** Takes out of a line what no log may hold. */
  readonly clean: (line: string) => string;
  readonly initializationOptions: () => InitializationOptions;
  /** 0 keeps the engine running. */
  readonly idleMinutes: () => number;
  readonly startTimeoutMs: number;
}

/**
 * Starts the sidecar on first use, restarts it after a crash with growing delays, and gives up after
 * a few, so that a hopeless engine costs nothing and the user decides. One client per run: a run that
 * ended is never revived.
 */
export class ServerLink implements vscode.Disposable {
  private sidecar: Sidecar | undefined;
  private starting: Promise<Result<Sidecar>> | undefined;
  private current: LinkState = 'stopped';
  private readonly crashTimesMs: number[] = [];
  private readonly inFlight = new Set<symbol>();
  private restartTimer: NodeJS.Timeout | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  private disposed = false;
  private retiring = false;
  /** Counts the stops, so that a start that was overtaken by one knows it. */
  private stops = 0;
  private readonly stateEmitter = new vscode.EventEmitter<LinkState>();
  private readonly goneForGoodEmitter = new vscode.EventEmitter<void>();
  readonly onDidChangeState = this.stateEmitter.event;
  /** The engine crashed too often; a person has to press *Restart Engine*. */
  readonly onDidGiveUp = this.goneForGoodEmitter.event;

  constructor(
    private readonly options: ServerLinkOptions,
    private readonly handlers: readonly NotificationHandler[],
    private readonly answers: readonly RequestHandler[] = [],
  ) {}

  get state(): LinkState {
    return this.current;
  }

  /** Process id of the sidecar while it runs. */
  get processId(): number | undefined {
    return this.sidecar?.processId;
  }

  /** Sends one request, starting the sidecar if need be. Cancellation rejects with CancellationError. */
  async request(
    method: string,
    params: unknown,
    token: vscode.CancellationToken,
    progress?: ProgressSink,
  ): Promise<Result<unknown>> {
    const mark = Symbol(method);
    this.inFlight.add(mark);
    this.armIdleTimer();
    try {
      const started = await untilCancelled(this.start(), token);
      if (!started.ok) return started;
      const reply = await started.value.request(method, params, token, progress);
      if (!reply.ok) {
        const { kind, message, detail } = reply.failure;
        this.options.log.warn(`${method}: ${kind}: ${detail ?? message}`);
      }
      return reply;
    } finally {
      this.inFlight.delete(mark);
      this.armIdleTimer();
      this.retireIfFree();
    }
  }

  /** Sends a notification if the sidecar runs, and answers whether it went out; otherwise there is nobody to tell. */
  async notify(method: string, params: unknown): Promise<boolean> {
    if (!this.sidecar?.isRunning) return false;
    try {
      await this.sidecar.notify(method, params);
      return true;
    } catch (error) {
      this.options.log.debug(`${method} was not delivered: ${String(error)}`);
      return false;
    }
  }

  /** As `start`, given up without a word to the sidecar when the token is cancelled. */
  startUnlessCancelled(token: vscode.CancellationToken): Promise<Result<unknown>> {
    return untilCancelled(this.start(), token);
  }

  /** Starts the sidecar unless it runs or starts already. */
  async start(): Promise<Result<Sidecar>> {
    if (this.disposed) return failed('poolUnavailable', messages.engineNotStarted());
    if (this.sidecar?.isRunning) return ok(this.sidecar);
    if (this.current === 'failed') return failed('poolUnavailable', messages.engineGaveUp());
    if (this.starting) return this.starting;
    const starting = this.run().finally(() => {
      if (this.starting === starting) this.starting = undefined;
    });
    this.starting = starting;
    return starting;
  }

  /** Ends the sidecar once nothing runs, so that the next request starts one with the settings of then. */
  retire(): void {
    this.retiring = this.sidecar !== undefined || this.starting !== undefined;
    this.retireIfFree();
  }

  /** Forgets earlier crashes and starts a fresh sidecar. */
  async restart(): Promise<Result<Sidecar>> {
    this.crashTimesMs.length = 0;
    await this.stop();
    return this.start();
  }

  async stop(): Promise<void> {
    clearTimeout(this.restartTimer);
    this.stops++;
    const { sidecar } = this;
    // One that is still starting is not waited for: it may hang.
    this.starting = undefined;
    this.sidecar = undefined;
    this.setState('stopped');
    await sidecar?.end();
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    clearTimeout(this.idleTimer);
    await this.stop();
    this.stateEmitter.dispose();
    this.goneForGoodEmitter.dispose();
  }

  private retireIfFree(): void {
    if (!this.retiring || this.inFlight.size > 0) return;
    this.retiring = false;
    void this.stop();
  }

  private async run(): Promise<Result<Sidecar>> {
    clearTimeout(this.restartTimer);
    this.setState('starting');
    const { stops } = this;
    const overtaken = (): boolean => this.stops !== stops;
    // Loaded here, because the language client is most of the bundle and activation needs none of it.
    const { createSidecar } = await import('./engine/sidecarClient.ts');
    if (overtaken()) return failed('poolUnavailable', messages.engineStopped());
    const sidecar: Sidecar = createSidecar({
      ...this.options,
      modulePath: this.options.modulePath(),
      handlers: this.handlers,
      answers: this.answers,
      onGone: () => this.onGone(sidecar),
    });
    this.sidecar = sidecar;
    const inTime = await this.startInTime(sidecar);
    if (inTime.ok && !overtaken()) {
      this.setState('running');
      this.armIdleTimer();
      return ok(sidecar);
    }
    // A process that died has been counted by `onGone`; one that hangs is ended and counted here.
    if (this.sidecar === sidecar) this.onGone(sidecar);
    void sidecar.end();
    return inTime.ok ? failed('poolUnavailable', messages.engineStopped()) : inTime;
  }

  private async startInTime(sidecar: Sidecar): Promise<Result<void>> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Result<void>>((resolve) => {
      timer = setTimeout(
        () => resolve(failed('timeout', messages.engineSlow())),
        this.options.startTimeoutMs,
      );
    });
    const started = sidecar.start().then(
      () => ok(undefined),
      (error: unknown) =>
        failed<void>('poolUnavailable', messages.engineNotStarted(), String(error)),
    );
    const outcome = await Promise.race([started, late]);
    clearTimeout(timer);
    if (!outcome.ok) {
      this.options.log.error(`${outcome.failure.message} ${outcome.failure.detail ?? ''}`);
    }
    return outcome;
  }

  private onGone(sidecar: Sidecar): void {
    if (this.sidecar !== sidecar || this.disposed) return;
    this.sidecar = undefined;
    this.crashTimesMs.push(Date.now());
    const next = afterCrash(this.crashTimesMs, Date.now());
    if (next.kind === 'giveUp') {
      this.options.log.error(messages.engineGaveUp());
      this.setState('failed');
      this.goneForGoodEmitter.fire();
      return;
    }
    this.options.log.warn(`The engine stopped; it starts again in ${next.delayMs} ms.`);
    this.setState('waiting');
    this.restartTimer = setTimeout(() => void this.start(), next.delayMs);
  }

  private armIdleTimer(): void {
    clearTimeout(this.idleTimer);
    const minutes = this.options.idleMinutes();
    if (minutes === 0 || this.inFlight.size > 0 || this.disposed) return;
    this.idleTimer = setTimeout(() => {
      if (this.inFlight.size > 0 || !this.sidecar?.isRunning) return;
      this.options.log.info('The engine was idle and is stopped; the next request starts it.');
      void this.stop();
    }, minutes * 60_000);
  }

  private setState(state: LinkState): void {
    if (this.current === state) return;
    this.current = state;
    if (!this.disposed) this.stateEmitter.fire(state);
  }
}

/** Waits no longer than the token allows; what was waited for goes on, as others may need it. */
function untilCancelled<T>(work: Promise<T>, token: vscode.CancellationToken): Promise<T> {
  return new Promise((resolve, reject) => {
    if (token.isCancellationRequested) return reject(new vscode.CancellationError());
    const waiting = token.onCancellationRequested(() => reject(new vscode.CancellationError()));
    work.then(resolve, reject).finally(() => waiting.dispose());
  });
}
