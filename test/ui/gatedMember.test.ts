import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { startGatedServer, type GatedServer } from '../support/gatedServer.ts';
import { Workbench } from './workbench.ts';

const answered = 'The harbour is open today.';

// A model behind a server in this process says one token at a time, when the test lets it: nothing is raced.
describe('the chat panel with a model behind a server', function () {
  this.timeout(420_000);
  let server: GatedServer;
  let workbench: Workbench;

  before(async () => {
    server = await startGatedServer();
    workbench = await Workbench.open({
      name: 'gated',
      files: { 'notes.md': '# Harbour\n' },
      settings: { 'eidolon.httpMembers': [{ url: server.url, model: 'small' }] },
    });
  });
  after(async () => {
    await workbench.dispose();
    await server.close();
  });

  it('keeps what had come when an answer is stopped, its engine killed or restarted, or its window reloaded', async () => {
    try {
      await workbench.runCommand('Eidolon: Open Chat');
      let panel = await workbench.chatPanel();

      await askHalf(panel, 'Why is the sky blue?', 3, 'The harbour is');
      await workbench.screenshot('half');
      await panel.getByRole('button', { name: 'Stop' }).click();
      await panel.getByText('Stopped.').waitFor();
      await panel.locator('.markdown', { hasText: /^\s*The harbour is\s*$/ }).waitFor();
      await eventually('the server hears it', () => server.asked[0]?.end === 'left' || undefined);
      await workbench.screenshot('stopped');

      await askHalf(panel, 'Why is it green?', 2, 'The harbour');
      workbench.signal('main.mjs', 'SIGKILL');
      await panel.locator('.failure', { hasText: 'The engine stopped' }).waitFor();
      await panel.locator('.markdown', { hasText: /^\s*The harbour\s*$/ }).waitFor();
      server.open();
      await panel.getByRole('button', { name: 'Retry' }).last().click();
      await panel.locator('.markdown', { hasText: answered }).waitFor();
      await panel
        .locator('.facts', { hasText: `http:${server.host}/small` })
        .first()
        .waitFor();

      await askHalf(panel, 'Why is it grey?', 2, 'The harbour');
      await workbench.runCommand('Eidolon: Restart Engine');
      await panel.locator('.failure', { hasText: 'The engine stopped' }).waitFor();
      await eventually(
        'the server hears it',
        () => server.asked.at(-1)?.end === 'left' || undefined,
      );

      await askHalf(panel, 'Why is it red?', 2, 'The harbour');
      await eventually('what came is on disk', async () =>
        /"state":"running","stage":"","text":"The harbour"/.test(await conversationOf(workbench))
          ? true
          : undefined,
      );
      await workbench.page.reload();
      panel = await workbench.chatPanel();
      await panel.locator('.failure', { hasText: 'The window was closed' }).waitFor();
      await panel
        .locator('.markdown', { hasText: /^\s*The harbour\s*$/ })
        .last()
        .waitFor();
      await eventually(
        'the server hears it',
        () => server.asked.at(-1)?.end === 'left' || undefined,
      );
      server.open();
      await panel.getByRole('button', { name: 'Retry' }).last().click();
      await eventually('it is answered anew', async () =>
        (await panel.locator('.markdown', { hasText: answered }).count()) === 2 ? true : undefined,
      );
      await workbench.screenshot('answered');
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    }
  });

  /** Asks, and waits until so many tokens of the answer are shown and the next is held. */
  async function askHalf(panel: Frame, text: string, tokens: number, shown: string): Promise<void> {
    server.open(false);
    const composer = panel.getByLabel('Message to Eidolon');
    await composer.fill(text);
    await composer.press('Enter');
    await server.untilWaiting();
    server.release(tokens);
    await panel.locator('[aria-busy=true]', { hasText: shown }).waitFor();
  }
});

/** The one conversation as it is kept. */
async function conversationOf(workbench: Workbench): Promise<string> {
  const all = await readdir(workbench.folders.user, { recursive: true });
  const file = all.find((each) => /eidolon\.eidolon\/chats\/[\w-]+\.json$/.test(each));
  return file === undefined ? '' : readFile(path.join(workbench.folders.user, file), 'utf8');
}
