import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { l10nStrings } from '../support/l10nStrings.ts';
import { Workbench } from './workbench.ts';

const pseudo = 'qps-ploc';

describe('another language than English', function () {
  this.timeout(300_000);

  it('is spoken by commands, chat and review', async () => {
    const workbench = await Workbench.open({
      name: 'language',
      language: 'de',
      files: { 'notes.md': 'The program prints wether the harbour is open.\n' },
    });
    const { page } = workbench;
    try {
      await workbench.runCommand('Eidolon: Chat öffnen');
      const panel = await workbench.chatPanel();
      await panel.getByText('Was dieser Pool kann').waitFor();
      assert.equal(await panel.locator('html').getAttribute('lang'), 'de');
      await workbench.openFile('notes.md');
      await workbench.selectLines(1, 1);
      await workbench.contextMenu('Mit Eidolon überarbeiten');
      await workbench.titleButton('Abschnitt übernehmen').waitFor();
      await page.getByText('begutachtet').first().waitFor();
      await workbench.screenshot('review');
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    } finally {
      await workbench.dispose();
    }
  });

  it('reaches every text of the chat, the pool and the status: none is written in English only', async () => {
    const workbench = await Workbench.open({
      name: 'pseudo',
      language: pseudo,
      prepare: placePseudo,
      files: { 'notes.md': 'The program prints wether the harbour is open.\n' },
    });
    const { page } = workbench;
    try {
      await workbench.runCommand(`Eidolon: ${marked('Open Chat')}`);
      const panel = await workbench.chatPanel();
      await panel.getByText(marked('Try one:')).waitFor();
      await workbench.screenshot('chat');
      const texts = await panel.locator('body').evaluate(visibleTexts);
      assert(texts.length > 8, texts.join('\n'));
      assert.deepEqual(
        texts.filter((text) => !isMarked(text) && !isExample(text)),
        [],
      );

      await panel.getByRole('button', { name: 'The program prints wether' }).click();
      await panel.getByRole('button', { name: marked('Send') }).click();
      await panel.locator('ins', { hasText: 'whether' }).waitFor();
      await workbench.screenshot('answer');
      const answer = await panel.locator('body').evaluate(visibleTexts);
      const [summary = ''] = marked('Corrected one place: {0}.').split('{0}');
      assert(
        answer.some((text) => text.includes(summary)),
        answer.join('\n'),
      );
      assert.deepEqual(
        answer.filter((text) => !isMarked(text) && !isExample(text) && !isOwnText(text)),
        [],
      );

      await workbench.runCommand(`Eidolon: ${marked('Show Model Pool')}`);
      await page.getByText(marked('Built in')).waitFor();
      await workbench.screenshot('pool');
      await page.locator('.statusbar').getByText('Eidolon', { exact: true }).hover();
      const hover = page.locator('.workbench-hover', { hasText: isMarkedSomewhere });
      await hover.first().waitFor();
      await workbench.screenshot('status');
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    } finally {
      await workbench.dispose();
    }
  });
});

const isMarkedSomewhere = /⟦.+⟧/s;
const isMarked = (text: string): boolean => isMarkedSomewhere.test(text);

/** What the experts read is English in every language; the name is a name. */
function isExample(text: string): boolean {
  return /^(The program prints wether|simplify !|what is \(17|Eidolon$|\/\w*$|\W*$)/.test(text);
}

/** Parts of the corrected text, and who corrected it. */
function isOwnText(text: string): boolean {
  return /^(The program prints|wh?ether|the harbour is open\.|(tool|nano):\w+)/.test(text);
}

/** Longer by half, as translations are, with accents and marks at both ends; placeholders stay. */
function marked(text: string): string {
  if (text === 'Eidolon') return text;
  const accented = text.replace(/\{\d\}|`[^`]*`|\(command:[\w.]+\)|[aeiou]/g, (part) =>
    part.length === 1 ? (accents[part] ?? part) : part,
  );
  return `⟦${accented}${'~'.repeat(Math.ceil(text.length / 2))}⟧`;
}

const accents: Readonly<Record<string, string>> = { a: 'å', e: 'é', i: 'ï', o: 'ö', u: 'ü' };

/** Gives the installed extension a translation whose every text shows that it is one. */
async function placePseudo(extension: string): Promise<void> {
  const bundle = l10nStrings().map((text) => [text, marked(text)]);
  await writeFile(
    path.join(extension, `l10n/bundle.l10n.${pseudo}.json`),
    JSON.stringify(Object.fromEntries(bundle)),
  );
  const manifest = JSON.parse(
    await readFile(path.join(extension, 'package.nls.json'), 'utf8'),
  ) as Record<string, string>;
  const texts = Object.entries(manifest).map(([key, text]) => [
    key,
    key === 'category' || text.includes('](command:') ? text : marked(text),
  ]);
  await writeFile(
    path.join(extension, `package.nls.${pseudo}.json`),
    JSON.stringify(Object.fromEntries(texts)),
  );
}

/** Runs in the page: the texts that are shown, and the names that a screen reader says. */
function visibleTexts(body: Element): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (parentElement?.closest('script, style') || !parentElement?.checkVisibility()) continue;
    texts.push((textContent ?? '').trim());
  }
  for (const element of body.querySelectorAll('[aria-label], [title], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'placeholder']) {
      texts.push((element.getAttribute(name) ?? '').trim());
    }
  }
  return texts.filter((text) => text !== '');
}
