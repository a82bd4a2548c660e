import assert from 'node:assert/strict';
import { compareValues, type ValueRelation } from '../../../server/core/consistency/values.ts';
import { readClauses } from '../../../server/verify/claims/clauses.ts';

function valuesOf(text: string): readonly string[] {
  return readClauses(text).flatMap(({ values }) => values.map((value) => value.text));
}

function relation(one: string, other: string): ValueRelation | undefined {
  const [left] = readClauses(one).flatMap(({ values }) => values);
  const [right] = readClauses(other).flatMap(({ values }) => values);
  return left && right && compareValues(left, right);
}

describe('claims of a text', () => {
  const readings: readonly (readonly [string, readonly string[]])[] = [
    ['It weighs 12.5 kg.', ['12.5 kg']],
    ['It costs $1,250 or €3 million.', ['$1,250', '€3 million']],
    ['He has two hundred and five sheep.', ['two hundred and five']],
    ['Use utf8 and H2O.', []],
    ['The first run, the 2nd run.', []],
    ['So 16 - 3 = <<16-3=13>>13 eggs are left.', ['13']],
    ['On 12 March 2019 at 15:00 it rained.', ['12 March 2019', '15:00']],
    ['Between 2 and 5 arguments.', ['2 and 5']],
    ['It was added in version 3.10.', ['3.10']],
    ['Release v1.2.3 is out.', ['v1.2.3']],
    ['One of the servers failed.', []],
    ['Half of the users left.', ['Half']],
    ['`x = 5` is code.', []],
  ];
  for (const [text, expected] of readings) {
    it(`are ${JSON.stringify(expected)} in “${text}”`, () => {
      assert.deepEqual(valuesOf(text), expected);
    });
  }

  const relations: readonly (readonly [string, string, ValueRelation])[] = [
    ['It is 1 km long.', 'It is 1000 m long.', 'equal'],
    ['It is 20 °C.', 'It is 68 °F.', 'equal'],
    ['It is 4 KiB.', 'It is 4096 bytes.', 'equal'],
    ['It takes 5 km.', 'It takes 5 hours.', 'incomparable'],
    ['It is 5 km.', 'It is 5 miles.', 'otherUnit'],
    ['It costs $5.', 'It costs €5.', 'otherUnit'],
    ['It is 2/3.', 'It is 0.667.', 'equal'],
    ['It has 3 doors.', 'It has 3 windows.', 'incomparable'],
    ['It holds at most 5 MB.', 'It holds at most 6 MB.', 'different'],
    ['It needs at least 3 nodes.', 'It has 5 nodes.', 'equal'],
    ['It was in May 2024.', 'It was on 2024-05-12.', 'equal'],
    ['It was in May 2024.', 'It was in June 2024.', 'different'],
    ['It is at 3 pm.', 'It is at 15:00.', 'equal'],
    ['It came with version 3.8.', 'It came with version 3.8.1.', 'equal'],
    ['It came with version 3.8.', 'It came with version 3.80.', 'different'],
  ];
  for (const [one, other, expected] of relations) {
    it(`make “${one}” and “${other}” ${expected}`, () => {
      assert.equal(relation(one, other), expected);
      assert.equal(relation(other, one), expected);
    });
  }

  it('are not stated in questions, conditions and guesses', () => {
    const stances = (text: string): readonly string[] =>
      readClauses(text).map(({ stance }) => stance);
    assert.deepEqual(stances('Is the port 3000?'), ['asked']);
    assert.deepEqual(stances('If it rains, the port is 3000.').includes('stated'), false);
    assert.deepEqual(stances('It may fail.'), ['hedged']);
    assert.deepEqual(stances('It fails.'), ['stated']);
  });
});
