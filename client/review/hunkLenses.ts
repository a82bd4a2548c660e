import * as vscode from 'vscode';
import { commandIds } from '../commandIds.ts';
import type { HunkTarget } from '../commandIds.ts';
import { toVsRange } from '../convert.ts';
import { memberName } from '../features/memberWords.ts';
import { messages } from '../messages.ts';
import { isInline, verdictLabel } from './hunkMarkdown.ts';
import type { Reviews } from './reviews.ts';

/**
 * Buttons above the current proposal, for those who show CodeLens. A proposal with a comment thread
 * has its buttons there; everything works by key, title button and hover as well.
 */
export class HunkLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  private readonly subscriptions: readonly vscode.Disposable[];
  readonly onDidChangeCodeLenses = this.emitter.event;

  constructor(private readonly reviews: Reviews) {
    this.subscriptions = [
      this.emitter,
      reviews.onDidChange(() => this.emitter.fire()),
      vscode.languages.registerCodeLensProvider({ language: '*' }, this),
    ];
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const { uri } = document;
    const pending = this.reviews.pending(uri);
    const index = pending.findIndex((each) => each.hunk.id === this.reviews.get(uri)?.currentId);
    const current = pending[index];
    if (!current || !isInline(current.hunk)) return [];
    const range = toVsRange(current.range);
    const target: HunkTarget = { uri: uri.toString(), hunkId: current.hunk.id };
    const place = messages.hunkPosition(index + 1, pending.length);
    const lens = (title: string, command: string): vscode.CodeLens =>
      new vscode.CodeLens(range, { title, command, arguments: [target] });
    return [
      lens(`$(check) ${messages.accept()}`, commandIds.acceptHunk),
      lens(`$(close) ${messages.reject()}`, commandIds.rejectHunk),
      lens(`$(arrow-down) ${place}`, commandIds.nextHunk),
      lens(
        `${memberName(current.hunk.proposedBy)} · ${verdictLabel(current.hunk.verdict)}`,
        commandIds.whyThisAnswer,
      ),
    ];
  }

  dispose(): void {
    for (const each of this.subscriptions) each.dispose();
  }
}
