import assert from 'node:assert/strict';
import { processesWithEnvironment } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { choose, row } from './quickPick.ts';
import { Workbench, type WorkbenchOptions } from './workbench.ts';

const paragraph = [
  '# Harbour',
  '',
  'The program prints wether the harbour is open.',
  'It recieves one file per day.',
  '',
].join('\n');

/** Too long for one request. */
const long = ['The program prints wether it is open.', 'It recieves one file per day.']
  .map((sentence) => `${sentence} ${'The harbour is open every day. '.repeat(120).trimEnd()}\n`)
  .join('\n');

/** Refines the two sentences of the paragraph and waits for the review. */
async function refineParagraph(workbench: Workbench): Promise<void> {
  await workbench.openFile('notes.md');
  await workbench.selectLines(3, 4);
  await workbench.contextMenu('Refine with Eidolon');
  await workbench.untilReview();
}

function journey(
  title: string,
  options: Omit<WorkbenchOptions, 'files'>,
  steps: (workbench: Workbench) => Promise<void>,
): void {
  it(title, async () => {
    const workbench = await Workbench.open({
      ...options,
      files: { 'notes.md': paragraph, 'other.txt': '', 'long.md': long },
    });
    try {
      await steps(workbench);
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    } finally {
      await workbench.dispose();
    }
  });
}

describe('the packaged extension in a real editor', function () {
  this.timeout(420_000);

  journey(
    'refines by right-click, accepts one hunk, rejects another, undoes, and survives kill -9 of its worker',
    { name: 'refine' },
    async (workbench) => {
      await refineParagraph(workbench);
      await workbench.screenshot('review');
      assert.equal(
        await workbench.visibleText(),
        paragraph.trimEnd().concat('\n'),
        'nothing is written before Accept',
      );

      await workbench.titleButton('Accept Hunk').click();
      await workbench.untilText('one hunk is accepted', (text) => changes(text).length === 1);
      await workbench.screenshot('accepted');
      const [kept] = changes(await workbench.visibleText());

      await workbench.titleButton('Next Hunk').click();
      await workbench.titleButton('Reject Hunk').click();
      await workbench.untilNoReview();
      assert.deepEqual(changes(await workbench.visibleText()), [kept]);

      await workbench.focusEditor();
      await workbench.page.keyboard.press('Control+Z');
      await workbench.untilText('undo takes the hunk back', (text) => changes(text).length === 0);
      await workbench.screenshot('undone');

      workbench.signal('worker.mjs', 'SIGKILL');
      await workbench.selectLines(3, 4);
      await workbench.contextMenu('Refine with Eidolon');
      await workbench.untilReview();
      await acceptBoth(workbench);
      await workbench.screenshot('after-kill');
    },
  );

  journey('works in Restricted Mode', { name: 'restricted', trust: true }, async (workbench) => {
    await workbench.untilRestricted();
    await refineParagraph(workbench);
    await workbench.screenshot('review');
    await acceptBoth(workbench);

    await workbench.runCommand('Eidolon: Refine History…');
    await row(workbench, 'Clear History').waitFor();
    await workbench.screenshot('history');
    await workbench.page.keyboard.press('Enter');
    await choose(workbench, 'Undo This Refine');
    await workbench.untilText('the refine is taken back', (text) => changes(text).length === 0);

    // What was taken back is up for review again.
    await workbench.runCommand('Eidolon: Open in Refactor Preview');
    const list = workbench.page.locator('.bulk-edit-panel');
    await list.locator('.edit-checkbox').last().waitFor();
    await list.locator('.edit-checkbox').last().click();
    await workbench.screenshot('preview');
    await list.getByText('Apply', { exact: true }).click();
    await workbench.untilText('what was ticked is applied', (text) => changes(text).length === 1);
    await workbench.untilNoReview();

    await workbench.openFile('long.md');
    await workbench.runCommand('Eidolon: Refine Whole File');
    // Each of them is in a part of its own, so the list is offered.
    await workbench.page.getByText('2 proposals to review').first().waitFor();
    await workbench.screenshot('whole-file');
    assert.equal(await workbench.fileOnDisk('long.md'), long);
  });

  const nervous = {
    'files.autoSave': 'afterDelay',
    'files.autoSaveDelay': 100,
    'editor.formatOnSave': true,
    'editor.codeLens': false,
  };
  journey(
    'leaves the file’s bytes alone until a hunk is accepted, whatever saves by itself',
    { name: 'autosave', settings: nervous },
    async (workbench) => {
      await refineParagraph(workbench);
      // Once auto-save has written another file, it had its chance with this one, too.
      await workbench.openFile('other.txt');
      await workbench.focusEditor();
      await workbench.page.keyboard.type('typed');
      await eventually('auto-save writes the other file', async () =>
        (await workbench.fileOnDisk('other.txt')).startsWith('typed') ? true : undefined,
      );
      await workbench.openFile('notes.md');
      await workbench.untilReview();
      assert.equal(await workbench.fileOnDisk('notes.md'), paragraph);
      await workbench.titleButton('Accept Hunk').click();
      const saved = await eventually('auto-save writes the accepted hunk', async () => {
        const text = await workbench.fileOnDisk('notes.md');
        return text === paragraph ? undefined : text;
      });
      assert.equal(changes(saved).length, 1);
      await workbench.screenshot('saved');
    },
  );

  journey(
    'leaves no process behind when the extension host is killed with -9',
    { name: 'orphans' },
    async (workbench) => {
      await refineParagraph(workbench);
      const engine = (): number[] =>
        processesWithEnvironment(workbench.folders.base)
          .filter(({ command }) => /dist\/server\/\w+\.mjs/.test(command))
          .map(({ pid }) => pid);
      const before = engine();
      assert.notEqual(before.length, 0, 'the engine runs');
      workbench.signal('type=extensionHost', 'SIGKILL');
      await eventually('the engine of the dead extension host is gone', () => {
        const left = engine().filter((pid) => before.includes(pid));
        return left.length === 0 ? true : undefined;
      });
    },
  );
});

/** One by one, because *Accept All* rightly leaves out what no reviewer vouched for. */
async function acceptBoth(workbench: Workbench): Promise<void> {
  await workbench.titleButton('Accept Hunk').click();
  await workbench.untilText('one hunk is accepted', (text) => changes(text).length === 1);
  await workbench.titleButton('Next Hunk').click();
  await workbench.titleButton('Accept Hunk').click();
  await workbench.untilText('both hunks are accepted', (text) => changes(text).length === 2);
  await workbench.untilNoReview();
}

/** Which of the two misspelt words stand corrected; a text that is wrong in another way fails. */
function changes(text: string): string[] {
  const corrections: readonly (readonly [string, string])[] = [
    ['wether', 'whether'],
    ['recieves', 'receives'],
  ];
  const done = corrections.filter(([, right]) => new RegExp(`\\b${right}\\b`).test(text));
  let expected = paragraph;
  for (const [wrong, right] of done) expected = expected.replace(wrong, right);
  assert.equal(text.trimEnd(), expected.trimEnd());
  return done.map(([wrong]) => wrong);
}
