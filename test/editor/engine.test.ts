import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import { eventually } from '../support/eventually.ts';
import {
  activateWithStub,
  closeAll,
  openFile,
  received,
  refine,
  run,
  selectAll,
  startRefine,
  show,
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

  it('cancels without a word', async () => {
    await openFile('teh box\n');
    const said = api.said.length;
    const { answer } = await startRefine('hang');
    await run('cancelRefine');
    assert.deepEqual(await answer, { proposed: 0, dropped: 0 });
    assert.equal(api.said.length, said);
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

  it('gets a changed setting with the next request', async () => {
    const editor = await openFile('teh box\n');
    await refine();
    const configuration = vscode.workspace.getConfiguration('eidolon');
    await configuration.update('prose.dialect', 'british', vscode.ConfigurationTarget.Global);
    await eventually('the engine is ended', () =>
      api.engineState() === 'stopped' ? true : undefined,
    );
    selectAll(editor);
    assert.equal((await refine()).proposed, 1);
    const told = received('initialize').at(-1) as { settings: { proseDialect: string } };
    assert.equal(told.settings.proseDialect, 'british');
    await configuration.update('prose.dialect', undefined, vscode.ConfigurationTarget.Global);
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
