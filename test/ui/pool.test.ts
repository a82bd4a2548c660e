import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../support/eventually.ts';
import { choose } from './quickPick.ts';
import { Workbench } from './workbench.ts';

describe('the model pool in a real editor', function () {
  this.timeout(300_000);

  it('lists its models, loads one by a refine, frees it, and gives a role by keyboard', async () => {
    const workbench = await Workbench.open({
      name: 'pool',
      files: { 'notes.md': 'The program prints wether the harbour is open.\n' },
    });
    const { page } = workbench;
    const row = (id: string) => page.locator('.monaco-list-row[role=treeitem]', { hasText: id });
    try {
      await workbench.runCommand('Eidolon: Show Model Pool');
      await page
        .getByRole('button', { name: 'Show the Models' })
        .or(row('nano:prose'))
        .first()
        .waitFor();
      const start = page.getByRole('button', { name: 'Show the Models' });
      if (await start.isVisible()) await start.click();
      await row('nano:reviewer').waitFor();
      assert.match((await row('nano:prose').textContent()) ?? '', /prose · not loaded/);
      await workbench.openFile('notes.md');
      await workbench.selectLines(1, 1);
      await workbench.contextMenu('Refine with Eidolon');
      await workbench.untilReview();
      await row('nano:prose')
        .filter({ hasText: /prose · ready · \d+ MB/ })
        .waitFor();
      await workbench.screenshot('loaded');
      await row('nano:prose').click({ button: 'right' });
      await workbench.chooseFromMenu('Unload Model');
      await row('nano:prose').filter({ hasText: 'not loaded' }).waitFor();

      await workbench.runCommand('Eidolon: Assign Role…');
      await choose(workbench, 'nano:general');
      await choose(workbench, 'prose');
      await row('nano:general')
        .filter({ hasText: /prose · not loaded/ })
        .waitFor();
      const settings = await eventually('the role is in the settings', async () => {
        const file = path.join(workbench.folders.user, 'User/settings.json');
        const text = await readFile(file, 'utf8');
        return text.includes('nano:general') ? text : undefined;
      });
      assert.match(settings, /"prose": "nano:general"/);
      await workbench.screenshot('role');
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    } finally {
      await workbench.dispose();
    }
  });
});
