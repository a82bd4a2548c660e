import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openTextFile } from '../../../server/commands/textFile.ts';

describe('a text file of the user', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-text-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, bytes: string | Buffer): string {
    const target = path.join(folder, name);
    writeFileSync(target, bytes);
    return target;
  }

  it('keeps its byte order mark, its line ends and its permissions', async () => {
    const name = file('a.txt', '\ufeffone\r\ntwo\r\n');
    chmodSync(name, 0o666);
    const source = await openTextFile(name);
    assert.equal(source.text, 'one\r\ntwo\r\n');
    await source.replace('one\r\n2\r\n');
    assert.equal(readFileSync(name, 'utf8'), '\ufeffone\r\n2\r\n');
    assert.equal(statSync(name).mode & 0o777, 0o666);
    assert.deepEqual(readdirSync(folder), ['a.txt'], 'nothing is left beside it');
  });

  it('is written behind a link, and the link stays', async () => {
    const name = file('a.txt', 'one');
    const link = path.join(folder, 'link.txt');
    symlinkSync('a.txt', link);
    await (await openTextFile(link)).replace('two');
    assert.equal(lstatSync(link).isSymbolicLink(), true);
    assert.equal(readFileSync(name, 'utf8'), 'two');
  });

  it('that somebody else changed meanwhile is not written', async () => {
    const name = file('a.txt', 'one');
    const source = await openTextFile(name);
    writeFileSync(name, 'theirs');
    await assert.rejects(
      source.replace('two'),
      /changed while Eidolon worked.*nothing was written/,
    );
    assert.equal(readFileSync(name, 'utf8'), 'theirs');
  });

  it('that was deleted meanwhile does not come back', async () => {
    const name = file('a.txt', 'one');
    const source = await openTextFile(name);
    rmSync(name);
    await assert.rejects(
      source.replace('two'),
      /cannot be written \(ENOENT\); nothing was changed/,
    );
    assert.deepEqual(readdirSync(folder), []);
  });

  const foreign: [name: string, bytes: Buffer, sentence: RegExp][] = [
    ['Latin-1', Buffer.from('caf\xe9', 'latin1'), /another encoding than UTF-8.*save it as UTF-8/],
    ['UTF-16', Buffer.from('\ufeffab', 'utf16le'), /binary file or UTF-16/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 0xff]), /binary file or UTF-16/],
  ];
  for (const [name, bytes, sentence] of foreign) {
    it(`that is ${name} is refused, because it would not come back as it was`, async () => {
      const target = file('a.txt', bytes);
      await assert.rejects(openTextFile(target), sentence);
      assert.deepEqual(readFileSync(target), bytes);
    });
  }

  it('that is not there or is a folder is named in a sentence', async () => {
    await assert.rejects(openTextFile(path.join(folder, 'none.txt')), /There is no file “.*none/);
    await assert.rejects(openTextFile(folder), /is a folder; name a file in it/);
  });
});
