import * as vscode from 'vscode';
import type { Range } from '../../protocol/text.ts';
import { toRange } from '../convert.ts';
import { moveRange } from './anchor.ts';
import type { TextChange } from './anchor.ts';

/** Remembers what happened to one document while the engine works on an older version of it. */
export class ChangeRecorder implements vscode.Disposable {
  private readonly changes: { readonly version: number; readonly change: TextChange }[] = [];
  private readonly subscriptions: vscode.Disposable[];
  closed = false;

  constructor(document: vscode.TextDocument) {
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document) return;
        for (const { range, text } of event.contentChanges) {
          const change = { range: toRange(range), text };
          this.changes.push({ version: event.document.version, change });
        }
      }),
      vscode.workspace.onDidCloseTextDocument((closed) => {
        if (closed === document) this.closed = true;
      }),
    ];
  }

  /** Where a range of the beginning is now; undefined when an edit took its border away. */
  follow(range: Range): Range | undefined {
    return this.changes.reduce<Range | undefined>(
      (moved, { change }) => moved && moveRange(moved, change)?.range,
      range,
    );
  }

  since(version: number): readonly TextChange[] {
    return this.changes.filter((each) => each.version > version).map((each) => each.change);
  }

  dispose(): void {
    for (const each of this.subscriptions) each.dispose();
  }
}
