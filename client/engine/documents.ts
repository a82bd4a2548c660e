import type * as vscode from 'vscode';

/** Documents of the workbench itself, which hold no text of the user. */
const ownSchemes: ReadonlySet<string> = new Set([
  'output',
  'debug',
  'vscode',
  'vscode-settings',
  'vscode-terminal',
  'walkThrough',
  'walkThroughSnippet',
  'comment',
  'git',
  'gitlens',
  'vscode-scm',
  'search-editor',
  'chat-editing-snapshot-text-model',
  'chat-editing-text-model',
  'vscode-chat-code-block',
  'eidolon-trace',
  'eidolon-proposal',
  'eidolon-history',
  'eidolon-diagnose',
  'eidolon-compare',
  'eidolon-ensemble',
]);

/** Whether a document's text is sent to the engine; a list of exceptions, so that unknown file systems work. */
export function isSynchronised(document: Pick<vscode.TextDocument, 'uri'>): boolean {
  return !ownSchemes.has(document.uri.scheme);
}
