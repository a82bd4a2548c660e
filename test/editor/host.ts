import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import type { RefineSummary } from '../../client/features/refine.ts';
import { eventually } from '../support/eventually.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'eidolon-editor-'));
/** One file for all suites: each is a bundle of its own, but the sidecar outlives them. */
const recordFile = (process.env['EIDOLON_STUB_RECORD'] ??= path.join(folder, 'record.jsonl'));
let files = 0;

/** Activates the extension with the stub sidecar in place of the real one. */
export async function activateWithStub(): Promise<EidolonApi> {
  const bundles = process.env['EIDOLON_TEST_FOLDER'];
  assert(bundles, 'EIDOLON_TEST_FOLDER is set by scripts/test-editor.mjs');
  process.env['EIDOLON_TEST_SIDECAR'] = path.join(bundles, 'stubSidecar.cjs');
  appendFileSync(recordFile, '');
  const extension = vscode.extensions.getExtension<EidolonApi>('eidolon.eidolon');
  assert(extension, 'the extension is loaded');
  return extension.activate();
}

/** Messages of one kind that the stub received, oldest first. */
export function received(
  kind:
    | 'refine'
    | 'knows'
    | 'outcome'
    | 'initialize'
    | 'measure'
    | 'chat'
    | 'forget'
    | 'stopped'
    | 'complete',
): unknown[] {
  return readFileSync(recordFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .flatMap((message) => (kind in message ? [message[kind]] : []));
}

/** A program in the sidecar's place that starts and never says a word. */
export function sidecarThatHangs(): string {
  const file = path.join(folder, 'hanging.cjs');
  writeFileSync(file, 'setInterval(() => undefined, 1_000_000);\n');
  return file;
}

/** Writes a file, opens it and selects all of it. */
export async function openFile(
  text: string | Buffer,
  name = 'text.md',
): Promise<vscode.TextEditor> {
  const file = path.join(folder, `${++files}-${name}`);
  writeFileSync(file, text);
  // Not by openTextDocument, which would keep the document open for minutes after its tab is closed.
  const uri = vscode.Uri.file(file);
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
  const editor = await eventually('the file is open', () => {
    const active = vscode.window.activeTextEditor;
    return active?.document.uri.toString() === uri.toString() ? active : undefined;
  });
  selectAll(editor);
  return editor;
}

/** Shows a document and selects all of it. */
export async function show(document: vscode.TextDocument): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  selectAll(editor);
  return editor;
}

/** Selects the whole document; a review moves the cursor to its first proposal. */
export function selectAll(editor: vscode.TextEditor): void {
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(new vscode.Position(0, 0), end);
}

/** Eidolon's code actions for a range, as the editor would list them. */
export async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind?.value,
  );
  return found.filter(({ title }) => title.includes('Eidolon'));
}

/** Runs *Refine Selection*, or *Refine Selection With…* and the instruction. */
export async function refine(instruction?: string): Promise<RefineSummary> {
  const summary = instruction
    ? await run<RefineSummary>('refineSelectionWith', { instruction })
    : await run<RefineSummary>('refineSelection');
  assert(summary, 'the command answers a summary');
  return summary;
}

/** Starts a refine and waits until the sidecar has the request; its answer is still to come. */
export async function startRefine(
  instruction: string,
): Promise<{ readonly answer: Promise<RefineSummary> }> {
  const asked = received('refine').length;
  const answer = refine(instruction);
  await eventually('the request has arrived', () =>
    received('refine').length > asked ? true : undefined,
  );
  return { answer };
}

/** Runs one of the extension's commands. */
export async function run<T = unknown>(
  command: string,
  ...args: unknown[]
): Promise<T | undefined> {
  return vscode.commands.executeCommand<T>(`eidolon.${command}`, ...args);
}

/** Waits until the editor shows exactly this text. */
export async function untilText(document: vscode.TextDocument, text: string): Promise<void> {
  await eventually(`the text becomes ${JSON.stringify(text)}`, () =>
    document.getText() === text ? true : undefined,
  ).catch(() => assert.equal(document.getText(), text));
}

/** Replaces part of a document as typing would. */
export async function edit(
  editor: vscode.TextEditor,
  range: vscode.Range,
  text: string,
): Promise<void> {
  assert(await editor.edit((builder) => builder.replace(range, text)));
}

/** Where a word stands. */
export function find(document: vscode.TextDocument, word: string): vscode.Range {
  const start = document.getText().indexOf(word);
  assert(start >= 0, `${word} is in the text`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + word.length));
}

/** Leaves no editor and no review behind. */
export async function closeAll(): Promise<void> {
  for (;;) {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    await vscode.commands.executeCommand('eidolon.rejectAll');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
