import * as vscode from 'vscode';
import { agentTools } from '../../protocol/agentTools.ts';
import type { Chat } from '../chat/chat.ts';
import type { EngineMonitor } from '../features/engineMonitor.ts';
import type { Notices } from '../features/notices.ts';
import type { Traces } from '../features/traceDocument.ts';
import type { Reviews } from '../review/reviews.ts';
import type { ServerLink } from '../serverLink.ts';
import type { Settings } from '../settings.ts';
import { offeredModels } from './models.ts';
import { registerParticipant } from './participant.ts';
import { ModelProvider } from './provider.ts';
import { createTool } from './tools.ts';

/** Vendor of the models in the manifest. */
export const modelVendor = 'eidolon';

export interface AgentDeps {
  readonly link: ServerLink;
  readonly monitor: EngineMonitor;
  readonly settings: Pick<Settings, 'current' | 'onDidChange'>;
  readonly chat: Pick<Chat, 'models' | 'onDidChangeModels'>;
  readonly traces: Traces;
  readonly reviews: Reviews;
  readonly notices: Notices;
}

/** Tools, models and a participant for the editor's own chat, where the editor has one to give them to. */
export function registerAgents(deps: AgentDeps): vscode.Disposable[] {
  const { link, monitor, settings, chat } = deps;
  // Forks of the editor may lack all of it, or parts.
  const lm = (vscode as { lm?: Partial<typeof vscode.lm> }).lm;
  const models = () =>
    offeredModels(chat.models, Object.keys(settings.current.ensembles), monitor.members);
  const changed = new vscode.EventEmitter<void>();
  const tell = (): void => changed.fire();
  const provider = new ModelProvider({ link, models, onDidChangeModels: changed.event });
  const registered = [
    ...agentTools.map((tool) => lm?.registerTool?.(tool.name, createTool(tool, link))),
    lm?.registerLanguageModelChatProvider?.(modelVendor, provider),
  ];
  return [
    ...registered.filter((each) => each !== undefined),
    ...registerParticipant((vscode as { chat?: Partial<typeof vscode.chat> }).chat, deps),
    ...[changed, chat.onDidChangeModels(tell), settings.onDidChange(tell)],
  ];
}
