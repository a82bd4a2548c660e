import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RefineResult } from '../../protocol/refine.ts';
import { eventually } from '../support/eventually.ts';
import { processesWithEnvironment } from '../support/descendants.ts';
import { RawLspClient, type WireMessage } from '../support/rawLspClient.ts';

const uri = 'untitled:harbour.ts';
const text = [
  'export function mayEnter(isOpen: boolean, isFull: boolean): boolean {',
  '  if (!(!isOpen || isFull === true)) return true;',
  '  return false;',
  '}',
  '',
].join('\n');
/** The condition between the parentheses of the `if`. */
const condition = { start: { line: 1, character: 6 }, end: { line: 1, character: 35 } };

interface CodeAction {
  readonly title: string;
  readonly data?: unknown;
  readonly edit?: { readonly documentChanges?: readonly DocumentChange[] };
  readonly command?: unknown;
}

interface DocumentChange {
  readonly textDocument: { readonly uri: string; readonly version: number };
  readonly edits: readonly { readonly range: typeof condition; readonly newText: string }[];
}

describe('the language server on a raw wire', function () {
  this.timeout(120_000);
  let home: string;
  let client: RawLspClient;

  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'eidolon-lsp-'));
    client = RawLspClient.start({ EIDOLON_HOME: home });
  });

  afterEach(async () => {
    client.kill();
    await noProcessIsLeft(home);
    await rm(home, { recursive: true, force: true });
  });

  it('offers a code action without an edit and fills the edit in when it is resolved', async () => {
    const { result } = await client.initialize();
    const { capabilities } = result as { capabilities: Record<string, unknown> };
    assert.deepEqual(Object(capabilities['codeActionProvider']).resolveProvider, true);
    client.open(uri, 'typescript', text, 7);
    const [action] = await codeActions(client);
    assert(action);
    assert.equal(action.edit, undefined);
    assert.notEqual(action.data, undefined);
    const resolved = (await client.call('codeAction/resolve', action)).result as CodeAction;
    const change = resolved.edit?.documentChanges?.[0];
    assert.deepEqual(change?.textDocument, { uri, version: 7 });
    assertSimplified(apply(text, change.edits));
  });

  it('runs its command, reports progress and asks the client to apply the edit', async () => {
    await client.initialize({ window: { workDoneProgress: true } });
    client.open(uri, 'typescript', text);
    const answer = await client.call('workspace/executeCommand', {
      command: 'eidolon.server.refine',
      arguments: [{ textDocument: { uri, version: 1 }, ranges: [condition] }],
      workDoneToken: 'token-1',
    });
    const { hunks, trace } = answer.result as RefineResult;
    assert.equal(hunks.length > 0, true, JSON.stringify(answer));
    assert.notEqual(trace, undefined);
    const applied = client.notifications('workspace/applyEdit')[0]?.params as {
      edit: CodeAction['edit'];
    };
    assertSimplified(apply(text, applied.edit?.documentChanges?.[0]?.edits ?? []));
    const kinds = client
      .notifications('$/progress')
      .map(({ params }) => params as { token: string; value: { kind: string } })
      .filter(({ token }) => token === 'token-1')
      .map(({ value }) => value.kind);
    assert.equal(kinds[0], 'begin');
    assert.equal(kinds.at(-1), 'end');
    assert.equal(kinds.includes('report'), true);
  });

  it('answers a cancelled request as cancelled and stays usable', async () => {
    await client.initialize();
    client.open(uri, 'typescript', text);
    const id = client.request('eidolon/refine/run', {
      textDocument: { uri, version: 1 },
      ranges: [condition],
    });
    client.notify('$/cancelRequest', { id });
    const cancelled = await client.reply(id);
    assert.equal(cancelled.error?.code, -32800);
    const again = await client.call('eidolon/refine/run', {
      textDocument: { uri, version: 1 },
      ranges: [condition],
    });
    assert.equal((again.result as RefineResult).hunks.length > 0, true, JSON.stringify(again));
  });

  it('answers malformed parameters with a sentence instead of dying', async () => {
    await client.initialize();
    client.open(uri, 'typescript', text);
    for (const params of [
      null,
      7,
      [],
      { textDocument: 3 },
      { textDocument: { uri }, ranges: [{ start: -1 }] },
    ]) {
      const answer = await client.call('eidolon/refine/run', params);
      assert.equal(typeof answer.error?.message, 'string', JSON.stringify(params));
    }
    const unknown = await client.call('eidolon/no/such/method', {});
    assert.equal(unknown.error?.code, -32601);
    assert.equal((await codeActions(client)).length, 1);
  });

  it('offers nothing where nothing is selected', async () => {
    await client.initialize();
    client.open(uri, 'typescript', text);
    const { start } = condition;
    const answer = await client.call('textDocument/codeAction', {
      textDocument: { uri },
      range: { start, end: start },
      context: { diagnostics: [] },
    });
    assert.deepEqual(answer.result, []);
  });

  it('follows incremental changes of the document', async () => {
    await client.initialize();
    client.open(uri, 'typescript', text);
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [
        {
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
          text: '// The harbour.\n',
        },
      ],
    });
    const moved = { start: { line: 2, character: 6 }, end: { line: 2, character: 35 } };
    const answer = await client.call('eidolon/refine/run', {
      textDocument: { uri, version: 2 },
      ranges: [moved],
    });
    const { hunks, version } = answer.result as RefineResult;
    assert.equal(version, 2);
    assertSimplified(apply(`// The harbour.\n${text}`, hunks));
  });

  it('refuses ranges that belong to another version of the document', async () => {
    await client.initialize();
    client.open(uri, 'typescript', text, 7);
    const [action] = await codeActions(client);
    const everything = {
      textDocument: { uri, version: 8 },
      contentChanges: [{ text: '// Other.\n' }],
    };
    client.notify('textDocument/didChange', everything);
    const resolved = await client.call('codeAction/resolve', action);
    assert.match(resolved.error?.message ?? '', /document changed.*select the text again/);
    assert.deepEqual(Object(resolved.error?.data).kind, 'documentChanged');
    client.notify('textDocument/didClose', { textDocument: { uri } });
    const closed = await client.call('codeAction/resolve', action);
    assert.match(closed.error?.message ?? '', /not open any more/);
    const foreign = client.notifications('eidolon/status/changed');
    assert.deepEqual(foreign, [], 'only our own client is told of things that no protocol knows');
  });

  it('tells our own client of its state, and rests once it has', async () => {
    const answer = await client.call('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      initializationOptions: { client: 'eidolon-vscode', review: true, storageDirectory: home },
    });
    const { capabilities } = answer.result as { capabilities: Record<string, unknown> };
    assert.equal(
      capabilities['codeActionProvider'],
      undefined,
      'the client has actions of its own',
    );
    client.notify('initialized', {});
    client.open(uri, 'typescript', text);
    await client.call('eidolon/refine/run', {
      textDocument: { uri, version: 1 },
      ranges: [condition],
    });
    const told = client.notifications('eidolon/status/changed');
    const states = told.map(({ params }) => (params as { activity: string }).activity);
    assert.ok(states.includes('busy') && states.at(-1) === 'idle', states.join());
    // A state that answers itself would have come thousands of times by now.
    assert.ok(told.length < 200, `${told.length} messages`);
  });

  it('brings a model back that was set aside, once it verifies', async () => {
    client.kill();
    const script = path.join(home, 'script.json');
    const crash = { member: 'nano:logic', act: 'crash' };
    await writeFile(script, JSON.stringify({ load: false, rules: [crash] }));
    client = RawLspClient.start({ EIDOLON_HOME: home, EIDOLON_SCRIPTED_ENGINE: script });
    await client.initialize();
    client.open(uri, 'typescript', text);
    const refine = async (): Promise<RefineResult> => {
      const params = { textDocument: { uri, version: 1 }, ranges: [condition] };
      return (await client.call('eidolon/refine/run', params)).result as RefineResult;
    };
    const without = await refine();
    assert.match(without.note ?? '', /nano:logic crashed .* “Eidolon: Verify Models”/);
    assert.equal(without.hunks[0]?.verdict, 'proven', 'the exact tools go on without it');
    await writeFile(script, JSON.stringify({ load: false, rules: [] }));
    const verified = await client.call('eidolon/models/verify', {});
    assert.deepEqual(Object(verified.result).length, 5, JSON.stringify(verified));
    assert.ok((verified.result as { problem?: string }[]).every(({ problem }) => !problem));
    assert.doesNotMatch((await refine()).note ?? '', /crashed/);
  });

  it('tells whoever waits for an answer that it was stopped, and nothing else, when it shuts down', async () => {
    await client.initialize();
    client.open(uri, 'typescript', text);
    const asked = client.request('eidolon/refine/run', {
      textDocument: { uri, version: 1 },
      ranges: [condition],
    });
    assert.equal((await client.call('shutdown', null)).result, null);
    const stopped = await client.reply(asked);
    assert.equal(stopped.error?.code, -32802, JSON.stringify(stopped));
  });

  it('ends cleanly on shutdown and exit', async () => {
    await client.initialize();
    assert.equal((await client.call('shutdown', null)).error, undefined);
    client.notify('exit', null);
    assert.deepEqual(await client.untilExit(), { code: 0, signal: null });
  });

  it('ends with its children when its input closes', async () => {
    await client.initialize();
    client.open(uri, 'typescript', text);
    await client.call('eidolon/refine/run', {
      textDocument: { uri, version: 1 },
      ranges: [condition],
    });
    assert.equal(
      processesWithEnvironment(home).length > 1,
      true,
      'the request started other processes',
    );
    client.process.stdin.end();
    await client.untilExit();
    await noProcessIsLeft(home);
  });

  it('leaves no process behind when it is killed with -9', async () => {
    await client.initialize();
    client.open(uri, 'typescript', text);
    await client.call('eidolon/refine/run', {
      textDocument: { uri, version: 1 },
      ranges: [condition],
    });
    assert.equal(
      processesWithEnvironment(home).length > 1,
      true,
      'the request started other processes',
    );
    client.process.kill('SIGKILL');
    await noProcessIsLeft(home);
  });
});

