import * as vscode from 'vscode';
import type { Range } from '../protocol/text.ts';

/** A wire range as VS Code's. */
export function toVsRange(range: Range): vscode.Range {
  return new vscode.Range(
    range.start.line,
    range.start.character,
    range.end.line,
    range.end.character,
  );
}

/** VS Code's range for the wire. */
export function toRange(range: vscode.Range): Range {
  return {
    start: { line: range.start.line, character: range.start.character },
    end: { line: range.end.line, character: range.end.character },
  };
}

/** The name that the user knows a document by. */
export function nameOf(uri: vscode.Uri): string {
  const path = uri.path === '' ? uri.toString() : uri.path;
  return path.slice(path.lastIndexOf('/') + 1);
}
