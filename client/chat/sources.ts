import * as vscode from 'vscode';
import type { Attachment } from '../../protocol/attachments.ts';
import type { AttachedSource } from '../../protocol/conversation.ts';
import { nameOf, toRange } from '../convert.ts';
import { isSynchronised } from '../engine/documents.ts';
import { problemsText, type Problem } from './problemsText.ts';

/** A selection up to this many characters is kept with its message, so that it can be asked about again. */
const mostKept = 20_000;
/** Larger files are no text that a small model could read. */
const mostBytes = 1_000_000;

/** What of the editor can go with a message: the selection, the whole file and its problems, where they are. */
export function currentSources(): AttachedSource[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isSynchronised(editor.document)) return [];
  const { document, selection } = editor;
  const problems = problemsOf(document);
  return [
    ...(selection.isEmpty ? [] : [selectionOf(document, selection)]),
    fileOf(document),
    ...(problems ? [problems] : []),
  ];
}

/** The same for the panel, which shows names and sizes only. */
export function offeredSources(): AttachedSource[] {
  return currentSources().map(({ text: _, ...source }) => source);
}

/** What an attachment is now; undefined where there is nothing of it. */
export async function sourceOf(attachment: Attachment): Promise<AttachedSource | undefined> {
  switch (attachment.kind) {
    case 'named':
      return namedFile(vscode.Uri.parse(attachment.uri, true));
    case 'terminal': {
      const { name, text } = attachment;
      return { kind: 'terminal', uri: `terminal:${name}`, version: 0, name, text, ...sizeOf(text) };
    }
    default:
      return currentSources().find(({ kind }) => kind === attachment.kind);
  }
}

/** The sources with the text of files that the engine does not have open; they are read anew each time. */
export async function withTexts(sources: readonly AttachedSource[]): Promise<AttachedSource[]> {
  return Promise.all(
    sources.map(async (source) => {
      if (source.kind !== 'file') return source;
      return (await namedFile(vscode.Uri.parse(source.uri, true))) ?? source;
    }),
  );
}

/** The sources as they are kept: the texts of files stay in their files. */
export function withoutTexts(sources: readonly AttachedSource[]): AttachedSource[] {
  return sources.map(({ text, ...source }) =>
    source.kind === 'file' || text === undefined ? source : { ...source, text },
  );
}

function selectionOf(document: vscode.TextDocument, selection: vscode.Selection): AttachedSource {
  const text = document.getText(selection);
  return {
    kind: 'selection',
    uri: document.uri.toString(),
    version: document.version,
    name: nameOf(document.uri),
    range: toRange(selection),
    ...sizeOf(text),
    ...(text.length <= mostKept && { text }),
  };
}

function fileOf(document: vscode.TextDocument): AttachedSource {
  const { uri, version } = document;
  const size = sizeOf(document.getText());
  return { kind: 'file', uri: uri.toString(), version, name: nameOf(uri), ...size };
}

function problemsOf({ uri }: vscode.TextDocument): AttachedSource | undefined {
  const problems = vscode.languages.getDiagnostics(uri).map(problemOf);
  if (problems.length === 0) return undefined;
  const text = problemsText(problems);
  const size = { lines: problems.length, characters: text.length };
  return { kind: 'problems', uri: uri.toString(), version: 0, name: nameOf(uri), text, ...size };
}

function problemOf({ range, severity, message, source, code }: vscode.Diagnostic): Problem {
  const severities = ['error', 'warning', 'info', 'hint'] as const;
  const value = typeof code === 'object' ? code.value : code;
  return {
    line: range.start.line,
    severity: severities[severity] ?? 'info',
    message,
    source: source ?? '',
    code: value === undefined ? '' : String(value),
  };
}

/** A file, or a part of one, that somebody refers to by its address; undefined where it cannot be read. */
export async function referredSource(
  uri: vscode.Uri,
  range?: vscode.Range,
): Promise<AttachedSource | undefined> {
  if (!range) return namedFile(uri);
  const open = vscode.workspace.textDocuments.find((each) => `${each.uri}` === `${uri}`);
  if (open && isSynchronised(open))
    return selectionOf(open, new vscode.Selection(range.start, range.end));
  const file = await namedFile(uri);
  if (file?.text === undefined) return file;
  const lines = file.text.split('\n').slice(range.start.line, range.end.line + 1);
  const text = lines.join('\n');
  return { ...file, text, ...sizeOf(text) };
}

/** A file by its address: an open document, else a text file of an open folder. */
async function namedFile(uri: vscode.Uri): Promise<AttachedSource | undefined> {
  const address = uri.toString();
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === address);
  if (open && isSynchronised(open)) return fileOf(open);
  if (!vscode.workspace.getWorkspaceFolder(uri)) return undefined;
  const text = await readText(uri);
  if (text === undefined) return undefined;
  return { kind: 'file', uri: address, version: 0, name: nameOf(uri), text, ...sizeOf(text) };
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostBytes) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    // Bytes that are no UTF-8, or hold a zero, are no text.
    return bytes.includes(0) ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function sizeOf(text: string): { readonly lines: number; readonly characters: number } {
  return { lines: text.split('\n').length, characters: text.length };
}