async function codeActions(client: RawLspClient): Promise<readonly CodeAction[]> {
  const answer: WireMessage = await client.call('textDocument/codeAction', {
    textDocument: { uri },
    range: condition,
    context: { diagnostics: [] },
  });
  return answer.result as readonly CodeAction[];
}

async function noProcessIsLeft(home: string): Promise<void> {
  await eventually(
    `the processes of ${home} are gone`,
    () => (processesWithEnvironment(home).length === 0 ? true : undefined),
    20_000,
  );
}

type Edit = { readonly range: typeof condition; readonly newText: string };

/** Applies edits by position; the texts here have no astral characters before an edit. */
function apply(source: string, edits: readonly Edit[]): string {
  const lines = source.split('\n');
  const offset = ({ line, character }: { line: number; character: number }): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (now, { range, newText }) =>
        now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      source,
    );
}

/** The behaviour is what counts: the shorter condition must answer alike for every input. */
function assertSimplified(changed: string): void {
  const [before, after] = [text, changed].map((each) => /if \((.*)\) return true/.exec(each)?.[1]);
  assert(before !== undefined && after !== undefined, changed);
  assert.equal(after.length < before.length, true, `${after} is no shorter`);
  for (const isOpen of [true, false]) {
    for (const isFull of [true, false]) {
      const value = (condition: string): unknown =>
        new Function('isOpen', 'isFull', `return ${condition};`)(isOpen, isFull);
      assert.equal(value(after), value(before), after);
    }
  }
}
