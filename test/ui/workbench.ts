import assert from 'node:assert/strict';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import {
  createHostFolders,
  startCodeServer,
  type CodeServer,
  type HostFolders,
} from '../../scripts/vscode-host.mjs';
import { descendants } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { launchBrowser } from './browser.ts';
import { placeExtension } from './installed.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const screenshots = path.join(root, 'test-results/ui');
/** Generous, because the machine may be shared; nothing waits for it in vain. */
const actionTimeoutMs = 60_000;

/** Themes, and the class that VS Code gives the body of a webview in them; the first is of another kind than the usual. */
const themes: Readonly<Record<string, string>> = {
  'Default Dark Modern': 'vscode-dark',
  'Default Light Modern': 'vscode-light',
  'Default High Contrast': 'vscode-high-contrast',
  'Default High Contrast Light': 'vscode-high-contrast-light',
};

export interface WorkbenchOptions {
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: Record<string, unknown>;
  /** Leaves workspace trust on, as a user's editor has it. */
  readonly trust?: boolean;
  readonly env?: Record<string, string>;
  /** What extensions are told to speak. */
  readonly language?: string;
  /** Changes the installed extension before the editor starts. */
  readonly prepare?: (extension: string) => Promise<void>;
  /** Starts the names of this workbench's screenshots. */
  readonly name: string;
}

