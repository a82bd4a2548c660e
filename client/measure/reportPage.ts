/** What a report's page is made of. */
export interface ReportPageParts {
  /** Where VS Code serves the extension's own files from, as its policy names it. */
  readonly source: string;
  readonly style: string;
  readonly title: string;
  /** HTML of the engine's. */
  readonly body: string;
}

/** A report as a page without scripts: one style sheet of the extension's own, and nothing else from anywhere. */
export function reportPage({ source, style, title, body }: ReportPageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src ${source}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>${escaped(title)}</title>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
