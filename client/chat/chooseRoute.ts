import * as vscode from 'vscode';
import type { ChatRoute } from '../../protocol/chat.ts';
import { leavesMachine } from '../../protocol/httpMembers.ts';
import type { EidolonSettings } from '../../protocol/settings.ts';
import { messages } from '../messages.ts';

interface RouteItem extends vscode.QuickPickItem {
  readonly route?: ChatRoute;
}

/** Lets the user choose an expert, a model or an ensemble for a question that was answered already. */
export async function chooseRoute(
  settings: EidolonSettings,
  chatMembers: readonly string[],
): Promise<ChatRoute | undefined> {
  const experts: RouteItem[] = [
    { label: 'code', description: messages.expertCode(), route: expert('code') },
    { label: 'logic', description: messages.expertLogic(), route: expert('logic') },
    { label: 'prose', description: messages.expertProse(), route: expert('prose') },
  ];
  const ensembles = Object.keys(settings.ensembles)
    .sort()
    .map((name): RouteItem => ({
      label: name,
      description: messages.ensembleDetail(),
      route: ensemble(name),
    }));
  const models = chatMembers.map((id): RouteItem => ({
    label: id,
    route: ensemble(id),
    ...(leavesMachine(id) && { description: messages.leavesMachine() }),
  }));
  const items = [
    ...titled(messages.experts(), experts),
    ...titled(messages.chatModels(), models),
    ...titled(messages.ensembles(), ensembles),
  ];
  const options = { title: messages.chatAskWith(), matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.route;
}

function titled(label: string, items: readonly RouteItem[]): readonly RouteItem[] {
  if (items.length === 0) return [];
  return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function expert(name: string): ChatRoute {
  return { kind: 'expert', name };
}

function ensemble(name: string): ChatRoute {
  return { kind: 'ensemble', name };
}
