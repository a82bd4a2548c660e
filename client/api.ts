import type * as vscode from 'vscode';
import type { Notices } from './features/notices.ts';
import type { HistoryEntry } from './history/entry.ts';
import type { RefineHistory } from './history/refineHistory.ts';
import type { ReviewStore } from './review/reviewStore.ts';
import type { Reviews } from './review/reviews.ts';
import type { TrackedHunk } from './review/trackedHunk.ts';
import type { LinkState, ServerLink } from './serverLink.ts';

/** What `activate` answers: a read-only view for tests and other extensions. */
export interface EidolonApi {
  /** Proposals that wait for a decision, in document order. */
  pending(uri: vscode.Uri): readonly TrackedHunk[];
  /** Refines of which something was accepted, newest first. */
  readonly history: () => readonly HistoryEntry[];
  /** Every sentence that the user was shown, newest last. */
  readonly said: readonly string[];
  readonly engineState: () => LinkState;
  /** Process id of the sidecar while it runs. */
  readonly engineProcessId: () => number | undefined;
  readonly onDidChangeEngineState: vscode.Event<LinkState>;
  /** Writes the kept proposals and the history now. */
  flush(): Promise<void>;
  readonly log: vscode.LogOutputChannel;
  /** What `activate` itself took. */
  readonly activationMs: number;
}

export interface ApiDeps {
  readonly link: ServerLink;
  readonly reviews: Reviews;
  readonly notices: Notices;
  readonly store: ReviewStore;
  readonly history: RefineHistory;
  readonly log: vscode.LogOutputChannel;
  readonly activationMs: number;
}

/** Narrows the parts to what others may see. */
export function createApi(deps: ApiDeps): EidolonApi {
  const { link, reviews, notices, store, history, log, activationMs } = deps;
  return {
    pending: (uri) => reviews.pending(uri),
    history: () => history.entries,
    said: notices.said,
    engineState: () => link.state,
    engineProcessId: () => link.processId,
    onDidChangeEngineState: link.onDidChangeState,
    flush: async () => {
      await store.flush();
      await history.flush();
    },
    log,
    activationMs,
  };
}
