import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import { eventually } from '../support/eventually.ts';
import {
  activateWithStub,
  closeAll,
  edit,
  openFile,
  received,
  refine,
  run,
  selectAll,
  show,
  sidecarThatHangs,
  startRefine,
  untilText,
} from './host.ts';

describe('engine', () => {
  let api: EidolonApi;
  before(async () => {
    api = await activateWithStub();
    await run('restartEngine');
  });
  afterEach(closeAll);

  it('is told who the client is and which settings hold', async () => {
    const last = received('initialize').at(-1) as {
      client: string;
      trusted: boolean;
      settings: { threads: number };
    };
    assert.equal(last.client, 'eidolon-vscode');
    assert.equal(last.trusted, vscode.workspace.isTrusted);
    assert.equal(last.settings.threads, 0);
  });

  it('says one sentence for an empty and for a blank selection', async () => {
    const editor = await openFile('   \n\n');
    assert.match((await refine()).note ?? '', /white space/);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    assert.match((await refine()).note ?? '', /Select some text first/);
  });

  it('passes on the engine’s sentence, for nothing found and for a failure', async () => {
    await openFile('All is well.\n');
    assert.equal((await refine()).note, 'Nothing to correct here.');
    assert.equal((await refine('fail')).note, 'The nano pool has no model for this; add one.');
  });

  it('survives a bug and a reply that makes no sense', async () => {
    await openFile('teh box\n');
    assert.match((await refine('bug')).note ?? '', /internal error/);
    assert.match((await refine('nonsense')).note ?? '', /cannot be read/);
    assert.equal((await refine()).proposed, 1);
  });

  it('cancels with one short sentence', async () => {
    await openFile('teh box\n');
    const said = api.said.length;
    const { answer } = await startRefine('hang');
    await run('cancelRefine');
    assert.deepEqual(await answer, { proposed: 0, dropped: 0 });
    assert.deepEqual(api.said.slice(said), ['Eidolon stopped; nothing was changed.']);
  });

  it('refuses a second refine of the same document while one runs', async () => {
    await openFile('teh box\n');
    const { answer } = await startRefine('hang');
    assert.match((await refine()).note ?? '', /already working/);
    await run('cancelRefine');
    await answer;
  });

  it('drops the answer for a document that was closed meanwhile', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'teh box' });
    await show(document);
    const { answer } = await startRefine('wait for a close');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    assert.match((await answer).note ?? '', /was closed/);
  });

  it('drops the answer for a file that was deleted in the editor meanwhile', async () => {
    const { document } = await openFile('teh box\n', 'deleted.md');
    const { answer } = await startRefine('wait for a close');
    const deletion = new vscode.WorkspaceEdit();
    deletion.deleteFile(document.uri);
    assert(await vscode.workspace.applyEdit(deletion));
    assert.match((await answer).note ?? '', /deleted\.md was closed/);
    assert.equal(api.pending(document.uri).length, 0);
  });

  it('reviews the open text of a file that another program deleted meanwhile', async () => {
    const editor = await openFile('teh box\n', 'gone.md');
    const { answer } = await startRefine('wait for an edit');
    rmSync(editor.document.uri.fsPath);
    await edit(editor, new vscode.Range(0, 0, 0, 0), '# Head\n');
    assert.equal((await answer).proposed, 1);
    await run('acceptAll');
    await untilText(editor.document, '# Head\nthe box\n');
  });

  it('asks about the selected text where it is once the engine runs', async () => {
    await stopEngine();
    const editor = await openFile('head\nteh body\n');
    editor.selection = new vscode.Selection(1, 0, 1, 8);
    const answer = refine();
    await edit(editor, new vscode.Range(0, 0, 0, 0), 'new\n');
    assert.equal((await answer).proposed, 1);
    const asked = received('refine').at(-1) as { textDocument: { version: number } };
    assert.equal(asked.textDocument.version, received('knows').at(-1));
    await run('acceptAll');
    await untilText(editor.document, 'new\nhead\nthe body\n');
  });

  it('does not ask about a selection that is gone once the engine runs', async () => {
    await stopEngine();
    const editor = await openFile('head\nteh body\n');
    editor.selection = new vscode.Selection(1, 0, 1, 8);
    const asked = received('refine').length;
    const answer = refine();
    await edit(editor, new vscode.Range(0, 2, 1, 4), '');
    assert.match((await answer).note ?? '', /edited before Eidolon could read it; select it again/);
    assert.equal(received('refine').length, asked);
  });

  it('can be cancelled and restarted while it starts, even one that never comes up', async () => {
    await stopEngine();
    const working = process.env['EIDOLON_TEST_SIDECAR'];
    process.env['EIDOLON_TEST_SIDECAR'] = sidecarThatHangs();
    await openFile('teh box\n');
    const answer = refine();
    await eventually('the engine starts', () =>
      api.engineState() === 'starting' && api.engineProcessId() !== undefined ? true : undefined,
    );
    const hanging = api.engineProcessId() ?? 0;
    await run('cancelRefine');
    assert.deepEqual(await answer, { proposed: 0, dropped: 0 });
    process.env['EIDOLON_TEST_SIDECAR'] = working;
    assert.equal(await run('restartEngine'), true);
    assert.throws(() => process.kill(hanging, 0), { code: 'ESRCH' });
    assert.equal((await refine()).proposed, 1);
  });

  /** A changed setting ends the engine, which the next request starts again. */
  async function stopEngine(): Promise<void> {
    await run('restartEngine');
    const configuration = vscode.workspace.getConfiguration('eidolon');
    const level = configuration.get('trace.level') === 'full' ? 'summary' : undefined;
    await configuration.update('trace.level', level, vscode.ConfigurationTarget.Global);
    await eventually('the engine is ended', () =>
      api.engineState() === 'stopped' ? true : undefined,
    );
  }

  it('answers an open request when the engine crashes, and starts it again', async () => {
    const editor = await openFile('teh box\n');
    await refine();
    const before = api.engineProcessId();
    selectAll(editor);
    assert.match((await refine('crash')).note ?? '', /engine stopped/);
    await eventually('the engine runs again', () =>
      api.engineState() === 'running' ? true : undefined,
    );
    assert.notEqual(api.engineProcessId(), before);
    assert.equal((await refine()).proposed, 1);
  });

  it('gives up after repeated kills, and comes back with Restart Engine', async () => {
    await run('restartEngine');
    await openFile('teh box\n');
    for (let round = 0; api.engineState() !== 'failed'; round++) {
      assert(round < 10, 'the engine is given up in the end');
      const pid = await eventually('the engine runs or is given up', () =>
        api.engineState() === 'failed'
          ? 0
          : api.engineState() === 'running'
            ? api.engineProcessId()
            : undefined,
      );
      if (pid === 0) break;
      process.kill(pid, 'SIGKILL');
      await eventually('the kill is noticed', () =>
        api.engineProcessId() === pid ? undefined : true,
      );
    }
    assert.match((await refine()).note ?? '', /several times in a row/);
    assert.equal(await run('restartEngine'), true);
    assert.equal((await refine()).proposed, 1);
  });

  it('verifies the models and tells what is wrong with which', async () => {
    assert.equal(await run('verifyModels'), 1);
    assert.equal(api.said.at(-1), 'There is no file gone.gguf; put the file back.');
  });

  it('gets a changed setting with the next request', async () => {
    const editor = await openFile('teh box\n');
    await refine();
    const configuration = vscode.workspace.getConfiguration('eidolon');
    await configuration.update('idleMinutes', 7, vscode.ConfigurationTarget.Global);
    await eventually('the engine is ended', () =>
      api.engineState() === 'stopped' ? true : undefined,
    );
    selectAll(editor);
    assert.equal((await refine()).proposed, 1);
    const told = received('initialize').at(-1) as { settings: { idleMinutes: number } };
    assert.equal(told.settings.idleMinutes, 7);
    await configuration.update('idleMinutes', undefined, vscode.ConfigurationTarget.Global);
  });

  it('names a setting of the wrong type and goes on with its default', async () => {
    const configuration = vscode.workspace.getConfiguration('eidolon');
    await configuration.update('idleMinutes', 'soon', vscode.ConfigurationTarget.Global);
    const sentence = await eventually('the sentence is said', () =>
      api.said.find((each) => each.includes('eidolon.idleMinutes')),
    );
    assert.match(sentence, /whole number/);
    await configuration.update('idleMinutes', undefined, vscode.ConfigurationTarget.Global);
    await openFile('teh box\n');
    assert.equal((await refine()).proposed, 1);
  });
});
