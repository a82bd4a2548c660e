import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  normalisePrompt,
  parseScoreTable,
} from '../../../../server/core/router/fitted/scoreTable.ts';

function check(lines: readonly string[], expected: RegExp): void {
  const table = parseScoreTable(lines.join('\n'));
  assert.equal(table.ok, false);
  if (!table.ok) assert.match(table.failure.message, expected);
}

const good = '{"prompt":"one","scores":{"a":0.5,"b":1}}';

describe('a table of scores', () => {
  it('lists members by their mean score, weakest first', () => {
    const table = parseScoreTable(
      `\uFEFF${good}\r\n\n{"prompt":"two","scores":{"a":1,"c":0},"cost":{"a":2}}\n`,
    );
    assert.ok(table.ok);
    assert.deepEqual(table.value.members, ['c', 'a', 'b']);
    assert.deepEqual(
      table.value.rows.map(({ prompt, costs }) => [prompt, costs]),
      [
        ['one', {}],
        ['two', { a: 2 }],
      ],
    );
  });

  it('takes one cost for all members of a row', () => {
    const table = parseScoreTable('{"prompt":"one","scores":{"a":0.5,"b":1},"cost":3}');
    assert.ok(table.ok);
    assert.deepEqual(table.value.rows[0]?.costs, { a: 3, b: 3 });
  });

  it('averages the scores of a prompt that is repeated', () => {
    const table = parseScoreTable(`${good}\n{"prompt":"one","scores":{"a":1}}`);
    assert.ok(table.ok);
    assert.equal(table.value.rows.length, 1);
    assert.deepEqual(table.value.rows[0]?.scores, { a: 0.75, b: 1 });
  });

  it('refuses a malformed line with its number and the reason', () => {
    check([good, 'nonsense'], /^Line 2: it is not valid JSON/);
    check([good, '', '[]'], /^Line 3: it must be an object/);
    check(['{"scores":{"a":1}}'], /^Line 1: "prompt" must be a text/);
    check(['{"prompt":"x"}'], /^Line 1: "scores" must be an object/);
    check(['{"prompt":"x","scores":{}}'], /^Line 1: "scores" names no member/);
    check(['{"prompt":"x","scores":{"a":1.5}}'], /the score of “a” must be a number from 0 to 1/);
    check(['{"prompt":"x","scores":{"a":"1"}}'], /the score of “a” must be a number/);
    check(['{"prompt":"x","scores":{"a":1},"cost":{"a":-1}}'], /the cost of “a” must be a number/);
    check(['{"prompt":"x","scores":{"a":1},"cost":"low"}'], /"cost" must be an object/);
    check(['', '  '], /There are no rows/);
  });

  it('reads the same table from rows in any order', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const row = fc.record({
      prompt: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
      scores: fc.dictionary(fc.constantFrom('a', 'b', 'c'), score, { minKeys: 1 }),
    });
    const rows = fc
      .array(row, { minLength: 1, maxLength: 12 })
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      );
    fc.assert(
      fc.property(rows, ([list, shuffled]) => {
        const read = (some: readonly unknown[]) =>
          parseScoreTable(some.map((each) => JSON.stringify(each)).join('\n'));
        const [one, other] = [read(list), read(shuffled)];
        assert.ok(one.ok && other.ok);
        assert.deepEqual(one.value.members, other.value.members);
        assert.deepEqual(
          one.value.rows.map(({ prompt }) => prompt),
          other.value.rows.map(({ prompt }) => prompt),
        );
        one.value.rows.forEach(({ scores }, at) =>
          assert.deepEqual({ ...scores }, { ...other.value.rows[at]?.scores }),
        );
      }),
    );
  });

  it('calls prompts the same that differ in case, punctuation and spacing', () => {
    assert.equal(normalisePrompt('  Who wrote “Emma”?'), normalisePrompt('who wrote emma'));
    assert.notEqual(normalisePrompt('who wrote emma'), normalisePrompt('who wrote persuasion'));
  });
});
