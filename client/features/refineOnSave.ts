import * as vscode from 'vscode';
import type { Range } from '../../protocol/text.ts';
import { toRange } from '../convert.ts';
import { moveRange } from '../review/anchor.ts';
import { isCode, isSupported } from './languages.ts';
import type { Refiner } from './refine.ts';
import { commentAt, paragraphAt } from './textAt.ts';
import type { Lines, LineSpan } from './textAt.ts';

/** A document with more edited places than this since its last save is left to *Refine Whole File*. */
const mostPlaces = 20;

export interface OnSaveDeps {
  /** Speaks of proposals alone. */
  readonly refiner: Refiner;
  readonly isEnabled: (document: vscode.TextDocument) => boolean;
}

/**
 * *Refine on Save*, off by default: once the user has saved a document, the paragraphs and comments edited since the last
 * save are refined and their review opens. What was saved stays as it is; a save that the editor makes by itself counts
 * for nothing.
 */
export class RefineOnSave implements vscode.Disposable {
  private readonly edited = new Map<string, readonly Range[]>();
  /** Documents that the user, and not a timer or a lost focus, is saving now. */
  private readonly byHand = new Set<string>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly deps: OnSaveDeps) {
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => this.follow(event)),
      vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
        if (reason === vscode.TextDocumentSaveReason.Manual)
          this.byHand.add(document.uri.toString());
      }),
      vscode.workspace.onDidSaveTextDocument((document) => this.onSave(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri.toString())),
    ];
  }

  dispose(): void {
    for (const each of this.subscriptions) each.dispose();
  }

  private follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (!isSupported(document.languageId) || !this.deps.isEnabled(document)) return;
    const key = document.uri.toString();
    let places = this.edited.get(key) ?? [];
    for (const { range, text } of contentChanges) {
      const change = { range: toRange(range), text };
      const written = moveRange(change.range, change, 'inside')?.range;
      places = places.flatMap((each) => moveRange(each, change)?.range ?? []);
      // One place more than is looked at, so that there are known to be too many.
      places = [...places, ...(written ? [written] : [])].slice(-mostPlaces - 1);
    }
    this.edited.set(key, places);
  }

  private onSave(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const places = this.edited.get(key) ?? [];
    const isByHand = this.byHand.has(key);
    this.forget(key);
    if (!isByHand || places.length > mostPlaces || !this.deps.isEnabled(document)) return;
    const ranges = rangesToRefine(document, places);
    if (ranges.length > 0) void this.deps.refiner.refine(document, ranges, { expert: 'prose' });
  }

  private forget(key: string): void {
    this.edited.delete(key);
    this.byHand.delete(key);
  }
}

/** The whole paragraphs of a text, or comments of a program, that the places lie in. */
function rangesToRefine(
  document: vscode.TextDocument,
  places: readonly Range[],
): readonly vscode.Range[] {
  const { lineCount, languageId } = document;
  const lines: Lines = { count: lineCount, at: (line) => document.lineAt(line).text };
  const spans = new Map<number, LineSpan>();
  for (const { start, end } of places) {
    for (let line = start.line; line <= Math.min(end.line, lineCount - 1); line++) {
      const at = { first: line, last: line };
      const span = isCode(languageId) ? commentAt(languageId, lines, at) : paragraphAt(lines, line);
      if (!span) continue;
      spans.set(span.first, span);
      line = Math.max(line, span.last);
    }
  }
  return [...spans.values()].map(
    ({ first, last }) => new vscode.Range(first, 0, last, lines.at(last).length),
  );
}
