import * as vscode from 'vscode';
import { internalCommandIds } from '../commandIds.ts';
import { messages } from '../messages.ts';
import { isCode, isSupported } from './languages.ts';
import type { RefineHow } from './refine.ts';

/** Kinds that the provider declares; never `source.fixAll`, so nothing happens on save. */
export const refineKind = vscode.CodeActionKind.RefactorRewrite.append('eidolon');

/**
 * The light bulb. Everything it needs is at hand: selection, language and diagnostics. No process and
 * no model runs to paint it; each action only carries the command that opens the review.
 */
export class RefineActionProvider implements vscode.CodeActionProvider {
  constructor(private readonly isEnabled: (document: vscode.TextDocument) => boolean) {}

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const { languageId } = document;
    if (!this.isEnabled(document) || !isSupported(languageId)) return [];
    return [
      ...(wants(context, refineKind) ? rewrites(document, range) : []),
      ...(wants(context, vscode.CodeActionKind.QuickFix) && isCode(languageId)
        ? context.diagnostics.map((each) => fix(document, each))
        : []),
    ];
  }
}

/** A caller that asks for one kind, e.g. on save, gets no other. */
function wants(context: vscode.CodeActionContext, kind: vscode.CodeActionKind): boolean {
  return context.only === undefined || context.only.contains(kind);
}

function rewrites(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
  if (range.isEmpty) return [];
  const refine = action(messages.actionRefine(), refineKind, document.uri, range, {});
  if (!isCode(document.languageId) || !looksLikeCondition(document.getText(range))) return [refine];
  const how: RefineHow = { expert: 'logic' };
  return [refine, action(messages.actionSimplify(), refineKind, document.uri, range, how)];
}

function fix(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const range = wholeLines(document, diagnostic.range);
  const how: RefineHow = { diagnostics: [diagnostic.message] };
  const title = messages.actionFix(firstLine(diagnostic.message));
  const made = action(title, vscode.CodeActionKind.QuickFix, document.uri, range, how);
  made.diagnostics = [diagnostic];
  return made;
}

function action(
  title: string,
  kind: vscode.CodeActionKind,
  uri: vscode.Uri,
  range: vscode.Range,
  how: RefineHow,
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, kind);
  made.command = { title, command: internalCommandIds.refineRange, arguments: [uri, range, how] };
  return made;
}

/** A cheap guess for the menu only; the logic expert parses the selection properly. */
function looksLikeCondition(text: string): boolean {
  return text.length <= 400 && /&&|\|\||!|\band\b|\bor\b|\bnot\b|[<>]=?|==/.test(text);
}

function wholeLines(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  return new vscode.Range(
    range.start.line,
    0,
    range.end.line,
    document.lineAt(range.end.line).text.length,
  );
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
