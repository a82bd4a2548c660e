import * as vscode from 'vscode';
import { commandIds } from '../commandIds.ts';
import { messages } from '../messages.ts';
import type { ServerLink } from '../serverLink.ts';
import type { Notices } from './notices.ts';
import { sentenceOf } from './statusBar.ts';
import type { StatusSource } from './statusBar.ts';

export interface EngineCommandDeps {
  readonly link: ServerLink;
  readonly notices: Notices;
  readonly log: vscode.LogOutputChannel;
  readonly status: () => StatusSource;
}

/** *Restart Engine*, *Show Log*, the status bar's menu, and the word when the engine has given up. */
export function registerEngineCommands(deps: EngineCommandDeps): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand(commandIds.restartEngine, async () => {
      const started = await deps.link.restart();
      if (started.ok) deps.notices.brief(messages.restarted());
      else deps.notices.problem(started.failure.message);
      return started.ok;
    }),
    vscode.commands.registerCommand(commandIds.showLog, () => deps.log.show(true)),
    vscode.commands.registerCommand(commandIds.showStatus, () => showMenu(deps.status())),
    deps.link.onDidGiveUp(() => void tellGaveUp()),
  ];
}

async function tellGaveUp(): Promise<void> {
  const restart = messages.restartEngine();
  const log = messages.showLog();
  const chosen = await vscode.window.showErrorMessage(messages.engineGaveUp(), restart, log);
  if (chosen === restart) await vscode.commands.executeCommand(commandIds.restartEngine);
  if (chosen === log) await vscode.commands.executeCommand(commandIds.showLog);
}

async function showMenu(status: StatusSource): Promise<void> {
  const entries: readonly (vscode.QuickPickItem & { readonly command: string })[] = [
    ...(status.refining
      ? [{ label: `$(stop-circle) ${messages.cancel()}`, command: commandIds.cancelRefine }]
      : []),
    { label: `$(list-tree) ${messages.showTrace()}`, command: commandIds.showTrace },
    { label: `$(output) ${messages.showLog()}`, command: commandIds.showLog },
    { label: `$(debug-restart) ${messages.restartEngine()}`, command: commandIds.restartEngine },
    { label: `$(add) ${messages.addModelTitle()}`, command: commandIds.addModel },
    { label: `$(verified) ${messages.verifyModels()}`, command: commandIds.verifyModels },
    { label: `$(pulse) ${messages.diagnose()}`, command: commandIds.diagnose },
  ];
  const chosen = await vscode.window.showQuickPick(entries, {
    title: messages.statusName(),
    placeHolder: `${sentenceOf(status)} ${status.where}`,
  });
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}
