import * as vscode from 'vscode';
import {
  verifyModelsRequest,
  type ModelParams,
  type VerifiedModelResult,
} from '../../protocol/models.ts';
import { commandIds } from '../commandIds.ts';
import { messages } from '../messages.ts';
import type { ServerLink } from '../serverLink.ts';
import type { Notices } from './notices.ts';

/** *Verify Models*: tries every model in a process of its own and tells what is wrong with which. */
export function registerVerifyModels(link: ServerLink, notices: Notices): vscode.Disposable {
  return vscode.commands.registerCommand(commandIds.verifyModels, (given?: unknown) =>
    vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: messages.verifyingModels(),
        cancellable: true,
      },
      (_progress, token) => verify(link, notices, modelOf(given), token),
    ),
  );
}

/** Answers how many models are good. */
async function verify(
  link: ServerLink,
  notices: Notices,
  model: ModelParams | undefined,
  token: vscode.CancellationToken,
): Promise<number | undefined> {
  try {
    const reply = await link.request(verifyModelsRequest, model ?? {}, token);
    if (!reply.ok) {
      notices.problem(reply.failure.message);
      return undefined;
    }
    const verified = parse(reply.value);
    const problems = verified.flatMap(({ problem }) => problem ?? []);
    if (problems.length === 0)
      notices.info(model ? messages.modelGood(model.id) : messages.modelsVerified(verified.length));
    else notices.problem(problems.join(' '));
    return verified.length - problems.length;
  } catch (error) {
    if (error instanceof vscode.CancellationError) return undefined;
    throw error;
  }
}

function modelOf(given: unknown): ModelParams | undefined {
  const { id } = Object(given) as { id?: unknown };
  return typeof id === 'string' ? { id } : undefined;
}

function parse(value: unknown): readonly VerifiedModelResult[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown): VerifiedModelResult[] => {
    if (typeof each !== 'object' || each === null) return [];
    const { id, problem } = each as Record<string, unknown>;
    if (typeof id !== 'string') return [];
    return [typeof problem === 'string' ? { id, problem } : { id }];
  });
}
