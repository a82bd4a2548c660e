import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import type { HistoryEntry } from '../../client/history/entry.ts';
import { eventually } from '../support/eventually.ts';
import {
  activateWithStub,
  closeAll,
  edit,
  find,
  openFile,
  received,
  refine,
  run,
  untilText,
} from './host.ts';

describe('the history of refinements', () => {
  let api: EidolonApi;
  before(async () => {
    api = await activateWithStub();
  });
  afterEach(closeAll);

  const newest = (document: vscode.TextDocument): HistoryEntry => {
    const uri = document.uri.toString();
    const entry = api.history().find((each) => each.uri === uri);
    assert(entry, 'the refine is remembered');
    return entry;
  };
  const undo = (entry: HistoryEntry): Promise<number | undefined> =>
    run<number>('showHistory', { action: 'undo', id: entry.id });

  /** Refines and accepts, and closes the file, so that nobody follows the accepted text any more. */
  async function acceptAndClose(text: string): Promise<HistoryEntry> {
    const { document } = await openFile(text);
    await refine();
    await run('acceptAll');
    await eventually('it is accepted', () =>
      api.history().some(({ uri }) => uri === document.uri.toString()) ? true : undefined,
    );
    await document.save();
    await eventually('it is saved', () => (document.isDirty ? undefined : true));
    await api.flush();
    const entry = newest(document);
    const closed = new Promise<void>((resolve) => {
      const waiting = vscode.workspace.onDidCloseTextDocument((each) => {
        if (each.uri.toString() !== entry.uri) return;
        waiting.dispose();
        resolve();
      });
    });
    await closeAll();
    await closed;
    return entry;
  }

  /** Opened as a user does. */
  async function openAgain({ uri }: HistoryEntry): Promise<vscode.TextEditor> {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri));
    return eventually('the file is open', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.toString() === uri ? editor : undefined;
    });
  }

  it('says what was accepted and rejected, by whom and when', async () => {
    const { document } = await openFile('You recieve teh box.\n');
    await refine();
    await run('acceptHunk');
    await untilText(document, 'You receive teh box.\n');
    await run('rejectHunk');
    const { accepted, rejected, by, atMs } = newest(document);
    assert.deepEqual(
      accepted.map(({ before, after, state }) => [before, after, state]),
      [['recieve', 'receive', 'accepted']],
    );
    assert.equal(rejected.length, 1);
    assert.deepEqual(by, ['nano:prose']);
    assert.ok(atMs > 0);
  });

  it('takes all hunks of a refine back in one step, although the text has moved', async () => {
    const editor = await openFile('teh one\r\nkeep this\r\nteh two, recieve\r\n');
    const { document } = editor;
    await refine();
    await run('acceptAll');
    const accepted = 'the one\r\nkeep this\r\nthe two, receive\r\n';
    await untilText(document, accepted);
    await edit(editor, new vscode.Range(0, 0, 0, 0), 'above\n');
    assert.equal(await undo(newest(document)), 3);
    await untilText(document, 'above\r\nteh one\r\nkeep this\r\nteh two, recieve\r\n');
    assert.equal(
      newest(document).accepted.every(({ state }) => state === 'undone'),
      true,
    );
    assert.equal(await undo(newest(document)), 0);
    await vscode.commands.executeCommand('undo');
    await untilText(document, `above\r\n${accepted}`);
  });

  it('takes a refine back in a file that was closed in between', async () => {
    const entry = await acceptAndClose('It is teh first.\nIt is teh second.\n');
    const editor = await openAgain(entry);
    const { document } = editor;
    await edit(editor, new vscode.Range(0, 0, 0, 0), 'a head\n');
    assert.equal(await undo(entry), 2);
    await untilText(document, 'a head\nIt is teh first.\nIt is teh second.\n');
    const outcomes = await eventually('the engine hears of it', () => {
      const all = received('outcome') as { traceId: string; outcome: { kind: string } }[];
      const own = all.filter(({ traceId }) => traceId === entry.traceId);
      return own.length >= 4 ? own.map(({ outcome }) => outcome.kind) : undefined;
    });
    assert.deepEqual(outcomes, ['accept', 'accept', 'reject', 'reject']);
  });

  it('takes back nothing when one of the texts has changed since, and says so', async () => {
    const entry = await acceptAndClose('It is teh first.\nIt is teh second.\n');
    const editor = await openAgain(entry);
    const { document } = editor;
    await edit(editor, find(document, 'the second'), 'thy second');
    assert.equal(await undo(entry), 0);
    assert.equal(document.getText(), 'It is the first.\nIt is thy second.\n');
    assert.match(api.said.at(-1) ?? '', /has changed since/);
  });

  it('shows the change as a diff of two read-only texts and can be cleared', async () => {
    const { document } = await openFile('say teh word\n');
    await refine();
    await run('acceptAll');
    await untilText(document, 'say the word\n');
    assert.equal(api.history()[0]?.uri, document.uri.toString());
    await run('showHistory', { action: 'showDiff' });
    const sides = await eventually('both sides are open', () => {
      const texts = vscode.workspace.textDocuments
        .filter(({ uri }) => uri.scheme === 'eidolon-history')
        .map((each) => each.getText());
      return texts.length === 2 ? texts.sort() : undefined;
    });
    assert.deepEqual(sides, ['say teh word\n', 'say the word\n']);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await run('showHistory', { action: 'clear' });
    assert.deepEqual(api.history(), []);
    assert.equal(document.getText(), 'say the word\n');
    await run('showHistory');
    assert.match(api.said.at(-1) ?? '', /Nothing was accepted yet/);
  });
});
