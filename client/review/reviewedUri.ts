import * as vscode from 'vscode';

/** Scheme of the read-only document that shows another one with every proposal in it. */
export const proposalScheme = 'eidolon-proposal';

/** The read-only document that belongs to a reviewed one. */
export function proposalUri(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: proposalScheme, path: uri.path, query: uri.toString() });
}

/** The document that a proposal document is about; any other document is meant itself. */
export function reviewedUri(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === proposalScheme ? vscode.Uri.parse(uri.query, true) : uri;
}

/** What the active editor reviews: its document, or the left side of the diff that it is part of. */
export function activeReviewUri(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri && reviewedUri(uri);
}
