import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually } from '../support/eventually.ts';
import { isAlive } from '../support/descendants.ts';

describe('a process of ours', function () {
  this.timeout(60_000);
  it('ends when its parent is killed -9, even while its main thread hangs', async () => {
    const program = fileURLToPath(new URL('../support/hangingFamily.ts', import.meta.url));
    const parent = spawn(process.execPath, ['--import=tsx', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = await new Promise<Buffer>((resolve) => parent.stdout.once('data', resolve));
    const pid = Number(said.toString());
    assert.ok(isAlive(pid));
    parent.kill('SIGKILL');
    try {
      await eventually('the child leaves', () => (isAlive(pid) ? undefined : true));
    } finally {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    }
  });
});
