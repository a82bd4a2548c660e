import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { repositoryRoot } from '../support/rawLspClient.ts';
import { assertAccessible } from './accessibility.ts';
import { choose } from './quickPick.ts';
import { Workbench } from './workbench.ts';

const items = [
  { grader: 'edit', text: 'It recieves one file.', accept: ['It receives one file.'] },
  { grader: 'edit', text: 'All is well here.', accept: ['All is well here.'] },
]
  .map((item) => JSON.stringify({ languageId: 'plaintext', ...item }))
  .join('\n');

describe('measuring the pool in a real editor', function () {
  this.timeout(420_000);

  it('measures items of the user’s own by keyboard and shows the report, after the walkthrough', async () => {
    const workbench = await Workbench.open({ name: 'measure', files: { 'mine.jsonl': items } });
    const { page } = workbench;
    try {
      await walkThrough(workbench);
      await workbench.runCommand('Eidolon: Measure My Pool…');
      await choose(workbench, 'Items of Your Own');
      const file = path.join(workbench.folders.workspace, 'mine.jsonl');
      await nameFile(page, file);
      // A measurement of two items is soon over: its models answer once its progress was seen.
      workbench.signal('worker.mjs', 'SIGSTOP');
      await choose(workbench, 'All 2 items');
      await page
        .locator('.notification-toast', { hasText: 'Measuring the pool on “mine.jsonl”' })
        .filter({ hasText: / of \d+ answers/ })
        .waitFor();
      await workbench.screenshot('progress');
      workbench.signal('worker.mjs', 'SIGCONT');
      const report = await workbench.frameWith('Eidolon bench: mine.jsonl');
      assert.match(
        (await report.locator('section').first().textContent()) ?? '',
        /Most accurate of the members and ensembles:.*only 2 items, so the intervals are wide/s,
      );
      assert.ok((await report.locator('table th[scope=row]', { hasText: 'experts' }).count()) > 0);
      assert.ok((await report.locator('figure svg').count()) > 0);
      assert.equal(await report.locator('script').count(), 0);
      await workbench.inEachTheme(report, async (theme) => {
        await workbench.screenshot(theme);
        await assertReportAccessible(page, report, theme);
      });
      await workbench.titleButton('Export Measurement').waitFor();
      await workbench.screenshot('report');
      await workbench.runCommand('Eidolon: Show Measurements');
      await page
        .locator('.quick-input-list .monaco-list-row', { hasText: 'mine.jsonl' })
        .filter({ hasText: '2 items' })
        .waitFor();
      await page.keyboard.press('Escape');

      await workbench.reload();
      const again = await workbench.frameWith('Eidolon bench: mine.jsonl');
      assert.ok((await again.locator('figure svg').count()) > 0);
      // After a reload the first group has the focus; the report is in the one beside the walkthrough.
      await page.keyboard.press('Control+2');
      await workbench.titleButton('Export Measurement').waitFor();
      await workbench.screenshot('reloaded');
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    } finally {
      await workbench.dispose();
    }
  });
});

/** The first two steps: a sample without a file, and its review. */
async function walkThrough(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand('Eidolon: Get Started');
  const step = (name: string) => page.locator('.getting-started-step', { hasText: name }).first();
  await step('Open a text with mistakes').waitFor();
  await workbench.screenshot('walkthrough');
  await page.getByRole('button', { name: 'Open Sample Text' }).click();
  await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
  await step('Open a text with mistakes').locator('.codicon.complete').waitFor();
  await workbench.screenshot('opened');
  await step('Refine it').click();
  await page.getByRole('button', { name: 'Refine Sample Text' }).click();
  await workbench.untilReview();
  await workbench.screenshot('sample');
  // VS Code puts an unsaved text into a tab of its own when nothing shows it in time.
  await eventually('one tab shows the sample', async () =>
    (await page.locator('.tab', { hasText: 'Untitled' }).count()) === 1 ? true : undefined,
  );
  await workbench.runCommand('Eidolon: Reject All');
  await workbench.untilNoReview();
}

/** Types a file's path into the open file dialog and takes it. */
async function nameFile(page: Page, file: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible input').first();
  const listed = page.locator('.quick-input-list .monaco-list-row', {
    hasText: path.basename(file),
  });
  await listed.waitFor();
  // While it lists its folder the dialog writes into the input itself, and it looks a path up before it takes it: until
  // then Enter means the folder.
  await eventually('the dialog has the file under its cursor', async () => {
    if ((await input.inputValue()) !== file) await input.fill(file);
    return (await listed.and(page.locator('.focused')).isVisible()) ? true : undefined;
  });
  await page.keyboard.press('Enter');
}

/**
 * In a page of its own: where no script may run, no tool can look around either. The copy brings the theme's colours and
 * the report's own style sheet along.
 */
async function assertReportAccessible(page: Page, report: Frame, theme: string): Promise<void> {
  const html = await report.locator('html').evaluate((element) => element.outerHTML);
  const style = await readFile(path.join(repositoryRoot, 'dist/media/report.css'), 'utf8');
  const copy = await page.context().newPage();
  try {
    await copy.setContent(
      html
        .replaceAll(/<(?:meta http-equiv|link)[^>]*>/g, '')
        .replace('</head>', () => `<style>${style}</style></head>`),
    );
    const [shown, copied] = await Promise.all([themeColour(report), themeColour(copy)]);
    assert.equal(copied, shown);
    await assertAccessible(copy, `report, ${theme}`);
  } finally {
    await copy.close();
  }
}

/** The colour of text, as a webview's theme sets it. */
function themeColour(place: Page | Frame): Promise<string> {
  return place.evaluate(() => getComputedStyle(document.body).color);
}
