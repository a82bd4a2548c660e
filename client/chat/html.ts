import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The only folder that the panel may read. */
export function panelRoot(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'media');
}

/** The panel's page: its own script and style sheet, and nothing else from anywhere. */
export function panelHtml(webview: vscode.Webview, extension: vscode.Uri, title: string): string {
  const nonce = randomBytes(16).toString('hex');
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(panelRoot(extension), name)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('chat.css')}">
<title>${title}</title>
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${file('main.js')}"></script>
</body>
</html>`;
}
