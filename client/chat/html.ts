import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from './page.ts';

/** The only folder that the panel may read. */
export function panelRoot(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'media');
}

/** The panel's page as a webview's HTML. */
export function panelHtml(webview: vscode.Webview, extension: vscode.Uri, title: string): string {
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(panelRoot(extension), name)).toString();
  return pageHtml({
    source: webview.cspSource,
    nonce: randomBytes(16).toString('hex'),
    language: vscode.env.language,
    title,
    script: file('main.js'),
    style: file('chat.css'),
  });
}
