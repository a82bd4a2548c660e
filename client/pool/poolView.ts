import * as vscode from 'vscode';
import { rolesIn } from '../../protocol/roles.ts';
import type { EngineMonitor } from '../features/engineMonitor.ts';
import { megabytes } from '../features/memberWords.ts';
import type { Notices } from '../features/notices.ts';
import { commandIds } from '../commandIds.ts';
import type { MeasuredMembers } from '../measure/measuredMembers.ts';
import { messages } from '../messages.ts';
import type { ServerLink } from '../serverLink.ts';
import type { Settings } from '../settings.ts';
import { registerPoolCommands } from './poolCommands.ts';
import { PoolTree } from './poolTree.ts';

export const poolViewId = 'eidolon.pool';

export interface PoolViewDeps {
  readonly link: ServerLink;
  readonly notices: Notices;
  readonly monitor: EngineMonitor;
  readonly settings: Settings;
  readonly measured: MeasuredMembers;
}

/** The view *Model Pool*: shows what the engine last told, and asks it when somebody first looks. */
export function registerPoolView(deps: PoolViewDeps): readonly vscode.Disposable[] {
  const { link, notices, monitor, settings, measured } = deps;
  const ensembles = (): Readonly<Record<string, unknown>> => settings.current.ensembles;
  const pinned = (): readonly string[] => settings.current.pinnedModels;
  const tree = new PoolTree({
    members: () => monitor.members,
    rolesOf: () => rolesIn(ensembles()),
    isPinned: (id) => pinned().includes(id),
    measuredOf: (id) => measured.sentenceOf(id),
  });
  const look = (): Promise<void> => monitor.look();
  const view = vscode.window.createTreeView(poolViewId, { treeDataProvider: tree });
  const refresh = (): void => {
    const bytes = monitor.source.engine?.residentBytes ?? 0;
    view.description = bytes > 0 ? messages.resident(megabytes(bytes)) : '';
    tree.refresh();
  };
  return [
    view,
    monitor.onDidChange(refresh),
    settings.onDidChange(refresh),
    measured.onDidChange(refresh),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible && monitor.members.length === 0) void monitor.look();
    }),
    vscode.commands.registerCommand(commandIds.showPool, () =>
      vscode.commands.executeCommand(`${poolViewId}.focus`),
    ),
    ...registerPoolCommands({
      link,
      notices,
      ensembles,
      pinned,
      members: () => monitor.members,
      look,
    }),
  ];
}
