import * as vscode from 'vscode';
import {
  addModelRequest,
  findModelsRequest,
  parseFoundModels,
  type AddModelParams,
  type FoundModel,
} from '../../protocol/models.ts';
import { commandIds } from '../commandIds.ts';
import { nameOf } from '../convert.ts';
import { messages } from '../messages.ts';
import type { ServerLink } from '../serverLink.ts';
import { megabytes } from './memberWords.ts';
import type { Notices } from './notices.ts';

/** *Add Model…*: says what will happen, lets the user choose a file, and leaves every check to the engine. */
export function registerAddModel(link: ServerLink, notices: Notices): vscode.Disposable {
  return vscode.commands.registerCommand(commandIds.addModel, async (given?: unknown) => {
    const found = given instanceof vscode.Uri ? undefined : await chooseFound(link);
    if (found === 'nothing') return undefined;
    if (found) return addWithProgress(link, notices, found);
    const uri = given instanceof vscode.Uri ? given : await chooseFile();
    if (uri === undefined) return undefined;
    if (uri.scheme !== 'file') {
      notices.problem(messages.modelNotLocal());
      return undefined;
    }
    return addWithProgress(link, notices, { path: uri.fsPath });
  });
}

function addWithProgress(
  link: ServerLink,
  notices: Notices,
  params: AddModelParams,
): Thenable<string | undefined> {
  const name = params.name ?? nameOf(vscode.Uri.file(params.path));
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: messages.checkingModel(name),
      cancellable: true,
    },
    (_progress, token) => add(link, notices, params, token),
  );
}

/** A file that another program has on the disk, or undefined for one that is chosen by hand. */
async function chooseFound(link: ServerLink): Promise<AddModelParams | 'nothing' | undefined> {
  const models = (await foundModels(link)).filter(({ present }) => !present);
  if (models.length === 0) return undefined;
  const items = models.map((model) => ({
    label: model.name,
    description: `${model.origin} · ${megabytes(model.sizeBytes)}`,
    detail: messages.onThisDisk(model.path),
    model: model as FoundModel | undefined,
  }));
  const byHand = { label: messages.chooseFile(), model: undefined };
  const options = { title: messages.addModelTitle(), matchOnDetail: true };
  const chosen = await vscode.window.showQuickPick([...items, byHand], options);
  if (!chosen) return 'nothing';
  return chosen.model && { path: chosen.model.path, name: chosen.model.name };
}

/** An engine that cannot look leaves the choice by hand; adding tells what is wrong with it. */
async function foundModels(link: ServerLink): Promise<readonly FoundModel[]> {
  const source = new vscode.CancellationTokenSource();
  try {
    const reply = await link.request(findModelsRequest, {}, source.token);
    return reply.ok ? parseFoundModels(reply.value) : [];
  } finally {
    source.dispose();
  }
}

async function add(
  link: ServerLink,
  notices: Notices,
  params: AddModelParams,
  token: vscode.CancellationToken,
): Promise<string | undefined> {
  try {
    const reply = await link.request(addModelRequest, params, token);
    if (!reply.ok) {
      notices.problem(reply.failure.message);
      return undefined;
    }
    const id = parseId(reply.value) ?? params.path;
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
