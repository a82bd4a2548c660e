import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { assertAccessible, findSerious } from './accessibility.ts';
import { answeredTurn } from './panelPage.ts';
import { Workbench } from './workbench.ts';

const sentence = 'The program prints wether the harbour is open.';
const corrected = 'The program prints whether the harbour is open.';
const code = 'const a = 1;\nconst b = 2;\nconst c = 3;\n';
const notes = `# Harbour\n\n${sentence}\n`;

describe('the chat panel in a real editor', function () {
  this.timeout(420_000);

  journey(
    'corrects a pasted sentence, opens its review, and keeps its history over a reload',
    'chat',
    async (workbench) => {
      await workbench.openFile('notes.md');
      await workbench.runCommand('Eidolon: Open Chat');
      const panel = await workbench.chatPanel();
      await panel.getByText('Try one:').waitFor();
      await workbench.screenshot('empty');
      await ask(panel, sentence);
      await panel.locator('ins', { hasText: 'whether' }).waitFor();
      await workbench.screenshot('answer');

      await panel.getByRole('button', { name: 'Review in Editor' }).click();
      await workbench.untilReview();
      assert.match(await workbench.visibleText(), /wether/, 'nothing is written before Accept');
      await workbench.screenshot('review');
      await workbench.titleButton('Accept Hunk').click();
      await workbench.untilText('the correction is accepted', (text) => text.includes(corrected));
      assert.equal(await workbench.fileOnDisk('notes.md'), notes, 'nothing is saved unasked');
      await workbench.page.keyboard.press('Control+S');
      await eventually('the file is saved', async () =>
        (await workbench.fileOnDisk('notes.md')).includes(corrected) ? true : undefined,
      );

      await workbench.page.reload();
      const again = await workbench.chatPanel();
      await again.locator('ins', { hasText: 'whether' }).waitFor();
      await again.getByRole('button', { name: 'Why This Answer?' }).click();
      await workbench.page.locator('.tab.active', { hasText: 'Why this answer.md' }).waitFor();
      await workbench.screenshot('trace');

      await ask(again, 'What does the program print?');
      await again.locator('.quotations', { hasText: corrected }).waitFor();
      await workbench.screenshot('found');
      await again.getByRole('button', { name: 'notes.md, line' }).first().click();
      await workbench.page.locator('.tab.active[data-resource-name="notes.md"]').waitFor();

      await workbench.runCommand('Eidolon: Show Conversations');
      const search = again.getByLabel('Search conversations');
      await search.fill('nothing like it');
      await again.getByText('No conversation here.').waitFor();
      await search.fill('WHETHER harbour');
      await again.getByRole('button', { name: sentence }).first().waitFor();
      await workbench.screenshot('history');
      await again.getByRole('button', { name: /^Export as Markdown/ }).click();
      await workbench.untilText('the export is shown', (text) => text.includes(corrected));

      const kept = await folderOf(workbench, 'chats');
      assert.ok(kept);
      assert.equal((await readdir(kept)).length, 1);
      const dialog = workbench.page.locator('.monaco-dialog-box', { hasText: sentence });
      const remove = again.getByRole('button', { name: /^Delete/ });
      await remove.click();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'detached' });
      assert.equal((await readdir(kept)).length, 1);
      await remove.click();
      await workbench.screenshot('delete');
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await again.getByText('No conversation here.').waitFor();
      assert.deepEqual(await readdir(kept), []);
      await again.getByLabel('Search conversations').press('Escape');
      await again.getByText('Try one:').waitFor();
    },
  );

  journey(
    'stops an answer, and keeps the question when the engine is killed while it answers',
    'chat-faults',
    async (workbench) => {
      await workbench.runCommand('Eidolon: Open Chat');
      const panel = await workbench.chatPanel();
      await ask(panel, sentence);
      await panel.locator('ins', { hasText: 'whether' }).waitFor();

      // A checker that is held cannot answer, so the next message lasts for as long as the test likes.
      workbench.signal('checker.mjs', 'SIGSTOP');
      await ask(panel, 'She go to school yesterday.');
      await panel.getByRole('button', { name: 'Stop' }).click();
      await panel.getByText('Stopped.').waitFor();
      await panel.locator('textarea:focus').waitFor();
      await workbench.screenshot('stopped');

      await ask(panel, 'It recieves one file per day.');
      // The engine has the question once it tells what it does; before that it is only being kept.
      await panel.locator('[aria-busy=true] .stage', { hasNotText: 'Working' }).waitFor();
      workbench.signal('main.mjs', 'SIGKILL');
      await panel.locator('.failure', { hasText: 'The engine stopped' }).waitFor();
      await panel.getByText('It recieves one file per day.').waitFor();
      await workbench.screenshot('killed');
      await panel.getByRole('button', { name: 'Retry' }).last().click();
      await panel.locator('ins', { hasText: 'receives' }).waitFor();
    },
  );

  journey(
    'reviews a code block of an answer in the place of the selection, and accepts one hunk of two',
    'chat-block',
    async (workbench) => {
      await workbench.runCommand('Eidolon: Open Chat');
      const panel = await workbench.chatPanel();
      await ask(panel, 'what is 6 * 7?');
      await panel.locator('ins', { hasText: '42' }).waitFor();
      // A model's answer, as an earlier window would have kept it.
      const chats = await eventually('the conversation is kept', () =>
        folderOf(workbench, 'chats'),
      );
      const block = '```ts\nconst a = 10;\nconst b = 2;\nconst c = 30;\n```';
      const kept = { id: 'kept', turns: [answeredTurn('k', `Try this:\n\n${block}`)] };
      await writeFile(path.join(chats, 'kept.json'), JSON.stringify(kept));

      await workbench.openFile('code.ts');
      await workbench.selectLines(1, 3);
      await workbench.runCommand('Eidolon: Show Conversations');
      await panel.getByRole('button', { name: /^question k/ }).click();
      await panel.locator('.markdown').getByRole('button', { name: 'Review in Editor' }).click();
      await workbench.untilReview();
      await workbench.screenshot('review');
      assert.equal(await workbench.fileOnDisk('code.ts'), code);
      await workbench.titleButton('Accept Hunk').click();
      const text = await workbench.untilText('one hunk is accepted', (shown) => shown !== code);
      assert.equal(text.trimEnd(), 'const a = 10;\nconst b = 2;\nconst c = 3;');
      // What nobody has judged needs its own way there.
      await workbench.titleButton('Next Hunk').click();
      await workbench.titleButton('Reject Hunk').click();
      await workbench.untilNoReview();
    },
  );

  journey(
    'has no serious accessibility finding in four themes',
    'chat-themes',
    async (workbench) => {
      await workbench.openFile('notes.md');
      await workbench.selectLines(3, 3);
      await workbench.runCommand('Eidolon: Open Chat');
      const panel = await workbench.chatPanel();
      await assertAccessible(panel, 'empty');
      await ask(panel, sentence);
      await panel.locator('ins', { hasText: 'whether' }).waitFor();
      await ask(panel, 'Why is the sky blue?');
      await panel.getByRole('button', { name: 'Correct This Text Instead' }).waitFor();
      await panel.getByRole('button', { name: '+ Selection' }).click();
      await panel.getByLabel('Message to Eidolon').fill('/');
      await panel.getByRole('option', { name: '/simplify' }).waitFor();
      await workbench.inEachTheme(panel, async (theme) => {
        await workbench.screenshot(theme);
        await assertAccessible(panel, theme);
      });
      await workbench.runCommand('Eidolon: Show Conversations');
      await panel.getByRole('button', { name: sentence }).first().waitFor();
      await assertAccessible(panel, 'history');

      await workbench.runCommand('Eidolon: Why This Answer?');
      await workbench.inEachTheme(panel, async (theme) => {
        // The editor makes its preview anew for each theme, so the frame is looked for until it stays.
        const found = await eventually(`the page is drawn in ${theme}`, async () => {
          const why = await workbench.frameWith('In short');
          return await seriousFindings(why, theme).catch(() => undefined);
        });
        await workbench.screenshot(`why-${theme}`);
        assert.deepEqual(found, [], `why, ${theme}`);
      });
    },
  );
});

