import type * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import type { LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../protocol/settings.ts';
import { isSynchronised } from './documents.ts';

/** How one run of the sidecar is started. */
export interface SidecarOptions {
  readonly modulePath: string;
  readonly workingDirectory: string;
  readonly log: vscode.LogOutputChannel;
  readonly initializationOptions: () => InitializationOptions;
  /** Called once when the process or its connection ends by itself. */
  readonly onGone: () => void;
}

/** A client for one run of the sidecar. It never restarts itself and shows nothing: the caller decides. */
export function createSidecarClient(options: SidecarOptions): LanguageClient {
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
    traceOutputChannel: options.log,
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

/** Ends a run, whatever state it is in. */
export async function endClient(client: LanguageClient): Promise<void> {
  const child = client.serverProcess;
  try {
    await client.stop();
  } catch {
    // A client that is still starting, or whose server does not answer, cannot stop politely.
    child?.kill('SIGKILL');
  }
}

/** Whether requests can be sent. */
export function isRunning(client: LanguageClient | undefined): client is LanguageClient {
  return client?.state === State.Running;
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
