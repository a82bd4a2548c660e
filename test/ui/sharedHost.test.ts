import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { processesWithEnvironment, type ProcessInfo } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { Workbench } from './workbench.ts';

const paragraph = '# Harbour\n\nThe program prints wether the harbour is open.\n';

describe('two windows of one user', function () {
  this.timeout(420_000);

  it('share one pool host, and both get an answer or a sentence when it is killed -9 while they wait', async () => {
    const first = await Workbench.open({
      name: 'windows',
      files: { 'one.md': paragraph, 'two.md': paragraph },
    });
    try {
      const second = await first.openWindow();
      const windows = [
        { window: first, file: 'one.md' },
        { window: second, file: 'two.md' },
      ];
      for (const { window, file } of windows) {
        await window.page.bringToFront();
        await refine(window, file);
        await window.untilReview();
      }
      const sidecars = ours(first, 'main.mjs');
      assert.equal(sidecars.length, 2, 'each window has a sidecar');
      const [host, ...others] = ours(first, 'poolHost.mjs');
      assert.ok(host);
      assert.deepEqual(others, []);
      assert.equal(ours(first, 'worker.mjs').filter(holdsWeights).length, 1);

      for (const { window } of windows) {
        await window.page.bringToFront();
        await window.runCommand('Eidolon: Reject All');
        await window.untilNoReview();
      }
      // Whatever they ask now stays unanswered until the host is killed: nothing is raced.
      const workers = ours(first, 'worker.mjs');
      for (const { pid } of workers) process.kill(pid, 'SIGSTOP');
      for (const { window, file } of windows) {
        await window.page.bringToFront();
        await refine(window, file);
        await window.page.locator('.monaco-progress-container.active').first().waitFor();
      }
      process.kill(host.pid, 'SIGKILL');
      for (const { pid } of workers) process.kill(pid, 'SIGCONT');
      for (const { window } of windows) {
        await window.page.bringToFront();
        await window.untilReview();
        await window.screenshot('after-kill');
      }
      const again = await eventually('one host is left', () => {
        const [one, ...more] = ours(first, 'poolHost.mjs');
        return one && more.length === 0 ? one : undefined;
      });
      assert.notEqual(again.pid, host.pid);
      assert.equal(ours(first, 'worker.mjs').filter(holdsWeights).length, 1);
      await eventually('the old workers leave', () =>
        ours(first, 'worker.mjs').some(({ pid }) => workers.some((old) => old.pid === pid))
          ? undefined
          : true,
      );
    } catch (error) {
      await first.keepEvidence('end');
      throw error;
    } finally {
      await first.dispose();
    }
  });
});

async function refine(window: Workbench, file: string): Promise<void> {
  await window.openFile(file);
  await window.selectLines(3, 3);
  await window.contextMenu('Refine with Eidolon');
}

/** Whether the files of models are mapped into its memory. */
function holdsWeights({ pid }: ProcessInfo): boolean {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').includes('.gguf');
}

/** Processes of this workbench that run one of our entry files, wherever they hang in the tree. */
function ours(workbench: Workbench, entry: string): ProcessInfo[] {
  const base = `EIDOLON_HOME=${workbench.folders.base}/eidolon`;
  return processesWithEnvironment(base).filter(({ command }) => command.includes(entry));
}
