import * as vscode from 'vscode';
import { addModelRequest } from '../../protocol/models.ts';
import type { AddModelParams } from '../../protocol/models.ts';
import { commandIds } from '../commandIds.ts';
import { nameOf } from '../convert.ts';
import { messages } from '../messages.ts';
import type { ServerLink } from '../serverLink.ts';
import type { Notices } from './notices.ts';

/** *Add Model…*: says what will happen, lets the user choose a file, and leaves every check to the engine. */
export function registerAddModel(link: ServerLink, notices: Notices): vscode.Disposable {
  return vscode.commands.registerCommand(commandIds.addModel, async (given?: unknown) => {
    const uri = given instanceof vscode.Uri ? given : await chooseFile();
    if (uri === undefined) return undefined;
    if (uri.scheme !== 'file') {
      notices.problem(messages.modelNotLocal());
      return undefined;
    }
    return vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: messages.checkingModel(nameOf(uri)),
        cancellable: true,
      },
      (_progress, token) => add(link, notices, uri, token),
    );
  });
}

async function add(
  link: ServerLink,
  notices: Notices,
  uri: vscode.Uri,
  token: vscode.CancellationToken,
): Promise<string | undefined> {
  const params: AddModelParams = { path: uri.fsPath };
  try {
    const reply = await link.request(addModelRequest, params, token);
    if (!reply.ok) {
      notices.problem(reply.failure.message);
      return undefined;
    }
    const id = parseId(reply.value) ?? nameOf(uri);
    notices.info(messages.modelAdded(id));
    return id;
  } catch (error) {
    if (error instanceof vscode.CancellationError) return undefined;
    throw error;
  }
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const choose = messages.chooseFile();
  const answer = await vscode.window.showInformationMessage(
    messages.addModelTitle(),
    { modal: true, detail: messages.addModelExplain() },
    choose,
  );
  if (answer !== choose) return undefined;
  const chosen = await vscode.window.showOpenDialog({
    title: messages.addModelTitle(),
    canSelectMany: false,
    filters: { [messages.modelFiles()]: ['gguf'] },
  });
  return chosen?.[0];
}

function parseId(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id } = value as Record<string, unknown>;
  return typeof id === 'string' ? id : undefined;
}
