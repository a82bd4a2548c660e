import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyPatch } from 'diff';
import { cliPath, parseLines, runCli, type CliResult } from '../support/cli.ts';
import { descendants, processesWithEnvironment } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';

interface BatchAnswer {
  readonly id: unknown;
  readonly text: string;
  readonly hunks: readonly { readonly newText: string }[];
  readonly note?: string;
}

describe('the command line', function () {
  this.timeout(180_000);
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-cli-'));
  });
  afterEach(async () => {
    await eventually(
      'no process is left',
      () => (processesWithEnvironment(home).length === 0 ? true : undefined),
      20_000,
    );
    rmSync(home, { recursive: true, force: true });
  });

  function file(name: string, text: string): string {
    const target = path.join(home, name);
    writeFileSync(target, text);
    return target;
  }

  function eidolon(args: readonly string[], input = ''): Promise<CliResult> {
    return runCli(args, input, { EIDOLON_HOME: home });
  }

  /** Starts it with pipes that the test holds. */
  function start(args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [cliPath, ...args], {
      env: { ...process.env, EIDOLON_HOME: home },
      stdio: 'pipe',
    });
  }

  const wrong: [args: string[], sentence: RegExp][] = [
    [[], /Say what to do/],
    [['nonsense'], /no command “nonsense”/],
    [['refine'], /Name a file/],
    [['refine', 'a', 'b'], /too many arguments/],
    [['refine', 'a', '--batch'], /stdin/],
    [['refine', '--batch', '--write'], /--write needs a file/],
    [['refine', 'a', '--diff', '--json'], /one of --diff and --json/],
    [['refine', 'a', '--range', '1-2'], /A range looks like/],
    [['refine', 'a', '--range', '0:1-1:1'], /counted from one/],
    [['refine', 'a', '--nonsense'], /unknown option/],
    [['ask'], /missing required argument/],
    [['models', 'nonsense'], /unknown command/],
    [['models', 'add'], /missing required argument/],
    [['models', 'recommend', '--memory', 'much'], /a number of GiB/],
    [['route', '--nonsense'], /unknown option/],
    [['lsp'], /lsp --stdio/],
  ];
  for (const [args, sentence] of wrong) {
    it(`answers wrong usage with 2 and a sentence: ${args.join(' ') || 'nothing'}`, async () => {
      const { code, stdout, stderr } = await eidolon(args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, sentence);
      assert.equal(stdout, '');
      assert.doesNotMatch(stderr, /^\s+at /m);
    });
  }

  const failing: [name: string, args: () => string[], sentence: RegExp][] = [
    ['a missing file', () => ['refine', path.join(home, 'none.md')], /There is no file/],
    ['a folder', () => ['refine', home], /is a folder/],
    [
      'a range outside the file',
      () => ['refine', file('a.md', 'one'), '--range', '7:1-7:2'],
      /lies outside the file, which has 1 line\./,
    ],
    [
      'a missing ensemble file',
      () => ['refine', file('a.md', 'one'), '--ensemble', '@none.json'],
      /ensemble file “none.json” cannot be read/,
    ],
    [
      'an ensemble that does not exist',
      () => ['refine', file('a.md', 'He go.'), '--ensemble', 'none'],
      /none/,
    ],
    ['an empty question', () => ['ask', ' '], /question is empty/],
    ['a model that is not there', () => ['models', 'verify', 'nano:none'], /no model nano:none/],
    ['a shipped model that should go', () => ['models', 'remove', 'nano:prose'], /stays/],
    ['too little memory', () => ['models', 'recommend', '--memory', '0.5'], /built-in pool is/],
    [
      'an unencrypted download',
      () => [
        'models',
        'pull',
        'http://a.example/a.gguf',
        '--accept-licence',
        '--endpoint',
        'http://a.example',
      ],
      /is no server to download from/,
    ],
    ['a file that is no model', () => ['models', 'add', file('a.gguf', 'GGUF')], /too short/],
  ];
  for (const [name, args, sentence] of failing) {
    it(`answers ${name} with 1 and one line`, async () => {
      const { code, stdout, stderr } = await eidolon(args());
      assert.equal(code, 1, stderr);
      assert.match(stderr, sentence);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
      assert.equal(stdout, '');
    });
  }

  it('writes in place: line ends and byte order mark stay, a link stays a link', async () => {
    const name = file('a.md', '\ufeffHe go home.\r\nAll is well.\r\n');
    const link = path.join(home, 'link.md');
    symlinkSync('a.md', link);
    const { code, stdout, stderr } = await eidolon(['refine', link, '--write']);
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '' }, stderr);
    assert.equal(readFileSync(name, 'utf8'), '\ufeffHe goes home.\r\nAll is well.\r\n');
    assert.equal(lstatSync(link).isSymbolicLink(), true);
  });

  it('prints a diff that patch applies, and touches the file no more than --json does', async () => {
    const text = '\ufeffHe go home.\r\nAll is well.\r\n';
    const name = file('a.md', text);
    const diff = await eidolon(['refine', name, '--range', '1:1-1:12']);
    assert.equal(diff.code, 0, diff.stderr);
    assert.equal(readFileSync(name, 'utf8'), text);
    assert.equal(
      applyPatch(text, diff.stdout, { autoConvertLineEndings: false }),
      '\ufeffHe goes home.\r\nAll is well.\r\n',
      diff.stdout,
    );
    const json = await eidolon(['refine', name, '--json']);
    const { hunks, trace } = JSON.parse(json.stdout) as {
      hunks: { range: object; verdict: string }[];
      trace: object;
    };
    assert.deepEqual(
      hunks.map(({ range, verdict }) => [range, verdict]),
      [[{ start: { line: 0, character: 3 }, end: { line: 0, character: 5 } }, 'reviewed']],
    );
    assert.notEqual(trace, undefined);
    assert.equal(readFileSync(name, 'utf8'), text);
  });

  it('writes nothing over a file that somebody changed while it worked', async () => {
    const name = file('a.md', 'He go home.\n');
    const child = start(['refine', name, '--write']);
    await eventually('it has read the file and asks its checker', () =>
      descendants(child.pid ?? 0).some(({ command }) => command.includes('checker.mjs'))
        ? true
        : undefined,
    );
    writeFileSync(name, 'Mine.\n');
    const { code, stderr } = await ended(child);
    assert.equal(code, 1);
    assert.match(stderr, /changed while Eidolon worked on it, so nothing was written/);
    assert.equal(readFileSync(name, 'utf8'), 'Mine.\n');
  });

  it('answers every line of a batch in order, malformed ones with a note and their id', async () => {
    const input = [
      '\ufeff{"id":"a","text":"He go home.","languageId":"markdown"}',
      'nonsense',
      '',
      '[1]',
      '{"id":"b"}',
      '{"id":3,"text":7}',
      '{"id":"c","text":"x","languageId":1}',
      '{"id":"d","text":""}',
      '{"text":"They was late.","languageId":"markdown","instruction":"fix grammar"}',
    ].join('\r\n');
    const { code, stdout, stderr } = await eidolon(['refine', '--batch'], input);
    const answers = parseLines<BatchAnswer>(stdout);
    assert.equal(code, 1);
    assert.match(stderr, /5 rows could not be refined/);
    assert.deepEqual(
      answers.map(({ id, text, hunks }) => [id, text, hunks.length]),
      [
        ['a', 'He goes home.', 1],
        [null, '', 0],
        [null, '', 0],
        ['b', '', 0],
        [3, '', 0],
        ['c', 'x', 0],
        ['d', '', 0],
        [null, 'They were late.', 1],
      ],
    );
    assert.match(answers[1]?.note ?? '', /^Line 2 is not valid JSON/);
    assert.match(answers[3]?.note ?? '', /^Line 5 has no "text"\.$/);
  });

  it('writes conditions from comments, as what a person has to look at', async () => {
    const head = 'function canEdit(isAdmin, isBanned, age) {\n';
    const rows = [
      {
        id: 'comment',
        text: `${head}  // admins who are not banned\n  if () {\n    open();\n  }\n}\n`,
      },
      {
        id: 'asked',
        text: `${head}  return ;\n}\n`,
        instruction: 'write the condition: at least 18',
      },
      { id: 'unknown', text: `${head}  // paid by card\n  if () {\n    open();\n  }\n}\n` },
    ].map((row) => JSON.stringify({ ...row, languageId: 'javascript' }));
    const { code, stdout, stderr } = await eidolon(['refine', '--batch'], rows.join('\n'));
    assert.equal(code, 0, stderr);
    const answers = parseLines<BatchAnswer>(stdout);
    const hunks = answers.map(
      (each) => each.hunks[0] as { newText: string; verdict: string } | undefined,
    );
    assert.deepEqual(
      hunks.map((hunk) => hunk && [hunk.newText, hunk.verdict]),
      [['isAdmin && !isBanned', 'unreviewed'], ['age >= 18', 'unreviewed'], undefined],
    );
    assert.match(answers[2]?.note ?? '', /No name in scope goes with/);
  });

  it('routes lines in order without any model, and goes on after a malformed one', async () => {
    const input = '{"id":1,"prompt":"simplify !(a && !b)"}\nnonsense\n{"prompt":"fix the typos"}\n';
    const { code, stdout, stderr } = await eidolon(['route'], input);
    assert.equal(code, 1);
    assert.match(stderr, /line 2/);
    const rows = parseLines<{ id?: number; expert: string; reason: string }>(stdout);
    assert.deepEqual(
      rows.map(({ id, expert }) => [id, expert]),
      [
        [1, 'logic'],
        [undefined, 'prose'],
      ],
    );
    assert.ok(rows.every(({ reason }) => reason.length > 0));
  });

  it('works a sum out, as text and as JSON', async () => {
    const plain = await eidolon(['ask', 'What is 17 * 4 + 2?']);
    assert.deepEqual([plain.code, plain.stdout], [0, '70\n'], plain.stderr);
    const json = await eidolon(['ask', '17 * 4 + 2', '--json']);
    assert.equal((JSON.parse(json.stdout) as { text: string }).text, '70');
  });

  it('says its version, and its help on standard output', async () => {
    assert.match((await eidolon(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
    const { code, stdout, stderr } = await eidolon(['refine', '--help']);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /--instruction/);
  });

  it('ends with 1 and one line when nobody reads its output any more', async () => {
    const child = start(['route']);
    child.stdout?.destroy();
    child.stdin?.on('error', () => undefined);
    child.stdin?.end('{"prompt":"fix the typos"}\n'.repeat(5_000));
    const { code, stderr } = await ended(child);
    assert.equal(code, 1);
    assert.equal(
      stderr,
      'The output could not be written (its reader is gone), so Eidolon stopped.\n',
    );
  });

  for (const args of [['refine', '--batch'], ['route']]) {
    it(`ends with 130 when it is interrupted while ${args.join(' ')} waits for input`, async () => {
      const child = start(args);
      const line = '{"text":"","prompt":"x"}\n';
      child.stdin?.write(line);
      // Its first answer tells that it listens to signals by now.
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      child.kill('SIGINT');
      const { code, stderr } = await ended(child);
      assert.deepEqual([code, stderr], [130, '']);
    });
  }

  it('ends with 130 and takes its processes along when it is interrupted while it works', async () => {
    const child = start(['refine', file('a.md', 'He go home.\n')]);
    await eventually('its engine runs', () =>
      descendants(child.pid ?? 0).some(({ command }) => command.includes('worker.mjs'))
        ? true
        : undefined,
    );
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended(child);
    assert.deepEqual([code, stdout, stderr], [130, '', '']);
  });

  it('serves an editor until a signal or the end of its input', async () => {
    const child = start(['lsp', '--stdio']);
    const body = '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}';
    child.stdin?.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    child.kill('SIGTERM');
    assert.equal((await ended(child)).code, 130);
  });
});

async function ended(child: ChildProcess): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (piece: Buffer) => (stdout += piece.toString()));
  child.stderr?.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}
