import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { assertAccessible } from './accessibility.ts';
import { hostileAnswers } from './hostileAnswers.ts';
import { launchBrowser } from './browser.ts';
import { answeredTurn, PanelPage, refinedTurn } from './panelPage.ts';

describe('the chat panel in Chromium', function () {
  this.timeout(180_000);
  let browser: Browser;
  let panel: PanelPage;

  before(async () => {
    browser = await launchBrowser();
  });

  beforeEach(async () => {
    panel = await PanelPage.open(browser);
  });

  afterEach(() => panel.page.close());

  after(() => browser.close());

  it('shows hostile answers without running, loading or following anything', async () => {
    assert(hostileAnswers.length >= 60);
    const { page } = panel;
    const frame = (): Promise<string> =>
      page.evaluate(() => {
        const composer = document.querySelector('.composer')?.outerHTML ?? '';
        const outside = [...document.body.children].map(({ tagName }) => tagName).join();
        return `${document.title}|${outside}|${composer}|${document.baseURI}`;
      });
    await panel.start([]);
    const before = await frame();
    for (const text of hostileAnswers) {
      await panel.start([answeredTurn('t', text)]);
      const found = await page.evaluate(looksWrong);
      assert.deepEqual(found, [], text.slice(0, 200));
      assert.equal(await frame(), before, text.slice(0, 200));
    }
    assert.deepEqual(await panel.harm(), { ran: false, violations: [] });
    assert.deepEqual(panel.requests, []);
    assert.deepEqual(await panel.posted(), [{ kind: 'ready' }]);
  });

  it('shows hostile words of the refine pipeline as plain text', async () => {
    for (const text of hostileAnswers.filter(({ length }) => length < 1_000)) {
      await panel.start([refinedTurn(text)]);
      const found = await panel.page.evaluate(looksWrong);
      assert.deepEqual(found, [], text);
      assert.equal(await panel.page.locator('.change a, .hunks a, .asked a').count(), 0, text);
    }
    assert.deepEqual(await panel.harm(), { ran: false, violations: [] });
    assert.deepEqual(panel.requests, []);
  });

  it('shows quotations with their places, as plain text, and opens one', async () => {
    const { page } = panel;
    const range = { start: { line: 6, character: 0 }, end: { line: 6, character: 9 } };
    for (const text of ['<script>ran()</script>', '[x](command:y)', 'a\u202Eb']) {
      const quotation = {
        uri: 'file:///a.md',
        path: text,
        range,
        text,
        headings: [text],
        score: 1,
      };
      const ranking = { by: text, passages: 3, ms: 20, meaningBy: text };
      const reply = { kind: 'found' as const, quotations: [quotation], ranking, note: text };
      await panel.start([{ ...answeredTurn('t', ''), answer: { state: 'replied', reply } }]);
      assert.equal(await page.locator('.quotations a, .quotations script').count(), 0);
      assert.equal(await page.getByText('orderedByMeaning', { exact: true }).count(), 1);
      await page.locator('button.place').click();
      assert.deepEqual((await panel.posted()).at(-1), {
        kind: 'openQuotation',
        turnId: 't',
        index: 0,
      });
    }
    assert.deepEqual(await panel.harm(), { ran: false, violations: [] });
    await assertAccessible(page, 'quotations', false);
  });

  it('hands a link to the extension instead of following it', async () => {
    await panel.start([answeredTurn('t', '[manual](https://good.example/a)')]);
    const link = panel.page.getByRole('link', { name: 'manual' });
    assert.equal(await link.getAttribute('title'), 'https://good.example/a');
    await link.click();
    assert.deepEqual((await panel.posted()).at(-1), {
      kind: 'openLink',
      href: 'https://good.example/a',
    });
    assert.deepEqual(panel.requests, []);
  });

  it('offers copy, insert and review on a code block', async () => {
    await panel.start([answeredTurn('t', 'Do this:\n\n```ts\nconst a = 1;\nconst b = 2;\n```')]);
    const { page } = panel;
    await page.locator('pre .hljs-keyword').first().waitFor();
    const text = 'const a = 1;\nconst b = 2;';
    for (const [name, message] of [
      ['copy', { kind: 'copy', text }],
      ['insert', { kind: 'insert', text }],
      ['apply', { kind: 'applyBlock', turnId: 't', text }],
    ] as const) {
      await page.locator('.markdown').getByRole('button', { name, exact: true }).click();
      assert.deepEqual((await panel.posted()).at(-1), message);
    }
  });

  it('shows members’ answers as tabs that arrow keys walk through', async () => {
    const turn = answeredTurn('t', 'Paris');
    assert(turn.answer.state === 'replied' && turn.answer.reply.kind === 'answered');
    const members = [
      { member: 'file:a', text: 'Paris', confidence: 0.9, ms: 1000 },
      { member: 'file:b', text: 'Lyon', confidence: 0.4, ms: 500 },
    ];
    const agreement = { agree: 1, of: 2 };
    const reply = { ...turn.answer.reply, by: 'vote', members, agreement, calls: 2 };
    await panel.start([{ ...turn, answer: { state: 'replied', reply } }]);
    const { page } = panel;
    assert.deepEqual(await page.getByRole('tab').allTextContents(), ['vote', 'file:a', 'file:b']);
    await assertAccessible(page, 'tabs', false);
    await page.getByRole('tab', { name: 'vote' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tab', { name: 'file:b', selected: true }).waitFor();
    assert.equal(await page.locator(':focus').textContent(), 'file:b');
    assert.equal((await page.getByRole('tabpanel').textContent())?.includes('Lyon'), true);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'vote', selected: true }).waitFor();
    assert.equal((await page.getByRole('tabpanel').textContent())?.includes('Paris'), true);
  });

  it('tells screen readers of a growing answer by whole sentences', async () => {
    const { page } = panel;
    const said = async (): Promise<string | null> => page.locator('[role=status]').textContent();
    await panel.start([]);
    const turn = answeredTurn('t', 'It is open. It closes at six.');
    await panel.say({
      kind: 'turn',
      turn: { ...turn, answer: { state: 'running', stage: 'file:a answers', text: '' } },
    });
    await panel.say({ kind: 'piece', turnId: 't', text: 'It is op' });
    assert.equal(await said(), '');
    await panel.say({ kind: 'piece', turnId: 't', text: 'en. It clo' });
    assert.equal(await said(), 'It is open.');
    await panel.say({ kind: 'turn', turn });
    assert.equal(await said(), 'It closes at six.');
  });

  it('completes a slash command, sends, stops and edits by keyboard alone', async () => {
    const { page } = panel;
    await panel.start([]);
    const composer = page.getByLabel('composerLabel');
    await composer.focus();
    await page.keyboard.type('/s');
    await page.keyboard.press('Tab');
    assert.equal(await composer.inputValue(), '/simplify ');
    await page.keyboard.type('!!a');
    await page.keyboard.press('Enter');
    assert.deepEqual((await panel.posted()).at(-1), {
      kind: 'send',
      text: '/simplify !!a',
      attach: [],
    });
    assert.equal(await composer.inputValue(), '');
    const turn = answeredTurn('t', 'a');
    await panel.say({
      kind: 'turn',
      turn: { ...turn, answer: { state: 'running', stage: '', text: '' } },
    });
    await page.keyboard.press('Escape');
    assert.deepEqual((await panel.posted()).at(-1), { kind: 'stop' });
    await panel.say({ kind: 'turn', turn: { ...turn, answer: { state: 'stopped', text: '' } } });
    await page.getByRole('button', { name: 'edit' }).press('Enter');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type('!');
    await page.keyboard.press('Enter');
    assert.deepEqual((await panel.posted()).at(-1), {
      kind: 'send',
      text: 'question t!',
      attach: [],
      replaces: 't',
    });
  });

  it('never loses the keyboard’s place: after Retry, on opening the history, after Delete', async () => {
    const { page } = panel;
    await panel.start([answeredTurn('t', 'a')]);
    await page.getByRole('button', { name: 'retry' }).press('Enter');
    await page.locator('textarea:focus').waitFor();
    await panel.say({ kind: 'show', view: 'history' });
    const summaries = ['a', 'b'].map((id) => ({ id, title: id, at: '2026-01-01', turns: 1 }));
    await panel.say({ kind: 'history', summaries });
    await page.locator('input:focus').waitFor();
    await page.getByRole('button', { name: 'delete: b' }).press('Enter');
    assert.deepEqual((await panel.posted()).at(-1), { kind: 'deleteConversation', id: 'b' });
    await panel.say({ kind: 'history', summaries: summaries.slice(0, 1) });
    await page.locator('input:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('textarea:focus').waitFor();
  });

  it('keeps the draft over being hidden', async () => {
    await panel.start([]);
    await panel.page.getByLabel('composerLabel').fill('half a thought');
    const again = await PanelPage.open(browser, await panel.kept());
    await again.start([]);
    assert.equal(await again.page.getByLabel('composerLabel').inputValue(), 'half a thought');
    await again.page.close();
  });

  it('draws a conversation of a thousand messages from its end, and the earlier ones on request', async () => {
    const turns = Array.from({ length: 1_000 }, (_, at) =>
      answeredTurn(`t${at}`, `Answer ${at} with \`code\`.`),
    );
    await panel.start(turns);
    const { page } = panel;
    const inView = (text: string) =>
      eventually(`${text} is in view`, async () => {
        const box = await page.getByText(text).boundingBox();
        return box && box.y > -200 && box.y < 700 ? true : undefined;
      });
    await inView('Answer 999 with');
    assert.equal(await page.getByText('Answer 900 with').count(), 0);
    await page.getByRole('button', { name: 'earlier' }).press('Enter');
    await page.getByText('Answer 900 with').waitFor({ state: 'attached' });
    await inView('Answer 960 with');
    await panel.start(turns.slice(0, 100), [], 'shorter');
    await inView('Answer 99 with');
    await page.getByRole('button', { name: 'earlier' }).press('Enter');
    await page.getByText('Answer 0 with').waitFor({ state: 'attached' });
    assert.equal(await page.locator('.turn').count(), 100);
    assert.equal(
      await page.evaluate(() => document.activeElement?.textContent?.includes('Answer 0 ')),
      true,
      'the keyboard’s place goes to the first message when the button is gone',
    );
  });
});

/** In the page: what in the messages should not be there. */
function looksWrong(): string[] {
  const wrong: string[] = [];
  const own = new Set('OL LI ARTICLE DIV SPAN BUTTON FOOTER DEL INS UL P'.split(' '));
  const rendered = new Set(
    'P BR HR EM STRONG S CODE PRE SPAN A UL OL LI BLOCKQUOTE H4 H5 H6 TABLE THEAD TBODY TR TH TD'.split(
      ' ',
    ),
  );
  for (const element of document.querySelectorAll('.turns *')) {
    const { tagName } = element;
    const isOwn = own.has(tagName);
    if (!isOwn && !(element.closest('.markdown') && rendered.has(tagName))) wrong.push(tagName);
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^src|^action$|^name$/.test(name)) wrong.push(`${tagName} ${name}`);
      if (name === 'href' && !/^https?:\/\//.test(value)) wrong.push(value);
    }
  }
  for (const element of document.querySelectorAll('.markdown > div *:not(.actions, .actions *)')) {
    if (/(?:^|\s)(?!hljs-|language-)\S/.test(element.className)) wrong.push(element.className);
  }
  const text = document.querySelector('.turns')?.textContent ?? '';
  if (/[\u0000-\u0008\u000B-\u001F\u00AD\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/.test(text))
    wrong.push('an invisible character');
  const { documentElement } = document;
  if (documentElement.scrollWidth > innerWidth) wrong.push(`${documentElement.scrollWidth} px`);
  return wrong;
}
