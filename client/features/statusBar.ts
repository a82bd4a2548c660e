import * as vscode from 'vscode';
import type { EngineStatus, MemberStatus } from '../../protocol/status.ts';
import { commandIds } from '../commandIds.ts';
import { messages } from '../messages.ts';
import type { LinkState } from '../serverLink.ts';
import { healthWord, megabytes, memberName } from './memberWords.ts';

/** Everything that the one status-bar item shows. */
export interface StatusSource {
  readonly link: LinkState;
  readonly engine: EngineStatus | undefined;
  readonly refining: boolean;
  readonly trusted: boolean;
  /** A sentence that says which machine computes. */
  readonly where: string;
}

/** The one status-bar item: short text, one icon, the rest in its tooltip. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'eidolon.status',
    vscode.StatusBarAlignment.Right,
    90,
  );

  constructor() {
    this.item.name = messages.statusName();
    this.item.command = commandIds.showStatus;
    this.item.show();
  }

  show(source: StatusSource): void {
    this.item.text = `$(${iconOf(source)}) ${messages.statusName()}`;
    this.item.tooltip = tooltip(source);
    this.item.accessibilityInformation = {
      label: `${messages.statusName()}: ${sentenceOf(source)}`,
      role: 'button',
    };
    this.item.backgroundColor =
      source.link === 'failed' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  }

  dispose(): void {
    this.item.dispose();
  }
}

/** Which machine computes, in words; it matters in remote windows. */
export function whereSentence(remoteName: string | undefined, kind: vscode.ExtensionKind): string {
  if (remoteName === undefined) return messages.here();
  return kind === vscode.ExtensionKind.Workspace
    ? messages.remoteHost(remoteName)
    : messages.localOfRemote(remoteName);
}

/** The state of the engine in one sentence. */
export function sentenceOf({ link, engine, refining }: StatusSource): string {
  if (link === 'running') {
    return refining || engine?.activity === 'busy' ? messages.stateBusy() : messages.stateIdle();
  }
  const sentences: Record<Exclude<LinkState, 'running'>, () => string> = {
    stopped: messages.stateStopped,
    starting: messages.stateStarting,
    waiting: messages.stateWaiting,
    failed: messages.stateFailed,
  };
  return sentences[link]();
}

function iconOf(source: StatusSource): string {
  if (source.link === 'failed') return 'error';
  if (source.link === 'starting' || source.link === 'waiting' || source.refining) {
    return 'loading~spin';
  }
  return source.trusted ? 'layers' : 'shield';
}

function tooltip(source: StatusSource): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = {
    enabledCommands: [
      commandIds.showLog,
      commandIds.showTrace,
      commandIds.restartEngine,
      commandIds.addModel,
      commandIds.cancelRefine,
    ],
  };
  text.appendMarkdown(`**${messages.statusName()}**  \n`);
  text.appendText(sentenceOf(source));
  text.appendMarkdown('\n\n');
  for (const member of source.engine?.members ?? []) appendMember(text, member);
  const bytes = source.engine?.residentBytes ?? 0;
  if (bytes > 0) text.appendMarkdown(`\n\n$(server) ${messages.resident(megabytes(bytes))}`);
  text.appendMarkdown(`\n\n$(vm) ${source.where}`);
  if (!source.trusted) text.appendMarkdown(`\n\n$(shield) ${messages.restricted()}`);
  const links = [
    ...(source.refining ? [[messages.cancel(), commandIds.cancelRefine] as const] : []),
    [messages.showTrace(), commandIds.showTrace] as const,
    [messages.showLog(), commandIds.showLog] as const,
    [messages.restartEngine(), commandIds.restartEngine] as const,
  ];
  text.appendMarkdown('\n\n---\n\n');
  text.appendMarkdown(links.map(([title, id]) => `[${title}](command:${id})`).join(' · '));
  return text;
}

function appendMember(text: vscode.MarkdownString, member: MemberStatus): void {
  text.appendMarkdown('- ');
  text.appendText(`${memberName(member.id)}: ${healthWord(member)}`);
  if (member.residentBytes) text.appendText(`, ${megabytes(member.residentBytes)}`);
  if (member.reason) text.appendText(` (${member.reason})`);
  text.appendMarkdown('\n');
}
