import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { goodBytes } from '../support/badModels.ts';
import { eventually } from '../support/eventually.ts';
import { startFileServer } from '../support/fileServer.ts';
import { Workbench } from './workbench.ts';

describe('downloading a model in a real editor', function () {
  this.timeout(300_000);

  it('shows the catalogue, asks for consent, stops and goes on, and the pool has it', async () => {
    const server = await startFileServer(goodBytes());
    const workbench = await Workbench.open({ name: 'download', files: { 'notes.md': 'Hello.\n' } });
    const { page } = workbench;
    const rows = page.locator('.quick-input-list .monaco-list-row');
    const notice = (text: string) =>
      page.locator('.notifications-toasts .notification-list-item', { hasText: text });
    async function startDownload(): Promise<void> {
      await workbench.runCommand('Eidolon: Download a Model…');
      await rows.filter({ hasText: 'Qwen3 1.7B' }).waitFor();
      await page.keyboard.type('From an Address');
      await rows.filter({ hasText: 'From an Address' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('An https address that ends in .gguf').waitFor();
      await page.keyboard.type(server.url.href);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Agree and Download' }).click();
    }
    try {
      await workbench.runCommand('Eidolon: Download a Model…');
      const offered = rows.filter({ hasText: 'Qwen3 1.7B' });
      await offered.waitFor();
      assert.match((await offered.textContent()) ?? '', /1\.3 GB · Q4_K_M · Apache 2\.0/);
      await workbench.screenshot('catalogue');
      await page.keyboard.press('Escape');

      server.expect({ stopAfter: 30_000 });
      await startDownload();
      const part = path.join(workbench.folders.base, 'eidolon/models/model.gguf.part');
      await eventually('the first bytes are on the disk', async () => {
        const size = await stat(part).then(
          (file) => file.size,
          () => 0,
        );
        return size === 30_000 ? true : undefined;
      });
      await notice('Downloading').getByRole('button', { name: 'Cancel' }).click();
      await notice('what has arrived is kept').waitFor();
      await startDownload();
      await notice('file:model is in the pool now').waitFor();
      assert.deepEqual(server.ranges, ['', 'bytes=30000-']);
      await workbench.screenshot('done');
      await workbench.runCommand('Eidolon: Show Model Pool');
      const member = (id: string) =>
        page.locator('.monaco-list-row[role=treeitem]', { hasText: id }).first();
      await member('nano:prose').click();
      // The list draws only what is in view.
      await page.keyboard.press('End');
      await member('file:model').waitFor();
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    } finally {
      await workbench.dispose();
      await server.close();
    }
  });
});
