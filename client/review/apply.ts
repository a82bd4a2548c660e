import * as vscode from 'vscode';
import { toVsRange } from '../convert.ts';
import { sameText } from './anchor.ts';
import type { TrackedHunk } from './trackedHunk.ts';

/** `moved`: the text is no longer what was reviewed. `refused`: the editor did not take the edit. */
export type Applied = 'applied' | 'moved' | 'refused';

/**
 * Puts the new text of hunks into their document, as one edit and so one undo step. It never saves.
 * The editor refuses when the document changed since this call, and when it is read-only.
 */
export async function applyHunks(
  document: vscode.TextDocument,
  hunks: readonly TrackedHunk[],
): Promise<Applied> {
  const intact = hunks.every((each) =>
    sameText(document.getText(toVsRange(each.range)), each.hunk.oldText),
  );
  if (!intact || document.isClosed) return 'moved';
  const versionBefore = document.version;
  const editor = await editorOf(document);
  if (document.version !== versionBefore) return 'moved';
  const accepted = editor ? await editIn(editor, hunks) : await editCell(document, hunks);
  if (!accepted) return document.version === versionBefore ? 'refused' : 'moved';
  // A read-only editor can report success and change nothing.
  return document.version === versionBefore ? 'refused' : 'applied';
}

function editIn(editor: vscode.TextEditor, hunks: readonly TrackedHunk[]): Thenable<boolean> {
  return editor.edit(
    (builder) => {
      for (const each of hunks) builder.replace(toVsRange(each.range), each.hunk.newText);
    },
    { undoStopBefore: true, undoStopAfter: true },
  );
}

/** A notebook cell that is scrolled out of view has no text editor. */
async function editCell(
  document: vscode.TextDocument,
  hunks: readonly TrackedHunk[],
): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const each of hunks) edit.replace(document.uri, toVsRange(each.range), each.hunk.newText);
  return vscode.workspace.applyEdit(edit);
}

async function editorOf(document: vscode.TextDocument): Promise<vscode.TextEditor | undefined> {
  const active = vscode.window.activeTextEditor;
  if (active?.document === document) return active;
  const visible = vscode.window.visibleTextEditors.find((each) => each.document === document);
  if (visible || document.uri.scheme === 'vscode-notebook-cell') return visible;
  return vscode.window.showTextDocument(document, { preserveFocus: true, preview: false });
}
