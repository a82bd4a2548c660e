import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver/node';

/** For a client that wants to hear nothing. */
export const silentProgress: WorkDoneProgressReporter = {
  begin: () => undefined,
  report: () => undefined,
  done: () => undefined,
};

/** Where progress goes: to the token that the client made, or nowhere. */
export function progressFor(
  connection: Connection,
  token: string | number | undefined,
): WorkDoneProgressReporter {
  return token === undefined ? silentProgress : connection.window.attachWorkDoneProgress(token);
}

/** Tells in a few words, or numbers, how far the work is. */
export type Report = (message: string, percentage?: number) => void;

/** Shows work that tells how many per cent are done. */
export async function withReports<T>(
  connection: Connection,
  token: string | number | undefined,
  first: string | undefined,
  work: (report: Report) => Promise<T>,
): Promise<T> {
  const progress = progressFor(connection, token);
  progress.begin('Eidolon', 0, first, true);
  try {
    return await work((message, percentage) =>
      percentage === undefined ? progress.report(message) : progress.report(percentage, message),
    );
  } finally {
    progress.done();
  }
}
