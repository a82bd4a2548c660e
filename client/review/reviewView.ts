import * as vscode from 'vscode';
import { ReviewDecorations } from './decorations.ts';
import { HunkLenses } from './hunkLenses.ts';
import { activeReviewUri } from './reviewedUri.ts';
import type { Reviews } from './reviews.ts';
import { ReviewThreads } from './threads.ts';

/** Set while the active editor shows proposals; keys, menus and title buttons depend on it. */
export const reviewVisibleKey = 'eidolon.reviewVisible';

/** Shows reviews in every editor of their documents, and nothing of them in the documents. */
export class ReviewView implements vscode.Disposable {
  private readonly decorations = new ReviewDecorations();
  readonly threads = new ReviewThreads();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly reviews: Reviews) {
    this.subscriptions = [
      this.decorations,
      this.threads,
      new HunkLenses(reviews),
      reviews.onDidChange((uri) => this.renderDocument(uri)),
      vscode.window.onDidChangeVisibleTextEditors((editors) =>
        editors.forEach((e) => this.paint(e)),
      ),
      vscode.window.onDidChangeActiveTextEditor(() => this.updateContext()),
    ];
  }

  dispose(): void {
    for (const each of this.subscriptions) each.dispose();
  }

  private renderDocument(uri: vscode.Uri): void {
    const key = uri.toString();
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() === key) this.paint(editor);
    }
    this.threads.render(uri, this.reviews.get(uri));
    this.updateContext();
  }

  private paint(editor: vscode.TextEditor): void {
    this.decorations.render(editor, this.reviews.get(editor.document.uri));
  }

  private updateContext(): void {
    const uri = activeReviewUri();
    const visible = uri !== undefined && this.reviews.pending(uri).length > 0;
    void vscode.commands.executeCommand('setContext', reviewVisibleKey, visible);
  }
}
