import * as vscode from 'vscode';
import type { Range } from '../../protocol/text.ts';
import { toVsRange } from '../convert.ts';
import { sameText } from './anchor.ts';
import type { TrackedHunk } from './trackedHunk.ts';

/** `moved`: the text is no longer what was reviewed. `refused`: the editor did not take the edit. */
export type Applied = 'applied' | 'moved' | 'refused';

/** One text in the place of another. */
export interface Replacement {
  readonly range: Range;
  readonly oldText: string;
  readonly newText: string;
}

/** Puts the new text of hunks into their document. */
export function applyHunks(
  document: vscode.TextDocument,
  hunks: readonly TrackedHunk[],
): Promise<Applied> {
  const replacements = hunks.map(({ range, hunk: { oldText, newText } }): Replacement => ({
    range,
    oldText,
    newText,
  }));
  return applyReplacements(document, replacements);
}

/**
 * Replaces texts of a document, as one edit and so one undo step. It never saves.
 * The editor refuses when the document changed since this call, and when it is read-only.
 */
export async function applyReplacements(
  document: vscode.TextDocument,
  replacements: readonly Replacement[],
): Promise<Applied> {
  const intact = replacements.every(({ range, oldText }) =>
    sameText(document.getText(toVsRange(range)), oldText),
  );
  if (!intact || document.isClosed) return 'moved';
  const versionBefore = document.version;
  const editor = await editorOf(document);
  if (document.version !== versionBefore) return 'moved';
  const accepted = editor
    ? await editIn(editor, replacements)
    : await editCell(document, replacements);
  if (!accepted) return document.version === versionBefore ? 'refused' : 'moved';
  // A read-only editor can report success and change nothing.
  return document.version === versionBefore ? 'refused' : 'applied';
}

function editIn(
  editor: vscode.TextEditor,
  replacements: readonly Replacement[],
): Thenable<boolean> {
  return editor.edit(
    (builder) => {
      for (const each of replacements) builder.replace(toVsRange(each.range), each.newText);
    },
    { undoStopBefore: true, undoStopAfter: true },
  );
}

/** A notebook cell that is scrolled out of view has no text editor. */
async function editCell(
  document: vscode.TextDocument,
  replacements: readonly Replacement[],
): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const each of replacements) edit.replace(document.uri, toVsRange(each.range), each.newText);
  return vscode.workspace.applyEdit(edit);
}

async function editorOf(document: vscode.TextDocument): Promise<vscode.TextEditor | undefined> {
  const active = vscode.window.activeTextEditor;
  if (active?.document === document) return active;
  const visible = vscode.window.visibleTextEditors.find((each) => each.document === document);
  if (visible || document.uri.scheme === 'vscode-notebook-cell') return visible;
  return vscode.window.showTextDocument(document, { preserveFocus: true, preview: false });
}
