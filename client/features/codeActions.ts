import * as vscode from 'vscode';
import { toRange } from '../convert.ts';
import { internalCommandIds } from '../commandIds.ts';
import { messages } from '../messages.ts';
import { isCode, isSupported } from './languages.ts';
import type { RefineHow } from './refine.ts';
import {
  commentAt,
  conditionAt,
  looksLikeCondition,
  paragraphAt,
  type CommentSpan,
  type Lines,
  type LineSpan,
} from './textAt.ts';

const { Empty, QuickFix, RefactorRewrite, Source } = vscode.CodeActionKind;

/** Kinds of the actions; never `source.fixAll`, so nothing happens on save unless somebody asks for it by name. */
export const actionKinds = {
  refine: RefactorRewrite.append('eidolon'),
  prose: RefactorRewrite.append('eidolon.prose'),
  comment: RefactorRewrite.append('eidolon.comment'),
  docstring: RefactorRewrite.append('eidolon.docstring'),
  condition: RefactorRewrite.append('eidolon.condition'),
  addDocstring: RefactorRewrite.append('eidolon.addDocstring'),
  improveName: RefactorRewrite.append('eidolon.improveName'),
  fix: QuickFix.append('eidolon'),
  explain: Empty.append('eidolon.explain'),
  document: Source.append('eidolon'),
} as const;

/** Kinds that the provider declares, the parents of all others. */
export const providedKinds: readonly vscode.CodeActionKind[] = [
  actionKinds.refine,
  actionKinds.fix,
  actionKinds.explain,
  actionKinds.document,
];

export interface ActionSource {
  readonly isEnabled: (document: vscode.TextDocument) => boolean;
  /** Whether the pool has a member that writes; no built-in one does. */
  readonly canChat: () => boolean;
}

/** Where the menu was opened, and for what. */
interface Place {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  readonly lines: Lines;
  readonly context: vscode.CodeActionContext;
}

/**
 * The light bulb. Everything it needs is at hand: selection, language and diagnostics. No process and
 * no model runs to paint it; each action only carries the command that opens the review or the chat.
 */
export class RefineActionProvider implements vscode.CodeActionProvider {
  constructor(private readonly source: ActionSource) {}

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const { languageId } = document;
    if (!this.source.isEnabled(document) || !isSupported(languageId)) return [];
    const lines: Lines = {
      count: document.lineCount,
      at: (line) => document.lineAt(line).text,
    };
    const place = { document, range, lines, context };
    const found = [
      ...(isCode(languageId) ? inCode(place) : inText(place)),
      ...(isCode(languageId) ? context.diagnostics.map((each) => fix(document, each)) : []),
      ...(isCode(languageId) && this.source.canChat() ? writing(place) : []),
      ...explain(place, this.source.canChat()),
      ...wholeDocument(place),
    ];
    return found.filter(({ kind }) => kind && wants(context, kind));
  }
}

/** A caller that asks for one kind, e.g. on save, gets no other. */
function wants({ only }: vscode.CodeActionContext, kind: vscode.CodeActionKind): boolean {
  return only === undefined || only.contains(kind);
}

/** Without a selection an action is offered only to who asks for such actions, not to whoever passes by. */
function isAsked({ range, context }: Place): boolean {
  const { Invoke } = vscode.CodeActionTriggerKind;
  return !range.isEmpty || (context.triggerKind === Invoke && context.only !== undefined);
}

function inText(place: Place): vscode.CodeAction[] {
  const { range, lines } = place;
  if (!isAsked(place)) return [];
  if (!range.isEmpty) return [action(messages.actionRefine(), actionKinds.prose, place, range, {})];
  const paragraph = paragraphAt(lines, range.start.line);
  if (!paragraph) return [];
  const how: RefineHow = { expert: 'prose' };
  const title = messages.actionParagraph();
  return [action(title, actionKinds.prose, place, spanRange(place, paragraph), how)];
}

function inCode(place: Place): vscode.CodeAction[] {
  const { document, range, lines } = place;
  if (!isAsked(place)) return [];
  const span = { first: range.start.line, last: lastLine(range) };
  const comment = commentAt(document.languageId, lines, span);
  if (comment) return [ofComment(place, comment)];
  const how: RefineHow = { expert: 'logic' };
  if (range.isEmpty) {
    const condition = conditionAt(lines, range.start.line);
    if (!condition) return [];
    const where = spanRange(place, condition);
    return [action(messages.actionSimplify(), actionKinds.condition, place, where, how)];
  }
  const refine = action(messages.actionRefine(), actionKinds.refine, place, range, {});
  return looksLikeCondition(document.getText(range))
    ? [refine, action(messages.actionSimplify(), actionKinds.condition, place, range, how)]
    : [refine];
}

