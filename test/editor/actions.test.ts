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
    assert.deepEqual(titles, ['Refine with Eidolon', 'Simplify condition with Eidolon']);
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
    assert.deepEqual(request.diagnostics, ['Cannot find name recieve']);
  });

  it('can be switched off', async () => {
    const configuration = vscode.workspace.getConfiguration('eidolon');
    await configuration.update('codeActions.enabled', false, vscode.ConfigurationTarget.Global);
    const { document } = await openFile('some text\n');
    assert.deepEqual(await actionsAt(document, find(document, 'some text')), []);
    await configuration.update('codeActions.enabled', undefined, vscode.ConfigurationTarget.Global);
  });
});
