import { arch, release } from 'node:os';
import * as vscode from 'vscode';
import type { EidolonSettings } from '../../protocol/settings.ts';
import { commandIds } from '../commandIds.ts';
import { messages } from '../messages.ts';
import { diagnoseText } from './diagnoseText.ts';
import type { Facts } from './diagnoseText.ts';
import type { EngineMonitor } from './engineMonitor.ts';
import type { Notices } from './notices.ts';

/** Scheme of the read-only report about this installation. */
export const diagnoseScheme = 'eidolon-diagnose';

export interface DiagnoseDeps {
  readonly extension: vscode.Extension<unknown>;
  readonly monitor: EngineMonitor;
  readonly notices: Notices;
  readonly settings: () => EidolonSettings;
}

/** *Diagnose*, a report to read; *Report Issue*, the editor's own form with the redacted report in it. */
export function registerDiagnose(deps: DiagnoseDeps): vscode.Disposable[] {
  const uri = vscode.Uri.from({ scheme: diagnoseScheme, path: 'Eidolon.md' });
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let text = '';
  return [
    changed,
    vscode.workspace.registerTextDocumentContentProvider(diagnoseScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => text,
    }),
    vscode.commands.registerCommand(commandIds.diagnose, async () => {
      text = diagnoseText(await factsOf(deps), 'private');
      changed.fire(uri);
      await vscode.window.showTextDocument(uri, { preview: true });
      return text;
    }),
    vscode.commands.registerCommand(commandIds.reportIssue, () => reportIssue(deps)),
  ];
}

/** Answers what the form is filled with; nothing is sent before the user sends it. */
async function reportIssue(deps: DiagnoseDeps): Promise<string> {
  const issueBody = `${messages.issueQuestion()}\n\n${diagnoseText(await factsOf(deps), 'public')}`;
  const filled = { extensionId: deps.extension.id, issueBody };
  // The form stays open as long as the user writes.
  void vscode.commands
    .executeCommand('workbench.action.openIssueReporter', filled)
    .then(undefined, async () => {
      await vscode.env.clipboard.writeText(issueBody);
      deps.notices.info(messages.issueCopied());
    });
  return issueBody;
}

async function factsOf({ extension, monitor, settings }: DiagnoseDeps): Promise<Facts> {
  const { version } = extension.packageJSON as { readonly version: string };
  const members = await monitor.membersNow();
  const { link, engine, trusted } = monitor.source;
  const { appName, appHost, remoteName = 'local' } = vscode.env;
  // A kind of remote, such as `ssh-remote`; some editors tell the address instead, which is nobody's business.
  const remote = /^[a-z+-]+$/.test(remoteName) ? remoteName : 'remote';
  return {
    version,
    editor: `${appName} ${vscode.version}`,
    machine: `${process.platform} ${release()} ${arch()}, Node.js ${process.version}`,
    host: `${appHost}, ${remote}`,
    ...{ trusted, members, engine, engineState: link, settings: settings() },
  };
}
