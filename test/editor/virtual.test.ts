import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import { activateWithStub, actionsAt, closeAll, refine, run, show, untilText } from './host.ts';
import { MemoryFiles } from './memoryFiles.ts';

const scheme = 'eidolon-test-memory';

/** Nothing of such a file lies on a disk: text comes by the editor alone. */
describe('a file of a custom file system', () => {
  const files = new MemoryFiles();
  const uri = vscode.Uri.from({ scheme, path: '/notes.md' });
  let api: EidolonApi;
  let registered: vscode.Disposable;

  before(async () => {
    api = await activateWithStub();
    registered = vscode.workspace.registerFileSystemProvider(scheme, files);
  });
  beforeEach(() => files.writeFile(uri, Buffer.from('You recieve teh box.\n')));
  afterEach(closeAll);
  after(() => {
    registered.dispose();
  });

  const stored = (): string => Buffer.from(files.readFile(uri)).toString();

  it('is refined, reviewed, changed hunk by hunk and saved', async () => {
    const { document } = await show(await vscode.workspace.openTextDocument(uri));
    assert.equal((await refine()).proposed, 2);
    assert.equal(document.isDirty, false);
    await run('acceptHunk');
    await untilText(document, 'You receive teh box.\n');
    assert.equal(stored(), 'You recieve teh box.\n');
    await run('rejectAll');
    assert(await document.save());
    assert.equal(stored(), 'You receive teh box.\n');
    assert.equal(api.pending(uri).length, 0);
  });

  it('is offered to in the light bulb', async () => {
    const { document } = await show(await vscode.workspace.openTextDocument(uri));
    const offered = await actionsAt(document, new vscode.Range(0, 0, 0, 12));
    assert(offered.length > 0);
    assert(offered.every(({ edit }) => edit === undefined));
  });
});
