import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { descendants } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { Workbench } from './workbench.ts';

const sentence = 'The program prints wether the harbour is open.';
const corrected = 'The program prints whether the harbour is open.';
const notes = `# Harbour\n\n${sentence}\n`;

describe('the chat panel in a real editor', function () {
  this.timeout(420_000);

  it('corrects a pasted sentence, opens its review, keeps its history over a reload', async () => {
    const workbench = await Workbench.open({ name: 'chat', files: { 'notes.md': notes } });
    try {
      await workbench.openFile('notes.md');
      await workbench.runCommand('Eidolon: Open Chat');
      let panel = await panelOf(workbench);
      await panel.getByText('Try one:').waitFor();
      await workbench.screenshot('empty');

      const composer = panel.getByLabel('Message to Eidolon');
      await composer.fill(sentence);
      await composer.press('Enter');
      await panel.locator('ins', { hasText: 'whether' }).waitFor();
      await workbench.screenshot('answer');
      assert.equal(await workbench.fileOnDisk('notes.md'), notes);

      await panel.getByRole('button', { name: 'Review in Editor' }).click();
      await workbench.untilReview();
      assert.match(await workbench.visibleText(), /wether/, 'nothing is written before Accept');
      await workbench.screenshot('review');
      await workbench.titleButton('Accept Hunk').click();
      await workbench.untilText('the correction is accepted', (text) => text.includes(corrected));

      await workbench.page.reload();
      await workbench.page.locator('.monaco-workbench .part.statusbar').waitFor();
      await workbench.runCommand('Eidolon: Open Chat');
      panel = await panelOf(workbench);
      await panel.locator('ins', { hasText: 'whether' }).waitFor();
      await panel.getByRole('button', { name: 'Why This Answer?' }).click();
      await workbench.page.locator('.tab.active', { hasText: 'Eidolon trace.md' }).waitFor();
      await workbench.screenshot('reloaded');
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    } finally {
      await workbench.dispose();
    }
  });
});

/** The panel's own document, however deep the workbench nests it. */
async function panelOf(workbench: Workbench): Promise<Frame> {
  return await eventually('the chat panel is drawn', async () => {
    for (const frame of workbench.page.frames()) {
      const found = await frame
        .locator('.panel .composer textarea')
        .isVisible()
        .catch(() => false);
      if (found) return frame;
    }
    return undefined;
  });
}

void descendants;
