import * as vscode from 'vscode';
import { commandIds } from '../commandIds.ts';
import { firstParagraph } from './sampleText.ts';

/** Id of the walkthrough in the manifest. */
const walkthroughId = 'eidolon.eidolon#eidolon.start';

/** What the walkthrough's buttons do. The sample is a document without a file: nothing is written to any folder. */
export function registerWalkthrough(extension: vscode.Uri): readonly vscode.Disposable[] {
  const sample = new Sample(vscode.Uri.joinPath(extension, 'media', 'walkthrough', 'sample.md'));
  return [
    vscode.commands.registerCommand(commandIds.openWalkthrough, () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthroughId, false),
    ),
    vscode.commands.registerCommand(commandIds.openSample, async () => {
      const { document } = await sample.show();
      return document.uri;
    }),
    vscode.commands.registerCommand(commandIds.refineSample, async () => {
      const editor = await sample.show();
      select(editor);
      return vscode.commands.executeCommand<unknown>(commandIds.refineSelection);
    }),
  ];
}

/** The sample text, opened once and again after it was closed. */
class Sample {
  private document: vscode.TextDocument | undefined;

  constructor(private readonly file: vscode.Uri) {}

  async show(): Promise<vscode.TextEditor> {
    if (this.document === undefined || this.document.isClosed) this.document = await this.open();
    return vscode.window.showTextDocument(this.document, {
      preview: false,
      viewColumn: columnFor(this.document),
    });
  }

  private async open(): Promise<vscode.TextDocument> {
    const content = Buffer.from(await vscode.workspace.fs.readFile(this.file)).toString('utf8');
    return vscode.workspace.openTextDocument({ language: 'markdown', content });
  }
}

/** Where the sample is open already; else beside the walkthrough, which stays visible, or whatever else is no text. */
function columnFor(document: vscode.TextDocument): vscode.ViewColumn {
  const { tabGroups, activeTextEditor } = vscode.window;
  const isSample = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString();
  const open = tabGroups.all.find(({ tabs }) => tabs.some(isSample));
  if (open) return open.viewColumn;
  const covers = activeTextEditor === undefined && tabGroups.activeTabGroup.tabs.length > 0;
  return covers ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
}

function select(editor: vscode.TextEditor): void {
  const { document } = editor;
  const { first, last } = firstParagraph(document.getText().split('\n'));
  const end = document.lineAt(Math.min(last, document.lineCount - 1)).range.end;
  editor.selection = new vscode.Selection(new vscode.Position(first, 0), end);
}
