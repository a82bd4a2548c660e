import * as vscode from 'vscode';
import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageclient/node';
import { failureKinds, type Failure, type FailureKind } from '../../protocol/result.ts';
import { messages } from '../messages.ts';

const kinds: ReadonlySet<string> = new Set(failureKinds);

/** Whether a rejected request was cancelled by its user, which is no failure and needs no words. */
export function isCancellation(error: unknown, token: vscode.CancellationToken): boolean {
  if (error instanceof vscode.CancellationError) return true;
  if (!(error instanceof ResponseError)) return false;
  return (
    error.code === LSPErrorCodes.RequestCancelled ||
    (error.code === LSPErrorCodes.ServerCancelled && token.isCancellationRequested)
  );
}

/** What went wrong with a request, as a sentence; anything unexpected is an internal error. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof ResponseError)) {
    return { kind: 'poolUnavailable', message: messages.failed(), detail: describe(error) };
  }
  if (isLostConnection(error.code) || error.code === LSPErrorCodes.ServerCancelled) {
    return { kind: 'poolUnavailable', message: messages.engineStopped(), detail: error.message };
  }
  return (
    parseFailure(error.data) ?? {
      kind: 'poolUnavailable',
      message: messages.failed(),
      detail: `${error.code}: ${error.message}`,
    }
  );
}

function isLostConnection(code: number): boolean {
  return (
    code === ErrorCodes.PendingResponseRejected ||
    code === ErrorCodes.ConnectionInactive ||
    code === ErrorCodes.MessageWriteError ||
    code === ErrorCodes.MessageReadError
  );
}

/** The sidecar puts its expected failures in the error's data. */
function parseFailure(data: unknown): Failure | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind, message, detail } = data as Record<string, unknown>;
  if (typeof message !== 'string' || !isKind(kind)) return undefined;
  return { kind, message, ...(typeof detail === 'string' ? { detail } : {}) };
}

function isKind(value: unknown): value is FailureKind {
  return typeof value === 'string' && kinds.has(value);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
