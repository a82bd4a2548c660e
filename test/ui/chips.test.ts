import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import type { AttachedSource } from '../../protocol/conversation.ts';
import { eventually } from '../support/eventually.ts';
import { repositoryRoot } from '../support/rawLspClient.ts';
import { assertAccessible } from './accessibility.ts';
import { hostileAnswers } from './hostileAnswers.ts';
import { launchBrowser } from './browser.ts';
import { PanelPage } from './panelPage.ts';
import { Workbench } from './workbench.ts';

const source: AttachedSource = {
  kind: 'selection',
  uri: 'file:///notes.md',
  version: 1,
  name: 'notes.md',
  lines: 2,
  characters: 30,
};

describe('context chips in Chromium', function () {
  this.timeout(120_000);
  let browser: Browser;
  let panel: PanelPage;

  before(async () => {
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    panel = await PanelPage.open(browser);
    await panel.start([]);
  });
  afterEach(() => panel.page.close());
  after(() => browser.close());

  it('are attached, weighed and removed by keyboard alone, and each removal is announced', async () => {
    const { page } = panel;
    await panel.say({ kind: 'sources', sources: [source] });
    const composer = page.getByLabel('composerLabel');
    await composer.focus();
    await page.keyboard.type('why #sel');
    await page.keyboard.press('Tab');
    assert.equal(await composer.inputValue(), 'why ');
    await page.keyboard.type('#not');
    await page.waitForFunction(() =>
      (window as unknown as { posted: { kind: string }[] }).posted.some(
        ({ kind }) => kind === 'findFiles',
      ),
    );
    const file = { uri: 'file:///w/notes.md', name: 'notes.md', path: 'w/notes.md' };
    await panel.say({ kind: 'files', query: 'not', files: [file] });
    await page.keyboard.press('Enter');
    const attach = [{ kind: 'selection' }, { kind: 'named', uri: file.uri, name: file.name }];
    await page.waitForFunction(() =>
      (window as unknown as { posted: { kind: string; attach?: unknown[] }[] }).posted.some(
        ({ kind, attach: all }) => kind === 'weigh' && all?.length === 2,
      ),
    );
    const asked = (await panel.posted()).findLast(({ kind }) => kind === 'weigh');
    assert(asked?.kind === 'weigh');
    assert.deepEqual([asked.text, asked.attach], ['why ', attach]);

    const why = 'The file notes.md was cut to its first 3 of 9 lines.';
    const chips = [
      { source, weight: { tokens: 11, fate: 'whole' as const } },
      {
        source: { ...source, kind: 'file' as const },
        weight: { tokens: 900, fate: 'shortened' as const, why },
      },
    ];
    const weighed = {
      members: ['file:a'],
      exact: true,
      dropped: [],
      total: 400,
      window: 512,
      chips,
    };
    await panel.say({ kind: 'weights', ticket: asked.ticket, weighed });
    const named = page.getByRole('button', { name: /^removeChip/ });
    assert.deepEqual(await named.allTextContents(), [
      'chipSelectiontokens×',
      'notes.mdtokens, chipCut×',
    ]);
    assert.equal((await named.nth(1).getAttribute('title'))?.includes(why), true);
    await page.locator('.total', { hasText: 'tokensOf' }).waitFor();
    await assertAccessible(page, 'chips', false);

    await named.first().focus();
    await page.keyboard.press('Delete');
    await page.locator('[role=status]', { hasText: 'chipRemoved' }).waitFor();
    await page.locator('button:focus', { hasText: 'notes.md' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.press('Enter');
    const sent = (await panel.posted()).at(-1);
    assert.deepEqual(sent, { kind: 'send', text: 'why ', attach: [] });
  });

  it('show hostile names, texts and reasons as plain text', async () => {
    const { page } = panel;
    const hostile = hostileAnswers.filter(({ length }) => length < 1_000);
    for (const text of hostile) {
      const kind = 'attach' as const;
      await panel.say({ kind, attachment: { kind: 'named', uri: text, name: text } });
      await panel.say({ kind, attachment: { kind: 'terminal', name: text, text } });
    }
    // The last question for the cost has this ticket: one for each change, and its own.
    const ticket = 2 * hostile.length + 1;
    await page.waitForFunction(
      (last) =>
        (window as unknown as { posted: { ticket?: number }[] }).posted.at(-1)?.ticket === last,
      ticket,
    );
    const chips = hostile.flatMap((text) => {
      const weight = { tokens: 1, fate: 'left' as const, why: text };
      const chip = { source: { ...source, name: text, uri: text }, weight };
      return [chip, chip];
    });
    const weighed = { members: hostile, exact: false, dropped: hostile, chips, total: 1 };
    await panel.say({ kind: 'weights', ticket, weighed });
    assert.equal(await page.locator('.chips button').count(), chips.length);
    assert.equal(await page.locator('.context .note').count(), new Set(hostile).size);
    const found = await page.evaluate(() =>
      [...document.querySelectorAll('.context *')].map(({ tagName }) => tagName),
    );
    assert.deepEqual([...new Set(found)].sort(), ['BUTTON', 'LI', 'P', 'SPAN', 'UL']);
    assert.deepEqual(await panel.harm(), { ran: false, violations: [] });
    assert.deepEqual(panel.requests, []);
  });
});

const long = Array.from({ length: 400 }, (_, at) => `${at}: the gate of the harbour was opened.`);

describe('context chips in a real editor', function () {
  this.timeout(300_000);
  let home: string;
  let workbench: Workbench;

  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'eidolon-chips-'));
    const model = path.join(home, 'small.gguf');
    await copyFile(path.join(repositoryRoot, 'test/fixtures/models/random.gguf'), model);
    const cli = path.join(repositoryRoot, 'dist/server/cli.mjs');
    const env = { ...process.env, EIDOLON_HOME: home };
    await promisify(execFile)(process.execPath, [cli, 'models', 'add', model], { env });
    workbench = await Workbench.open({
      name: 'chips',
      files: {
        'config.json': '{\n  "harbour": "open",\n  "gate":: 2\n}\n',
        'notes.md': '# Harbour\n\nThe gate closes two hours before low tide.\n',
        'harbour.log': long.join('\n'),
      },
      env: { EIDOLON_HOME: home },
    });
  });
  after(async () => {
    await workbench.dispose();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  it('say what each text costs the model that will answer, and what does not fit', async () => {
    try {
      await workbench.page.locator('.statusbar').getByText('Eidolon').waitFor();
      await workbench.openFile('config.json');
      await workbench.selectLines(2, 3);
      await workbench.runCommand('Eidolon: Open Chat');
      const panel = await workbench.chatPanel();
      const composer = panel.getByLabel('Message to Eidolon');
      const chip = (name: string) => panel.getByRole('button', { name: `Remove ${name}` });
      await panel.getByRole('button', { name: '+ Problems' }).waitFor();
      await panel.getByRole('button', { name: '+ Selection' }).click();
      await composer.pressSequentially('Why is it wrong? #prob');
      await panel.getByRole('option', { name: '#problems' }).waitFor();
      await composer.press('Tab');
      await composer.pressSequentially('#harb');
      await panel.getByRole('option', { name: 'harbour.log' }).waitFor();
      await composer.press('Enter');
      assert.equal(await composer.inputValue(), 'Why is it wrong? ');
      await chip('Selection in config.json (tokens: ').waitFor();
      await chip('Problems in config.json').waitFor();
      const cut = panel.getByRole('button', { name: /^Remove harbour\.log \(tokens: \d+, cut\)$/ });
      await cut.waitFor();
      assert.match((await cut.getAttribute('title')) ?? '', /cut to its first \d+ of 400 lines/);
      const total = panel.locator('.total', { hasText: /^Message in all, tokens: \d+ of \d+$/ });
      await total.waitFor();
      const [whole = 0, window = 0] =
        ((await total.textContent()) ?? '').match(/\d+/g)?.map(Number) ?? [];
      assert(whole > 0 && whole <= window, `${whole} of ${window}`);
      await workbench.screenshot('attached');
      await assertAccessible(panel, 'chips');

      await chip('Selection in config.json').press('Delete');
      await panel
        .locator('[role=status]', {
          hasText: 'Selection in config.json does not go along any more.',
        })
        .waitFor();
      await panel.getByRole('button', { name: '+ Selection' }).waitFor();
      await composer.press('Enter');
      await panel.locator('.answer .note', { hasText: 'cut to its first' }).waitFor();
      await panel.locator('.question .facts', { hasText: 'harbour.log (lines: 400' }).waitFor();
      await panel.getByRole('button', { name: 'Why This Answer?' }).click();
      await eventually('the page says what went along', async () => {
        for (const frame of workbench.page.frames()) {
          const told = frame.getByText(/^The prompt has \d+ of \d+ tokens\.$/);
          if (await told.isVisible().catch(() => false)) return true;
        }
        return undefined;
      });
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    }
  });
});
