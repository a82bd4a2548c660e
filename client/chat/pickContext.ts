import * as vscode from 'vscode';
import type { Attachment, NamedFile } from '../../protocol/attachments.ts';
import { nameOf } from '../convert.ts';
import { messages } from '../messages.ts';
import { currentSources } from './sources.ts';

/** Longer output is kept by its end, where the error stands. */
const mostTerminal = 20_000;
const mostFiles = 8;

/** Lets the user choose what goes along. */
export async function chooseContext(): Promise<Attachment | undefined> {
  const offered = new Set(currentSources().map(({ kind }) => kind));
  const item = (label: string, act: () => Promise<Attachment | undefined>) => ({ label, act });
  const editor = (['selection', 'file', 'problems'] as const)
    .filter((kind) => offered.has(kind))
    .map((kind) => item(messages.chatContext(kind), () => Promise.resolve({ kind })));
  const items = [
    ...editor,
    item(messages.chatContext('named'), chooseFile),
    item(messages.chatContext('terminal'), terminalSelection),
  ];
  const options = { title: messages.chatContextTitle() };
  return (await vscode.window.showQuickPick(items, options))?.act();
}

/** Lets the user choose a file of the workspace, found by its name. */
export async function chooseFile(): Promise<Attachment | undefined> {
  const found = await vscode.workspace.findFiles('**/*', undefined, 5_000);
  const items = found.map((uri) => ({
    label: nameOf(uri),
    description: vscode.workspace.asRelativePath(uri),
    uri,
  }));
  items.sort((a, b) => a.label.localeCompare(b.label));
  const options = { title: messages.chatContext('named'), matchOnDescription: true };
  const chosen = await vscode.window.showQuickPick(items, options);
  return chosen && { kind: 'named', uri: chosen.uri.toString(), name: chosen.label };
}

/** Files whose name holds the query, shortest names first. */
export async function findFiles(query: string): Promise<readonly NamedFile[]> {
  // What is special in a pattern is no part of a name that anybody types.
  const plain = query.replace(/[*?[\]{}!\\]/g, '');
  if (plain === '') return [];
  const letters = [...plain].map((each) =>
    each.toLowerCase() === each.toUpperCase()
      ? each
      : `[${each.toLowerCase()}${each.toUpperCase()}]`,
  );
  const found = await vscode.workspace.findFiles(`**/*${letters.join('')}*`, undefined, 200);
  return found
    .map((uri) => ({
      uri: uri.toString(),
      name: nameOf(uri),
      path: vscode.workspace.asRelativePath(uri),
    }))
    .sort((a, b) => a.name.length - b.name.length || a.path.localeCompare(b.path))
    .slice(0, mostFiles);
}

/**
 * What is selected in the active terminal. VS Code tells it by the clipboard only, whose text is put back; it says
 * itself when nothing is selected.
 */
export async function terminalSelection(): Promise<Attachment | undefined> {
  const terminal = vscode.window.activeTerminal;
  if (!terminal) return undefined;
  const { clipboard } = vscode.env;
  const before = await clipboard.readText();
  // The empty text tells a selection from what was on the clipboard already.
  await clipboard.writeText('');
  try {
    await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
    const text = await clipboard.readText();
    return text === ''
      ? undefined
      : { kind: 'terminal', name: terminal.name, text: text.slice(-mostTerminal) };
  } finally {
    await clipboard.writeText(before);
  }
}
