import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { startGatedServer, type GatedServer } from '../support/gatedServer.ts';
import { Workbench } from './workbench.ts';

const notes = ['The program prints wether the harbour is open.', 'It recieves one file.', ''];
const code = 'const a = 1;\nconst b = 2;\nconst c = 3;\n';
const answer = 'Try this:\n\n```ts\nconst a = 10;\nconst b = 2;\nconst c = 30;\n```\n';

// One window for all, and not one click. Light bulb, ensembles and comparison go by keyboard in tests of their own.
describe('the keyboard alone', function () {
  this.timeout(420_000);
  let server: GatedServer;
  let workbench: Workbench;

  before(async () => {
    server = await startGatedServer();
    server.answerWith(() => ({ tokens: [answer], logProb: -0.1 }));
    server.open();
    workbench = await Workbench.open({
      name: 'keyboard',
      files: { 'notes.md': notes.join('\n'), 'code.ts': code },
      settings: { 'eidolon.httpMembers': [{ url: server.url, model: 'small' }] },
    });
  });
  after(async () => {
    await workbench.dispose();
    await server.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.keepEvidence('end');
  });

  it('asks in the chat, reviews a code block of the answer and accepts one hunk of two', async () => {
    const { page } = workbench;
    await workbench.openFile('code.ts');
    await chord('Alt+C');
    const panel = await workbench.chatPanel();
    await panel.locator('textarea:focus').waitFor();
    await page.keyboard.type('Which values are better?');
    await page.keyboard.press('Enter');
    await panel.locator('.markdown pre', { hasText: 'const a = 10;' }).waitFor();
    await panel.getByRole('button', { name: 'Retry' }).waitFor();
    await workbench.selectLines(1, 3);
    await chord('Alt+C');
    await panel.locator('textarea:focus').waitFor();
    await backTo(
      panel,
      panel.locator('.markdown').getByRole('button', { name: 'Review in Editor' }),
    );
    await page.keyboard.press('Enter');
    await workbench.untilReview();
    await workbench.screenshot('block');
    assert.equal((await workbench.visibleText()).trimEnd(), code.trimEnd());
    await workbench.focusEditor();
    await chord('Alt+Enter');
    await workbench.untilText('one hunk is accepted', (text) => text.includes('const a = 10;'));
    await chord('Alt+ArrowDown');
    await chord('Alt+Backspace');
    await workbench.untilNoReview();
    assert.equal(
      (await workbench.visibleText()).trimEnd(),
      'const a = 10;\nconst b = 2;\nconst c = 3;',
    );
  });

  it('refines by the context menu’s key and by a shortcut, and decides by shortcuts', async () => {
    await workbench.openFile('notes.md');
    await workbench.selectLines(1, 1);
    await takeFromMenu('Refine with Eidolon');
    await workbench.untilReview();
    await workbench.screenshot('refined');
    assert.match(await workbench.visibleText(), /wether/, 'nothing is written before Accept');
    await chord('Alt+Enter');
    await workbench.untilText('the hunk is accepted', (text) => text.includes('whether'));
    await workbench.untilNoReview();

    await workbench.selectLines(2, 2);
    await chord('Alt+R');
    await workbench.untilReview();
    await chord('Shift+Alt+Backspace');
    await workbench.untilNoReview();
    assert.match(await workbench.visibleText(), /recieves/);
  });

  /** A shortcut of ours: Control+K, then a key. */
  async function chord(key: string): Promise<void> {
    await workbench.page.keyboard.press('Control+K');
    await workbench.page.keyboard.press(key);
  }

  /** Opens the context menu of what has the focus, and takes an item of it. */
  async function takeFromMenu(label: string): Promise<void> {
    const { page } = workbench;
    await page.keyboard.press('Shift+F10');
    const item = page.locator('.monaco-menu .action-item', { hasText: label }).first();
    await item.waitFor();
    await downTo(item);
    await page.keyboard.press('Enter');
    await item.waitFor({ state: 'detached' });
  }

  /** Goes down a list or a menu until an entry is under the cursor; each step waits until it is seen. */
  async function downTo(entry: Locator): Promise<void> {
    const { page } = workbench;
    const focused = page.locator(
      '.monaco-list:focus .monaco-list-row.focused, .monaco-menu .focused',
    );
    for (;;) {
      if (await entry.and(page.locator('.focused')).isVisible()) return;
      const before = await focused.allTextContents();
      await page.keyboard.press('ArrowDown');
      await eventually('the cursor goes on', async () =>
        String(await focused.allTextContents()) === String(before) ? undefined : true,
      );
    }
  }

  /** Goes back with Shift+Tab until a control of the panel has the focus. */
  async function backTo(panel: Frame, control: Locator): Promise<void> {
    const isFocused = (): Promise<boolean> =>
      control.evaluate((element) => element === document.activeElement);
    await eventually('the control has the focus', async () => {
      if (await isFocused()) return true;
      await panel.page().keyboard.press('Shift+Tab');
      return undefined;
    });
  }
});
