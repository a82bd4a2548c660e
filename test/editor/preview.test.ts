import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import { eventually } from '../support/eventually.ts';
import { activateWithStub, closeAll, edit, openFile, refine, run } from './host.ts';

describe('the Refactor Preview of proposals', () => {
  let api: EidolonApi;
  before(async () => {
    api = await activateWithStub();
  });
  afterEach(closeAll);

  /** Opens the preview, does something meanwhile, and presses a button of it until it is closed. */
  async function preview(
    button: 'apply' | 'discard',
    meanwhile: () => Promise<void> = async () => undefined,
  ): Promise<number | undefined> {
    let isOver = false;
    const answer = run<number>('openInRefactorPreview').finally(() => {
      isOver = true;
    });
    await meanwhile();
    await eventually('the preview is closed', async () => {
      // Without a word from the editor that the list is there, the button is pressed again.
      await vscode.commands.executeCommand(`refactorPreview.${button}`);
      return isOver || undefined;
    });
    return answer;
  }

  it('writes nothing and keeps the proposals when it is discarded', async () => {
    const { document } = await openFile('You recieve teh box.\n');
    await refine();
    const { version } = document;
    assert.equal(await preview('discard'), 0);
    assert.equal(document.version, version);
    assert.equal(api.pending(document.uri).length, 2);
    assert.match(api.said.at(-1) ?? '', /still there/);
  });

  it('applies nothing when nothing is ticked', async () => {
    const { document } = await openFile('You recieve teh box.\n');
    await refine();
    assert.equal(await preview('apply'), 0);
    assert.equal(document.getText(), 'You recieve teh box.\n');
    assert.equal(api.pending(document.uri).length, 2);
  });

  it('says so when a document changes while it is open', async () => {
    const editor = await openFile('You recieve teh box.\n');
    await refine();
    const answer = await preview('discard', () =>
      edit(editor, new vscode.Range(0, 0, 0, 0), 'Then: '),
    );
    assert.equal(answer, 0);
    assert.equal(editor.document.getText(), 'Then: You recieve teh box.\n');
    assert.match(api.said.at(-1) ?? '', /changed while its proposals were listed/);
    assert.equal(api.pending(editor.document.uri).length, 2);
  });

  it('has nothing to list where nothing is proposed', async () => {
    assert.equal(await run('openInRefactorPreview'), 0);
    assert.match(api.said.at(-1) ?? '', /no proposals to list/);
  });

  it('is a click away in the notification of a refine that proposes much', async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await openFile('teh '.repeat(12));
    await refine();
    assert.equal(api.said.at(-1), '12 proposals to review');
    await eventually('the preview was open and is closed', async () => {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      await vscode.commands.executeCommand('refactorPreview.discard');
      return /still there/.test(api.said.at(-1) ?? '') || undefined;
    });
  });
});
