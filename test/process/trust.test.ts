import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Credit } from '../../protocol/outcome.ts';
import type { RefineResult } from '../../protocol/refine.ts';
import type { TrustReport } from '../../server/core/trust/trustState.ts';
import { runCli } from '../support/cli.ts';
import { RawLspClient } from '../support/rawLspClient.ts';

const uri = 'untitled:gate.ts';
const text = `function mayEnter(isOpen: boolean, isFull: boolean): boolean {
  if (!(!isOpen || isFull)) return true;
  return false;
}
`;
const condition = { start: { line: 1, character: 6 }, end: { line: 1, character: 26 } };
const notification = 'eidolon/outcome';
const credit: Credit = { by: ['nano:logic'], domain: 'logic', questionKind: 'phrase' };
const accept = { kind: 'accept' };

interface Known {
  readonly members: readonly TrustReport[];
  readonly plans: readonly { readonly plan: string; readonly evidence: number }[];
}

describe('trust', function () {
  this.timeout(120_000);
  let home: string;
  let clients: RawLspClient[];
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-trust-'));
    clients = [];
  });
  afterEach(() => {
    for (const client of clients) client.kill();
    rmSync(home, { recursive: true, force: true });
  });

  /** A window of our own client, with a folder open. */
  async function openWindow(trusted = true, folder = 'file:///some/folder'): Promise<RawLspClient> {
    const client = RawLspClient.start({ EIDOLON_HOME: home });
    clients.push(client);
    await client.initialize(
      {},
      {
        workspaceFolders: [{ uri: folder, name: 'folder' }],
        initializationOptions: { client: 'eidolon-vscode', trusted, settings: {} },
      },
    );
    return client;
  }

  async function close(client: RawLspClient): Promise<void> {
    await client.call('shutdown', null);
    client.notify('exit', null);
    await client.untilExit();
  }

  async function known(...args: readonly string[]): Promise<Known> {
    const listed = await runCli(['trust', 'list', '--json', ...args], '', { EIDOLON_HOME: home });
    assert.equal(listed.code, 0, listed.stderr);
    return JSON.parse(listed.stdout) as Known;
  }

  const countsOf = async (member: string, ...args: readonly string[]) =>
    (await known(...args)).members.find((each) => each.member === member)?.counts;

  it('is learned from what became of a hunk, for the user and for the folder', async () => {
    const window = await openWindow();
    window.open(uri, 'typescript', text);
    const params = { textDocument: { uri, version: 1 }, ranges: [condition] };
    const { result } = await window.call('eidolon/refine/run', params);
    const [hunk] = (result as RefineResult).hunks;
    const [author = ''] = hunk?.credit?.by ?? [];
    assert.equal(hunk?.credit?.domain, 'logic');
    window.notify(notification, { traceId: 't', credit: hunk?.credit, outcome: accept });
    window.notify(notification, {
      traceId: 't',
      credit: hunk?.credit,
      outcome: { kind: 'edit', kept: 0.5 },
    });
    await close(window);
    // The proof that the draft passed was learned when it was drafted.
    const expected = { accept: 1, reject: 0, edit: 1, check: 1 };
    assert.deepEqual(await countsOf(author), expected);
    const files = readdirSync(path.join(home, 'trust')).sort();
    assert.deepEqual(
      files.map((name) => name.replace(/-\w+/, '-x')),
      ['user.json', 'workspace-x.json'],
    );
  });

  it('stays in its folder in Restricted Mode', async () => {
    const window = await openWindow(false);
    window.notify(notification, { traceId: '', credit, outcome: accept });
    await close(window);
    assert.deepEqual((await known()).members, []);
    assert.equal(readdirSync(path.join(home, 'trust')).length, 1);
  });

  it('loses nothing of two windows that learn at once', async () => {
    const windows = await Promise.all([openWindow(), openWindow(true, 'file:///another')]);
    for (let at = 0; at < 20; at++)
      for (const window of windows)
        window.notify(notification, { traceId: '', credit, outcome: accept });
    await Promise.all(windows.map(close));
    assert.equal((await countsOf('nano:logic'))?.accept, 40);
  });

  it('says in one sentence that a damaged record was set aside', async () => {
    const folder = path.join(home, 'trust');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'user.json'), '{"version":');
    const window = await openWindow();
    window.notify(notification, { traceId: '', credit: { by: 3 }, outcome: accept });
    window.notify(notification, { traceId: '', credit, outcome: accept });
    await close(window);
    const said = window.notifications('window/showMessage').map(({ params }) => params);
    const asked = window.notifications('window/showMessageRequest').map(({ params }) => params);
    const sentences = [...said, ...asked].map((each) => (each as { message: string }).message);
    assert.equal(sentences.length, 1, JSON.stringify(sentences));
    assert.match(sentences[0] ?? '', /not valid JSON\. It was set aside as .*, and a new record/);
    assert.equal(readFileSync(path.join(folder, 'user.json.damaged-1'), 'utf8'), '{"version":');
    assert.equal((await countsOf('nano:logic'))?.accept, 1);
  });

  describe('on the command line', () => {
    const trust = (...args: readonly string[]) =>
      runCli(['trust', ...args], '', { EIDOLON_HOME: home });

    function answerFile(): string {
      const file = path.join(home, 'answer.json');
      const plan = { name: 'nano:logic', contexts: ['*'], callsBy: { 'nano:logic': 1 } };
      const steps = [{ kind: 'note' }, { kind: 'credit', credit: { ...credit, plan } }];
      writeFileSync(file, JSON.stringify({ text: '2', trace: { steps } }));
      return file;
    }

    it('can be taught, listed, exported, reset and imported', async () => {
      const empty = await trust('list');
      assert.deepEqual([empty.code, empty.stdout], [0, '']);
      assert.match(empty.stderr, /Nothing is known yet/);
      for (const outcome of ['accept', 'edit:0.5', 'passed', 'failed', 'reject'])
        assert.equal((await trust('learn', answerFile(), '--outcome', outcome)).code, 0);
      const listed = await trust('list');
      assert.match(
        listed.stdout,
        /^nano:logic +50 % +of 5\.0 outcomes: 1 accepted, 1 edited, 1 rejected, 2 checked/,
      );
      assert.match(listed.stdout, /plan “nano:logic” {2}50 %/);
      const exported = path.join(home, 'exported.json');
      writeFileSync(exported, (await trust('export')).stdout);
      assert.equal((await trust('reset', 'nano:logic')).code, 0);
      assert.deepEqual(await known(), { members: [], plans: [] });
      assert.equal((await trust('import', exported)).code, 0);
      assert.equal((await countsOf('nano:logic'))?.check, 2);
      assert.equal((await trust('reset')).code, 0);
      assert.deepEqual(await known(), { members: [], plans: [] });
    });

    it('keeps a folder’s record beside the user’s', async () => {
      await trust('learn', answerFile(), '--outcome', 'accept', '--workspace', home);
      await trust('learn', answerFile(), '--outcome', 'accept');
      assert.equal((await countsOf('nano:logic'))?.accept, 2);
      assert.equal((await countsOf('nano:logic', '--workspace', home))?.accept, 1);
    });

    it('refuses with one line what it cannot read', async () => {
      const file = path.join(home, 'other.json');
      writeFileSync(file, '{"text":"2"}');
      const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
        [['learn', file, '--outcome', 'accept'], 1, /no trace that says who is answerable/],
        [['learn', file, '--outcome', 'perhaps'], 2, /--outcome is accept, reject/],
        [['import', file], 1, /record of whom to trust is wrong/],
        [['import', path.join(home, 'none')], 1, /cannot be read \(ENOENT\)/],
      ];
      for (const [args, code, message] of cases) {
        const refused = await trust(...args);
        assert.equal(refused.code, code, refused.stderr);
        assert.match(refused.stderr, message);
        assert.equal(refused.stderr.trim().split('\n').length, 1);
      }
    });
  });
});
