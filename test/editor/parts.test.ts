import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import type { RefineSummary } from '../../client/features/refine.ts';
import { eventually } from '../support/eventually.ts';
import {
  actionsAt,
  activateWithStub,
  closeAll,
  edit,
  openFile,
  received,
  run,
  untilText,
} from './host.ts';

/** So long that two of them never share a request. */
const filler = 'A sentence that is right as it stands. '.repeat(60).trimEnd();

function paragraph(text: string): string {
  return `${text} ${filler}\n`;
}

describe('refining a whole file', () => {
  let api: EidolonApi;
  before(async () => {
    api = await activateWithStub();
  });
  afterEach(closeAll);

  const refineFile = async (): Promise<RefineSummary> => {
    const summary = await run<RefineSummary>('refineFile');
    assert(summary, 'the command answers a summary');
    return summary;
  };
  const asked = (): unknown[] => received('refine');
  const lastOf = (said: readonly string[]): string => said.at(-1) ?? '';

  it('asks once about a short one, without a selection', async () => {
    const editor = await openFile('\nteh one\n\nteh two\n');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const before = asked().length;
    assert.equal((await refineFile()).proposed, 2);
    assert.equal(asked().length, before + 1);
  });

  it('asks paragraph by paragraph about a long one and takes it back as one refine', async () => {
    const text = ['teh one', 'two', 'teh three'].map(paragraph).join('\n');
    const { document } = await openFile(text);
    const before = asked().length;
    assert.equal((await refineFile()).proposed, 2);
    assert.equal(asked().length, before + 3);
    assert.equal(document.getText(), text);
    await run('acceptAll');
    await untilText(document, text.replaceAll('teh', 'the'));
    const [entry] = api.history();
    assert.equal(entry?.accepted.length, 2);
    assert.equal(await run('showHistory', { action: 'undo', id: entry.id }), 2);
    await untilText(document, text);
  });

  it('names a part that fails and keeps the proposals of the others', async () => {
    const text = ['teh one', 'two (asks to fail)', 'teh three'].map(paragraph).join('\n');
    const { document } = await openFile(text);
    const summary = await refineFile();
    assert.equal(summary.proposed, 2);
    assert.match(summary.note ?? '', /^1 of 3 parts could not be refined\. Lines 3 to 3: The nano/);
    assert.equal(api.pending(document.uri).length, 2);
  });

  it('goes on after a part at which the engine dies', async () => {
    const { document } = await openFile(
      ['teh one', 'two (asks to crash)', 'teh three'].map(paragraph).join('\n'),
    );
    const summary = await refineFile();
    assert.equal(summary.proposed, 2);
    assert.match(
      summary.note ?? '',
      /^1 of 3 parts could not be refined\. Lines 3 to 3: The engine/,
    );
    assert.equal(api.pending(document.uri).length, 2);
  });

  it('keeps what is there when it is cancelled, shows it before that, and leaves the user in peace', async () => {
    const text = ['teh one', 'teh two', 'three (asks to hang)', 'teh four'].map(paragraph);
    const editor = await openFile(text.join('\n'));
    const { document } = editor;
    const cursor = new vscode.Selection(4, 3, 4, 3);
    editor.selection = cursor;
    const answer = refineFile();
    await eventually('two parts are done', () =>
      api.pending(document.uri).length === 2 ? true : undefined,
    );
    assert(editor.selection.isEqual(cursor), 'the cursor stays where the user has it');
    await edit(editor, new vscode.Range(0, 0, 0, 0), 'above\n');
    await run('acceptHunk');
    await untilText(document, `above\n${text.join('\n').replace('teh', 'the')}`);
    await run('cancelRefine');
    assert.equal((await answer).proposed, 2);
    assert.equal(lastOf(api.said), 'Eidolon stopped after 2 of 4 parts; their proposals are kept.');
    assert.equal(api.pending(document.uri).length, 1);
  });

  it('is what the source action for the whole text does', async () => {
    const { document } = await openFile(['teh one', 'teh two'].map(paragraph).join('\n'));
    const [action] = await actionsAt(
      document,
      new vscode.Range(0, 0, 0, 0),
      vscode.CodeActionKind.Source,
    );
    assert(action?.command, 'there is such an action');
    const { command, arguments: args = [] } = action.command;
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
    assert.equal(api.pending(document.uri).length, 2);
    const experts = asked().slice(-2) as { expert?: string }[];
    assert.deepEqual(
      experts.map(({ expert }) => expert),
      ['prose', 'prose'],
    );
  });
});
