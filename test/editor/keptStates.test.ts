import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually.ts';
import { activateWithStub, closeAll, openFile, received, run } from './host.ts';

describe('keeping what models read of the chat', () => {
  before(activateWithStub);
  afterEach(async () => {
    await closeAll();
    await set(undefined);
  });

  const set = async (value: boolean | undefined): Promise<void> =>
    vscode.workspace
      .getConfiguration('eidolon')
      .update('chat.keepState', value, vscode.ConfigurationTarget.Global);

  async function startEngine(): Promise<void> {
    await openFile('Nothing to do.\n');
    await run('refineFile');
  }

  it('is off, and no engine is asked to forget what was never kept', async () => {
    const { globalValue, defaultValue } =
      vscode.workspace.getConfiguration('eidolon').inspect<boolean>('chat.keepState') ?? {};
    assert.deepEqual([globalValue, defaultValue], [undefined, false]);
    const before = received('forget').length;
    await startEngine();
    await set(true);
    await startEngine();
    assert.equal(received('forget').length, before);
  });

  it('ends with all of it removed, when the setting is switched off', async () => {
    await set(true);
    await startEngine();
    const before = received('forget').length;
    await set(false);
    const forgotten = await eventually('the engine is told', () => received('forget')[before]);
    assert.deepEqual(forgotten, {});
  });
});
