import type { CancellationToken } from 'vscode-languageserver';

/** Thrown out of cancelled work; never logged and never shown. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('The request was cancelled.');
  }
}

/** An AbortSignal that follows an LSP cancellation token, and the end of the engine. */
export function signalFrom(token: CancellationToken, ending: AbortSignal): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort(new CancelledError());
  token.onCancellationRequested(() => controller.abort(new CancelledError()));
  return AbortSignal.any([controller.signal, ending]);
}
