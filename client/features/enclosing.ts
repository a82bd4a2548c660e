import * as vscode from 'vscode';

/** A function longer than this is not handed over whole; the diagnostic's own lines are. */
const mostLines = 200;

const functionLike: ReadonlySet<vscode.SymbolKind> = new Set([
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
]);

/**
 * The innermost function around a diagnostic, because its repair may lie elsewhere in the function: a
 * missing `return` is reported at the signature. Asked only when the user takes the action.
 */
export async function enclosingFunction(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.Range> {
  const symbols = await vscode.commands.executeCommand<unknown>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const found = Array.isArray(symbols) ? innermost(symbols, range) : undefined;
  if (!found || found.end.line - found.start.line >= mostLines) return range;
  return found.union(range);
}

function innermost(symbols: readonly unknown[], range: vscode.Range): vscode.Range | undefined {
  for (const symbol of symbols) {
    if (!isSymbol(symbol) || !symbol.range.contains(range.start)) continue;
    const inner = innermost(symbol.children, range);
    if (inner) return inner;
    if (functionLike.has(symbol.kind)) return symbol.range;
  }
  return undefined;
}

/** Older providers answer flat SymbolInformation, which has no extent to trust. */
function isSymbol(value: unknown): value is vscode.DocumentSymbol {
  if (typeof value !== 'object' || value === null) return false;
  const { range, children } = value as Partial<vscode.DocumentSymbol>;
  return range instanceof vscode.Range && Array.isArray(children);
}
