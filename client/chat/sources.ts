import * as vscode from 'vscode';
import type { AttachedSource } from '../../protocol/conversation.ts';
import { nameOf, toRange } from '../convert.ts';
import { isSynchronised } from '../engine/documents.ts';

/** What of the editor can go with a message: the selection and the whole file, where they are. */
export function currentSources(): AttachedSource[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isSynchronised(editor.document)) return [];
  const { document, selection } = editor;
  const { version } = document;
  const base = { uri: document.uri.toString(), version, name: nameOf(document.uri) };
  const file: AttachedSource = { ...base, kind: 'file', ...sizeOf(document.getText()) };
  if (selection.isEmpty) return [file];
  const range = toRange(selection);
  return [{ ...base, kind: 'selection', range, ...sizeOf(document.getText(selection)) }, file];
}

function sizeOf(text: string): { readonly lines: number; readonly characters: number } {
  return { lines: text.split('\n').length, characters: text.length };
}
