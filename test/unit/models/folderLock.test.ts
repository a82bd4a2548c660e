import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withFolderLock } from '../../../server/models/folderLock.ts';

describe('the lock of a folder', () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-lock-'));
    lock = path.join(folder, '.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets one work at a time, each of them in the end', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    await Promise.all(Array.from({ length: 12 }, () => withFolderLock(folder, work)));
    assert.equal(most, 1);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is given back after a failure', async () => {
    await assert.rejects(
      withFolderLock(folder, () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(existsSync(lock), false);
  });

  it('is taken over from a dead process', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(lock, String(pid));
    assert.equal(await withFolderLock(folder, () => Promise.resolve('mine')), 'mine');
  });

  it('is taken over from one that has held it for too long', async () => {
    writeFileSync(lock, String(process.pid));
    let nowMs = 0;
    const clock = (): number => (nowMs += 6_000);
    assert.equal(await withFolderLock(folder, () => Promise.resolve('mine'), clock), 'mine');
    assert.equal(nowMs, 18_000, 'it was looked at three times');
  });

  it('stays with a living process however far the clock of the machine jumped meanwhile', async () => {
    writeFileSync(lock, String(process.pid));
    const yearMs = 365 * 86_400_000;
    for (const jumpMs of [-yearMs, yearMs]) {
      const then = new Date(Date.now() - jumpMs);
      utimesSync(lock, then, then);
      let looks = 0;
      const clock = (): number => {
        // Its holder gives it back after a while.
        if (++looks === 3) rmSync(lock);
        return looks;
      };
      await withFolderLock(folder, () => Promise.resolve(), clock);
      assert.equal(looks, 3, 'nobody took it away');
      writeFileSync(lock, String(process.pid));
    }
  });

  it('fails at once where nothing can be written', async () => {
    const missing = path.join(folder, 'none');
    await assert.rejects(
      withFolderLock(missing, () => Promise.resolve()),
      { code: 'ENOENT' },
    );
  });
});
