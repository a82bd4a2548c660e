import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pullModelRequest } from '../../protocol/downloads.ts';
import { measureListRequest, measureRunRequest, type MeasureList } from '../../protocol/measure.ts';
import { addModelRequest } from '../../protocol/models.ts';
import { outcomeNotification } from '../../protocol/outcome.ts';
import { refineRequest, type RefineResult } from '../../protocol/refine.ts';
import type { Example } from '../../server/core/distill/example.ts';
import { goodBytes, randomModel } from '../support/badModels.ts';
import { limitFileSize } from '../support/diskLimit.ts';
import { eventually } from '../support/eventually.ts';
import { startFileServer, type FileServer } from '../support/fileServer.ts';
import { RawLspClient } from '../support/rawLspClient.ts';

const uri = 'untitled:gate.ts';
const text = `function mayEnter(isOpen: boolean, isFull: boolean): boolean {
  if (!(!isOpen || isFull)) return true;
  return false;
}
`;
const condition = { start: { line: 1, character: 6 }, end: { line: 1, character: 26 } };
const item = { grader: 'number', id: 'sum', prompt: 'What is 12 + 5?', gold: 17 };

// One sidecar for all: no process of it may write a byte while the disk is full.
describe('a window on a full disk', function () {
  this.timeout(120_000);
  let home: string;
  let client: RawLspClient;
  let server: FileServer;

  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-full-'));
    server = await startFileServer(goodBytes());
    client = RawLspClient.start({
      EIDOLON_HOME: home,
      EIDOLON_RUNTIME_DIR: path.join(home, 'run'),
    });
    const settings = { keepExamples: true };
    const initializationOptions = { client: 'eidolon-vscode', trusted: true, settings };
    await client.initialize({}, { initializationOptions });
    client.open(uri, 'typescript', text);
  });
  after(async () => {
    client.kill();
    await server.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  afterEach(() => limit());

  const limit = (bytes?: number): void => limitFileSize(client.process.pid ?? 0, bytes);
  const models = (): string => path.join(home, 'models');
  const refine = async (): Promise<RefineResult> => {
    const params = { textDocument: { uri, version: 1 }, ranges: [condition] };
    return (await client.call(refineRequest, params)).result as RefineResult;
  };
  const decide = ({ hunks: [hunk], trace }: RefineResult, kind: 'accept' | 'reject'): void =>
    client.notify(outcomeNotification, {
      traceId: trace.id,
      hunkId: hunk?.id,
      credit: hunk?.credit,
      outcome: { kind },
    });
  const accept = (refined: RefineResult): void => decide(refined, 'accept');
  const warnings = (): readonly string[] =>
    ['window/showMessage', 'window/showMessageRequest'].flatMap((method) =>
      client.notifications(method).map(({ params }) => (params as { message: string }).message),
    );
  const examples = (): string => path.join(home, 'distill/examples.jsonl');
  const lastWord = (): unknown => (lines(examples()).at(-1) as Example).hunks.at(-1)?.outcome?.kind;
  const lines = (file: string): readonly unknown[] =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);

  it('refines as ever, though not even its pool can make itself known', async () => {
    limit(0);
    const { hunks, note } = await refine();
    assert.equal(hunks[0]?.verdict, 'proven');
    assert.equal(note, undefined, 'every model took part');
  });

  it('says once what it cannot learn and keep, and goes on with both when there is room', async () => {
    const refined = await refine();
    limit(0);
    accept(refined);
    await eventually('it has said so', () => (warnings().length >= 2 ? true : undefined));
    decide(refined, 'reject');
    await client.call('eidolon/route/corrections', null);
    for (const sentence of warnings())
      assert.match(
        sentence,
        /^The disk is full: nothing was added in .*(trust|distill)\. Free some/,
      );
    assert.equal(new Set(warnings()).size, warnings().length);
    limit();
    accept(refined);
    await eventually('it has learned', () =>
      existsSync(path.join(home, 'trust/user.json')) ? true : undefined,
    );
    // The second word may come when there is room again; the third is written behind it.
    await eventually('it has kept the last word', () =>
      existsSync(examples()) && lastWord() === 'accept' ? true : undefined,
    );
  });

  it('leaves no half line among the kept examples', async () => {
    const before = lines(examples());
    const refined = await refine();
    limit(statSync(examples()).size + 20);
    accept(refined);
    await refine();
    assert.deepEqual(lines(examples()), before);
    limit();
    accept(refined);
    await eventually('it is kept', () => lines(examples()).length > before.length || undefined);
  });

  it('corrects no route, and takes no model in, with a sentence and nothing left behind', async () => {
    limit(0);
    const corrected = await client.call('eidolon/route/correct', { text: 'a b c', domain: 'code' });
    assert.match(corrected.error?.message ?? '', /^The disk is full: nothing was added in /);
    const added = await client.call(addModelRequest, { path: randomModel });
    assert.match(added.error?.message ?? '', /^The disk is full: nothing was added in .*models\./);
    assert.deepEqual(readdirSync(models()), []);
  });

  it('keeps what has arrived of a download, and goes on from there when there is room', async () => {
    const params = { model: server.url.href, licenceAccepted: true };
    limit(0);
    const none = await client.call(pullModelRequest, params);
    assert.match(none.error?.message ?? '', /^The disk is full: nothing was added in .*models\./);
    assert.deepEqual(readdirSync(models()), []);
    limit(50_000);
    const some = await client.call(pullModelRequest, params);
    assert.match(
      some.error?.message ?? '',
      /is full; what has arrived is kept, so free some space/,
    );
    const kept = statSync(path.join(models(), 'model.gguf.part')).size;
    assert.ok(kept > 0 && kept <= 50_000, `${kept} bytes`);
    limit();
    const pulled = await client.call(pullModelRequest, params);
    assert.deepEqual(pulled.result, { id: 'file:model', verified: false });
    assert.equal(server.ranges.at(-1), `bytes=${kept}-`);
    assert.deepEqual(readFileSync(path.join(models(), 'model.gguf')), goodBytes());
  });

  it('measures nothing that it could not keep, and says so', async () => {
    const params = {
      ...{ suite: 'mine.jsonl', text: JSON.stringify(item), items: 1, memory: false },
    };
    limit(0);
    const { error } = await client.call(measureRunRequest, params);
    assert.match(
      error?.message ?? '',
      /^The disk of .*measurements is full; what was measured is kept/,
    );
    const { runs } = (await client.call(measureListRequest, null)).result as MeasureList;
    assert.deepEqual(runs, []);
  });
});
