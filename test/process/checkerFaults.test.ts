import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RefineResult } from '../../protocol/refine.ts';
import { createCheckerClient, type CheckerClient } from '../../server/verify/client.ts';
import { cliPath } from '../support/cli.ts';
import { processesWithEnvironment } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { RawLspClient } from '../support/rawLspClient.ts';
import { createRecordedLog } from '../support/silentLog.ts';

const never = new AbortController().signal;

/** A checker that does what the text of a call says, and notes each start in a file. */
const standIn = `
import { appendFileSync, readFileSync } from 'node:fs';
const starts = process.env.STARTS_FILE;
appendFileSync(starts, 'x');
const first = readFileSync(starts, 'utf8').length === 1;
process.on('message', ({ kind, id, params }) => {
  if (kind === 'cancel') return params;
  if (params.text === 'die' || (params.text === 'die once' && first)) process.kill(process.pid, 'SIGKILL');
  while (params.text === 'hang' || (params.text === 'hang once' && first));
  if (params.text === 'fail') return process.send({ kind: 'error', id, message: 'a bug' });
  process.send({ kind: 'result', id, value: { language: params.text, confidence: 1 } });
});
process.on('disconnect', () => process.exit(0));
`;

describe('the checker client', function () {
  this.timeout(60_000);
  let folder: string;
  let client: CheckerClient;
  let entry: string;
  let starts: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-checker-'));
    entry = path.join(folder, 'checker.mjs');
    starts = path.join(folder, 'starts');
    writeFileSync(entry, standIn);
    writeFileSync(starts, '');
    process.env['STARTS_FILE'] = starts;
  });

  afterEach(() => {
    client.dispose();
    delete process.env['STARTS_FILE'];
    rmSync(folder, { recursive: true, force: true });
  });

  function open(options: { deadlineMs?: number; cancelMs?: number } = {}): void {
    client = createCheckerClient({ entry, log: createRecordedLog(), ...options });
  }

  const ask = async (text: string, signal = never): Promise<string> => {
    const answer = await client.call('prose/language', { text }, signal);
    return answer.ok ? answer.value.language : answer.failure.kind;
  };
  const startCount = (): number => readFileSync(starts, 'utf8').length;

  it('starts its process on first use', async () => {
    open();
    assert.equal(client.pid(), undefined);
    assert.equal(await ask('en'), 'en');
    assert.equal(startCount(), 1);
  });

  it('asks again when the process is killed, and gives up on a question that kills it twice', async () => {
    open();
    assert.equal(await ask('die once'), 'die once');
    assert.equal(await ask('die'), 'checkerUnavailable');
    assert.equal(await ask('en'), 'en');
    assert.equal(startCount(), 4);
  });

  it('kills a process that hangs at its deadline and answers what else was open', async () => {
    open({ deadlineMs: 2_000 });
    const [late, behind] = await Promise.all([ask('hang'), ask('en')]);
    assert.deepEqual([late, behind], ['timeout', 'en']);
    assert.equal(startCount(), 2);
  });

  it('takes a cancel at once, also from a process that hangs, and answers the next question', async () => {
    open({ cancelMs: 200 });
    const reason = new Error('enough');
    const controller = new AbortController();
    const hanging = ask('hang once', controller.signal);
    await eventually('the process runs', () => (startCount() === 1 ? true : undefined));
    controller.abort(reason);
    await assert.rejects(hanging, reason);
    assert.equal(await ask('en'), 'en');
    assert.equal(startCount(), 2);
  });

  it('says so when the process cannot start or fails on a text', async () => {
    open();
    assert.equal(await ask('fail'), 'checkerUnavailable');
    client.dispose();
    writeFileSync(entry, 'syntax error');
    open();
    assert.equal(await ask('en'), 'checkerUnavailable');
  });

  it('settles what is open when it is disposed, and takes nothing more', async () => {
    open();
    const hanging = ask('hang');
    client.dispose();
    assert.equal(await hanging, 'checkerUnavailable');
    assert.equal(await ask('en'), 'checkerUnavailable');
  });
});

/** Lets the real checker hang for ever at its first question, once it is ready for one, and note that it does. */
const hangAtFirst = `
import { appendFileSync } from 'node:fs';
const { send } = process;
if (process.argv[1]?.endsWith('checker.mjs'))
  process.send = (message, ...rest) => {
    if (message.kind === 'ready')
      process.on('message', () => {
        appendFileSync(process.env.EIDOLON_HOME + '/hangs', 'x');
        for (;;);
      });
    return send.call(process, message, ...rest);
  };
`;

describe('a refine whose checker', function () {
  this.timeout(180_000);
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-checker-'));
  });
  afterEach(async () => {
    await gone();
    rmSync(home, { recursive: true, force: true });
  });

  const checkers = (): number[] =>
    processesWithEnvironment(home)
      .filter(({ command }) => command.includes('checker.mjs'))
      .map(({ pid }) => pid);
  const gone = (): Promise<true> =>
    eventually('no process is left', () =>
      processesWithEnvironment(home).length === 0 ? true : undefined,
    );

  it('is killed -9 ends with the same proposals', async () => {
    const client = RawLspClient.start({ EIDOLON_HOME: home });
    await client.initialize();
    const uri = 'untitled:a.md';
    client.open(uri, 'markdown', 'He go home.\n');
    const id = client.request('eidolon/refine/run', {
      textDocument: { uri, version: 1 },
      ranges: [],
    });
    const pid = await eventually('a checker runs', () => checkers()[0]);
    process.kill(pid, 'SIGKILL');
    const { hunks } = (await client.reply(id)).result as RefineResult;
    assert.deepEqual(
      hunks.map(({ newText }) => newText),
      ['goes'],
    );
    client.kill();
  });

  it('hangs can be cancelled, and leaves no orphan when the program is killed -9', async () => {
    const file = path.join(home, 'a.md');
    const hang = path.join(home, 'hang.mjs');
    writeFileSync(file, 'He go home.\n');
    const hangs = path.join(home, 'hangs');
    writeFileSync(hang, hangAtFirst);
    const env = {
      ...process.env,
      EIDOLON_HOME: home,
      NODE_OPTIONS: `--import=${pathToFileURL(hang).href}`,
    };
    for (const [before, signal] of (['SIGINT', 'SIGKILL'] as const).entries()) {
      const child = spawn(process.execPath, [cliPath, 'refine', file], { env, stdio: 'ignore' });
      await eventually('the checker hangs', () =>
        existsSync(hangs) && readFileSync(hangs).length > before ? true : undefined,
      );
      child.kill(signal);
      const code = await new Promise((resolve) => child.once('exit', resolve));
      assert.equal(code, signal === 'SIGINT' ? 130 : null);
      await gone();
    }
  });
});
