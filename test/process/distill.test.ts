import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RefineResult } from '../../protocol/refine.ts';
import type { StudentRow, TrainingRow } from '../../server/core/distill/rows.ts';
import { parseLines, runCli } from '../support/cli.ts';
import { RawLspClient } from '../support/rawLspClient.ts';

const uri = 'untitled:gate.ts';
const text = `function mayEnter(isOpen: boolean, isFull: boolean): boolean {
  if (!(!isOpen || isFull)) return true;
  return false;
}
`;
const condition = { start: { line: 1, character: 6 }, end: { line: 1, character: 26 } };

describe('distillation', function () {
  this.timeout(120_000);
  let home: string;
  let clients: RawLspClient[];
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-distill-'));
    clients = [];
  });
  afterEach(() => {
    for (const client of clients) client.kill();
    rmSync(home, { recursive: true, force: true });
  });

  const distill = (...args: readonly string[]): ReturnType<typeof runCli> =>
    runCli(['distill', ...args], '', { EIDOLON_HOME: home });

  /** Refines the condition in a window of our own client, and decides about the hunk. */
  async function decideInWindow(
    options: { readonly trusted: boolean; readonly keepExamples: boolean },
    outcome: object,
  ): Promise<void> {
    const client = RawLspClient.start({ EIDOLON_HOME: home });
    clients.push(client);
    const { trusted, keepExamples } = options;
    const initializationOptions = { client: 'eidolon-vscode', trusted, settings: { keepExamples } };
    await client.initialize({}, { initializationOptions });
    client.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'typescript', version: 1, text },
    });
    const params = { textDocument: { uri, version: 1 }, ranges: [condition] };
    const answered = await client.call('eidolon/refine/run', params);
    const { hunks, trace } = answered.result as RefineResult;
    assert.equal(hunks.length, 1);
    const [hunk] = hunks;
    client.notify('eidolon/outcome', {
      traceId: trace.id,
      hunkId: hunk?.id,
      credit: hunk?.credit,
      outcome,
    });
    await client.call('shutdown', null);
    client.notify('exit', null);
    await client.untilExit();
  }

  it('writes what a user accepted or rejected, after they agreed to it', async () => {
    await decideInWindow({ trusted: true, keepExamples: true }, { kind: 'accept' });
    assert.equal((await distill('list')).stdout, 'accepted  1\n');
    const exported = await distill('export');
    assert.equal(exported.code, 0, exported.stderr);
    const [row] = parseLines<TrainingRow>(exported.stdout);
    assert.deepEqual([row?.prompt, row?.chosen], ['!(!isOpen || isFull)', 'isOpen && !isFull']);
    assert.match(row?.provenance[0]?.verdict ?? '', /proven|reviewed/);
    await decideInWindow({ trusted: true, keepExamples: true }, { kind: 'reject' });
    const out = path.join(home, 'pairs.jsonl');
    const pairs = await distill('export', '--format', 'preference', '--out', out);
    assert.deepEqual([pairs.code, pairs.stdout], [0, '']);
    // The later word, a rejection, does not make an accepted text wrong.
    assert.equal(readFileSync(out, 'utf8'), '');
    assert.equal((await distill('forget')).code, 0);
    assert.match((await distill('list')).stderr, /eidolon\.distill\.keepExamples/);
  });

  for (const options of [
    { trusted: true, keepExamples: false },
    { trusted: false, keepExamples: true },
  ])
    it(`keeps nothing with ${JSON.stringify(options)}`, async () => {
      await decideInWindow(options, { kind: 'accept' });
      assert.equal(existsSync(path.join(home, 'distill')), false);
    });

  it('puts a file of texts to the ensemble, and gives rows for a student', async () => {
    const data = path.join(home, 'texts.jsonl');
    const rows = [
      { text: 'She go to school every day.' },
      { text: 'The file is read once and then closed.' },
      { text: 'if (!(a > b)) { run(); }', languageId: 'typescript' },
      { text: '   ' },
    ];
    writeFileSync(data, rows.map((row) => JSON.stringify(row)).join('\n'));
    const exported = await distill('export', '--data', data, '--format', 'student');
    assert.equal(exported.code, 0, exported.stderr);
    assert.deepEqual(parseLines<StudentRow>(exported.stdout), [
      {
        prompt: 'fix: She go to school every day.',
        target: 'She goes to school every day.',
        kind: 'prose',
      },
      {
        prompt: 'fix: The file is read once and then closed.',
        target: 'The file is read once and then closed.',
        kind: 'prose',
      },
      { prompt: 'simplify: !(a > b)', target: 'a <= b', kind: 'logic' },
    ]);
    assert.match(exported.stderr, /3 lines written, of prompts: 2 checked, 1 unchanged\./);
    const only = await distill('export', '--data', data, '--labels', 'unchanged');
    assert.equal(parseLines<TrainingRow>(only.stdout).length, 1);
    const whole = await distill('export', '--data', data, '--format', 'student', '--whole');
    assert.deepEqual(parseLines<StudentRow>(whole.stdout).at(-1), {
      prompt: 'simplify: if (!(a > b)) { run(); }',
      target: 'if (a <= b) { run(); }',
      kind: 'logic',
    });
  });

  it('refuses bad usage and files with one line that says what to do', async () => {
    const bad = path.join(home, 'bad.jsonl');
    writeFileSync(bad, '{"text":1}\n');
    for (const [args, code, sentence] of [
      [['export', '--format', 'yaml'], 2, /--format is one of rows, student, preference/],
      [['export', '--labels', 'good'], 2, /--labels takes some of accepted/],
      [['export', '--data', bad], 1, /Line 1 has a "text" that is not a string/],
      [['export', '--data', path.join(home, 'none')], 1, /there is no such file/],
      [['export', '--out', path.join(home, 'no', 'where')], 1, /cannot be written \(ENOENT\)/],
    ] as const) {
      const refused = await distill(...args);
      assert.equal(refused.code, code, refused.stderr);
      assert.match(refused.stderr, sentence);
      assert.equal(refused.stderr.trim().split('\n').length, 1);
    }
  });
});
