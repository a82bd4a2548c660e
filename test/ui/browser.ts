import { chromium, type Browser } from 'playwright-core';
import { ensureChromium } from '../../scripts/vscode-host.mjs';

/** Chromium as every interface test uses it. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: await ensureChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-features=LocalNetworkAccessChecks',
    ],
  });
}
