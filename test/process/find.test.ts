import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  findRequest,
  listFolderRequest,
  readFileRequest,
  type FindResult,
  type ListFolderParams,
} from '../../protocol/find.ts';
import { defaultSettings } from '../../protocol/settings.ts';
import { runCli } from '../support/cli.ts';
import { RawLspClient } from '../support/rawLspClient.ts';

const question = 'where is the lighthouse';
const answering = 'The lighthouse stands on the northern pier.';

describe('find and quote', function () {
  this.timeout(120_000);
  let home: string;
  let folder: string;
  let client: RawLspClient | undefined;

  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-find-'));
    folder = path.join(home, 'harbour');
    mkdirSync(folder);
    write('docs/guide.md', `# Guide\n\nRopes.\n\n## Lights\n\n${answering}\n`);
  });
  afterEach(() => {
    client?.kill();
    client = undefined;
    rmSync(home, { recursive: true, force: true });
  });

  function write(name: string, text: string | Buffer): void {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  async function findJson(...more: string[]): Promise<FindResult> {
    const args = ['find', question, '--folder', folder, '--json', ...more];
    const { code, stdout, stderr } = await runCli(args);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as FindResult;
  }

  describe('on the command line', () => {
    it('prints the place and the lines, and with --json their range, too', async () => {
      const { code, stdout, stderr } = await runCli(['find', question, '--folder', folder]);
      assert.equal(code, 0, stderr);
      assert.equal(stdout, `docs/guide.md:5  Guide › Lights\n  ## Lights\n\n  ${answering}\n`);
      const { quotations, note } = await findJson();
      assert.equal(note, undefined);
      assert.deepEqual(quotations, [
        {
          uri: pathToFileURL(path.join(folder, 'docs/guide.md')).href,
          path: 'docs/guide.md',
          range: {
            start: { line: 4, character: 0 },
            end: { line: 6, character: answering.length },
          },
          text: `## Lights\n\n${answering}`,
          headings: ['Guide', 'Lights'],
          score: 1,
        },
      ]);
    });

    it('reads nothing that is ignored, not text or too large, and follows no link', async () => {
      write('.gitignore', 'out/\n');
      write('out/log.md', answering);
      write('picture.txt', Buffer.from(`\0\x01${answering}`));
      write('huge.txt', `${answering}\n`.repeat(40_000));
      const outside = path.join(home, 'secret');
      mkdirSync(outside);
      writeFileSync(path.join(outside, 'secret.md'), `Secret: ${answering}`);
      symlinkSync(outside, path.join(folder, 'linked'));
      symlinkSync(path.join(outside, 'secret.md'), path.join(folder, 'linked.md'));
      const { quotations, note } = await findJson('--limit', '5');
      assert.deepEqual(
        quotations.map((each) => each.path),
        ['docs/guide.md'],
      );
      assert.equal(note, 'Left out: 1 file too large to search.');
    });

    it('writes out what would act on the terminal or pass for a citation', async () => {
      // Windows has no line ends in names.
      const [name, shown] =
        process.platform === 'win32' ? ['a.md', 'a.md'] : ['a\nb.md', 'a<U+000A>b.md'];
      rmSync(path.join(folder, 'docs'), { recursive: true });
      const hostile = `\u001b]0;title\u0007${answering} \u202eevil`;
      write(name, hostile);
      const { code, stdout, stderr } = await runCli(['find', question, '--folder', folder]);
      assert.equal(code, 0, stderr);
      assert.equal(stdout, `${shown}:1\n  <U+001B>]0;title<U+0007>${answering} <U+202E>evil\n`);
      // A program gets the file's own bytes.
      assert.equal((await findJson()).quotations[0]?.text, hostile);
    });

    it('says that nothing answers instead of inventing something', async () => {
      const args = ['find', 'Who paid the invoice of the plumber?', '--folder', folder];
      const { code, stdout, stderr } = await runCli(args);
      assert.deepEqual(
        { code, stdout, stderr },
        { code: 0, stdout: '', stderr: 'Nothing in this folder answers that.\n' },
      );
    });

    it('answers wrong usage and missing folders with one line', async () => {
      const missing = path.join(home, 'none');
      for (const [args, code, sentence] of [
        [['find', ''], 2, /^The question is empty/],
        [['find', question, '--limit', '9'], 2, /^--limit takes a whole number from 1 to 5/],
        [['find', question, '--folder', ''], 2, /^--folder is empty/],
        [['find', question, '--folder', missing], 1, /^There is no folder/],
        [['find', question, '--folder', path.join(folder, 'docs/guide.md')], 1, /is not a folder/],
        [['find', 'what is it', '--folder', folder], 1, /only function words/],
      ] as const) {
        const result = await runCli(args);
        assert.equal(result.code, code, args.join(' '));
        assert.match(result.stderr, sentence);
        assert.equal(result.stderr.trim().split('\n').length, 1);
        assert.equal(result.stdout, '');
      }
    });
  });

  describe('over the language server', () => {
    async function start(more: object = {}): Promise<RawLspClient> {
      client = RawLspClient.start({ EIDOLON_HOME: path.join(home, 'home') });
      await client.initialize({}, { rootUri: pathToFileURL(folder).href, ...more });
      return client;
    }

    it('searches the open folder and sees what changes', async () => {
      const server = await start();
      const ask = async (): Promise<FindResult> =>
        (await server.call(findRequest, { question })).result as FindResult;
      assert.equal((await ask()).quotations[0]?.path, 'docs/guide.md');
      rmSync(path.join(folder, 'docs'), { recursive: true });
      assert.deepEqual((await ask()).quotations, []);
      write('notes.txt', answering);
      assert.equal((await ask()).quotations[0]?.path, 'notes.txt');
    });

    it('searches a folder that is added later, and no longer one that is closed', async () => {
      client = RawLspClient.start({ EIDOLON_HOME: path.join(home, 'home') });
      const server = client;
      await server.initialize({ workspace: { workspaceFolders: true } }, { workspaceFolders: [] });
      const ask = async (): Promise<string> => {
        const { result, error } = await server.call(findRequest, { question });
        return error?.message ?? (result as FindResult).quotations[0]?.path ?? 'nothing';
      };
      assert.match(await ask(), /^No folder is open/);
      const harbour = { uri: pathToFileURL(folder).href, name: 'harbour' };
      const change = 'workspace/didChangeWorkspaceFolders';
      server.notify(change, { event: { added: [harbour], removed: [] } });
      assert.equal(await ask(), 'docs/guide.md');
      server.notify(change, { event: { added: [], removed: [harbour] } });
      assert.match(await ask(), /^No folder is open/);
    });

    it('stops when it is cancelled and answers the next question', async () => {
      const body = 'Ropes and anchors of many kinds lie in the shed.\n\n'.repeat(200);
      for (let n = 0; n < 400; n++) write(`shed/${n}.md`, body);
      const server = await start();
      const id = server.request(findRequest, { question });
      server.notify('$/cancelRequest', { id });
      assert.equal((await server.reply(id)).error?.code, -32800);
      const answer = (await server.call(findRequest, { question })).result as FindResult;
      assert.equal(answer.quotations[0]?.path, 'docs/guide.md');
      assert.equal(answer.files, 401);
    });

    it('answers malformed requests and foreign addresses with a sentence', async () => {
      const server = await start();
      for (const params of [
        null,
        {},
        { question: 3 },
        { question, limit: 0 },
        { question, folders: [7] },
        { question, folders: ['vscode-vfs://github/x'] },
        { question: '' },
      ]) {
        const { error } = await server.call(findRequest, params);
        assert.match(error?.message ?? '', /\.$/, JSON.stringify(params));
        assert.equal(error?.code, -32803);
      }
    });

    it('reads the workspace of our own client through it, never from the disk', async () => {
      const initializationOptions = {
        client: 'eidolon-vscode',
        review: true,
        trusted: false,
        settings: defaultSettings,
      };
      const remote = 'vscode-vfs://github/harbour';
      const server = await start({
        initializationOptions,
        workspaceFolders: [{ uri: remote, name: 'harbour' }],
      });
      server.answers.set(listFolderRequest, (params) =>
        (params as ListFolderParams).folder === remote
          ? [{ name: 'a b.md', kind: 'file', size: answering.length, modified: 1 }]
          : null,
      );
      server.answers.set(readFileRequest, () => Buffer.from(answering).toString('base64'));
      const { quotations } = (await server.call(findRequest, { question })).result as FindResult;
      assert.deepEqual(
        quotations.map(({ uri, text }) => ({ uri, text })),
        [{ uri: `${remote}/a%20b.md`, text: answering }],
      );
      const own = { question, folders: [pathToFileURL(folder).href] };
      assert.match((await server.call(findRequest, own)).error?.message ?? '', /is gone/);
    });
  });
});
