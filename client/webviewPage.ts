/** What the page of a webview is made of. */
export interface WebviewPageParts {
  /** Where VS Code serves the extension's own files from, as its policy names it. */
  readonly source: string;
  /** Of the one script that may run; absent where none may. */
  readonly nonce?: string;
  readonly language: string;
  readonly title: string;
  readonly style: string;
  /** HTML. */
  readonly body: string;
}

/** A webview's page: one style sheet of the extension's own, at most one script, and nothing else from anywhere. */
export function webviewPage(parts: WebviewPageParts): string {
  const { source, nonce, language, title, style, body } = parts;
  const policy = [
    "default-src 'none'",
    `style-src ${source}`,
    ...(nonce === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>${escaped(title)}</title>
</head>
<body>
${body}
</body>
</html>`;
}

/** Text for HTML between tags. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
