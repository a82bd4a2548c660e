import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import { eventually } from '../support/eventually.ts';
import { activateWithStub, closeAll, edit, openFile, received, untilText } from './host.ts';

describe('inline completion', () => {
  let api: EidolonApi;
  before(async () => {
    api = await activateWithStub();
  });
  afterEach(async () => {
    await enable(undefined);
    await closeAll();
  });

  const enable = async (value: boolean | undefined): Promise<void> =>
    vscode.workspace
      .getConfiguration('eidolon')
      .update('inlineCompletion.enabled', value, vscode.ConfigurationTarget.Global);
  const asked = (): number => received('complete').length;

  /** A program with the cursor at its end. */
  async function atTheEndOf(text: string): Promise<vscode.TextEditor> {
    const editor = await openFile(text, 'program.ts');
    const end = editor.document.positionAt(text.length);
    editor.selection = new vscode.Selection(end, end);
    return editor;
  }

  it('asks nothing unless it is switched on', async () => {
    const before = asked();
    const editor = await atTheEndOf('// (wants a + b) ');
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await edit(editor, new vscode.Range(0, 0, 0, 0), ' ');
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    assert.equal(asked(), before);
  });

  it('shows what was written beside the text, which holds it only once it is taken', async () => {
    await enable(true);
    const before = asked();
    const text = '// (wants a + b) ';
    const { document } = await atTheEndOf(text);
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await eventually('the engine is asked', () => (asked() > before ? true : undefined));
    const { position } = received('complete').at(-1) as { position: { character: number } };
    assert.equal(position.character, text.length);
    assert.equal(document.getText(), text);
    assert.equal(document.isDirty, false);
    await eventually('the ghost text is taken', async () => {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      return document.getText() === text ? undefined : true;
    });
    await untilText(document, `${text}a + b`);
  });

  it('says once that no model can', async () => {
    await enable(true);
    const told = (): number => api.said.filter((each) => /No model of the pool/.test(each)).length;
    const before = asked();
    const editor = await atTheEndOf('// nothing ');
    for (const count of [1, 2, 3])
      await eventually(`it is asked ${count} times`, async () => {
        // The editor asks anew only once the text has changed.
        await edit(editor, new vscode.Range(0, 0, 0, 0), '/');
        await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
        return asked() >= before + count ? true : undefined;
      });
    await eventually('it is said', () => (told() > 0 ? true : undefined));
    assert.equal(told(), 1);
  });
});
