import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Hunk, RefineParams, RefineResult } from '../../protocol/refine.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { createPositionIndex } from '../core/edits/positions.ts';
import type { RefineOutcome, RefineStage } from '../core/refine/refine.ts';
import type { Services } from '../services.ts';

/** Runs a refine request against an open document and turns offsets into positions. */
export async function handleRefine(
  params: RefineParams,
  document: TextDocument | undefined,
  services: Services,
  onStage: (stage: RefineStage, detail: string) => void,
  signal: AbortSignal,
): Promise<Result<RefineResult>> {
  if (!document) {
    return failed('documentChanged', 'The document is not open any more, so nothing was changed.');
  }
  const { version } = document;
  // Ranges of another version would point at other text than the user chose.
  if (params.textDocument.version !== undefined && params.textDocument.version !== version) {
    return failed(
      'documentChanged',
      'The document changed after this was asked, so nothing was proposed; select the text again.',
    );
  }
  const documentText = document.getText();
  const index = createPositionIndex(documentText);
  const outcome = await services.refine(
    {
      documentText,
      languageId: document.languageId,
      ranges: params.ranges.map((range) => index.offsetsOf(range)),
      instruction: params.instruction,
      expert: params.expert,
      ensemble: params.ensemble,
      diagnostics: params.diagnostics,
      fileName: fileNameOf(document.uri),
    },
    onStage,
    signal,
  );
  if (!outcome.ok) return outcome;
  return ok(toResult(outcome.value, version, documentText));
}

/** The outcome with positions for the wire. */
export function toResult(
  outcome: RefineOutcome,
  version: number,
  documentText: string,
): RefineResult {
  const index = createPositionIndex(documentText);
  const hunks: Hunk[] = outcome.hunks.map((hunk) => ({
    ...hunk,
    range: index.rangeAt(hunk.range),
  }));
  const { note, trace } = outcome;
  return note === undefined ? { version, hunks, trace } : { version, hunks, note, trace };
}

function fileNameOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1).replace(/[?#].*$/, ''));
}
