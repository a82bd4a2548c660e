import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import { eventually } from '../support/eventually.ts';
import {
  actionsAt,
  activateWithStub,
  closeAll,
  received,
  refine,
  run,
  show,
  untilText,
} from './host.ts';

/** The suites run in a workspace of two folders; the second switches the light bulb off for itself. */
describe('a workspace of two folders', () => {
  let api: EidolonApi;
  before(async () => {
    api = await activateWithStub();
  });
  afterEach(closeAll);

  const [first, second] = ['first', 'second'].map((name) => {
    const found = vscode.workspace.workspaceFolders?.find((folder) => folder.name === name);
    assert(found, `the workspace holds the folder ${name}`);
    return found;
  }) as [vscode.WorkspaceFolder, vscode.WorkspaceFolder];

  async function openIn(folder: vscode.WorkspaceFolder, text: string): Promise<vscode.TextEditor> {
    const uri = vscode.Uri.joinPath(folder.uri, 'same-name.md');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    return show(await vscode.workspace.openTextDocument(uri));
  }

  it('keeps the reviews of two files of the same name apart', async () => {
    const one = await openIn(first, 'You recieve it.\n');
    await refine();
    const two = await openIn(second, 'Here is teh box.\n');
    await refine();
    const proposed = [one, two].map(({ document }) =>
      api.pending(document.uri).map(({ hunk }) => hunk.newText),
    );
    assert.deepEqual(proposed, [['receive'], ['the']]);
    await run('acceptHunk');
    await untilText(two.document, 'Here is the box.\n');
    assert.equal(one.document.getText(), 'You recieve it.\n');
    assert.equal(api.pending(one.document.uri).length, 1);
    assert.equal(readFileSync(two.document.uri.fsPath, 'utf8'), 'Here is teh box.\n');
  });

  it('obeys the settings of the folder that a file lies in', async () => {
    const range = new vscode.Range(0, 0, 0, 8);
    const { document: on } = await openIn(first, 'Some text.\n');
    await eventually('the first folder offers actions', async () =>
      (await actionsAt(on, range)).length > 0 ? true : undefined,
    );
    const { document: off } = await openIn(second, 'Some text.\n');
    assert.deepEqual(await actionsAt(off, range), []);
  });

  it('serves both folders by one engine', async () => {
    const starts = received('initialize').length;
    await openIn(first, 'teh one\n');
    await refine();
    await closeAll();
    await openIn(second, 'teh two\n');
    await refine();
    assert(received('initialize').length - starts <= 1, 'the engine starts once at most');
    assert.equal(api.engineState(), 'running');
  });
});
