import {
  CodeActionKind,
  type ChangeAnnotation,
  type CodeAction,
  type CodeActionParams,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Hunk, RefineParams, RefineResult } from '../../protocol/refine.ts';
import type { Range } from '../../protocol/text.ts';

/** What a code action for a foreign LSP client carries until it is resolved. */
export interface RefineActionData {
  readonly eidolon: 'refine';
  readonly params: RefineParams;
}

const title = 'Refine with Eidolon';

/** Painting a light bulb runs no model: an action appears wherever there is a selection. */
export function listRefineActions(
  params: CodeActionParams,
  version: number,
): readonly CodeAction[] {
  const { range, context, textDocument } = params;
  const wanted = context.only;
  if (wanted && !wanted.some((kind) => CodeActionKind.RefactorRewrite.startsWith(kind))) return [];
  if (isEmpty(range)) return [];
  const data: RefineActionData = {
    eidolon: 'refine',
    params: {
      textDocument: { uri: textDocument.uri, version },
      ranges: [range],
      diagnostics: context.diagnostics.map((diagnostic) =>
        typeof diagnostic.message === 'string' ? diagnostic.message : diagnostic.message.value,
      ),
    },
  };
  return [{ title, kind: CodeActionKind.RefactorRewrite, data }];
}

/** The data of one of our own unresolved actions; undefined for anything else. */
export function parseRefineActionData(data: unknown): RefineActionData | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const candidate = data as Partial<RefineActionData>;
  return candidate.eidolon === 'refine' && candidate.params !== undefined
    ? (candidate as RefineActionData)
    : undefined;
}

/** One versioned edit of every hunk that checks or the reviewer vouch for. */
export function editFor(
  uri: string,
  result: RefineResult,
  clientKnowsAnnotations: boolean,
): WorkspaceEdit {
  const hunks = result.hunks.filter((hunk) => hunk.verdict !== 'unreviewed');
  const edits = hunks.map((hunk) => ({
    range: hunk.range,
    newText: hunk.newText,
    ...(clientKnowsAnnotations ? { annotationId: annotationId(hunk) } : {}),
  }));
  const documentEdit: TextDocumentEdit = {
    textDocument: { uri, version: result.version },
    edits,
  };
  if (!clientKnowsAnnotations) return { documentChanges: [documentEdit] };
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  for (const hunk of hunks) {
    changeAnnotations[annotationId(hunk)] = {
      label: `Eidolon: ${hunk.verdict}, proposed by ${hunk.proposedBy}`,
      description: hunk.summary,
      needsConfirmation: false,
    };
  }
  return { documentChanges: [documentEdit], changeAnnotations };
}

function annotationId(hunk: Hunk): string {
  return `${hunk.proposedBy}/${hunk.verdict}`;
}

function isEmpty(range: Range): boolean {
  return range.start.line === range.end.line && range.start.character === range.end.character;
}
