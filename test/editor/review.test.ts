import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
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
  show,
  startRefine,
  untilText,
} from './host.ts';

describe('review', () => {
  let api: EidolonApi;
  before(async () => {
    api = await activateWithStub();
  });
  afterEach(closeAll);

  const pendingOf = (document: vscode.TextDocument): string[] =>
    api.pending(document.uri).map((each) => `${each.hunk.oldText}→${each.hunk.newText}`);

  it('shows proposals and leaves buffer, version and file as they were', async () => {
    const { document } = await openFile('You recieve teh box.\n');
    const { version } = document;
    const summary = await refine();
    assert.equal(summary.proposed, 2);
    assert.deepEqual(pendingOf(document), ['recieve→receive', 'teh→the']);
    assert.deepEqual([document.version, document.isDirty], [version, false]);
    assert.equal(readFileSync(document.uri.fsPath, 'utf8'), 'You recieve teh box.\n');
  });

  it('accepts one hunk, rejects another, and undoes the accepted one in one step', async () => {
    const { document } = await openFile('You recieve teh box.\n');
    await refine();
    await run('acceptHunk');
    await untilText(document, 'You receive teh box.\n');
    assert.deepEqual(pendingOf(document), ['teh→the']);
    await run('rejectHunk');
    assert.deepEqual(pendingOf(document), []);
    await vscode.commands.executeCommand('undo');
    await untilText(document, 'You recieve teh box.\n');
    await eventually('the undone hunk is up for review again', () =>
      pendingOf(document).length === 1 ? true : undefined,
    );
    await vscode.commands.executeCommand('redo');
    await untilText(document, 'You receive teh box.\n');
    assert.deepEqual(pendingOf(document), []);
  });

  /** Outcomes after the first `count`, once there are as many as wanted. */
  /** What the engine was told of one answer; closed documents of other tests may still report theirs. */
  const outcomesOf = (
    traceId: string | undefined,
    count: number,
  ): Promise<{ kind: string; kept?: number }[]> =>
    eventually(`${count} outcomes arrive`, () => {
      const all = received('outcome') as {
        traceId: string;
        outcome: { kind: string; kept?: number };
      }[];
      const own = all.filter((each) => each.traceId === traceId);
      return own.length >= count ? own.map(({ outcome }) => outcome) : undefined;
    });

  it('tells the engine at once what was rejected, and what was accepted once it is saved', async () => {
    const { document } = await openFile('teh recieve\n');
    await refine();
    const trace = api.pending(document.uri)[0]?.traceId;
    await run('acceptHunk');
    await untilText(document, 'the recieve\n');
    await run('rejectHunk');
    assert.deepEqual(await outcomesOf(trace, 1), [{ kind: 'reject' }]);
    await document.save();
    assert.deepEqual(await outcomesOf(trace, 2), [{ kind: 'reject' }, { kind: 'accept' }]);
    await vscode.commands.executeCommand('undo');
    assert.deepEqual((await outcomesOf(trace, 3)).at(-1), { kind: 'reject' });
  });

  it('tells how much of an accepted proposal the user kept', async () => {
    const editor = await openFile('const total = sum(items);\nteh recieve\n');
    const { document } = editor;
    await refine();
    const trace = api.pending(document.uri)[0]?.traceId;
    await run('acceptAll');
    const loop = 'let total = 0;\nfor (const item of items) {\n  total += item.price;\n}\n';
    await untilText(document, `${loop}the receive\n`);
    await edit(editor, find(document, 'item.price'), 'item.net');
    await edit(editor, find(document, 'receive'), 'recieve');
    await run('rejectAll');
    await document.save();
    const outcomes = await outcomesOf(trace, 3);
    const kinds = outcomes.map(({ kind }) => kind).sort();
    assert.deepEqual(kinds, ['accept', 'edit', 'reject'], JSON.stringify(outcomes));
    const kept = outcomes.find(({ kind }) => kind === 'edit')?.kept ?? 0;
    assert.ok(kept > 0.5 && kept < 1, `kept ${kept}`);
  });

  it('accepts all in one undo step and leaves what nobody could judge', async () => {
    const text = 'teh one, teh two, perhaps a needless word, stop\nteh end\n';
    const { document } = await openFile(text);
    await refine();
    await run('acceptAll');
    await untilText(document, 'the one, the two, perhaps a word, stop.\nthe end\n');
    assert.deepEqual(pendingOf(document), ['perhaps→certainly']);
    await run('acceptAll');
    assert.match(api.said.at(-1) ?? '', /one by one/);
    await vscode.commands.executeCommand('undo');
    await untilText(document, text);
  });

  it('accepts an unreviewed hunk by its own command', async () => {
    const { document } = await openFile('It is perhaps so.\n');
    await refine();
    const [only] = api.pending(document.uri);
    await run('acceptHunk', { uri: document.uri.toString(), hunkId: only?.hunk.id });
    await untilText(document, 'It is certainly so.\n');
  });

  it('goes to the next and the previous hunk', async () => {
    const editor = await openFile('teh one\ntwo\nteh three\n');
    await refine();
    assert.equal(editor.selection.start.line, 0);
    await run('nextHunk');
    assert.equal(editor.selection.start.line, 2);
    await run('nextHunk');
    assert.equal(editor.selection.start.line, 0);
    await run('previousHunk');
    assert.equal(editor.selection.start.line, 2);
  });

  it('moves hunks with edits elsewhere and applies them at their new place', async () => {
    const editor = await openFile('first\nteh second\n');
    await refine();
    await edit(editor, new vscode.Range(0, 0, 0, 0), 'a new line\n');
    await run('acceptHunk');
    await untilText(editor.document, 'a new line\nfirst\nthe second\n');
  });

  it('drops a hunk whose text is edited, and says so', async () => {
    const editor = await openFile('teh one, recieve two\n');
    await refine();
    const word = find(editor.document, 'teh');
    await edit(
      editor,
      new vscode.Range(word.start.translate(0, 1), word.start.translate(0, 1)),
      'x',
    );
    assert.deepEqual(pendingOf(editor.document), ['recieve→receive']);
    assert.match(api.said.at(-1) ?? '', /1 proposal was dropped/);
  });

  it('brings an answer about an older version to the text of now', async () => {
    const editor = await openFile('head\nteh body, recieve\n');
    const { answer } = await startRefine('wait for an edit');
    await edit(editor, new vscode.Range(0, 0, 0, 0), 'new\n');
    assert.equal((await answer).proposed, 2);
    await run('acceptAll');
    await untilText(editor.document, 'new\nhead\nthe body, receive\n');
  });

  it('drops the part of an answer whose text was edited meanwhile', async () => {
    const editor = await openFile('teh body, recieve\n');
    const { answer } = await startRefine('wait for an edit');
    await edit(editor, find(editor.document, 'teh'), 'my');
    const summary = await answer;
    assert.deepEqual([summary.proposed, summary.dropped], [1, 1]);
    assert.deepEqual(pendingOf(editor.document), ['recieve→receive']);
  });

  it('keeps CRLF in every line that it writes', async () => {
    const lines = [
      'if (!ready) {',
      '  return false;',
      '}',
      'return true;',
      'const total = sum(items);',
      '',
    ];
    const { document } = await openFile(lines.join('\r\n'), 'check.js');
    await refine();
    await run('acceptAll');
    const wanted = [
      'return ready;',
      'let total = 0;',
      'for (const item of items) {',
      '  total += item.price;',
      '}',
      '',
    ];
    await untilText(document, wanted.join('\r\n'));
    assert.equal(document.eol, vscode.EndOfLine.CRLF);
  });

  it('keeps a byte order mark', async () => {
    const { document } = await openFile(Buffer.from('\uFEFFteh box\n', 'utf8'));
    await refine();
    await run('acceptAll');
    await untilText(document, 'the box\n');
    assert(await document.save());
    assert.deepEqual(readFileSync(document.uri.fsPath), Buffer.from('\uFEFFthe box\n', 'utf8'));
  });

  it('works in an untitled document', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'plaintext',
      content: 'teh box',
    });
    await show(document);
    await refine();
    await run('acceptHunk');
    await untilText(document, 'the box');
    await vscode.commands.executeCommand('undo');
    await untilText(document, 'teh box');
  });

  it('works in a notebook cell', async () => {
    const cell = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Code,
      '# teh cell\n',
      'python',
    );
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([cell]),
    );
    await vscode.window.showNotebookDocument(notebook);
    const { document } = notebook.cellAt(0);
    const whole = new vscode.Range(0, 0, 1, 0);
    await vscode.commands.executeCommand('eidolon.client.refineRange', document.uri, whole, {});
    const [hunk] = api.pending(document.uri);
    assert(hunk, 'the cell has a proposal');
    await run('acceptHunk', { uri: document.uri.toString(), hunkId: hunk.hunk.id });
    await untilText(document, '# the cell\n');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('passes every selection of a multi-cursor as a range of its own', async () => {
    const editor = await openFile('teh one\nteh two\nteh three\n');
    editor.selections = [new vscode.Selection(0, 0, 0, 7), new vscode.Selection(2, 0, 2, 9)];
    assert.equal((await refine()).proposed, 2);
    const { ranges } = received('refine').at(-1) as { ranges: { start: { line: number } }[] };
    assert.deepEqual(
      ranges.map(({ start }) => start.line),
      [0, 2],
    );
  });

  it('refines three selections in one review, CRLF kept, and leaves what lies between alone', async () => {
    const lines = ['teh one', 'teh two', '  ', 'teh three', 'teh four', ''];
    const editor = await openFile(lines.join('\r\n'));
    const { document } = editor;
    editor.selections = [
      new vscode.Selection(4, 8, 4, 0),
      new vscode.Selection(0, 0, 0, 7),
      new vscode.Selection(2, 0, 2, 2),
      new vscode.Selection(3, 0, 3, 9),
    ];
    assert.equal((await refine()).proposed, 3);
    // White space alone is no question to the engine.
    const { ranges } = received('refine').at(-1) as { ranges: unknown[] };
    assert.equal(ranges.length, 3);
    await run('acceptAll');
    await untilText(
      document,
      ['the one', 'teh two', '  ', 'the three', 'the four', ''].join('\r\n'),
    );
    await vscode.commands.executeCommand('undo');
    await untilText(document, lines.join('\r\n'));
  });

  it('refuses a document of a read-only file system without asking the engine', async () => {
    const asked = received('refine').length;
    const provider = vscode.workspace.registerTextDocumentContentProvider('eidolon-test-fixed', {
      provideTextDocumentContent: () => 'teh fixed text',
    });
    const uri = vscode.Uri.parse('eidolon-test-fixed:/fixed.md');
    await show(await vscode.workspace.openTextDocument(uri));
    const summary = await refine();
    provider.dispose();
    assert.match(summary.note ?? '', /read-only/);
    assert.equal(received('refine').length, asked);
  });

  it('says when an editor that was made read-only does not take the edit', async () => {
    const { document } = await openFile('teh box\n');
    await refine();
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    await run('acceptHunk');
    assert.equal(document.getText(), 'teh box\n');
    assert.match(api.said.at(-1) ?? '', /could not be changed/);
    assert.deepEqual(pendingOf(document), ['teh→the']);
    await vscode.commands.executeCommand(
      'workbench.action.files.resetActiveEditorReadonlyInSession',
    );
  });

  /** Opened as a user does, so that nothing but the tab keeps the document. */
  async function reviewAndClose(name: string): Promise<vscode.Uri> {
    const { uri } = (await openFile('head\nteh box\n', name)).document;
    await refine();
    assert.equal(api.pending(uri).length, 1);
    const closed = new Promise<void>((resolve) => {
      const waiting = vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.toString() !== uri.toString()) return;
        waiting.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await closed;
    assert.equal(api.pending(uri).length, 0);
    return uri;
  }

  it('brings the proposals of a closed file back when it is opened again', async () => {
    const uri = await reviewAndClose('closed.md');
    await vscode.commands.executeCommand('vscode.open', uri);
    await eventually('the proposal is back', () =>
      api.pending(uri).length === 1 ? true : undefined,
    );
    await run('acceptAll');
    const document = await vscode.workspace.openTextDocument(uri);
    await untilText(document, 'head\nthe box\n');
  });

  it('drops them with one sentence when the file is another by then', async () => {
    const uri = await reviewAndClose('changed.md');
    writeFileSync(uri.fsPath, 'other head\nteh box\n');
    const said = api.said.length;
    await vscode.commands.executeCommand('vscode.open', uri);
    await eventually('the sentence is said', () =>
      api.said.slice(said).some((each) => each.includes('changed.md')) ? true : undefined,
    );
    assert.equal(api.pending(uri).length, 0);
  });

  it('reviews two documents at once', async () => {
    const first = await openFile('teh first\n');
    await refine();
    const second = await openFile('teh second\n');
    await refine();
    assert.deepEqual([pendingOf(first.document).length, pendingOf(second.document).length], [1, 1]);
    await run('acceptAll');
    await untilText(second.document, 'the second\n');
    assert.equal(first.document.getText(), 'teh first\n');
  });

  it('shows the trace behind a hunk in a read-only document', async () => {
    await openFile('teh box\n');
    await refine();
    const id = await run<string>('showTrace');
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.scheme, 'eidolon-trace');
    assert(id && shown.getText().includes(id));
    assert(shown.getText().includes('Draft by nano:prose'));
  });

  it('shows all proposals in a diff', async () => {
    const { document } = await openFile('teh box, recieve\n');
    await refine();
    await run('showDiff');
    const proposal = await eventually('the proposal document opens', () =>
      vscode.workspace.textDocuments.find((each) => each.uri.scheme === 'eidolon-proposal'),
    );
    assert.equal(proposal.getText(), 'the box, receive\n');
    assert.equal(document.isDirty, false);
    await run('acceptAll');
    await untilText(document, 'the box, receive\n');
  });
});
