import * as vscode from 'vscode';
import type { Credit, OutcomeParams, UserOutcome } from '../../protocol/outcome.ts';
import { toVsRange } from '../convert.ts';
import { keptShare } from './keptShare.ts';
import type { Decision, Reviews } from './reviews.ts';
import { takenOf } from './trackedHunk.ts';
import type { TrackedHunk } from './trackedHunk.ts';

const storeKey = 'eidolon.outcomes';
/** An engine that never runs again would let the list grow for ever; the oldest go first. */
const mostWaiting = 500;

/**
 * Tells the engine what became of each proposal, so that it learns whom to trust. A rejection counts at
 * once; an accepted hunk when its document is saved or nobody can follow it any more, because until then
 * the user may change it or take it back. What the engine cannot hear now waits, over reloads too.
 */
export class Outcomes implements vscode.Disposable {
  /** Accepted hunks by their id that have been reported; undoing one later is a rejection. */
  private readonly reported = new Set<string>();
  private waiting: OutcomeParams[];
  private sending: Promise<void> = Promise.resolve();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly reviews: Reviews,
    private readonly state: vscode.Memento,
    /** True once the running engine has got it. */
    private readonly send: (params: OutcomeParams) => Promise<boolean>,
  ) {
    const stored = state.get<unknown>(storeKey);
    // Whatever is stored was sent by an earlier window of ours; the engine checks it again.
    this.waiting = Array.isArray(stored) ? (stored as OutcomeParams[]) : [];
    this.subscriptions = [
      reviews.onDidDecide((decision) => this.hear(decision)),
      vscode.workspace.onDidSaveTextDocument((document) => this.settle(document)),
    ];
  }

  /** Sends what waits; called when the engine has started. */
  flush(): Promise<void> {
    this.sending = this.sending.then(async () => {
      while (this.waiting[0] && (await this.send(this.waiting[0]))) this.waiting.shift();
      await this.state.update(storeKey, this.waiting.length === 0 ? undefined : this.waiting);
    });
    return this.sending;
  }

  /** An accepted hunk that nobody follows any more was taken back; accepting it was reported when it was let go. */
  takenBack(hunkId: string, traceId: string, credit: Credit): void {
    this.reported.delete(hunkId);
    this.enqueue({ traceId, hunkId, credit, outcome: { kind: 'reject' } });
  }

  dispose(): void {
    for (const { uri } of this.reviews.all()) {
      const document = vscode.workspace.textDocuments.find(
        (each) => each.uri.toString() === uri.toString(),
      );
      if (document) this.settle(document);
    }
    for (const each of this.subscriptions) each.dispose();
  }

  private hear({ hunk, decision }: Decision): void {
    const { id } = hunk.hunk;
    switch (decision) {
      case 'rejected':
        return this.report(hunk, { kind: 'reject' });
      case 'accepted':
        return undefined;
      case 'undone':
        if (this.reported.delete(id)) this.report(hunk, { kind: 'reject' });
        return undefined;
      case 'left':
        return this.settleHunk(hunk, undefined);
    }
  }

  /** Accepted hunks of a document are as the user wants them. */
  private settle(document: vscode.TextDocument): void {
    for (const hunk of takenOf(this.reviews.get(document.uri)?.hunks ?? []))
      this.settleHunk(hunk, document.getText(toVsRange(hunk.range)));
  }

  /** `text` is what stands there now; undefined when nobody can tell, and then taking it is what counts. */
  private settleHunk(hunk: TrackedHunk, text: string | undefined): void {
    if (this.reported.has(hunk.hunk.id)) return;
    this.reported.add(hunk.hunk.id);
    const kept = text === undefined ? 1 : keptShare(hunk.hunk.newText, text);
    this.report(hunk, kept === 1 ? { kind: 'accept' } : { kind: 'edit', kept });
  }

  private report({ hunk, traceId }: TrackedHunk, outcome: UserOutcome): void {
    if (!hunk.credit) return;
    this.enqueue({ traceId, hunkId: hunk.id, credit: hunk.credit, outcome });
  }

  private enqueue(params: OutcomeParams): void {
    this.waiting = [...this.waiting, params].slice(-mostWaiting);
    void this.flush();
  }
}
