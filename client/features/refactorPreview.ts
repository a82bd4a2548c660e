import * as vscode from 'vscode';
import type { Hunk, Verdict } from '../../protocol/refine.ts';
import { showInvisible } from '../../protocol/visible.ts';
import { commandIds } from '../commandIds.ts';
import { toVsRange } from '../convert.ts';
import { messages } from '../messages.ts';
import { verdictLabel } from '../review/hunkMarkdown.ts';
import type { Reviews } from '../review/reviews.ts';
import { pendingOf } from '../review/trackedHunk.ts';
import type { TrackedHunk } from '../review/trackedHunk.ts';
import { memberName } from './memberWords.ts';
import type { Notices } from './notices.ts';

/** What the preview shows of one document. */
interface Shown {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly hunks: readonly TrackedHunk[];
}

const icons: Readonly<Record<Verdict, vscode.ThemeIcon>> = {
  proven: new vscode.ThemeIcon('verified'),
  reviewed: new vscode.ThemeIcon('check'),
  unreviewed: new vscode.ThemeIcon('question'),
};

/**
 * *Open in Refactor Preview*: the proposals of all open documents in VS Code's own list with a box for each, grouped by
 * who proposed. What is ticked and applied counts as accepted; what was left out of a document that got some of its
 * proposals counts as rejected; a document that was left out as a whole keeps its proposals.
 */
export function registerRefactorPreview(reviews: Reviews, notices: Notices): vscode.Disposable {
  return vscode.commands.registerCommand(commandIds.openInPreview, async () => {
    const shown = shownOf(reviews);
    if (shown.length === 0) {
      notices.brief(messages.nothingToPreview());
      return 0;
    }
    const applied = await vscode.workspace.applyEdit(editOf(shown), { isRefactoring: true });
    return applied ? settle(reviews, notices, shown) : notApplied(notices, shown);
  });
}

/** Whether so much is proposed that a list serves better than going from one to the next. */
export function deservesPreview(
  reviews: Reviews,
  hunks: readonly TrackedHunk[],
  asked: readonly vscode.Range[],
): boolean {
  const ranges = asked.filter((range) =>
    hunks.some((each) => range.contains(toVsRange(each.hunk.range))),
  );
  return hunks.length >= manyHunks || ranges.length > 1 || shownOf(reviews).length > 1;
}

const manyHunks = 10;

/** Open documents that have proposals; of a notebook's cells the preview could show nothing. */
function shownOf(reviews: Reviews): readonly Shown[] {
  return vscode.workspace.textDocuments.flatMap((document): Shown[] => {
    const hunks = reviews.pending(document.uri);
    if (hunks.length === 0 || document.uri.scheme === 'vscode-notebook-cell') return [];
    return [{ document, version: document.version, hunks }];
  });
}

function editOf(shown: readonly Shown[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { document, hunks } of shown) {
    for (const { hunk, range } of hunks)
      edit.replace(document.uri, toVsRange(range), hunk.newText, metadataOf(hunk));
  }
  return edit;
}

/** Entries with the same label are one group. */
function metadataOf(hunk: Hunk): vscode.WorkspaceEditEntryMetadata {
  const by = messages.proposedBy(memberName(hunk.proposedBy));
  const label =
    hunk.changedBy === undefined ? by : `${by}, ${messages.changedBy(memberName(hunk.changedBy))}`;
  return {
    // Without this, VS Code would apply the edit and show nothing.
    needsConfirmation: true,
    label: showInvisible(label),
    description: showInvisible(`${verdictLabel(hunk.verdict)}: ${hunk.summary}`),
    iconPath: icons[hunk.verdict],
  };
}

/** The documents tell what was applied; answers how many. */
function settle(reviews: Reviews, notices: Notices, shown: readonly Shown[]): number {
  let accepted = 0;
  for (const { document, hunks } of shown) {
    const left = new Set(pendingOf(reviews.get(document.uri)?.hunks ?? []).map(idOf));
    const refused = hunks.map(idOf).filter((id) => left.has(id));
    if (refused.length === hunks.length) continue;
    accepted += hunks.length - refused.length;
    reviews.reject(document.uri, new Set(refused));
  }
  notices.brief(messages.accepted(accepted));
  return accepted;
}

function notApplied(notices: Notices, shown: readonly Shown[]): number {
  const changed = shown.some(({ document, version }) => document.version !== version);
  if (changed) notices.info(messages.previewOutdated());
  else notices.brief(messages.previewClosed());
  return 0;
}

function idOf({ hunk }: TrackedHunk): string {
  return hunk.id;
}
