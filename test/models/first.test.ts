import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isRight, readFixture, refineRows } from '../support/fixtureRows.ts';
import { repositoryRoot } from '../support/rawLspClient.ts';

/** What a new user refines first: the text of the sample workspace. */
const samplePath = path.join(repositoryRoot, 'docs/sample/README.md');
const sampleMistakes: readonly (readonly [string, string])[] = [
  ['wether', 'whether'],
  ['recieves', 'receives'],
  ['the files contain', 'the files contains'],
  ['the the', 'the'],
  ['that draws', 'that draw'],
  ['master have', 'master has'],
];

describe('refine with the nano pool', function () {
  this.timeout(300_000);

  it('corrects the mistakes of the sample workspace’s text and nothing else', async () => {
    const text = readFileSync(samplePath, 'utf8');
    const row = { id: 'sample', text, languageId: 'markdown' };
    const expected = sampleMistakes.reduce(
      (now, [wrong, right]) => now.replace(wrong, right),
      text,
    );
    assert.equal((await refineRows([row])).get('sample')?.text, expected);
  });

  it('gets at least 36 of the 45 first items right and touches none of the 15 correct ones', async () => {
    const rows = readFixture('first');
    const answers = await refineRows(rows);
    const broken = rows.filter((row) => row.kind !== 'keep' && isRight(row, answers.get(row.id)));
    const touched = rows.filter(
      (row) => row.kind === 'keep' && answers.get(row.id)?.hunks.length !== 0,
    );
    assert.deepEqual(
      touched.map((row) => row.id),
      [],
    );
    assert.ok(broken.length >= 36, `${broken.length} of 45 are right`);
  });

  it('answers what it does not do with an honest sentence and no hunk', async () => {
    const rows = readFixture('out-of-scope');
    const answers = await refineRows(rows);
    for (const row of rows) {
      const answer = answers.get(row.id);
      assert.deepEqual(answer?.hunks, [], row.id);
      assert.match(answer?.note ?? '', /\S.*[.!]$/s, row.id);
      assert.equal(answer?.text, row.text, row.id);
    }
  });
});
