import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../support/rawLspClient.ts';
import { Workbench } from './workbench.ts';

const file = 'harbour.ts';
const source = readFileSync(path.join(repositoryRoot, 'docs/sample', file), 'utf8');
const condition = 'if (!(isOpen === false) && !(height <= draught)) {';

describe('the sample workspace', function () {
  this.timeout(420_000);

  it('simplifies its messy condition, as the checkers allow', async () => {
    const workbench = await Workbench.open({ name: 'sample', files: { [file]: source } });
    try {
      await workbench.openFile(file);
      const line = source.split('\n').findIndex((text) => text.includes(condition)) + 1;
      await workbench.selectLines(line, line);
      await workbench.contextMenu('Refine with Eidolon');
      await workbench.untilReview();
      await workbench.screenshot('review');
      await workbench.runCommand('Eidolon: Accept Hunk');
      const text = await workbench.untilText(
        'the condition is simplified',
        (shown) => !shown.includes(condition),
      );
      assert.match(text, /return true;/);
    } catch (error) {
      await workbench.keepEvidence('end');
      throw error;
    } finally {
      await workbench.dispose();
    }
  });
});
