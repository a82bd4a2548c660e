import { escaped, webviewPage, type WebviewPageParts } from '../webviewPage.ts';

/** What a report's page is made of; `body` is HTML of the engine's. */
export type ReportPageParts = Pick<WebviewPageParts, 'source' | 'style' | 'title' | 'body'>;

/** A report as a page without scripts. */
export function reportPage({ body, ...parts }: ReportPageParts): string {
  const main = `<main>\n<h1>${escaped(parts.title)}</h1>\n${body}\n</main>`;
  return webviewPage({ ...parts, language: 'en', body: main });
}