/** The selection as it is, or the whole comment around the cursor. */
function ofComment(place: Place, comment: CommentSpan): vscode.CodeAction {
  const isDoc = comment.kind === 'docstring';
  const title = isDoc ? messages.actionDocstring() : messages.actionComment();
  const where = place.range.isEmpty ? spanRange(place, comment) : place.range;
  const kind = isDoc ? actionKinds.docstring : actionKinds.comment;
  return action(title, kind, place, where, { expert: 'prose' });
}

function fix(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const range = document.validateRange(
    new vscode.Range(diagnostic.range.start.line, 0, diagnostic.range.end.line + 1, 0),
  );
  const { message } = diagnostic;
  const how: RefineHow = { diagnostics: [{ message, range: toRange(diagnostic.range) }] };
  const made = action(
    messages.actionFix(firstLine(message)),
    actionKinds.fix,
    { document },
    range,
    how,
  );
  made.diagnostics = [diagnostic];
  return made;
}

/** What only a model that writes can do: it answers in the chat, and its code goes through the same review. */
function writing(place: Place): vscode.CodeAction[] {
  const { document, range } = place;
  if (!isAsked(place)) return [];
  const made = [];
  if (
    /^\s*(?:export |default |async |public |private |static )*(?:def|function)\b/.test(
      lineText(place),
    )
  )
    made.push(
      inChat(messages.actionAddDocstring(), actionKinds.addDocstring, place, {
        text: messages.askDocstring(),
        wholeFunction: true,
      }),
    );
  const word = document.getWordRangeAtPosition(range.start, /[A-Za-z_$][\w$]*/);
  if (word?.contains(range)) {
    const name = document.getText(word);
    made.push(
      inChat(messages.actionImproveName(name), actionKinds.improveName, place, {
        text: messages.askName(name),
        wholeFunction: true,
      }),
    );
  }
  return made;
}

/** The title says it where no model of the pool can. */
function explain(place: Place, canChat: boolean): vscode.CodeAction[] {
  if (!isAsked(place)) return [];
  const title = canChat ? messages.actionExplain() : messages.actionExplainNot();
  const text = messages.askExplain();
  return [inChat(title, actionKinds.explain, place, { text, wholeFunction: place.range.isEmpty })];
}

/** In the menu of source actions, and nowhere else: the whole text, or all comments of a program. */
function wholeDocument(place: Place): vscode.CodeAction[] {
  const { only } = place.context;
  if (only === undefined || !only.contains(actionKinds.document)) return [];
  const { document } = place;
  const title = isCode(document.languageId)
    ? messages.actionAllComments()
    : messages.actionAllText();
  const made = new vscode.CodeAction(title, actionKinds.document);
  const command = internalCommandIds.refineDocument;
  const how: RefineHow = { expert: 'prose' };
  made.command = { title, command, arguments: [document.uri, how] };
  return [made];
}

function action(
  title: string,
  kind: vscode.CodeActionKind,
  { document }: Pick<Place, 'document'>,
  range: vscode.Range,
  how: RefineHow,
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, kind);
  const command = internalCommandIds.refineRange;
  made.command = { title, command, arguments: [document.uri, range, how] };
  return made;
}

/** What goes into the chat's composer, with the text that it is about. */
export interface ChatDraft {
  readonly text: string;
  /** The function around the place instead of the place itself. */
  readonly wholeFunction: boolean;
}

function inChat(
  title: string,
  kind: vscode.CodeActionKind,
  { document, range }: Place,
  draft: ChatDraft,
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, kind);
  const command = internalCommandIds.askInChat;
  made.command = { title, command, arguments: [document.uri, range, draft] };
  return made;
}

function lineText({ document, range }: Place): string {
  return document.lineAt(range.start.line).text;
}

/** A selection that ends at the beginning of a line has nothing of that line. */
function lastLine({ start, end }: vscode.Range): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

function spanRange({ document }: Pick<Place, 'document'>, { first, last }: LineSpan): vscode.Range {
  return new vscode.Range(first, 0, last, document.lineAt(last).text.length);
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
