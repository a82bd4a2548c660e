/** What the panel's page is made of. */
export interface PageParts {
  /** Where VS Code serves the extension's own files from, as its policy names it. */
  readonly source: string;
  readonly nonce: string;
  readonly language: string;
  readonly title: string;
  readonly script: string;
  readonly style: string;
}

/** The panel's page: its own script and style sheet, and nothing else from anywhere. */
export function pageHtml({ source, nonce, language, title, script, style }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src ${source}`,
    `script-src 'nonce-${nonce}'`,
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
<title>${title}</title>
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
