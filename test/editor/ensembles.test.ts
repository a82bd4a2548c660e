import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import { eventually } from '../support/eventually.ts';
import { activateWithStub, closeAll, openFile, received, refine, run } from './host.ts';

interface Asked {
  readonly ensemble?: string;
}

describe('ensembles', () => {
  let api: EidolonApi;
  before(async () => {
    api = await activateWithStub();
  });
  afterEach(closeAll);

  const lastAsked = (count: number): (string | undefined)[] =>
    (received('refine') as Asked[]).slice(-count).map(({ ensemble }) => ensemble);

  it('refine the selection by name and open the review; the text stays', async () => {
    const { document } = await openFile('teh box\n');
    const { version } = document;
    await run('refineWithEnsemble', 'council');
    assert.deepEqual(lastAsked(1), ['council']);
    assert.equal(api.pending(document.uri).length, 1);
    assert.deepEqual([document.getText(), document.version], ['teh box\n', version]);
  });

  it('say what is missing when nothing is selected', async () => {
    const editor = await openFile('teh box\n');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const asked = received('refine').length;
    await run('refineWithEnsemble', 'council');
    assert.match(api.said.at(-1) ?? '', /Select some text first/);
    assert.equal(received('refine').length, asked);
  });

  it('are compared on the selection without a review, and with what each cost', async () => {
    const { document } = await openFile('teh box, recieve\n');
    const { version } = document;
    const rows = await run<{ name: string; cost: string }[]>('compareMembers', [
      'council',
      'nano:prose',
    ]);
    assert.deepEqual(
      rows?.map(({ name }) => name),
      ['council', 'nano:prose'],
    );
    for (const { cost } of rows ?? []) assert.match(cost, /2 proposals · 0 calls, \d+\.\d s/);
    const [first, second] = lastAsked(2);
    assert.equal(first, 'council');
    assert.deepEqual(JSON.parse(second ?? ''), {
      kind: 'review',
      draft: 'nano:prose',
      reviewer: 'nano:reviewer',
    });
    assert.deepEqual(api.pending(document.uri), []);
    assert.deepEqual([document.getText(), document.version], ['teh box, recieve\n', version]);
    await eventually('the differences are shown', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ label }) => label.includes('members compared'))
        ? true
        : undefined,
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('are compared only while the document is free', async () => {
    await openFile('\n\n');
    assert.equal(await run('compareMembers', ['council', 'experts']), undefined);
    assert.match(api.said.at(-1) ?? '', /white space/);
  });

  it('have a page that says why, for the hunk at the cursor', async () => {
    await openFile('teh box\n');
    await refine();
    const id = await run<string>('whyThisAnswer');
    assert.equal(typeof id, 'string');
    await eventually('the page is shown', () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes('Why this answer')
        ? true
        : undefined,
    );
    const uri = vscode.Uri.from({
      scheme: 'eidolon-trace',
      path: 'Why this answer.md',
      query: id ?? '',
    });
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    for (const part of ['## In short', 'nano:prose', 'plain text'])
      assert(text.includes(part), `${part} in ${text}`);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
