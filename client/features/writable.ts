import * as vscode from 'vscode';
import { nameOf } from '../convert.ts';
import { messages } from '../messages.ts';

/**
 * A sentence when a document certainly cannot take an edit, so that no model runs for nothing. Editors
 * made read-only by a setting or a command cannot be asked; there the edit itself is refused later.
 */
export async function whyNotWritable(document: vscode.TextDocument): Promise<string | undefined> {
  const { uri } = document;
  if (document.isUntitled || uri.scheme === 'vscode-notebook-cell') return undefined;
  const sentence = messages.readOnly(nameOf(uri));
  const writable = vscode.workspace.fs.isWritableFileSystem(uri.scheme);
  if (writable === false) return sentence;
  if (writable === undefined) return isVirtual(uri) ? sentence : undefined;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0 ? sentence : undefined;
  } catch {
    // Not on disk (any more): the open text can still be edited, and saved elsewhere.
    return undefined;
  }
}

/** A scheme without a file system comes from a content provider, whose documents are read-only. */
function isVirtual(uri: vscode.Uri): boolean {
  return uri.scheme !== 'file' && uri.scheme !== 'untitled' && uri.scheme !== 'vscode-userdata';
}
