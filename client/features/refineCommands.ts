import * as vscode from 'vscode';
import { commandIds, internalCommandIds } from '../commandIds.ts';
import { messages } from '../messages.ts';
import type { EidolonSettings } from '../../protocol/settings.ts';
import { parseRange } from '../../protocol/parseRefine.ts';
import { isRecord } from '../../protocol/record.ts';
import { enclosingFunction } from './enclosing.ts';
import { isCode } from './languages.ts';
import { partsOf } from './parts.ts';
import type { Lines } from './textAt.ts';
import type { Notices } from './notices.ts';
import type { RefineHow, RefineSummary, Refiner } from './refine.ts';

export interface RefineCommandDeps {
  readonly refiner: Refiner;
  readonly notices: Notices;
  readonly settings: () => EidolonSettings;
}

/** *Refine Selection*, *Refine Selection With…* and what code actions call. */
export function registerRefineCommands(deps: RefineCommandDeps): vscode.Disposable[] {
  const refineSelection = (how?: RefineHow): Promise<RefineSummary> =>
    refineActive(deps, how ?? {});
  return [
    vscode.commands.registerCommand(commandIds.refineSelection, () => refineSelection()),
    vscode.commands.registerCommand(commandIds.refineHere, () => refineSelection()),
    vscode.commands.registerCommand(commandIds.refineWith, async (given?: unknown) => {
      if (selectionProblem() !== undefined) return refineSelection();
      const how = parseHow(given) ?? (await askHow(deps.settings()));
      return how && refineSelection(how);
    }),
    vscode.commands.registerCommand(commandIds.refineFile, (given?: unknown) =>
      refineFile(deps, parseHow(given) ?? {}),
    ),
    vscode.commands.registerCommand(
      internalCommandIds.refineDocument,
      async (uri: unknown, how: unknown) =>
        uri instanceof vscode.Uri
          ? refineWhole(deps, await vscode.workspace.openTextDocument(uri), parseHow(how) ?? {})
          : undefined,
    ),
    vscode.commands.registerCommand(commandIds.cancelRefine, () => deps.refiner.cancelAll()),
    vscode.commands.registerCommand(
      internalCommandIds.refineRange,
      async (uri: unknown, range: unknown, how: unknown) => {
        if (!(uri instanceof vscode.Uri) || !(range instanceof vscode.Range)) return undefined;
        const document = await vscode.workspace.openTextDocument(uri);
        const parsed = parseHow(how) ?? {};
        const wanted =
          parsed.diagnostics === undefined ? range : await enclosingFunction(document, range);
        return deps.refiner.refine(document, [wanted], parsed);
      },
    ),
  ];
}

async function refineActive(deps: RefineCommandDeps, how: RefineHow): Promise<RefineSummary> {
  const problem = selectionProblem();
  const editor = vscode.window.activeTextEditor;
  if (problem !== undefined || editor === undefined) {
    const note = problem ?? messages.noEditor();
    deps.notices.info(note);
    return { proposed: 0, dropped: 0, note };
  }
  const ranges = editor.selections.filter((selection) => !selection.isEmpty);
  return deps.refiner.refine(editor.document, ranges, how);
}

async function refineFile(deps: RefineCommandDeps, how: RefineHow): Promise<RefineSummary> {
  const document = vscode.window.activeTextEditor?.document;
  if (document) return refineWhole(deps, document, how);
  const note = messages.noEditor();
  deps.notices.info(note);
  return { proposed: 0, dropped: 0, note };
}

/** Asks about a document as a whole where one request does, else part by part. */
function refineWhole(
  { refiner }: RefineCommandDeps,
  document: vscode.TextDocument,
  how: RefineHow,
): Promise<RefineSummary> {
  const { lineCount: count } = document;
  const lines: Lines = { count, at: (line) => document.lineAt(line).text };
  const parts = partsOf(lines, isCode(document.languageId) ? 'code' : 'text').map(
    ({ first, last }) => new vscode.Range(first, 0, last, lines.at(last).length),
  );
  return parts.length > 1
    ? refiner.refineParts(document, parts, how)
    : refiner.refine(document, parts, how);
}

/** Why a command on the selection cannot begin; undefined when it can. */
export function selectionProblem(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return messages.noEditor();
  return editor.selections.every((each) => each.isEmpty) ? messages.emptySelection() : undefined;
}

interface HowItem extends vscode.QuickPickItem {
  readonly how?: RefineHow;
}

async function askHow(settings: EidolonSettings): Promise<RefineHow | undefined> {
  const items: HowItem[] = [
    { label: messages.withInstruction(), detail: messages.withInstructionDetail() },
    separator(messages.experts()),
    { label: 'code', description: messages.expertCode(), how: { expert: 'code' } },
    { label: 'logic', description: messages.expertLogic(), how: { expert: 'logic' } },
    { label: 'prose', description: messages.expertProse(), how: { expert: 'prose' } },
  ];
  const names = Object.keys(settings.ensembles).sort();
  if (names.length > 0) items.push(separator(messages.ensembles()));
  for (const name of names) {
    items.push({ label: name, description: messages.ensembleDetail(), how: { ensemble: name } });
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: messages.withTitle(),
    matchOnDescription: true,
  });
  if (chosen === undefined) return undefined;
  return chosen.how ?? askInstruction();
}

async function askInstruction(): Promise<RefineHow | undefined> {
  const instruction = await vscode.window.showInputBox({
    title: messages.withTitle(),
    prompt: messages.instructionPrompt(),
    placeHolder: messages.instructionPlaceholder(),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? messages.instructionEmpty() : undefined),
  });
  return instruction === undefined ? undefined : { instruction: instruction.trim() };
}

function separator(label: string): HowItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function parseDiagnostic(value: unknown): NonNullable<RefineHow['diagnostics']>[number][] {
  if (typeof value === 'string') return [value];
  if (!isRecord(value) || typeof value['message'] !== 'string') return [];
  const range = parseRange(value['range']);
  return [range ? { message: value['message'], range } : value['message']];
}

/** Arguments of a command come from anywhere: keybindings, links, other extensions. */
function parseHow(value: unknown): RefineHow | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { instruction, expert, ensemble, diagnostics } = value as Record<string, unknown>;
  const how: RefineHow = {
    ...(typeof instruction === 'string' ? { instruction } : {}),
    ...(typeof expert === 'string' ? { expert } : {}),
    ...(typeof ensemble === 'string' ? { ensemble } : {}),
    ...(Array.isArray(diagnostics) ? { diagnostics: diagnostics.flatMap(parseDiagnostic) } : {}),
  };
  return Object.keys(how).length === 0 ? undefined : how;
}
