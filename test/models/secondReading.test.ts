import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseLines } from '../support/cli.ts';
import { refineRows, type FixtureRow } from '../support/fixtureRows.ts';

interface CodeItem extends FixtureRow {
  readonly accepted: readonly string[];
}

/** Mistakes that the code expert finds and is not sure of. */
const doubtful = ['open-9-var', 'blind-12-init', 'blind-131-ret', 'blind-176-var', 'blind-200-var'];

function readItems(): readonly CodeItem[] {
  const items = ['open', 'blind'].flatMap((part) => {
    const file = new URL(`../fixtures/code-dev-${part}.jsonl`, import.meta.url);
    return parseLines<CodeItem>(readFileSync(file, 'utf8'));
  });
  return items.filter(({ id }) => doubtful.includes(id));
}

describe('a second reading of what the code expert doubts', function () {
  this.timeout(300_000);

  it('repairs functions that stay as they are without it, and changes nothing else', async () => {
    const items = readItems();
    assert.equal(items.length, doubtful.length);
    const carried = await refineRows(items);
    const alone = await refineRows(items, ['--ensemble', 'unreviewed']);
    const shown = items.filter(({ id }) => carried.get(id)?.hunks.length !== 0);
    assert.ok(shown.length >= 3, `${shown.length} of ${items.length} are shown`);
    for (const { id, accepted } of shown) {
      const answer = carried.get(id);
      assert.ok(answer && accepted.includes(answer.text), id);
      assert.deepEqual(
        answer.hunks.map(({ verdict }) => verdict),
        ['reviewed'],
      );
    }
    for (const { id, text } of items) {
      assert.equal(alone.get(id)?.text, text, id);
      assert.match(alone.get(id)?.note ?? '', /^No bug found/, id);
    }
  });
});
