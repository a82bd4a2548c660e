import type { CancellationToken } from 'vscode-languageserver';

/** Thrown out of cancelled work; never logged and never shown. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('The request was cancelled.');
  }
}

/** An AbortSignal that follows an LSP cancellation token. */
export function signalFrom(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort(new CancelledError());
  token.onCancellationRequested(() => controller.abort(new CancelledError()));
  return controller.signal;
}
