const style = `
:root { color-scheme: light dark; --ground: #ffffff; --text: #1c1e21; --line: #d5d8dc; --soft: #f4f5f7; }
@media (prefers-color-scheme: dark) { :root { --ground: #1b1d21; --text: #e6e7e9; --line: #3d4148; --soft: #25282e; } }
body { background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 1180px; padding: 24px; }
h1 { font-size: 1.6em; margin: 0 0 8px; } h2 { font-size: 1.2em; margin: 40px 0 12px; }
figure { margin: 16px 0; } figure svg { max-width: 100%; height: auto; } figcaption { font-size: 0.9em; opacity: 0.85; }
.scroll { overflow-x: auto; margin: 12px 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.88em; }
th, td { border-bottom: 1px solid var(--line); padding: 5px 12px 5px 0; text-align: left; vertical-align: top; white-space: nowrap; }
td.long, table.plain td { white-space: normal; max-width: 70ch; }
thead th { background: var(--soft); position: sticky; top: 0; padding-left: 4px; } tbody th { font-weight: 600; padding-left: 4px; }
`;

/** Text for HTML; what a model wrote or a user named may hold anything. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A page that needs nothing beside itself. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

export function section(title: string, body: string): string {
  return `<section>\n<h2>${escaped(title)}</h2>\n${body}\n</section>`;
}

/** A plot with a caption; its figures stand in the tables of the same section, which is what a screen reader reads. */
export function figure(svg: string, caption: string): string {
  return `<figure role="group" aria-label="${escaped(caption)}">\n<div aria-hidden="true">${svg}</div>\n<figcaption>${escaped(caption)}</figcaption>\n</figure>`;
}

export interface TableOptions {
  /** Without a head, and with cells that wrap. */
  readonly plain?: boolean;
}

/** Cells longer than this may wrap. */
const longCell = 40;

/** A table whose first column heads its rows. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { plain = false }: TableOptions = {},
): string {
  const heading = plain
    ? ''
    : `<thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead>`;
  const body = rows
    .map(([first = '', ...rest]) => {
      const cells = rest.map(
        (cell) => `<td${cell.length > longCell ? ' class="long"' : ''}>${escaped(cell)}</td>`,
      );
      return `<tr><th scope="row">${escaped(first)}</th>${cells.join('')}</tr>`;
    })
    .join('\n');
  return `<div class="scroll" tabindex="0"><table${plain ? ' class="plain"' : ''}>${heading}<tbody>\n${body}\n</tbody></table></div>`;
}
