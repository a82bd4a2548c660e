import * as vscode from 'vscode';
import { parseSettings, settingKeys } from '../protocol/settings.ts';
import type { EidolonSettings } from '../protocol/settings.ts';
import { messages } from './messages.ts';

/** The settings of now, and the only place that reads them from VS Code. */
export class Settings implements vscode.Disposable {
  private parsed = read();
  private readonly told = new Set<string>();
  private readonly emitter = new vscode.EventEmitter<EidolonSettings>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChange = this.emitter.event;

  constructor(private readonly warn: (sentence: string, key: string) => void) {
    this.tellProblems();
    this.subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('eidolon')) return;
      this.parsed = read();
      this.tellProblems();
      this.emitter.fire(this.parsed.settings);
    });
  }

  get current(): EidolonSettings {
    return this.parsed.settings;
  }

  /** Code actions can be switched off for one folder or language. */
  codeActionsEnabled(document: vscode.TextDocument): boolean {
    return read(document).settings.codeActionsEnabled;
  }

  /** Refining on save can be switched on for one of them; asked at each key, so it reads nothing else. */
  refinesOnSave(document: vscode.TextDocument): boolean {
    const configuration = vscode.workspace.getConfiguration('eidolon', document);
    return configuration.get<unknown>(settingKeys.refineOnSave) === true;
  }

  /** Ghost text, too; asked as often. */
  completesInline(document: vscode.TextDocument): boolean {
    const configuration = vscode.workspace.getConfiguration('eidolon', document);
    return configuration.get<unknown>(settingKeys.inlineCompletionEnabled) === true;
  }

  dispose(): void {
    this.subscription.dispose();
    this.emitter.dispose();
  }

  /** One sentence for each wrong setting, again only when it was right in between. */
  private tellProblems(): void {
    const wrong = new Set(this.parsed.problems.map(({ key }) => key));
    for (const key of this.told) if (!wrong.has(key)) this.told.delete(key);
    for (const { key, expected } of this.parsed.problems) {
      if (this.told.has(key)) continue;
      this.told.add(key);
      this.warn(messages.settingProblem(key, expected), key);
    }
  }
}

function read(scope?: vscode.TextDocument): ReturnType<typeof parseSettings> {
  const configuration = vscode.workspace.getConfiguration('eidolon', scope);
  return parseSettings((key) => configuration.get<unknown>(key));
}
