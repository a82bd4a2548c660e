import * as vscode from 'vscode';
import { ProgressType } from 'vscode-languageclient/node';
import type { LanguageClient } from 'vscode-languageclient/node';
import { failed, ok } from '../protocol/result.ts';
import type { Result } from '../protocol/result.ts';
import type { InitializationOptions } from '../protocol/settings.ts';
import { afterCrash } from './engine/backoff.ts';
import { isCancellation, toFailure } from './engine/failures.ts';
import { createSidecarClient, endClient, isRunning } from './engine/sidecarClient.ts';
import { messages } from './messages.ts';

/** Progress values are parsed by whoever shows them, so the type promises nothing. */
const progressType = new ProgressType<unknown>();

/** Where the sidecar stands, as far as the client can tell. */
export type LinkState = 'stopped' | 'starting' | 'running' | 'waiting' | 'failed';

export interface ServerLinkOptions {
  /** Asked at each start. */
  readonly modulePath: () => string;
  readonly workingDirectory: string;
  readonly log: vscode.LogOutputChannel;
  readonly initializationOptions: () => InitializationOptions;
  /** 0 keeps the engine running. */
  readonly idleMinutes: () => number;
  readonly startTimeoutMs: number;
}

/** Handler for a notification from the sidecar; set on every run. */
export interface NotificationHandler {
  readonly method: string;
  readonly handle: (params: unknown) => void;
}

/**
 * Starts the sidecar on first use, restarts it after a crash with growing delays, and gives up after
 * a few, so that a hopeless engine costs nothing and the user decides. One client per run: a run that
 * ended is never revived.
 */
export class ServerLink implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private starting: Promise<Result<LanguageClient>> | undefined;
  private current: LinkState = 'stopped';
  private readonly crashTimesMs: number[] = [];
  private readonly inFlight = new Set<symbol>();
  private restartTimer: NodeJS.Timeout | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  private disposed = false;
  private readonly stateEmitter = new vscode.EventEmitter<LinkState>();
  private readonly goneForGoodEmitter = new vscode.EventEmitter<void>();
  readonly onDidChangeState = this.stateEmitter.event;
  /** The engine crashed too often; a person has to press *Restart Engine*. */
  readonly onDidGiveUp = this.goneForGoodEmitter.event;

  constructor(
    private readonly options: ServerLinkOptions,
    private readonly handlers: readonly NotificationHandler[],
  ) {}

  get state(): LinkState {
    return this.current;
  }

  /** Process id of the sidecar while it runs. */
  get processId(): number | undefined {
    return this.client?.serverProcess?.pid;
  }

  /** Sends one request, starting the sidecar if need be. Cancellation rejects with CancellationError. */
  async request(
    method: string,
    params: unknown,
    token: vscode.CancellationToken,
    onProgress?: { readonly token: string; readonly report: (value: unknown) => void },
  ): Promise<Result<unknown>> {
    const mark = Symbol(method);
    this.inFlight.add(mark);
    this.armIdleTimer();
    try {
      const started = await this.start();
      if (token.isCancellationRequested) throw new vscode.CancellationError();
      if (!started.ok) return started;
      const progress =
        onProgress && started.value.onProgress(progressType, onProgress.token, onProgress.report);
      try {
        return ok(await started.value.sendRequest<unknown>(method, params, token));
      } finally {
        progress?.dispose();
      }
    } catch (error) {
      if (isCancellation(error, token)) throw new vscode.CancellationError();
      const failure = toFailure(error);
      this.options.log.warn(`${method}: ${failure.kind}: ${failure.detail ?? failure.message}`);
      return { ok: false, failure };
    } finally {
      this.inFlight.delete(mark);
      this.armIdleTimer();
    }
  }

  /** Sends a notification if the sidecar runs; otherwise there is nobody to tell. */
  notify(method: string, params: unknown): void {
    if (!isRunning(this.client)) return;
    this.client.sendNotification(method, params).catch((error: unknown) => {
      this.options.log.debug(`${method} was not delivered: ${String(error)}`);
    });
  }

  /** Starts the sidecar unless it runs or starts already. */
  async start(): Promise<Result<LanguageClient>> {
    if (this.disposed) return failed('poolUnavailable', messages.engineNotStarted());
    if (isRunning(this.client)) return ok(this.client);
    if (this.current === 'failed') return failed('poolUnavailable', messages.engineGaveUp());
    this.starting ??= this.run().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  /** Forgets earlier crashes and starts a fresh sidecar. */
  async restart(): Promise<Result<LanguageClient>> {
    this.crashTimesMs.length = 0;
    await this.stop();
    return this.start();
  }

  async stop(): Promise<void> {
    clearTimeout(this.restartTimer);
    await this.starting?.catch(() => undefined);
    const client = this.client;
    this.client = undefined;
    this.setState('stopped');
    if (client) await endClient(client);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    clearTimeout(this.idleTimer);
    await this.stop();
    this.stateEmitter.dispose();
    this.goneForGoodEmitter.dispose();
  }

  private async run(): Promise<Result<LanguageClient>> {
    clearTimeout(this.restartTimer);
    this.setState('starting');
    const client: LanguageClient = createSidecarClient({
      ...this.options,
      modulePath: this.options.modulePath(),
      onGone: () => this.onGone(client),
    });
    for (const { method, handle } of this.handlers) client.onNotification(method, handle);
    this.client = client;
    const inTime = await this.startInTime(client);
    if (inTime.ok) {
      this.setState('running');
      this.armIdleTimer();
      return ok(client);
    }
    // A process that died has been counted by `onGone`; one that hangs is ended and counted here.
    if (this.client === client) this.onGone(client);
    void endClient(client);
    return inTime;
  }

  private async startInTime(client: LanguageClient): Promise<Result<void>> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Result<void>>((resolve) => {
      timer = setTimeout(
        () => resolve(failed('timeout', messages.engineSlow())),
        this.options.startTimeoutMs,
      );
    });
    const started = client.start().then(
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

  private onGone(client: LanguageClient): void {
    if (this.client !== client || this.disposed) return;
    this.client = undefined;
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
      if (this.inFlight.size > 0 || !isRunning(this.client)) return;
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
