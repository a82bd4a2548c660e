import * as vscode from 'vscode';
import { commandIds, internalCommandIds } from '../commandIds.ts';
import { firstParagraph } from './sampleText.ts';

/** Id of the walkthrough in the manifest. */
const walkthroughId = 'eidolon.eidolon#eidolon.start';

/** What the walkthrough's buttons do. The sample is a document without a file: nothing is written to any folder. */
export function registerWalkthrough(extension: vscode.Uri): readonly vscode.Disposable[] {
  const sample = new Sample(vscode.Uri.joinPath(extension, 'media', 'walkthrough', 'sample.md'));
  return [
    sample,
    vscode.commands.registerCommand(commandIds.openWalkthrough, () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthroughId, false),
    ),
    vscode.commands.registerCommand(commandIds.openSample, async () => {
      const { document } = await sample.show();
      return document.uri;
    }),
    vscode.commands.registerCommand(commandIds.refineSample, async () => {
      const editor = await sample.show();
      const paragraph = select(editor);
      const { uri } = editor.document;
      const refineRange = internalCommandIds.refineRange;
      const summary = await vscode.commands.executeCommand<unknown>(refineRange, uri, paragraph);
      await sample.takeFocusBack();
      return summary;
    }),
  ];
}

/**
 * A text that is not saved and that no editor shows 0.8 s after it was made, VS Code puts into a tab in the background. A
 * machine that is slow to show the sample would have it twice, so for so long the second one is closed again.
 */
const secondTabMs = 5_000;

/** The sample text, opened once and again after it was closed. */
class Sample implements vscode.Disposable {
  private document: vscode.TextDocument | undefined;
  private watching: vscode.Disposable | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly file: vscode.Uri) {}

  async show(): Promise<vscode.TextEditor> {
    const isNew = this.document === undefined || this.document.isClosed;
    const document = this.document && !isNew ? this.document : await this.open();
    this.document = document;
    const editor = await vscode.window.showTextDocument(document, {
      preview: false,
      viewColumn: columnFor(document),
    });
    if (isNew) this.keepOneTab(document);
    return editor;
  }

  /**
   * VS Code gives the focus to a step a quarter of a second after it was opened; whoever was quicker would have the review
   * without its keys and buttons. Where another text has the focus, the user has gone on.
   */
  async takeFocusBack(): Promise<void> {
    const isOpen = this.document !== undefined && tabsOf(this.document).length > 0;
    if (isOpen && vscode.window.activeTextEditor === undefined) await this.show();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watching?.dispose();
  }

  private keepOneTab(document: vscode.TextDocument): void {
    this.dispose();
    const { tabGroups } = vscode.window;
    const look = (): void => {
      const all = tabsOf(document);
      const hidden = all.filter(({ isActive }) => !isActive);
      if (hidden.length > 0 && hidden.length < all.length) void tabGroups.close(hidden, true);
    };
    look();
    this.watching = tabGroups.onDidChangeTabs(look);
    this.timer = setTimeout(() => this.dispose(), secondTabMs);
  }

  private async open(): Promise<vscode.TextDocument> {
    const content = Buffer.from(await vscode.workspace.fs.readFile(this.file)).toString('utf8');
    return vscode.workspace.openTextDocument({ language: 'markdown', content });
  }
}

/** Where the sample is open already; else beside the walkthrough, which stays visible, or whatever else is no text. */
function columnFor(document: vscode.TextDocument): vscode.ViewColumn {
  const { tabGroups, activeTextEditor } = vscode.window;
  const [open] = tabsOf(document);
  if (open) return open.group.viewColumn;
  const covers = activeTextEditor === undefined && tabGroups.activeTabGroup.tabs.length > 0;
  return covers ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}

function shows({ input }: vscode.Tab, document: vscode.TextDocument): boolean {
  return input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString();
}

function tabsOf(document: vscode.TextDocument): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter((tab) => shows(tab, document));
}

/** Selects the first paragraph, and says which range that is. */
function select(editor: vscode.TextEditor): vscode.Range {
  const { document } = editor;
  const { first, last } = firstParagraph(document.getText().split('\n'));
  const end = document.lineAt(Math.min(last, document.lineCount - 1)).range.end;
  editor.selection = new vscode.Selection(new vscode.Position(first, 0), end);
  return editor.selection;
}
