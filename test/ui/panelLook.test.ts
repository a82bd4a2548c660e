import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { ChatTurn } from '../../protocol/conversation.ts';
import { launchBrowser } from './browser.ts';
import { answeredTurn, PanelPage, refinedTurn } from './panelPage.ts';

const longLine = `const ${'aVeryLongName'.repeat(12)} = ${'1 + '.repeat(60)}1;`;
const table = '| one | two | three |\n| --- | --- | --- |\n| a | b | c |';
const markdown = [
  `A word: ${'x'.repeat(300)}`,
  `\`${longLine}\``,
  `\`\`\`ts\n${longLine}\n\`\`\``,
  table,
  `> ${longLine}`,
  `1. ${longLine}`,
].join('\n\n');

describe('the look of the chat panel', function () {
  this.timeout(120_000);
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

  it('scrolls only downwards at 200 %, and no control is cut off', async () => {
    const { page } = panel;
    // A panel of 400 pixels has half of them at 200 %.
    await page.setViewportSize({ width: 200, height: 350 });
    const views: Readonly<Record<string, readonly ChatTurn[]>> = {
      empty: [],
      answer: [answeredTurn('t', markdown)],
      members: [membersTurn()],
      refined: [refinedTurn(`const ${'aVeryLongName'.repeat(12)}`)],
      quotations: [foundTurn()],
      failed: [
        { ...answeredTurn('t', ''), answer: { state: 'failed', text: '', sentence: longLine } },
      ],
    };
    for (const [view, turns] of Object.entries(views)) {
      await panel.start(turns);
      await page.screenshot({ path: `test-results/ui/panel-200-${view}.png` });
      assert.deepEqual(await page.evaluate(cutOff), [], view);
    }
    await panel.start([]);
    await page.getByLabel('composerLabel').fill('/');
    await page.getByRole('option', { name: '/simplify' }).waitFor();
    assert.deepEqual(await page.evaluate(cutOff), [], 'commands');
    await panel.say({ kind: 'show', view: 'history' });
    const summary = { id: 'a', title: longLine, at: '2026-01-01', turns: 1 };
    await panel.say({ kind: 'history', summaries: [summary] });
    await page.screenshot({ path: 'test-results/ui/panel-200-history.png' });
    assert.deepEqual(await page.evaluate(cutOff), [], 'history');
  });

  it('moves nothing for whoever wants no motion, by the system or by VS Code', async () => {
    const { page } = panel;
    const moving = (): Promise<number> => page.evaluate(() => document.getAnimations().length);
    const running = { state: 'running', stage: 'nano:prose drafts', text: '' } as const;
    await panel.start([{ ...answeredTurn('t', ''), answer: running }]);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    assert.equal(await moving(), 1, 'what is at work moves for everybody else');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await moving(), 0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
    assert.equal(await moving(), 0);
    await page.getByText('nano:prose drafts').waitFor();
  });
});

/** In the page: what sticks out to the right, but for what has a scroll bar of its own. */
function cutOff(): string[] {
  const width = document.documentElement.clientWidth;
  const wide: string[] = [];
  if (document.documentElement.scrollWidth > width)
    wide.push(`the page: ${document.documentElement.scrollWidth} px of ${width}`);
  for (const element of document.querySelectorAll('button, textarea, input, [role=option]')) {
    const { left, right } = element.getBoundingClientRect();
    if (left < -0.5 || right > width + 0.5)
      wide.push(`${element.textContent}: ${Math.round(left)} to ${Math.round(right)} px`);
  }
  return wide;
}

function membersTurn(): ChatTurn {
  const turn = answeredTurn('t', 'Paris');
  assert(turn.answer.state === 'replied' && turn.answer.reply.kind === 'answered');
  const members = ['file:a-long-name-of-a-model', 'http:api.example.org/another'].map((member) => ({
    member,
    text: markdown,
    confidence: 0.9,
    ms: 1000,
  }));
  const reply = { ...turn.answer.reply, by: 'vote', members, agreement: { agree: 1, of: 2 } };
  return { ...turn, answer: { state: 'replied', reply: { ...reply, calls: 2 } } };
}

function foundTurn(): ChatTurn {
  const quotation = {
    uri: 'file:///a.md',
    path: `${'folder/'.repeat(20)}a.md`,
    range: { start: { line: 6, character: 0 }, end: { line: 6, character: 9 } },
    text: longLine,
    headings: [longLine],
    score: 1,
  };
  const ranking = { by: longLine, passages: 30, ms: 20 };
  const reply = { kind: 'found' as const, quotations: [quotation], ranking, note: longLine };
  return { ...answeredTurn('t', ''), answer: { state: 'replied', reply } };
}
