import * as vscode from 'vscode';
import { internalCommandIds } from '../commandIds.ts';
import { isRecord } from '../../protocol/record.ts';
import { enclosingFunction } from './enclosing.ts';

/** Opens the chat about a place: selects its text, attaches it and puts a question beside it, which the user sends. */
export function registerAskInChat(draft: (text: string) => Promise<void>): vscode.Disposable {
  return vscode.commands.registerCommand(
    internalCommandIds.askInChat,
    async (uri: unknown, range: unknown, how: unknown) => {
      if (!(uri instanceof vscode.Uri) || !(range instanceof vscode.Range)) return;
      const { text, wholeFunction } = isRecord(how) ? how : {};
      const document = await vscode.workspace.openTextDocument(uri);
      const about = wholeFunction === true ? await functionOrLine(document, range) : range;
      const editor = await vscode.window.showTextDocument(document);
      editor.selection = new vscode.Selection(about.start, about.end);
      await draft(typeof text === 'string' ? text : '');
    },
  );
}

async function functionOrLine(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.Range> {
  const found = await enclosingFunction(document, range);
  return found.isEmpty ? document.lineAt(found.start.line).range : found;
}
