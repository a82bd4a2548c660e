import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Hunk, RefineParams, RefineResult } from '../../protocol/refine.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { OffsetRange, Position, Range } from '../../protocol/text.ts';
import { createPositionIndex } from '../core/edits/positions.ts';
import type { CheckedDraft } from '../core/refine/judgeDrafts.ts';
import type { RefineOutcome, RefineStage } from '../core/refine/refine.ts';
import type { Services } from '../services.ts';

/** A reply for the client, and what checks taught about who drafted. */
export interface HandledRefine {
  readonly refined: RefineResult;
  readonly checked: readonly CheckedDraft[];
}

/** Runs a refine request against an open document and turns offsets into positions. */
export async function handleRefine(
  params: RefineParams,
  document: TextDocument | undefined,
  services: Services,
  onStage: (stage: RefineStage, detail: string) => void,
  signal: AbortSignal,
): Promise<Result<HandledRefine>> {
  if (!document) {
    return failed(
      'documentChanged',
      l10n.t('The document is not open any more, so nothing was changed.'),
    );
  }
  const { version } = document;
  // Ranges of another version would point at other text than the user chose.
  if (params.textDocument.version !== undefined && params.textDocument.version !== version) {
    return failed(
      'documentChanged',
      l10n.t(
        'The document changed after this was asked, so nothing was proposed; select the text again.',
      ),
    );
  }
  const documentText = document.getText();
  const ranges = params.ranges.map((range) => offsetsOf(document, range));
  // Taken now, because the document may change while the experts work.
  const anchors = ranges.map(({ start }): Anchor => ({ start, at: document.positionAt(start) }));
  const outcome = await services.refine(
    {
      documentText,
      languageId: document.languageId,
      ranges,
      instruction: params.instruction,
      expert: params.expert,
      ensemble: params.ensemble,
      diagnostics: params.diagnostics?.map((each) =>
        typeof each === 'string' ? each : each.message,
      ),
      reported: params.diagnostics?.flatMap((each) =>
        typeof each === 'string'
          ? []
          : [{ message: each.message, range: offsetsOf(document, each.range) }],
      ),
      fileName: fileNameOf(document.uri),
    },
    onStage,
    signal,
  );
  if (!outcome.ok) return outcome;
  const { checked } = outcome.value;
  return ok({ refined: toResult(outcome.value, version, documentText, anchors), checked });
}

/** A place whose offset and position are both known. */
interface Anchor {
  readonly start: number;
  readonly at: Position;
}

function offsetsOf(document: TextDocument, range: Range): OffsetRange {
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return { start: Math.min(start, end), end: Math.max(start, end) };
}

/** The outcome with positions for the wire. */
function toResult(
  outcome: RefineOutcome,
  version: number,
  documentText: string,
  anchors: readonly Anchor[],
): RefineResult {
  const hunks: Hunk[] = outcome.hunks.map((hunk) => ({
    ...hunk,
    range: {
      start: positionOf(hunk.range.start, documentText, anchors),
      end: positionOf(hunk.range.end, documentText, anchors),
    },
  }));
  const { note, trace } = outcome;
  return note === undefined ? { version, hunks, trace } : { version, hunks, note, trace };
}

/** Counts lines from the nearest known place on: counting those of the whole document would cost its length. */
function positionOf(offset: number, text: string, anchors: readonly Anchor[]): Position {
  const beginning: Anchor = { start: 0, at: { line: 0, character: 0 } };
  const nearest = anchors
    .filter(({ start }) => start <= offset)
    .reduce((best, each) => (each.start > best.start ? each : best), beginning);
  const passed = text.slice(nearest.start, offset);
  const { line, character } = createPositionIndex(passed).positionAt(passed.length);
  const before = line === 0 ? nearest.at.character : 0;
  return { line: nearest.at.line + line, character: before + character };
}

function fileNameOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1).replace(/[?#].*$/, ''));
}
