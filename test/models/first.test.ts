import assert from 'node:assert/strict';
import { isRight, readFixture, refineRows } from '../support/fixtureRows.ts';

describe('refine with the nano pool', function () {
  this.timeout(300_000);

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
