import * as vscode from 'vscode';
import { commandIds } from '../commandIds.ts';
import { nameOf, toVsRange } from '../convert.ts';
import { messages } from '../messages.ts';
import { applyOffsetEdits } from '../review/proposalText.ts';
import {
  activeReviewUri,
  proposalScheme,
  proposalUri,
  reviewedUri,
} from '../review/reviewedUri.ts';
import type { Reviews } from '../review/reviews.ts';
import type { Notices } from './notices.ts';

/**
 * *Show Proposals as Diff*: the document beside a read-only one with every proposal in it. It serves
 * large changes, screen readers (the accessible diff viewer) and users who hide comments.
 */
export function registerDiffView(reviews: Reviews, notices: Notices): vscode.Disposable[] {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return [
    changed,
    reviews.onDidChange((uri) => changed.fire(proposalUri(uri))),
    vscode.workspace.registerTextDocumentContentProvider(proposalScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => proposalText(reviews, reviewedUri(uri)),
    }),
    vscode.commands.registerCommand(commandIds.showDiff, async () => {
      const uri = activeReviewUri();
      if (!uri || reviews.pending(uri).length === 0) {
        notices.brief(messages.noReview());
        return;
      }
      await vscode.commands.executeCommand(
        'vscode.diff',
        uri,
        proposalUri(uri),
        messages.diffTitle(nameOf(uri)),
      );
    }),
  ];
}

async function proposalText(reviews: Reviews, uri: vscode.Uri): Promise<string> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edits = reviews.pending(uri).map(({ range, hunk }) => ({
    start: document.offsetAt(toVsRange(range).start),
    end: document.offsetAt(toVsRange(range).end),
    newText: hunk.newText,
  }));
  return applyOffsetEdits(document.getText(), edits);
}
