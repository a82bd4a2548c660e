import * as vscode from 'vscode';
import {
  checkEnsembleRequest,
  listEnsemblesRequest,
  parseCheckedEnsemble,
  parseEnsembleList,
  type CheckedEnsemble,
  type CheckEnsembleParams,
  type NamedEnsemble,
} from '../../protocol/ensembles.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { messages } from '../messages.ts';
import type { ServerLink } from '../serverLink.ts';

/** Asks the engine which ensembles there are. */
export async function loadEnsembles(link: ServerLink): Promise<Result<readonly NamedEnsemble[]>> {
  const reply = await ask(link, listEnsemblesRequest, {});
  if (!reply.ok) return reply;
  const list = parseEnsembleList(reply.value);
  return list ? ok(list.ensembles) : failed('badInput', messages.badReply());
}

/** Has the engine's own parser judge a specification that is not in the settings yet. */
export async function checkEnsemble(
  link: ServerLink,
  params: CheckEnsembleParams,
): Promise<Result<CheckedEnsemble>> {
  const reply = await ask(link, checkEnsembleRequest, params);
  if (!reply.ok) return reply;
  const checked = parseCheckedEnsemble(reply.value);
  return checked ? ok(checked) : failed('badInput', messages.badReply());
}

async function ask(link: ServerLink, method: string, params: unknown): Promise<Result<unknown>> {
  const source = new vscode.CancellationTokenSource();
  try {
    return await link.request(method, params, source.token);
  } finally {
    source.dispose();
  }
}
