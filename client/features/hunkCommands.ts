import * as vscode from 'vscode';
import type { Position } from '../../protocol/text.ts';
import { commandIds, parseHunkTarget } from '../commandIds.ts';
import { nameOf, toRange, toVsRange } from '../convert.ts';
import { messages } from '../messages.ts';
import { applyHunks } from '../review/apply.ts';
import { activeReviewUri } from '../review/reviewedUri.ts';
import type { Reviews } from '../review/reviews.ts';
import type { ReviewThreads } from '../review/threads.ts';
import { acceptableOf, hunkAt, neighbour } from '../review/trackedHunk.ts';
import type { TrackedHunk } from '../review/trackedHunk.ts';
import type { Notices } from './notices.ts';

export interface HunkCommandDeps {
  readonly reviews: Reviews;
  readonly threads: ReviewThreads;
  readonly notices: Notices;
}

interface Found {
  readonly uri: vscode.Uri;
  readonly tracked: TrackedHunk;
}

/** Accept, reject and navigate; each works from a key, a title button, a hover link or a thread. */
export function registerHunkCommands(deps: HunkCommandDeps): vscode.Disposable[] {
  const { reviews } = deps;
  const onHunk =
    (act: (found: Found) => Promise<unknown>) =>
    async (argument?: unknown): Promise<unknown> => {
      const found = find(deps, argument);
      if (found) return act(found);
      deps.notices.brief(messages.noHunkHere());
      return undefined;
    };
  const step = (direction: 'next' | 'previous') => (): Promise<void> => goTo(deps, direction);
  return [
    vscode.commands.registerCommand(
      commandIds.acceptHunk,
      onHunk((found) => accept(deps, found.uri, [found.tracked])),
    ),
    vscode.commands.registerCommand(
      commandIds.rejectHunk,
      onHunk(async ({ uri, tracked }) => {
        reviews.reject(uri, new Set([tracked.hunk.id]));
        await moveOn(deps, uri, tracked);
      }),
    ),
    vscode.commands.registerCommand(commandIds.nextHunk, step('next')),
    vscode.commands.registerCommand(commandIds.previousHunk, step('previous')),
    vscode.commands.registerCommand(commandIds.acceptAll, () => acceptAll(deps)),
    vscode.commands.registerCommand(commandIds.rejectAll, () => {
      const uri = activeReviewUri();
      if (!uri || reviews.pending(uri).length === 0) {
        deps.notices.brief(messages.noReview());
        return;
      }
      reviews.reject(uri, new Set(reviews.pending(uri).map((each) => each.hunk.id)));
    }),
  ];
}

/** Applies hunks as one undo step; answers how many were applied. */
async function accept(
  deps: HunkCommandDeps,
  uri: vscode.Uri,
  hunks: readonly TrackedHunk[],
): Promise<number> {
  const document = await vscode.workspace.openTextDocument(uri);
  const outcome = await applyHunks(document, hunks);
  switch (outcome) {
    case 'applied': {
      const last = hunks[hunks.length - 1];
      if (last) await moveOn(deps, uri, last);
      return hunks.length;
    }
    case 'moved':
      deps.notices.info(messages.movedMeanwhile());
      return 0;
    case 'refused':
      deps.notices.problem(messages.notApplied(nameOf(uri)));
      return 0;
  }
}

async function acceptAll(deps: HunkCommandDeps): Promise<number> {
  const uri = activeReviewUri();
  const review = uri && deps.reviews.get(uri);
  const pending = uri ? deps.reviews.pending(uri) : [];
  if (!uri || !review || pending.length === 0) {
    deps.notices.brief(messages.noReview());
    return 0;
  }
  const acceptable = acceptableOf(review.hunks);
  if (acceptable.length === 0) {
    deps.notices.info(messages.onlyUnreviewed());
    return 0;
  }
  const applied = await accept(deps, uri, acceptable);
  const left = pending.length - acceptable.length;
  if (applied > 0) {
    deps.notices.brief(left > 0 ? messages.unreviewedLeft(left) : messages.accepted(applied));
  }
  return applied;
}

async function goTo(deps: HunkCommandDeps, direction: 'next' | 'previous'): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const review = editor && deps.reviews.get(editor.document.uri);
  const position = editor && toRange(editor.selection).start;
  const target = review && position && neighbour(review.hunks, position, direction);
  if (!editor || !target) {
    deps.notices.brief(messages.noReview());
    return;
  }
  reveal(editor, target);
  deps.reviews.setCurrent(editor.document.uri, target.hunk.id);
}

/** After a decision the next judged proposal becomes current; the cursor stays where the user had it. */
async function moveOn(deps: HunkCommandDeps, uri: vscode.Uri, from: TrackedHunk): Promise<void> {
  const review = deps.reviews.get(uri);
  if (!review) return;
  const judged = acceptableOf(review.hunks);
  const next = neighbour(judged, from.range.start, 'next');
  if (next) deps.reviews.setCurrent(uri, next.hunk.id);
  const editor = vscode.window.activeTextEditor;
  if (next && editor?.document.uri.toString() === uri.toString()) {
    editor.revealRange(
      toVsRange(next.range),
      vscode.TextEditorRevealType.InCenterIfOutsideViewport,
    );
  }
}

function reveal(editor: vscode.TextEditor, target: TrackedHunk): void {
  const range = toVsRange(target.range);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The hunk that a link or thread names, else the one at the cursor, else the current one. */
function find(deps: HunkCommandDeps, argument: unknown): Found | undefined {
  const target = parseHunkTarget(argument) ?? deps.threads.targetOf(argument);
  if (target) {
    const uri = vscode.Uri.parse(target.uri, true);
    const tracked = deps.reviews.pending(uri).find((each) => each.hunk.id === target.hunkId);
    return tracked && { uri, tracked };
  }
  const uri = activeReviewUri();
  const review = uri && deps.reviews.get(uri);
  if (!review) return undefined;
  const tracked = hunkAt(review.hunks, cursorIn(uri), review.currentId);
  return tracked && { uri, tracked };
}

/** Where the cursor is in a document; in the proposal beside it, positions mean something else. */
function cursorIn(uri: vscode.Uri): Position | undefined {
  const editor = vscode.window.activeTextEditor;
  const isThere = editor?.document.uri.toString() === uri.toString();
  return isThere ? toRange(editor.selection).start : undefined;
}
