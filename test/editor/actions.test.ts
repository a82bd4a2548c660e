import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import { eventually } from '../support/eventually.ts';
import { actionsAt, activateWithStub, closeAll, find, openFile, received } from './host.ts';

/** Named to run before the suites that start the engine. */
describe('code actions', () => {
  let api: EidolonApi;
  before(async () => {
    api = await activateWithStub();
  });
  afterEach(closeAll);

  it('are offered for a selection while the engine is stopped, which stays stopped', async () => {
    const { document } = await openFile('if (a && !(!b)) {\n  run();\n}\n', 'condition.js');
    // The editor gives up a request when another extension registers a provider meanwhile, and asks again.
    const titles = await eventually('actions are offered', async () => {
      const found = await actionsAt(document, find(document, 'a && !(!b)'));
      return found.length > 0 ? found.map(({ title }) => title) : undefined;
    });
    assert.deepEqual(titles, [
      'Refine with Eidolon',
      'Simplify condition with Eidolon',
      'Explain with Eidolon (needs a model of your own)',
    ]);
    assert.equal(api.engineState(), 'stopped');
  });

  it('offer nothing without a selection or in a language that no expert knows', async () => {
    const { document } = await openFile('teh text\n');
    assert.deepEqual(await actionsAt(document, new vscode.Range(0, 2, 0, 2)), []);
    const binary = await openFile('teh text\n', 'text.bin');
    await vscode.languages.setTextDocumentLanguage(binary.document, 'shellscript');
    assert.deepEqual(await actionsAt(binary.document, find(binary.document, 'teh text')), []);
  });

  it('offer to fix a diagnostic, with a command and without an edit', async () => {
    const { document } = await openFile('function f(a) {\n  return recieve;\n}\n', 'fix.js');
    const diagnostics = vscode.languages.createDiagnosticCollection('eidolon-test');
    const range = find(document, 'recieve');
    diagnostics.set(document.uri, [new vscode.Diagnostic(range, 'Cannot find name recieve')]);
    const fix = (await actionsAt(document, range, vscode.CodeActionKind.QuickFix)).find(
      ({ title }) => title.startsWith('Fix with Eidolon'),
    );
    diagnostics.dispose();
    assert(fix?.command, 'the fix is offered');
    assert.equal(fix.edit, undefined);
    await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
    assert.equal(api.pending(document.uri).length, 1);
    const request = received('refine').at(-1) as { diagnostics: string[] };
    assert.deepEqual(request.diagnostics, [
      {
        message: 'Cannot find name recieve',
        range: { start: { line: 1, character: 9 }, end: { line: 1, character: 16 } },
      },
    ]);
  });

  it('are offered at a cursor only to who asks for them, each with a kind of its own', async () => {
    const { document } = await openFile(
      '// You recieve it.\nif (a && !(!b)) {\n  run();\n}\n/** Teh run. */\nfunction run() {}\n',
      'cursor.js',
    );
    const at = (line: number): vscode.Range => new vscode.Range(line, 4, line, 4);
    assert.deepEqual(await actionsAt(document, at(0)), []);
    const asked = async (line: number): Promise<(string | undefined)[]> =>
      (await actionsAt(document, at(line), vscode.CodeActionKind.Refactor)).map(
        ({ kind }) => kind?.value,
      );
    assert.deepEqual(await asked(0), ['refactor.rewrite.eidolon.comment']);
    assert.deepEqual(await asked(1), ['refactor.rewrite.eidolon.condition']);
    assert.deepEqual(await asked(4), ['refactor.rewrite.eidolon.docstring']);
    assert.deepEqual(await asked(2), []);
    const text = await openFile('# Head\n\nYou recieve\nteh box.\n');
    const found = await actionsAt(text.document, at(3), vscode.CodeActionKind.RefactorRewrite);
    assert.deepEqual(
      found.map(({ title }) => title),
      ['Refine paragraph with Eidolon'],
    );
  });

  it('open the review of the whole comment and leave the text as it was', async () => {
    const { document } = await openFile('// You recieve it,\n// as teh box.\nrun();\n', 'c.ts');
    const cursor = new vscode.Range(1, 5, 1, 5);
    // The editor gives a request up when another extension registers a provider meanwhile, and asks again.
    const action = await eventually('the comment can be refined', async () =>
      (await actionsAt(document, cursor, vscode.CodeActionKind.Refactor)).find(
        ({ command }) => command,
      ),
    );
    const { version } = document;
    await vscode.commands.executeCommand(
      action.command?.command ?? '',
      ...(action.command?.arguments ?? []),
    );
    assert.equal(api.pending(document.uri).length, 2);
    assert.equal(document.version, version);
    const request = received('refine').at(-1) as { expert: string };
    assert.equal(request.expert, 'prose');
  });

  it('explain opens the chat and runs nothing', async () => {
    const { document } = await openFile('a && b\n', 'explain.js');
    const kind = vscode.CodeActionKind.Empty.append('eidolon');
    const [explain] = await actionsAt(document, find(document, 'a && b'), kind);
    assert(explain?.command, 'explaining is offered');
    const asked = received('refine').length;
    await vscode.commands.executeCommand(
      explain.command.command,
      ...(explain.command.arguments ?? []),
    );
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection), 'a && b');
    assert.equal(received('refine').length, asked);
  });

  it('refine a whole document from the menu of source actions alone', async () => {
    const { document } = await openFile('Teh text.\n');
    const range = find(document, 'text');
    const [action] = await actionsAt(document, range, vscode.CodeActionKind.Source);
    assert.equal(action?.title, 'Refine the whole text with Eidolon');
    assert.deepEqual(await actionsAt(document, range, vscode.CodeActionKind.SourceFixAll), []);
  });

  it('can be switched off', async () => {
    const configuration = vscode.workspace.getConfiguration('eidolon');
    await configuration.update('codeActions.enabled', false, vscode.ConfigurationTarget.Global);
    const { document } = await openFile('some text\n');
    assert.deepEqual(await actionsAt(document, find(document, 'some text')), []);
    await configuration.update('codeActions.enabled', undefined, vscode.ConfigurationTarget.Global);
  });
});