function journey(
  title: string,
  name: string,
  steps: (workbench: Workbench) => Promise<void>,
): void {
  it(title, async () => {
    const workbench = await Workbench.open({ name, files: { 'notes.md': notes, 'code.ts': code } });
    try {
      // The palette, once open, does not learn of commands that come later.
      await workbench.page.locator('.statusbar').getByText('Eidolon').waitFor();
      await steps(workbench);
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    } finally {
      await workbench.dispose();
    }
  });
}

/** What axe finds in the page, once it wears the theme; rejects while its frame is exchanged. */
async function seriousFindings(why: Frame, theme: string): Promise<readonly unknown[] | undefined> {
  if (!(await why.locator(`body.${theme}`).isVisible())) return undefined;
  // The frame around the page is the editor's: it tells no language or title, and its background lies behind.
  await why.evaluate(`
    document.documentElement.lang = 'en';
    document.title = 'Why this answer?';
    document.body.style.background = 'var(--vscode-editor-background)';
  `);
  return await findSerious(why);
}

/** The panel's own document, however deep the workbench nests it. */
async function ask(panel: Frame, text: string): Promise<void> {
  const composer = panel.getByLabel('Message to Eidolon');
  await composer.fill(text);
  await composer.press('Enter');
}

/** The folder of that name in the extension's storage. */
async function folderOf(workbench: Workbench, name: string): Promise<string | undefined> {
  const all = await readdir(workbench.folders.user, { recursive: true });
  const found = all.find((each) => each.endsWith(`eidolon.eidolon/${name}`));
  return found === undefined ? undefined : path.join(workbench.folders.user, found);
}
