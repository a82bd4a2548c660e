import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateWithStub, closeAll, run } from './host.ts';

describe('the report about this installation', () => {
  before(activateWithStub);
  afterEach(async () => {
    await closeAll();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens read-only, with every member of the pool', async () => {
    const text = await run<string>('diagnose');
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.scheme, 'eidolon-diagnose');
    assert.equal(shown.getText(), text);
    assert.match(shown.getText(), /\| file:mine \| missing \| .*Its file is gone\./);
    assert.equal(shown.isDirty, false);
  });

  it('goes into the form for issues without the names of the user’s own models', async () => {
    const body = (await run<string>('reportIssue')) ?? '';
    assert.match(body, /^What happened/);
    assert.match(body, /\| nano:prose \| (ready|unloaded) \|/);
    assert.match(body, /\| file 3 \| missing \|/);
    assert.doesNotMatch(body, /mine|gone|127\.0\.0\.1/);
  });
});
