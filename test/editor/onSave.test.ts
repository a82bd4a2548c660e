import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import { eventually } from '../support/eventually.ts';
import { activateWithStub, closeAll, edit, openFile, received, run } from './host.ts';

describe('refining on save', () => {
  let api: EidolonApi;
  before(async () => {
    api = await activateWithStub();
  });
  // In a browser the editor saves by itself unless it is told not to.
  beforeEach(() => set('files', 'autoSave', 'off'));
  afterEach(async () => {
    await closeAll();
    await set('eidolon', 'refineOnSave', undefined);
    await set('files', 'autoSave', undefined);
  });

  const set = async (section: string, key: string, value: unknown): Promise<void> =>
    vscode.workspace
      .getConfiguration(section)
      .update(key, value, vscode.ConfigurationTarget.Global);
  const append = (editor: vscode.TextEditor, text: string): Promise<void> =>
    edit(editor, new vscode.Range(0, 0, 0, 0), text);
  const asked = (): number => received('refine').length;

  it('does nothing unless it is switched on', async () => {
    const editor = await openFile('One.\n');
    const before = asked();
    await append(editor, 'Say teh word. ');
    assert(await editor.document.save());
    // The engine gets what is asked by hand after it, and nothing else.
    await run('refineFile');
    assert.equal(asked(), before + 1);
  });

  it('opens the review of the edited paragraph, and changes neither file nor cursor', async () => {
    await set('eidolon', 'refineOnSave', true);
    const editor = await openFile('One.\n\nAnother teh, left alone.\n');
    const { document } = editor;
    await append(editor, 'Say teh word. ');
    editor.selection = new vscode.Selection(0, 5, 0, 5);
    assert(await document.save());
    await eventually('the proposal is there', () =>
      api.pending(document.uri).length > 0 ? true : undefined,
    );
    assert.deepEqual(
      api.pending(document.uri).map(({ range }) => range.start.line),
      [0],
    );
    assert.equal(document.isDirty, false);
    const text = 'Say teh word. One.\n\nAnother teh, left alone.\n';
    assert.equal(readFileSync(document.uri.fsPath, 'utf8'), text);
    assert.deepEqual(editor.selection.active, new vscode.Position(0, 5));
  });

  it('looks at comments of a program alone, and says nothing where nothing is found', async () => {
    await set('eidolon', 'refineOnSave', true);
    const editor = await openFile('run();\n', 'program.ts');
    const { document } = editor;
    const said = api.said.length;
    const before = asked();
    await append(editor, '// All is well.\nconst teh = 1;\n');
    assert(await document.save());
    await eventually('the comment is asked about', () => (asked() > before ? true : undefined));
    const { ranges } = received('refine').at(-1) as { ranges: { end: { line: number } }[] };
    assert.deepEqual(
      ranges.map(({ end }) => end.line),
      [0],
    );
    // The document takes one request at a time, so this one begins after the other's end.
    await eventually('the answer has come', async () =>
      (await run<{ note?: string }>('refineFile'))?.note?.includes('already') ? undefined : true,
    );
    assert.deepEqual(
      api.said.slice(said).filter((each) => each.includes('Nothing to correct')),
      [],
    );
  });

  it('leaves a save alone that the editor makes by itself', async () => {
    await set('eidolon', 'refineOnSave', true);
    await set('files', 'autoSave', 'afterDelay');
    const editor = await openFile('One.\n');
    const before = asked();
    await append(editor, 'Say teh word. ');
    await eventually('the editor has saved', () => (editor.document.isDirty ? undefined : true));
    await run('refineFile');
    assert.equal(asked(), before + 1);
  });
});
