import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../support/eventually.ts';
import { choose, row, tick } from './quickPick.ts';
import { Workbench } from './workbench.ts';

const notes = 'The program prints wether the harbour is open.\n';
const more = 'It recieves one file per day.\n';

describe('ensembles from the palette of a real editor, by keyboard alone', function () {
  this.timeout(420_000);

  it('refines with the council, says why, makes an ensemble, uses it and compares', async () => {
    const workbench = await Workbench.open({
      name: 'ensembles',
      files: { 'notes.md': notes, 'more.md': more },
    });
    try {
      await refineWithCouncil(workbench);
      await sayWhy(workbench);
      await createAndUse(workbench);
      await compare(workbench);
      await ask(workbench);
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    } finally {
      await workbench.dispose();
    }
  });
});

async function refineWithCouncil(workbench: Workbench): Promise<void> {
  await workbench.openFile('notes.md');
  await workbench.selectLines(1, 1);
  await workbench.runCommand('Eidolon: Refine Selection With Ensemble…');
  await row(workbench, 'council').waitFor();
  await workbench.screenshot('pick');
  await choose(workbench, 'council');
  await workbench.untilReview();
  assert.equal((await workbench.visibleText()).trim(), notes.trim(), 'nothing is written unasked');
}

async function sayWhy(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Eidolon: Why This Answer?');
  await workbench.page.locator('.tab.active', { hasText: 'Why this answer.md' }).waitFor();
  const page = await workbench.frameWith('of 3 agree');
  for (const heading of ['In short', 'Votes', 'Checks', 'Work of the models'])
    await page.getByRole('heading', { name: heading }).waitFor();
  await workbench.screenshot('why');
  await workbench.openFile('notes.md');
  await workbench.runCommand('Eidolon: Accept All');
  await workbench.untilText('the correction is accepted', (text) => text.includes('whether'));
}

async function createAndUse(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.openFile('more.md');
  await workbench.selectLines(1, 1);
  await workbench.runCommand('Eidolon: Create Ensemble…');
  await choose(workbench, 'Council');
  for (const member of ['tools', 'nano:prose']) await tick(workbench, member);
  // Leaving loses nothing: the kind is under the cursor and the members are ticked when it begins again.
  await page.keyboard.press('Escape');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await workbench.runCommand('Eidolon: Create Ensemble…');
  await row(workbench, 'Council').and(page.locator('.focused')).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('2 Selected').waitFor();
  await workbench.screenshot('members');
  await page.keyboard.press('Enter');
  await row(workbench, 'nano:reviewer').and(page.locator('.focused')).waitFor();
  await page.keyboard.press('Enter');
  const input = page.locator('.quick-input-widget:visible input').first();
  await eventually('the name is asked', async () =>
    (await input.inputValue()) === 'my council' ? true : undefined,
  );
  await input.fill('pair');
  await page.keyboard.press('Enter');
  await row(workbench, 'Write to User Settings').waitFor();
  await page.locator('.editor-instance', { hasText: '"nano:reviewer"' }).waitFor();
  await workbench.screenshot('json');
  await page.keyboard.press('Enter');
  await row(workbench, 'Refine the Selection With It').waitFor();
  const settings = await readFile(path.join(workbench.folders.user, 'User/settings.json'), 'utf8');
  const { 'eidolon.ensembles': written } = JSON.parse(settings) as Record<string, unknown>;
  assert.deepEqual(written, {
    pair: {
      kind: 'review',
      draft: {
        kind: 'route',
        experts: Object.fromEntries(
          ['code', 'logic', 'prose'].map((domain) => [
            domain,
            { kind: 'vote', members: ['tools', 'nano:prose'] },
          ]),
        ),
      },
      reviewer: 'nano:reviewer',
    },
  });
  await page.keyboard.press('Enter');
  await workbench.untilReview();
  await workbench.screenshot('used');
  await workbench.runCommand('Eidolon: Reject All');
  await workbench.untilNoReview();
}

async function compare(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.openFile('more.md');
  await workbench.selectLines(1, 1);
  await workbench.runCommand('Eidolon: Compare Members…');
  for (const name of ['council', 'pair', 'nano:general']) await tick(workbench, name);
  await page.keyboard.press('Enter');
  await row(workbench, 'pair')
    .filter({ hasText: /calls.*\d s/ })
    .waitFor();
  await page.locator('.tab', { hasText: 'members compared' }).waitFor();
  await workbench.screenshot('compare');
  await choose(workbench, 'pair');
  await workbench.untilReview();
  await workbench.runCommand('Eidolon: Accept All');
  await workbench.untilText('the compared proposal is accepted', (text) =>
    text.includes('receives'),
  );
}

async function ask(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand('Eidolon: Ask With Ensemble…');
  await choose(workbench, 'council');
  const input = page.locator('.quick-input-widget:visible input').first();
  await page.getByText('What do you want to ask “council”?').waitFor();
  await input.fill('The gate are open and she recieve a letter.');
  await page.keyboard.press('Enter');
  const panel = await workbench.frameWith('recieve a letter');
  await panel.locator('ins', { hasText: 'receives' }).waitFor();
  await panel.getByRole('button', { name: 'Why This Answer?' }).waitFor();
  await workbench.screenshot('ask');
}
