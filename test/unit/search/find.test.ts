import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FindResult } from '../../../protocol/find.ts';
import type { Result } from '../../../protocol/result.ts';
import { createFinder, findPassages } from '../../../server/search/find.ts';
import { MemoryFolder } from '../../support/memoryFolder.ts';
import { repositoryRoot } from '../../support/rawLspClient.ts';

const never = new AbortController().signal;
const question = 'where is the lighthouse';
const answering = 'The lighthouse stands on the northern pier.\n';

function valueOf(result: Result<FindResult>): FindResult {
  assert(result.ok, JSON.stringify(result));
  return result.value;
}

async function pathsFound(folder: MemoryFolder): Promise<readonly string[]> {
  const found = valueOf(await createFinder().find(question, [folder], never, { limit: 5 }));
  return found.quotations.map((each) => each.path).sort();
}

describe('find and quote', () => {
  it('quotes the lines that answer the fixture’s questions, and is silent about the others', async () => {
    const fixtures = path.join(repositoryRoot, 'test/fixtures/find');
    const rows = readFileSync(path.join(fixtures, 'harbour-questions.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map(
        (line) => JSON.parse(line) as { question: string; gold: { path: string; text: string }[] },
      );
    for (const { question: asked, gold } of rows) {
      const found = valueOf(await findPassages(asked, [path.join(fixtures, 'harbour')], never));
      const [first] = found.quotations;
      if (gold.length === 0) {
        assert.deepEqual(found.quotations, [], asked);
        assert.equal(found.note, 'Nothing in this folder answers that.');
        continue;
      }
      assert(first, asked);
      assert.equal(first.path, gold[0]?.path, asked);
      assert(first.text.includes(gold[0]?.text ?? ''), `${asked}: ${first.text}`);
      const lines = readFileSync(path.join(fixtures, 'harbour', first.path), 'utf8').split('\n');
      const { start, end } = first.range;
      assert.equal(first.text, lines.slice(start.line, end.line + 1).join('\n'));
      assert.equal(end.character, lines[end.line]?.length);
    }
  });

  it('refuses a question that is too long instead of searching for a part of it', async () => {
    const folder = new MemoryFolder('long', { 'guide.md': answering });
    const ask = (asked: string): Promise<Result<FindResult>> =>
      createFinder().find(asked, [folder], never);
    const longest = 'lighthouse '.repeat(181).padEnd(2_000);
    assert.equal(valueOf(await ask(longest)).quotations.length, 1);
    const refused = await ask(`${longest}.`);
    assert(!refused.ok);
    assert.match(refused.failure.message, /^The question has more than 2000 characters; ask /);
  });

  it('honours .gitignore files as git does: the nearest decides, and a folder that is ignored stays so', async () => {
    const folder = new MemoryFolder('ignore', {
      '.gitignore': '*.log\nbuild/\n',
      'a.log': answering,
      'build/kept.md': answering,
      'docs/.gitignore': '!kept.log\nprivate.md\n',
      'docs/kept.log': `1 ${answering}`,
      'docs/private.md': answering,
      'docs/public.md': `2 ${answering}`,
    });
    assert.deepEqual(await pathsFound(folder), ['docs/kept.log', 'docs/public.md']);
  });

  it('leaves out what nobody wrote: packages, lock files, bytes, endless lines', async () => {
    const folder = new MemoryFolder('generated', {
      'node_modules/x/readme.md': answering,
      '.git/description': answering,
      'package-lock.json': answering,
      'Cargo.lock': answering,
      'app.min.js': answering,
      'bundle.js': `${'x=1;'.repeat(3_000)}// ${answering}`,
      'image.txt': `\0${answering}`,
      'latin.txt': new Uint8Array([...new TextEncoder().encode(answering), 0xff, 0xfe]),
      'own.md': answering,
    });
    assert.deepEqual(await pathsFound(folder), ['own.md']);
  });

  it('says what it left out because of its size', async () => {
    const folder = new MemoryFolder('large', {
      'huge.txt': answering.repeat(30_000),
      'rows.json': `"${answering}"\n`.repeat(5_000),
      'own.md': answering,
    });
    const found = valueOf(await createFinder().find(question, [folder], never));
    assert.equal(found.note, 'Left out: 2 files too large to search.');
    assert.equal(found.files, 1);
  });

  it('answers from the rest when a file is deleted while it is indexed, and says so', async () => {
    const folder = new MemoryFolder('deleted', { 'a.md': answering, 'b.md': `2 ${answering}` });
    folder.beforeRead = (file) => file === 'a.md' && folder.delete('b.md');
    const finder = createFinder();
    const found = valueOf(await finder.find(question, [folder], never));
    assert.deepEqual(
      found.quotations.map((each) => each.path),
      ['a.md'],
    );
    assert.equal(found.note, 'Left out: 1 file that could not be read.');
    assert.equal(valueOf(await finder.find(question, [folder], never)).note, undefined);
  });

  it('reads again only what changed', async () => {
    const folder = new MemoryFolder('changed', { 'a.md': 'Nothing here.\n', 'b.md': answering });
    const finder = createFinder();
    valueOf(await finder.find(question, [folder], never));
    assert.equal(folder.reads, 2);
    folder.set('a.md', `# Coast\n\nAbove.\n\n# Pier\n\n${answering}`);
    folder.delete('b.md');
    const [first, ...others] = valueOf(await finder.find(question, [folder], never)).quotations;
    assert.equal(folder.reads, 3);
    assert.equal(first?.path, 'a.md');
    assert.equal(first.range.start.line, 4);
    assert.deepEqual(others, []);
  });

  it('stops in the middle of indexing when it is cancelled, and goes on from there when asked again', async () => {
    const body = 'Ropes and anchors of many kinds lie in the shed.\n\n'.repeat(40);
    const files = Array.from({ length: 1_500 }, (_, n): [string, string] => [`${n}.md`, body]);
    const folder = new MemoryFolder('cancelled', Object.fromEntries(files));
    folder.set('zz.md', answering);
    const finder = createFinder();
    const controller = new AbortController();
    // Runs only if the indexing gives others a turn.
    setImmediate(() => controller.abort(new Error('cancelled')));
    await assert.rejects(finder.find(question, [folder], controller.signal), /cancelled/);
    const before = folder.reads;
    assert(before < 1_501, `all ${before} files were read`);
    const found = valueOf(await finder.find(question, [folder], never));
    assert.equal(found.quotations[0]?.path, 'zz.md');
    assert(folder.reads <= 1_502, `${folder.reads} reads`);
  });

  it('serves questions that are asked at once', async () => {
    const folder = new MemoryFolder('at once', { 'a.md': answering });
    const finder = createFinder();
    const answers = await Promise.all([1, 2, 3].map(() => finder.find(question, [folder], never)));
    assert.deepEqual(
      answers.map((each) => valueOf(each).quotations.length),
      [1, 1, 1],
    );
    assert.equal(folder.reads, 1);
  });

  it('searches several folders and quotes the same text once', async () => {
    const filler = Array.from({ length: 8 }, (_, n): [string, string] => [
      `${n}.md`,
      `Rope ${n}.\n`,
    ]);
    const shed = Object.fromEntries(filler);
    const one = new MemoryFolder('one', { ...shed, 'a.md': answering });
    const two = new MemoryFolder('two', { ...shed, 'a.md': answering, 'b.md': `So ${answering}` });
    const found = valueOf(await createFinder().find(question, [one, two], never, { limit: 5 }));
    assert.deepEqual(
      found.quotations.map((each) => each.path),
      ['a.md', 'b.md'],
    );
  });

  it('answers bad questions and folders with one sentence', async () => {
    const folder = new MemoryFolder('bad', { 'a.md': answering });
    const asked = async (text: string, folders: MemoryFolder[]): Promise<string> => {
      const result = await createFinder().find(text, folders, never);
      return result.ok ? 'no failure' : result.failure.message;
    };
    assert.match(await asked('  ', [folder]), /^The question is empty/);
    assert.match(await asked('what is it', [folder]), /only function words/);
    assert.match(await asked(question, []), /^No folder is open/);
    folder.gone = true;
    assert.match(await asked(question, [folder]), /is gone or may not be read/);
    const missing = await findPassages(question, [path.join(repositoryRoot, 'no such')], never);
    assert.match(missing.ok ? '' : missing.failure.message, /^There is no folder/);
  });
});
