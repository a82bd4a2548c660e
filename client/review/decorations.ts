import * as vscode from 'vscode';
import { showInvisible } from '../../protocol/visible.ts';
import { toVsRange } from '../convert.ts';
import { hunkMarkdown, isInline } from './hunkMarkdown.ts';
import type { DocumentReview } from './reviews.ts';
import { pendingOf } from './trackedHunk.ts';
import type { TrackedHunk } from './trackedHunk.ts';

/** Paints proposals into an editor without touching its text. */
export class ReviewDecorations implements vscode.Disposable {
  private readonly old = decoration({
    backgroundColor: new vscode.ThemeColor('diffEditor.removedTextBackground'),
    textDecoration: 'line-through',
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.modifiedForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  });
  private readonly added = decoration({});
  private readonly hoverOnly = decoration({});
  private readonly unreviewed = decoration({
    border: '1px dotted',
    borderColor: new vscode.ThemeColor('editorWarning.foreground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.warningForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  });
  private readonly current = decoration({
    outline: '1px solid',
    borderColor: new vscode.ThemeColor('focusBorder'),
  });
  private readonly currentLines = decoration({
    isWholeLine: true,
    borderStyle: 'solid',
    borderWidth: '0 0 0 3px',
    borderColor: new vscode.ThemeColor('focusBorder'),
  });

  render(editor: vscode.TextEditor, review: DocumentReview | undefined): void {
    const pending = pendingOf(review?.hunks ?? []);
    const uri = editor.document.uri;
    const judged = pending.filter((each) => each.hunk.verdict !== 'unreviewed');
    const alone = pending.filter((each) => each.hunk.verdict === 'unreviewed');
    const hovering = (each: TrackedHunk): vscode.DecorationOptions => ({
      range: toVsRange(each.range),
      hoverMessage: hunkMarkdown(uri, each),
    });
    editor.setDecorations(
      this.hoverOnly,
      pending
        .filter((each) => each.hunk.oldText === '')
        .map((each) => ({ ...hovering(each), range: besideInsertion(each) })),
    );
    const replacing = (each: TrackedHunk): boolean => each.hunk.oldText !== '';
    editor.setDecorations(this.old, judged.filter(replacing).map(hovering));
    editor.setDecorations(this.unreviewed, alone.map(hovering));
    editor.setDecorations(
      this.added,
      judged.filter((each) => isInline(each.hunk) && each.hunk.newText !== '').map(insertion),
    );
    const current = pending.filter((each) => each.hunk.id === review?.currentId);
    const oneLine = (each: TrackedHunk): boolean => each.range.start.line === each.range.end.line;
    editor.setDecorations(
      this.current,
      current.filter(oneLine).map((each) => toVsRange(each.range)),
    );
    editor.setDecorations(
      this.currentLines,
      current.filter((each) => !oneLine(each)).map((each) => toVsRange(each.range)),
    );
  }

  dispose(): void {
    const { old, added, hoverOnly, unreviewed, current, currentLines } = this;
    const types = [old, added, hoverOnly, unreviewed, current, currentLines];
    for (const each of types) each.dispose();
  }
}

/** The new text, drawn after the old one; it is a picture, not part of the document. */
function insertion(tracked: TrackedHunk): vscode.DecorationOptions {
  const range = toVsRange(tracked.range);
  return {
    range: new vscode.Range(range.end, range.end),
    renderOptions: {
      after: {
        // A no-break space is drawn where the browser would swallow a space at the edge.
        contentText: showInvisible(tracked.hunk.newText).replace(/ /g, '\u00A0'),
        backgroundColor: new vscode.ThemeColor('diffEditor.insertedTextBackground'),
        // Struck through is old, underlined is new: no meaning rests on colour alone.
        textDecoration: 'underline',
        margin: '0 0 0 2px',
      },
    },
  };
}

/** The character next to an insertion: an empty range could not be pointed at. */
function besideInsertion({ range: { start } }: TrackedHunk): vscode.Range {
  const from = Math.max(0, start.character - 1);
  return new vscode.Range(start.line, from, start.line, from + 1);
}

function decoration(options: vscode.DecorationRenderOptions): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    ...options,
  });
}
