import * as vscode from 'vscode';
import { parsePanelMessage, type HostMessage, type PanelMessage } from '../../protocol/webview.ts';
import { panelHtml, panelRoot } from './html.ts';

/** Id of the view in the manifest. */
export const chatViewId = 'eidolon.chat';

const sourcesAfterMs = 150;

export interface ChatViewDeps {
  readonly extension: vscode.Uri;
  readonly title: string;
  readonly log: vscode.LogOutputChannel;
  /** Hears what the panel says. */
  readonly hear: (message: PanelMessage) => void;
  /** The editor's selection or text is another one now. */
  readonly onEditorChange: () => void;
}

/** The panel as VS Code sees it: made when it is shown, gone when it is hidden. */
export class ChatView implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined;
  /** The panel's script listens; before that a message would be lost. */
  private ready = false;
  private waiting: HostMessage[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly deps: ChatViewDeps) {
    const soon = (): void => this.tellEditorSoon();
    this.subscriptions = [
      vscode.window.registerWebviewViewProvider(chatViewId, this),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const active = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === active)) soon();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) soon();
      }),
    ];
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    this.ready = false;
    const { webview } = view;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [panelRoot(this.deps.extension)],
    };
    webview.onDidReceiveMessage((raw: unknown) => this.receive(raw));
    view.onDidDispose(() => {
      if (this.view !== view) return;
      this.view = undefined;
      this.ready = false;
    });
    webview.html = panelHtml(webview, this.deps.extension, this.deps.title);
  }

  /** Sends a message; what is not for a certain moment waits until a panel listens. */
  post(message: HostMessage): void {
    if (this.view && this.ready) void this.view.webview.postMessage(message);
    else if (['draft', 'show', 'attach'].includes(message.kind)) this.waiting.push(message);
  }

  /** Sends what the panel begins with, and then what waited for it. */
  begin(start: HostMessage): void {
    this.ready = true;
    this.post(start);
    const waiting = this.waiting;
    this.waiting = [];
    for (const message of waiting) this.post(message);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const each of this.subscriptions) each.dispose();
  }

  private receive(raw: unknown): void {
    const message = parsePanelMessage(raw);
    if (message) this.deps.hear(message);
    else
      this.deps.log.warn(`Unreadable message of the panel: ${JSON.stringify(raw)?.slice(0, 200)}`);
  }

  private tellEditorSoon(): void {
    if (!this.view?.visible) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.deps.onEditorChange(), sourcesAfterMs);
  }
}
