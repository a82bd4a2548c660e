import * as vscode from 'vscode';
import type { ServerLink } from '../serverLink.ts';
import type { Notices } from './notices.ts';

export interface AskDeps {
  readonly link: ServerLink;
  readonly notices: Notices;
}

/** The engine's answer to a request of a command; a failure is shown, and then there is none. */
export async function askEngine(
  { link, notices }: AskDeps,
  method: string,
  params: object,
  token?: vscode.CancellationToken,
  sink?: Parameters<ServerLink['request']>[3],
): Promise<unknown> {
  const source = new vscode.CancellationTokenSource();
  try {
    const reply = await link.request(method, params, token ?? source.token, sink);
    if (reply.ok) return reply.value;
    notices.problem(reply.failure.message);
    return undefined;
  } finally {
    source.dispose();
  }
}
