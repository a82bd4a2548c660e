import type * as vscode from 'vscode';
import type { Hunk, RefineResult } from '../../protocol/refine.ts';
import { toVsRange } from '../convert.ts';
import type { ChangeRecorder } from './changeRecorder.ts';
import { rebase } from './trackedHunk.ts';
import type { TrackedHunk } from './trackedHunk.ts';

/** A reply's hunks at their places of now, and how many have none any more. */
export interface Anchored {
  readonly hunks: readonly TrackedHunk[];
  readonly dropped: number;
}

/** Brings a reply's ranges, which are true for the version it was computed on, to the text of now. */
export function anchored(
  document: vscode.TextDocument,
  result: RefineResult,
  recorder: ChangeRecorder,
): Anchored {
  const tracked = result.hunks.map((hunk: Hunk): TrackedHunk => ({
    hunk,
    range: hunk.range,
    state: 'pending',
    traceId: result.trace.id,
  }));
  const rebased = rebase(tracked, recorder.since(result.version), (range) =>
    document.getText(toVsRange(range)),
  );
  return {
    hunks: rebased.hunks.filter((each) => each.state === 'pending'),
    dropped: rebased.dropped.length,
  };
}
