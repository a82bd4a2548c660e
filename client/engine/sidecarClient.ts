import { CancellationError } from 'vscode';
import type * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  ProgressType,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import type { LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../protocol/settings.ts';
import { ok } from '../../protocol/result.ts';
import type { Result } from '../../protocol/result.ts';
import { isSynchronised } from './documents.ts';
import { isCancellation, toFailure } from './failures.ts';

/** How one run of the sidecar is started. */
export interface SidecarOptions {
  readonly modulePath: string;
  readonly workingDirectory: string;
  readonly log: vscode.LogOutputChannel;
  /** Takes out of a line what no log may hold. */
  readonly clean: (line: string) => string;
  readonly initializationOptions: () => InitializationOptions;
  readonly handlers: readonly NotificationHandler[];
  readonly answers: readonly RequestHandler[];
  /** Called once when the process or its connection ends by itself. */
  readonly onGone: () => void;
}

/** Handler for a notification from the sidecar. */
export interface NotificationHandler {
  readonly method: string;
  readonly handle: (params: unknown) => void;
}

/** Answers a request from the sidecar. */
export interface RequestHandler {
  readonly method: string;
  readonly handle: (params: unknown) => Promise<unknown>;
}

/** Where the stages of one request go. */
export interface ProgressSink {
  readonly token: string;
  readonly report: (value: unknown) => void;
}

/** One run of the sidecar; it is never revived. */
export interface Sidecar {
  readonly isRunning: boolean;
  readonly processId: number | undefined;
  start(): Promise<void>;
  /** Cancellation rejects with CancellationError; every other end is a value. */
  request(
    method: string,
    params: unknown,
    token: vscode.CancellationToken,
    progress?: ProgressSink,
  ): Promise<Result<unknown>>;
  notify(method: string, params: unknown): Promise<void>;
  /** Ends the process, whatever state it is in. */
  end(): Promise<void>;
}

/** Progress values are parsed by whoever shows them, so the type promises nothing. */
const progressType = new ProgressType<unknown>();

/** Prepares one run. It never restarts itself and shows nothing: the caller decides. */
export function createSidecar(options: SidecarOptions): Sidecar {
  const client = createClient(options);
  for (const { method, handle } of options.handlers) client.onNotification(method, handle);
  for (const { method, handle } of options.answers) client.onRequest(method, handle);
  return {
    get isRunning() {
      return client.state === State.Running;
    },
    get processId() {
      return client.serverProcess?.pid;
    },
    start: () => client.start(),
    async request(method, params, token, progress) {
      const listening =
        progress && client.onProgress(progressType, progress.token, progress.report);
      try {
        return ok(await client.sendRequest<unknown>(method, params, token));
      } catch (error) {
        if (isCancellation(error, token)) throw new CancellationError();
        return { ok: false, failure: toFailure(error) };
      } finally {
        listening?.dispose();
      }
    },
    notify: (method, params) => client.sendNotification(method, params),
    end: () => endClient(client),
  };
}

function createClient(options: SidecarOptions): LanguageClient {
  const server: ServerOptions = {
    module: options.modulePath,
    transport: TransportKind.ipc,
    options: {
      cwd: options.workingDirectory,
      // The sidecar itself does little file work; workers get pool sizes of their own.
      env: { UV_THREADPOOL_SIZE: '2' },
    },
  };
  const client: LanguageClientOptions = {
    // No scheme: untitled files, notebook cells and remote or virtual files are refined alike.
    documentSelector: [{ language: '*' }],
    initializationOptions: options.initializationOptions,
    outputChannel: options.log,
    // The wire's trace holds whole messages, and with them the keys of servers.
    traceOutputChannel: cleaned(options.log, options.clean),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        options.onGone();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
    middleware: {
      didOpen: (document, next) => (isSynchronised(document) ? next(document) : done()),
      didChange: (event, next) => (isSynchronised(event.document) ? next(event) : done()),
      didClose: (document, next) => (isSynchronised(document) ? next(document) : done()),
      didSave: (document, next) => (isSynchronised(document) ? next(document) : done()),
      // The client's own provider answers the light bulb, so that no process starts to paint it.
      provideCodeActions: () => undefined,
    },
    stdioOptions: { stdout: pipeToLog(options.log), stderr: pipeToLog(options.log) },
  };
  return new LanguageClient('eidolon', 'Eidolon', server, client);
}

/** The same channel, whose texts are cleaned first. */
function cleaned(
  log: vscode.LogOutputChannel,
  clean: (line: string) => string,
): vscode.LogOutputChannel {
  return new Proxy(log, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown =>
        Reflect.apply(
          value,
          target,
          args.map((each) => (typeof each === 'string' ? clean(each) : each)),
        );
    },
  });
}

async function endClient(client: LanguageClient): Promise<void> {
  const child = client.serverProcess;
  try {
    await client.stop();
  } catch {
    // A client that is still starting, or whose server does not answer, cannot stop politely.
    child?.kill('SIGKILL');
  }
}

function done(): Promise<void> {
  return Promise.resolve();
}

/** Standard error carries the sidecar's log, not only errors. */
function pipeToLog(log: vscode.LogOutputChannel): (input: NodeJS.ReadableStream) => void {
  return (input) => {
    let rest = '';
    input.setEncoding('utf8');
    input.on('data', (chunk: string | Buffer) => {
      const lines = (rest + String(chunk)).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) log.info(line);
    });
    input.on('end', () => {
      if (rest !== '') log.info(rest);
    });
  };
}
