import * as vscode from 'vscode';
import { nameOf } from '../convert.ts';
import type { AcceptedPart, HistoryEntry } from './entry.ts';
import type { RefineHistory } from './refineHistory.ts';
import { words } from './words.ts';

/** Scheme of the read-only documents that show the texts of a refine before and after it. */
export const historyScheme = 'eidolon-history';

type Side = 'before' | 'after';

/** Serves the two sides of a remembered refine. */
export function registerHistoryDocuments(history: RefineHistory): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(historyScheme, {
    provideTextDocumentContent: ({ query }) => {
      const [side = '', id = ''] = query.split(/:(.*)/s);
      const entry = history.find(id);
      return entry ? sideText(entry, side === 'before' ? 'before' : 'after') : words.gone();
    },
  });
}

/** Shows what a refine changed, as a diff of two read-only documents. */
export async function openHistoryDiff(entry: HistoryEntry): Promise<void> {
  const { path } = vscode.Uri.parse(entry.uri, true);
  const uriOf = (side: Side): vscode.Uri =>
    vscode.Uri.from({ scheme: historyScheme, path, query: `${side}:${entry.id}` });
  const title = words.diffTitle(nameOf(vscode.Uri.parse(entry.uri, true)));
  await vscode.commands.executeCommand('vscode.diff', uriOf('before'), uriOf('after'), title);
}

/** The changed lines one after the other, each with what is known of its line, apart by a line of dots. */
function sideText({ accepted }: HistoryEntry, side: Side): string {
  return `${accepted.map((part) => partText(part, side)).join('\n⋯\n')}\n`;
}

function partText(part: AcceptedPart, side: Side): string {
  const before = part.left.slice(part.left.lastIndexOf('\n') + 1);
  const [after = ''] = part.right.split('\n', 1);
  return before + part[side] + after;
}
