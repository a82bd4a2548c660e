import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decide, type Example } from '../../../server/core/distill/example.ts';
import { createExampleStore } from '../../../server/distill/exampleStore.ts';
import { createExampleKeeper } from '../../../server/distill/keeper.ts';

function example(id: string, original = 'a text'): Example {
  return {
    id,
    domain: 'prose',
    languageId: 'plaintext',
    original,
    proposed: 'A text',
    hunks: [{ id: `${id}-hunk`, range: { start: 0, end: 1 }, newText: 'A' }],
    provenance: {
      traceId: id,
      at: '2026-01-01T00:00:00.000Z',
      by: ['tool:rules'],
      models: {},
      checks: [{ check: 'length', status: 'passed' }],
      verdict: 'reviewed',
      confidence: 0.9,
    },
  };
}

describe('kept examples', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'eidolon-examples-')), 'distill');
    file = path.join(folder, 'examples.jsonl');
  });
  afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

  async function idsIn(store = createExampleStore(folder)): Promise<readonly string[]> {
    const read = await store.read();
    assert.ok(read.ok, JSON.stringify(read));
    return read.value.map(({ id }) => id);
  }

  it('come back as they were, the newest word of each, and only the user may read them', async () => {
    const store = createExampleStore(folder);
    assert.deepEqual(await idsIn(), []);
    await store.put(example('one'));
    await store.put(example('two'));
    const later = decide(example('one'), 'one-hunk', { kind: 'reject' });
    await store.put(later);
    const read = await store.read();
    assert.deepEqual(read.ok && read.value, [example('two'), later]);
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o077, 0);
    assert.ok((await store.forget()).ok);
    assert.deepEqual(await idsIn(), []);
  });

  it('keep the newer half of what would grow beyond the bound', async () => {
    const bound = 4000;
    const store = createExampleStore(folder, bound);
    const ids = Array.from({ length: 30 }, (_, at) => `example-${at}`);
    for (const id of ids) {
      await store.put(example(id));
      assert.ok(statSync(file).size <= bound);
    }
    const kept = await idsIn(store);
    assert.ok(kept.length > 1 && kept.length < ids.length);
    assert.deepEqual(kept, ids.slice(-kept.length));
  });

  it('lie in a file that is left alone when it is damaged, with the line and the reason', async () => {
    const store = createExampleStore(folder);
    await store.put(example('one'));
    appendFileSync(file, '{"id":"two"}\n');
    const before = readFileSync(file, 'utf8');
    const read = await store.read();
    assert.match(read.ok ? '' : read.failure.message, /Line 2: it must have required property/);
    assert.equal(readFileSync(file, 'utf8'), before);
  });

  it('are told about once when they cannot be written', async () => {
    writeFileSync(folder, 'a file in the way');
    const warnings: string[] = [];
    const keeper = createExampleKeeper(createExampleStore(folder), (text) => warnings.push(text));
    const draft = {
      domain: 'prose',
      languageId: 'plaintext',
      original: 'a text',
      proposed: 'A text',
      verdict: 'reviewed' as const,
      checks: [],
      confidence: 0.9,
      credit: { by: ['tool:rules'], domain: 'prose', questionKind: 'phrase' },
      hunks: [{ id: 'hunk', range: { start: 0, end: 1 }, newText: 'A' }],
    };
    keeper.propose([draft], { traceId: 't', at: '2026-01-01T00:00:00.000Z', models: {} });
    await keeper.settle('t', 'hunk', { kind: 'accept' });
    await keeper.settle('t', 'hunk', { kind: 'reject' });
    await keeper.settle('t', 'unknown', { kind: 'accept' });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /cannot be written/);
  });
});
