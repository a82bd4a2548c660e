import * as vscode from 'vscode';
import { toVsRange } from '../convert.ts';
import { messages } from '../messages.ts';
import { hunkMarkdown, isInline, verdictLabel } from './hunkMarkdown.ts';
import type { DocumentReview } from './reviews.ts';
import { pendingOf } from './trackedHunk.ts';
import type { TrackedHunk } from './trackedHunk.ts';

export const reviewControllerId = 'eidolon-review';

/**
 * A comment thread for each proposal that does not fit into its line. Smaller ones are drawn in place
 * and get none: the first thread of a window makes VS Code open its Comments panel.
 */
export class ReviewThreads implements vscode.Disposable {
  private readonly controller = vscode.comments.createCommentController(
    reviewControllerId,
    messages.statusName(),
  );
  private readonly threads = new Map<string, vscode.CommentThread>();
  private readonly targets = new Map<vscode.CommentThread, { uri: string; hunkId: string }>();

  render(uri: vscode.Uri, review: DocumentReview | undefined): void {
    const prefix = `${uri.toString()}\n`;
    const pending = pendingOf(review?.hunks ?? []);
    const wanted = new Set(
      pending.filter((each) => !isInline(each.hunk)).map((each) => prefix + each.hunk.id),
    );
    for (const [key, thread] of this.threads) {
      if (key.startsWith(prefix) && !wanted.has(key)) this.drop(key, thread);
    }
    pending.forEach((each, index) => {
      if (isInline(each.hunk)) return;
      const label = `${verdictLabel(each.hunk.verdict)} · ${messages.hunkPosition(index + 1, pending.length)}`;
      this.show(uri, prefix + each.hunk.id, each, label, each.hunk.id === review?.currentId);
    });
  }

  /** The hunk that a thread's title button belongs to. */
  targetOf(thread: unknown): { uri: string; hunkId: string } | undefined {
    return [...this.targets].find(([each]) => each === thread)?.[1];
  }

  dispose(): void {
    this.controller.dispose();
    this.threads.clear();
    this.targets.clear();
  }

  private show(
    uri: vscode.Uri,
    key: string,
    tracked: TrackedHunk,
    label: string,
    isCurrent: boolean,
  ): void {
    const existing = this.threads.get(key);
    const thread =
      existing ?? this.controller.createCommentThread(uri, toVsRange(tracked.range), []);
    const state = isCurrent
      ? vscode.CommentThreadCollapsibleState.Expanded
      : vscode.CommentThreadCollapsibleState.Collapsed;
    if (!existing) {
      thread.canReply = false;
      thread.contextValue = 'proposal';
      thread.comments = [
        {
          author: { name: messages.statusName() },
          body: hunkMarkdown(uri, tracked),
          mode: vscode.CommentMode.Preview,
        },
      ];
      this.threads.set(key, thread);
      this.targets.set(thread, { uri: uri.toString(), hunkId: tracked.hunk.id });
    }
    thread.range = toVsRange(tracked.range);
    if (thread.label !== label) thread.label = label;
    if (thread.collapsibleState !== state) thread.collapsibleState = state;
  }

  private drop(key: string, thread: vscode.CommentThread): void {
    this.threads.delete(key);
    this.targets.delete(thread);
    thread.dispose();
  }
}
