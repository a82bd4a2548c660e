import { webviewPage, type WebviewPageParts } from '../webviewPage.ts';

/** What the panel's page is made of. */
export interface PageParts extends Omit<WebviewPageParts, 'body'> {
  readonly nonce: string;
  readonly script: string;
}

/** The panel's page, which its script fills. */
export function pageHtml({ script, ...parts }: PageParts): string {
  const body = `<div id="root"></div>\n<script nonce="${parts.nonce}" src="${script}"></script>`;
  return webviewPage({ ...parts, body });
}