/** A browser window on a code-server that has the packaged extension installed, as a user would. */
export class Workbench {
  private constructor(
    readonly page: Page,
    readonly folders: HostFolders,
    readonly server: CodeServer,
    private readonly browser: Browser,
    private readonly name: string,
  ) {}

  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const folders = await createHostFolders(options.settings);
    for (const [name, text] of Object.entries(options.files)) {
      const file = path.join(folders.workspace, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const extension = await placeExtension(folders, options.prepare !== undefined);
    await options.prepare?.(extension);
    const server = await startCodeServer(folders, {
      trust: options.trust ?? false,
      // Records and models of its own: the user's stay as they are.
      env: { EIDOLON_HOME: path.join(folders.base, 'eidolon'), ...options.env },
      ...(options.language ? { language: options.language } : {}),
    });
    const browser = await launchBrowser();
    const page = await openPage(browser, server, folders);
    return new Workbench(page, folders, server, browser, options.name);
  }

  /** A second window on the same folder, with an extension host of its own; it ends with the first. */
  async openWindow(): Promise<Workbench> {
    const page = await openPage(this.browser, this.server, this.folders);
    return new Workbench(page, this.folders, this.server, this.browser, `${this.name}-second`);
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await rm(this.folders.base, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Loads the window anew, as *Reload Window* does, and waits until the extension is there again. */
  async reload(): Promise<void> {
    await this.page.reload();
    await untilReady(this.page);
  }

  /** Answers the picture's file. */
  async screenshot(step: string): Promise<string> {
    await mkdir(screenshots, { recursive: true });
    const file = path.join(screenshots, `${this.name}-${step}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Keeps what a failing test needs to be understood: the window and the server's output. */
  async keepEvidence(step: string): Promise<void> {
    // Whatever hides the palette must not cost the other tests their time.
    this.page.setDefaultTimeout(5_000);
    await this.screenshot(`${step}-FAILED`);
    await this.runCommand('Notifications: Show Notifications').catch(() => undefined);
    await this.runCommand('Eidolon: Show Log').catch(() => undefined);
    await this.page
      .locator('.output-view .view-line')
      .first()
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined);
    await this.screenshot(`${step}-FAILED-log`);
    await writeFile(
      path.join(screenshots, `${this.name}-${step}-server.log`),
      this.server.output(),
    );
    const logs = path.join(this.folders.user, 'logs');
    await cp(logs, path.join(screenshots, `${this.name}-${step}-logs`), { recursive: true }).catch(
      () => undefined,
    );
  }

  fileOnDisk(name: string): Promise<string> {
    return readFile(path.join(this.folders.workspace, name), 'utf8');
  }

  /** The text lines that the focused editor shows, without those that are scrolled away. */
  async visibleText(): Promise<string> {
    // The review's comment widgets hold small editors of their own, further down in the tree.
    const lines = await this.editor()
      .locator('.view-lines')
      .first()
      .locator('> .view-line')
      .evaluateAll((elements) =>
        elements
          .map((element) => ({
            top: Number.parseFloat((element as HTMLElement).style.top),
            text: element.textContent ?? '',
          }))
          .sort((a, b) => a.top - b.top)
          .map(({ text }) => text),
      );
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  editor(): Locator {
    return this.page
      .locator('.editor-group-container.active .editor-instance .monaco-editor')
      .first();
  }

  async openFile(file: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.typeIntoQuickInput(file);
    const base = path.posix.basename(file);
    // The list still shows the recent files until the search is done, and other editors may be named after this one.
    const name = this.page.locator('.label-name', {
      hasText: new RegExp(`^${base.replace(/\W/g, '\\$&')}$`),
    });
    const rows = this.page.locator('.quick-input-list .monaco-list-row').filter({ has: name });
    await eventually('the file is under the cursor', async () => {
      if (await rows.and(this.page.locator('.focused')).first().isVisible()) return true;
      if (await rows.first().isVisible()) await this.page.keyboard.press('ArrowDown');
      return undefined;
    });
    await this.page.keyboard.press('Enter');
    await this.page.locator(`.tab.active[data-resource-name="${base}"]`).waitFor();
    await this.editor().locator('.view-lines .view-line').first().waitFor();
  }

  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.typeIntoQuickInput(`>${title}`);
    // The list is redrawn while it is searched, so a click could meet another row; Enter takes the first.
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await rows.and(this.page.locator('[data-index="0"]')).filter({ hasText: title }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  private async typeIntoQuickInput(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible input').first();
    await input.waitFor();
    await input.fill(text);
  }

  /** The frame of the chat panel, once its composer is there. */
  async chatPanel(): Promise<Frame> {
    return await eventually(
      'the chat panel is drawn',
      async () => {
        for (const frame of this.page.frames()) {
          const composer = frame.locator('.panel .composer textarea');
          if (await composer.isVisible().catch(() => false)) return frame;
        }
        return undefined;
      },
      90_000,
    );
  }

  /** The frame of the webview that says something: a Markdown preview, a report or the chat. */
  async frameWith(text: string): Promise<Frame> {
    return await eventually(
      `a webview says “${text}”`,
      async () => {
        const main = this.page.mainFrame();
        for (const frame of this.page.frames().filter((each) => each !== main)) {
          // A frame may be gone by the time it is asked.
          const said = frame.getByText(text).first();
          if (await said.isVisible().catch(() => false)) return frame;
        }
        return undefined;
      },
      180_000,
    );
  }

  /** Does something in a light, a dark and both high-contrast themes, each once a webview's frame wears it. */
  async inEachTheme(frame: Frame, work: (theme: string) => Promise<void>): Promise<void> {
    const file = path.join(this.folders.user, 'Machine/settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as object;
    for (const [theme, kind] of Object.entries(themes)) {
      await writeFile(file, JSON.stringify({ ...settings, 'workbench.colorTheme': theme }));
      await frame.locator(`body.${kind}`).waitFor();
      await work(kind);
    }
  }

  /** Selects whole lines, counted from one, with the keyboard. */
  async selectLines(first: number, last: number): Promise<void> {
    await this.focusEditor();
    // The lines are counted from the top, so the cursor has to have come there.
    const place = this.page.locator('[id="status.editor.selection"]');
    await eventually('the cursor is at the top', async () => {
      await this.page.keyboard.press('Control+Home');
      return /^\D*1\D+1\D*$/u.test(await place.innerText()) ? true : undefined;
    });
    for (let line = 1; line < first; line++) await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Home');
    for (let line = first; line < last; line++) await this.page.keyboard.press('Shift+ArrowDown');
    await this.page.keyboard.press('Shift+End');
    await this.editor().locator('.selected-text').first().waitFor();
  }

  async focusEditor(): Promise<void> {
    await this.page.keyboard.press('Control+1');
    await this.editor().locator('.view-lines').first().waitFor();
    // Until then it hears no keys: they still go to the panel that had the focus.
    await this.editor().and(this.page.locator('.focused')).waitFor();
  }

  /**
   * Waits until the selection stands still for half a second; answers its place in pixels. The editor redraws it while it settles, so
   * the first look may find none, a code lens that comes late moves it, and the editor asks for its light bulb only after a pause.
   */
  selectionAtRest(): Promise<{ x: number; y: number; width: number; height: number }> {
    return eventually('a selection stands still', async () => {
      const selection = this.editor().locator('.selected-text').first();
      const seen = await selection.boundingBox({ timeout: 5_000 });
      await this.page.waitForTimeout(500);
      const again = await selection.boundingBox({ timeout: 5_000 });
      return seen && again && seen.y === again.y ? again : undefined;
    });
  }

  /** Right-clicks inside the selection and takes the path of menu labels. Answers the picture of the open menu. */
  async contextMenu(...labels: string[]): Promise<string> {
    const box = await this.selectionAtRest();
    await this.page.mouse.click(box.x + Math.min(12, box.width / 2), box.y + box.height / 2, {
      button: 'right',
    });
    const items = labels.map((label) =>
      this.page.locator('.monaco-menu .action-item .action-label', { hasText: label }).first(),
    );
    for (const item of items) {
      await item.waitFor();
      await item.hover();
    }
    const picture = await this.screenshot('menu');
    await items.at(-1)?.click();
    return picture;
  }

  /** Takes an item of the menu that is opening. A click may come before the menu hears it; the keyboard does not. */
  async chooseFromMenu(label: string): Promise<void> {
    const item = this.page.locator('.monaco-menu .action-item', { hasText: label });
    await item.hover();
    await item.and(this.page.locator('.focused')).waitFor();
    await this.page.keyboard.press('Enter');
    await item.waitFor({ state: 'detached' });
  }

  /** Sends a signal to the editor's processes whose command has that word. */
  signal(word: string, sent: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void {
    const found = descendants(this.server.pid).filter(({ command }) => command.includes(word));
    assert.notEqual(found.length, 0, `${word} runs`);
    for (const { pid } of found) process.kill(pid, sent);
  }

  /** Waits until proposals are shown: their comment threads and the buttons in the editor's title. */
  async untilReview(timeoutMs = 180_000): Promise<void> {
    await eventually(
      'proposals are shown',
      async () => {
        if (await this.titleButton('Accept Hunk').isVisible()) return true;
        const notices = await this.notices();
        if (notices.length > 0) throw new Error(`instead of proposals: ${notices.join(' | ')}`);
        return undefined;
      },
      timeoutMs,
    );
  }

  /** The sentences of the notifications that stand in the corner, progress left out. */
  async notices(): Promise<string[]> {
    return await this.page
      .locator(
        '.notification-toast:not(:has(.monaco-progress-container.active)) .notification-list-item-message',
      )
      .allTextContents();
  }

  async untilNoReview(): Promise<void> {
    await this.titleButton('Accept Hunk').waitFor({ state: 'detached' });
  }

  /** A button of the active editor's title bar, by the name of its command. */
  titleButton(name: string): Locator {
    return this.page
      .locator('.editor-group-container.active .editor-actions .action-label')
      .and(this.page.getByLabel(name))
      .first();
  }

  /** Waits for the banner that says that the folder is not trusted; nobody was asked. */
  async untilRestricted(): Promise<void> {
    await this.page.locator('.statusbar').getByText('Restricted Mode').waitFor();
  }

  /** Waits until the editor's visible text satisfies the predicate. */
  async untilText(
    what: string,
    accept: (text: string) => boolean,
    timeoutMs = 60_000,
  ): Promise<string> {
    return await eventually(
      what,
      async () => {
        const text = await this.visibleText();
        return accept(text) ? text : undefined;
      },
      timeoutMs,
    );
  }
}

async function openPage(browser: Browser, server: CodeServer, folders: HostFolders): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  // Nothing outside this machine is asked for anything, whatever the workbench would like.
  await context.route(
    (url) => url.hostname !== '127.0.0.1' && url.protocol.startsWith('http'),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(actionTimeoutMs);
  await page.goto(`${server.url}/?folder=${encodeURIComponent(folders.workspace)}`);
  await untilReady(page);
  return page;
}

async function untilReady(page: Page): Promise<void> {
  const statusBar = page.locator('.monaco-workbench .part.statusbar');
  await statusBar.waitFor({ timeout: 90_000 });
  // Before the extension is there the palette lists none of its commands, and does not look again.
  await statusBar.getByText('Eidolon', { exact: true }).waitFor({ timeout: 90_000 });
}
