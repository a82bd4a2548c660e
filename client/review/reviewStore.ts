import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { nameOf } from '../convert.ts';
import type { Notices } from '../features/notices.ts';
import { messages } from '../messages.ts';
import { unifyLineEnds } from './anchor.ts';
import { parseTracked } from './parse.ts';
import type { DocumentReview, Reviews } from './reviews.ts';
import { pendingOf } from './trackedHunk.ts';
import type { TrackedHunk } from './trackedHunk.ts';

const storeKey = 'eidolon.reviews';
const saveAfterMs = 300;
const mostCharacters = 400_000;

interface StoredReview {
  readonly uri: string;
  /** Hash of the text that the ranges are true for. */
  readonly textHash: string;
  readonly hunks: readonly TrackedHunk[];
}

/**
 * Keeps pending proposals over a window reload and over closing a tab. A review comes back only to
 * exactly the text that it was made for; otherwise it is dropped with one sentence.
 */
export class ReviewStore implements vscode.Disposable {
  private readonly waiting = new Map<string, StoredReview>();
  private timer: NodeJS.Timeout | undefined;
  private warned = false;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly state: vscode.Memento,
    private readonly reviews: Reviews,
    private readonly notices: Notices,
  ) {
    for (const stored of parseStored(state.get<unknown>(storeKey))) {
      this.waiting.set(stored.uri, stored);
    }
    this.subscriptions = [
      reviews.onDidChange(() => this.saveSoon()),
      // The hash is of the whole text, so an edit that moves no proposal counts too.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (reviews.pending(document.uri).length > 0) this.saveSoon();
      }),
      vscode.workspace.onDidOpenTextDocument((document) => this.restore(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.park(document)),
    ];
    for (const document of vscode.workspace.textDocuments) this.restore(document);
  }

  /** Writes at once; tests and shutdown need not wait for the timer. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    const open = this.reviews.all().flatMap((review) => storedOf(review) ?? []);
    const all = [...open, ...this.waiting.values()];
    const fits = JSON.stringify(all).length <= mostCharacters;
    if (!fits && !this.warned) {
      this.warned = true;
      this.notices.brief(messages.tooLargeToKeep());
    }
    await this.state.update(storeKey, fits ? all : []);
  }

  dispose(): void {
    void this.flush();
    for (const each of this.subscriptions) each.dispose();
  }

  /** A closed tab's proposals wait here until its file is opened again. */
  private park(document: vscode.TextDocument): void {
    const review = this.reviews.get(document.uri);
    if (!review || document.isUntitled) return;
    const hunks = pendingOf(review.hunks);
    const uri = document.uri.toString();
    if (hunks.length > 0) this.waiting.set(uri, { uri, hunks, textHash: hashOf(document) });
    this.reviews.clear(document.uri);
  }

  private restore(document: vscode.TextDocument): void {
    const stored = this.waiting.get(document.uri.toString());
    if (!stored) return;
    this.waiting.delete(stored.uri);
    if (stored.textHash === hashOf(document)) {
      this.reviews.add(document.uri, stored.hunks);
      return;
    }
    this.notices.info(messages.droppedOnReload(nameOf(document.uri)));
    this.saveSoon();
  }

  private saveSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), saveAfterMs);
  }
}

function storedOf(review: DocumentReview): StoredReview | undefined {
  const uri = review.uri.toString();
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
  const hunks = pendingOf(review.hunks);
  if (!document || hunks.length === 0) return undefined;
  return { uri, hunks, textHash: hashOf(document) };
}

function hashOf(document: vscode.TextDocument): string {
  return createHash('sha256').update(unifyLineEnds(document.getText())).digest('hex');
}

function parseStored(value: unknown): StoredReview[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null) return [];
    const { uri, textHash, hunks } = each as Record<string, unknown>;
    if (typeof uri !== 'string' || typeof textHash !== 'string' || !Array.isArray(hunks)) return [];
    const parsed = hunks.flatMap((hunk) => parseTracked(hunk) ?? []);
    return parsed.length === 0 ? [] : [{ uri, textHash, hunks: parsed }];
  });
}
