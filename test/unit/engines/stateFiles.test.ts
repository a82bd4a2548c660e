import assert from 'node:assert/strict';
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  findState,
  fit,
  keepState,
  mostBytes,
  openState,
  type StateKind,
} from '../../../server/engines/llama/stateFiles.ts';

const kind: StateKind = {
  weights: 'a'.repeat(64),
  release: '1.2.3-b4',
  cache: '1-1-auto',
  contextSize: 512,
};
const hour = 3_600_000;

describe('states of conversations on disk', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'eidolon-states-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function folderOf(conversation: string): string {
    const folder = path.join(root, conversation);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  async function keep(conversation: string, tokens: readonly number[], of = kind): Promise<void> {
    const save = (file: string): Promise<void> => writeFile(file, tokens.join());
    assert.equal(await keepState(folderOf(conversation), of, tokens, save), true);
  }

  /** Files of one conversation, its record made older. */
  function age(conversation: string, hours: number): void {
    const when = new Date(Date.now() - hours * hour);
    for (const name of readdirSync(folderOf(conversation)))
      utimesSync(path.join(folderOf(conversation), name), when, when);
  }

  function grow(conversation: string, bytes: number): void {
    const name = readdirSync(folderOf(conversation)).find((each) => each.endsWith('.state')) ?? '';
    const file = openSync(path.join(folderOf(conversation), name), 'r+');
    ftruncateSync(file, bytes);
    closeSync(file);
  }

  const counts = (): Record<string, number> =>
    Object.fromEntries(
      readdirSync(root).map((each) => [each, readdirSync(path.join(root, each)).length]),
    );

  it('are found by what they share with a prompt, and only those of the same kind', async () => {
    await keep('one', [1, 2, 3, 4]);
    await keep('one', [1, 2, 9], { ...kind, cache: '8-8-true' });
    const found = await findState(folderOf('one'), kind, [1, 2, 9, 9]);
    assert.deepEqual([found?.shared, found?.tokens], [2, [1, 2, 3, 4]]);
    for (const other of [{ weights: 'b'.repeat(64) }, { release: '1.2.4-b4' }, { contextSize: 51 }])
      assert.equal(await findState(folderOf('one'), { ...kind, ...other }, [1, 2]), undefined);
    assert.equal(await findState(path.join(root, 'nowhere'), kind, [1, 2]), undefined);
  });

  it('take the place of earlier ones of their conversation', async () => {
    await keep('one', [1, 2]);
    await keep('one', [1, 2, 3]);
    assert.deepEqual(counts(), { one: 2 });
    await keep('one', [1, 2, 3]);
    assert.deepEqual((await findState(folderOf('one'), kind, [1]))?.tokens, [1, 2, 3]);
  });

  it('leave the bound to those that were used last', async () => {
    await keep('old', [1]);
    await keep('older', [2]);
    await keep('new', [3]);
    for (const [name, hours] of Object.entries({ old: 2, older: 3, new: 1 })) {
      age(name, hours);
      grow(name, Math.floor(mostBytes * 0.45));
    }
    await keep('newest', [4]);
    assert.deepEqual(counts(), { old: 2, older: 0, new: 2, newest: 2 });
    await keep('old', [1]);
    grow('newest', Math.floor(mostBytes * 0.2));
    await fit(root, mostBytes);
    assert.deepEqual(counts(), { old: 2, older: 0, new: 0, newest: 2 });
  });

  it('are not opened again when opening one ended the process, or failed', async () => {
    await keep('one', [1, 2]);
    const found = await findState(folderOf('one'), kind, [1, 2]);
    assert.ok(found);
    let during: unknown = 'nothing';
    const opening = openState(found, kind, async () => {
      // What another process would find if this one ended here.
      during = await findState(folderOf('one'), kind, [1, 2]);
      throw new Error('it cannot be loaded');
    });
    await assert.rejects(opening, /it cannot be loaded/);
    assert.equal(during, undefined);
    assert.deepEqual(counts(), { one: 0 });
  });

  it('lose what processes left that died, but not what others are at work on', async () => {
    await keep('one', [1, 2]);
    for (const name of ['a.state.1.tmp', 'a.json.1.tmp', 'b.opening', 'b.state'])
      writeFileSync(path.join(folderOf('one'), name), '');
    mkdirSync(path.join(root, 'empty'));
    await fit(root, mostBytes);
    assert.deepEqual(counts(), { one: 6, empty: 0 });
    await fit(root, mostBytes, Date.now() + hour);
    assert.deepEqual(counts(), { one: 2, empty: 0 });
    await fit(root, mostBytes, Date.now() + 48 * hour);
    assert.deepEqual(counts(), { one: 2 });
  });

  it('leave nothing behind that was not written to its end', async () => {
    const failing = keepState(folderOf('one'), kind, [1], async (file) => {
      await writeFile(file, 'half');
      throw new Error('the disk is full');
    });
    await assert.rejects(failing, /the disk is full/);
    assert.deepEqual(counts(), { one: 0 });
  });
});
