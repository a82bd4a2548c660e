import * as vscode from 'vscode';
import { toRange, toVsRange } from '../convert.ts';
import { compare } from './anchor.ts';
import { mergeHunks, pendingOf, rebase, takenOf } from './trackedHunk.ts';
import type { TrackedHunk } from './trackedHunk.ts';

/** The proposals for one document. */
export interface DocumentReview {
  readonly uri: vscode.Uri;
  readonly hunks: readonly TrackedHunk[];
  /** The hunk that navigation is at; always pending. */
  readonly currentId?: string;
}

/**
 * A decision of the user on one hunk. `left`: an accepted hunk is not followed any more, because a
 * newer proposal or an edit took its place. Of documents that are closed unsaved nothing is told.
 */
export interface Decision {
  readonly uri: vscode.Uri;
  readonly hunk: TrackedHunk;
  readonly decision: 'accepted' | 'rejected' | 'undone' | 'left';
}

/** Pending hunks that an edit made useless. */
export interface Loss {
  readonly uri: vscode.Uri;
  readonly count: number;
}

/** All open reviews, kept true to their documents: every edit moves, accepts, revives or drops hunks. */
export class Reviews implements vscode.Disposable {
  private readonly byUri = new Map<string, DocumentReview>();
  private readonly changeEmitter = new vscode.EventEmitter<vscode.Uri>();
  private readonly decisionEmitter = new vscode.EventEmitter<Decision>();
  private readonly lossEmitter = new vscode.EventEmitter<Loss>();
  private readonly subscriptions: vscode.Disposable[];
  readonly onDidChange = this.changeEmitter.event;
  readonly onDidDecide = this.decisionEmitter.event;
  readonly onDidLose = this.lossEmitter.event;

  constructor() {
    this.subscriptions = [
      this.changeEmitter,
      this.decisionEmitter,
      this.lossEmitter,
      vscode.workspace.onDidChangeTextDocument((event) => this.follow(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.onClose(document)),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.clear(uri))),
      vscode.workspace.onDidRenameFiles(({ files }) =>
        files.forEach(({ oldUri, newUri }) => this.move(oldUri, newUri)),
      ),
    ];
  }

  get(uri: vscode.Uri): DocumentReview | undefined {
    return this.byUri.get(uri.toString());
  }

  all(): readonly DocumentReview[] {
    return [...this.byUri.values()];
  }

  pending(uri: vscode.Uri): readonly TrackedHunk[] {
    return pendingOf(this.get(uri)?.hunks ?? []);
  }

  /** Adds hunks whose ranges are right for the document as it is now; the first of them becomes current. */
  add(uri: vscode.Uri, added: readonly TrackedHunk[]): void {
    if (added.length === 0) return;
    const first = pendingOf(added).find((each) => each.hunk.verdict !== 'unreviewed');
    this.merge(uri, added, first?.hunk.id);
  }

  /** As {@link add}, for more of what is under review already: the user stays at the hunk that is looked at. */
  addMore(uri: vscode.Uri, added: readonly TrackedHunk[]): void {
    const current = this.get(uri)?.currentId;
    if (current === undefined) this.add(uri, added);
    else if (added.length > 0) this.merge(uri, added, current);
  }

  private merge(uri: vscode.Uri, added: readonly TrackedHunk[], currentId?: string): void {
    const before = this.get(uri)?.hunks ?? [];
    const hunks = mergeHunks(before, added);
    this.tell(uri, takenOf(before.filter((each) => !hunks.includes(each))), 'left');
    this.set(uri, hunks, currentId);
  }

  setCurrent(uri: vscode.Uri, id: string): void {
    const review = this.get(uri);
    if (review) this.set(uri, review.hunks, id);
  }

  /** Takes hunks out of the review: the user does not want them. */
  reject(uri: vscode.Uri, ids: ReadonlySet<string>): void {
    const review = this.get(uri);
    if (!review) return;
    const rejected = pendingOf(review.hunks).filter((each) => ids.has(each.hunk.id));
    this.set(
      uri,
      review.hunks.filter((each) => !rejected.includes(each)),
      review.currentId,
    );
    this.tell(uri, rejected, 'rejected');
  }

  clear(uri: vscode.Uri): void {
    if (this.byUri.delete(uri.toString())) this.changeEmitter.fire(uri);
  }

  dispose(): void {
    for (const each of this.subscriptions) each.dispose();
  }

  private follow(event: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges } = event;
    const review = this.get(document.uri);
    if (!review || contentChanges.length === 0) return;
    const changes = contentChanges.map(({ range, text }) => ({ range: toRange(range), text }));
    const result = rebase(review.hunks, changes, (range) => document.getText(toVsRange(range)));
    if (!isUnchanged(review.hunks, result.hunks)) {
      // What undo brought back is what the user looks at.
      this.set(document.uri, result.hunks, result.undone[0]?.hunk.id ?? review.currentId);
    }
    this.tell(document.uri, result.accepted, 'accepted');
    this.tell(document.uri, result.undone, 'undone');
    this.tell(document.uri, result.lost, 'left');
    if (result.dropped.length > 0) {
      this.lossEmitter.fire({ uri: document.uri, count: result.dropped.length });
    }
  }

  /** A file may be opened again; an untitled document that is closed is gone. */
  private onClose(document: vscode.TextDocument): void {
    if (document.isUntitled) this.clear(document.uri);
  }

  private move(from: vscode.Uri, to: vscode.Uri): void {
    const review = this.get(from);
    if (!review) return;
    this.byUri.delete(from.toString());
    this.changeEmitter.fire(from);
    this.set(to, review.hunks, review.currentId);
  }

  private tell(
    uri: vscode.Uri,
    hunks: readonly TrackedHunk[],
    decision: Decision['decision'],
  ): void {
    for (const hunk of hunks) this.decisionEmitter.fire({ uri, hunk, decision });
  }

  private set(uri: vscode.Uri, hunks: readonly TrackedHunk[], wanted: string | undefined): void {
    if (hunks.length === 0) {
      this.clear(uri);
      return;
    }
    const currentId = pendingOf(hunks).find((each) => each.hunk.id === wanted)?.hunk.id;
    this.byUri.set(uri.toString(), {
      uri,
      hunks,
      ...(currentId === undefined ? {} : { currentId }),
    });
    this.changeEmitter.fire(uri);
  }
}

/** Typing below or beside the proposals moves none of them, and then nothing is painted again. */
function isUnchanged(before: readonly TrackedHunk[], after: readonly TrackedHunk[]): boolean {
  return (
    before.length === after.length &&
    before.every((each, index) => {
      const other = after[index];
      return (
        other !== undefined &&
        each.state === other.state &&
        compare(each.range.start, other.range.start) === 0 &&
        compare(each.range.end, other.range.end) === 0
      );
    })
  );
}
