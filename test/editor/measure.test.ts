import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EidolonApi } from '../../client/api.ts';
import { eventually } from '../support/eventually.ts';
import { activateWithStub, closeAll, received, run } from './host.ts';

/** A file system in memory, as a virtual workspace has one. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  watch = (): vscode.Disposable => new vscode.Disposable(() => undefined);
  createDirectory = (): void => undefined;
  delete = (): void => undefined;
  rename = (): void => undefined;
  readDirectory = (): [string, vscode.FileType][] => [];
  stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length };
  }
  readFile({ path }: vscode.Uri): Uint8Array {
    const found = this.files.get(path);
    if (!found) throw vscode.FileSystemError.FileNotFound(path);
    return found;
  }
  writeFile({ path }: vscode.Uri, content: Uint8Array): void {
    this.files.set(path, content);
  }
}

describe('measuring the pool', () => {
  const memory = new MemoryFiles();
  let api: EidolonApi;
  let registration: vscode.Disposable;
  before(async () => {
    api = await activateWithStub();
    registration = vscode.workspace.registerFileSystemProvider('eidolon-memory', memory);
    await run('restartEngine');
  });
  after(() => registration.dispose());
  afterEach(async () => {
    await closeAll();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const at = (name: string): vscode.Uri => vscode.Uri.parse(`eidolon-memory:/${name}`);
  const reportTab = (): vscode.Tab | undefined =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(
        ({ input }) =>
          input instanceof vscode.TabInputWebview && input.viewType.includes('eidolon.measurement'),
      );
  const untilReport = (label: string): Promise<vscode.Tab> =>
    eventually(`the report ${label} is open`, () => {
      const tab = reportTab();
      return tab?.label === label ? tab : undefined;
    });

  it('shows the report of a suite that ships, in one panel', async () => {
    assert.equal(await run('measurePool', { suite: 'mixed', items: 30 }), 'run-mixed');
    await untilReport('Report run-mixed');
    const asked = received('measure').at(-1) as Record<string, unknown>;
    assert.deepEqual([asked['suite'], asked['items'], asked['memory']], ['mixed', 30, false]);
    assert.equal(await run('showMeasurements', { id: 'other' }), 'other');
    await untilReport('Report other');
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.equal(tabs.filter(({ label }) => label.startsWith('Report')).length, 1);
  });

  it('reads items of the user’s own through any file system', async () => {
    const text = '{"grader":"text","prompt":"é","gold":"a"}\n';
    memory.writeFile(at('mine.jsonl'), Buffer.from(text));
    assert.equal(await run('measurePool', { uri: at('mine.jsonl'), items: 5 }), 'run-mine-jsonl');
    const asked = received('measure').at(-1) as Record<string, unknown>;
    assert.deepEqual([asked['suite'], asked['text'], asked['items']], ['mine.jsonl', text, 5]);
  });

  it('says in one sentence why items cannot be read, and measures nothing', async () => {
    const asked = received('measure').length;
    memory.writeFile(at('latin1.jsonl'), Buffer.from([0x7b, 0xe9, 0x7d]));
    await run('measurePool', { uri: at('latin1.jsonl') });
    assert.match(api.said.at(-1) ?? '', /latin1\.jsonl is not UTF-8 text/);
    await run('measurePool', { uri: at('gone.jsonl') });
    assert.match(api.said.at(-1) ?? '', /gone\.jsonl cannot be read/);
    assert.equal(received('measure').length, asked);
  });

  it('exports what is shown as a page or as figures', async () => {
    await run('exportMeasurement', { uri: at('early.html') });
    assert.match(api.said.at(-1) ?? '', /Open a measurement first/);
    await run('showMeasurements', { id: 'one' });
    await run('exportMeasurement', { uri: at('out.html') });
    await run('exportMeasurement', { uri: at('out.json') });
    const read = (name: string): string => Buffer.from(memory.readFile(at(name))).toString();
    assert.deepEqual([read('out.html'), read('out.json')], ['<p>Page</p>', '{"n":30}']);
  });
});

describe('the walkthrough', () => {
  before(activateWithStub);
  afterEach(closeAll);

  it('opens its sample as a document without a file, once', async () => {
    const uri = await run<vscode.Uri>('openSample');
    assert.equal(uri?.scheme, 'untitled');
    const shown = vscode.window.activeTextEditor?.document;
    assert.deepEqual([shown?.uri.toString(), shown?.languageId], [uri.toString(), 'markdown']);
    assert.equal((await run<vscode.Uri>('openSample'))?.toString(), uri.toString());
  });

  it('refines the paragraph with the mistakes, again after the sample was closed', async () => {
    for (const _ of [1, 2]) {
      await run('refineSample');
      const { textDocument, ranges } = received('refine').at(-1) as {
        textDocument: { uri: string };
        ranges: { start: { line: number }; end: { line: number } }[];
      };
      assert.match(textDocument.uri, /^untitled:/);
      assert.deepEqual(
        ranges.map(({ start, end }) => [start.line, end.line]),
        [[2, 4]],
      );
      await closeAll();
    }
  });
});
