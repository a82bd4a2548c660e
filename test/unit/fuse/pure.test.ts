import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fitBradleyTerry,
  type Comparison,
} from '../../../server/core/ensemble/fuse/bradleyTerry.ts';
import { mergeJson, readJson, type Json } from '../../../server/core/ensemble/fuse/jsonMerge.ts';
import { stableStringify } from '../../../server/core/ensemble/canonical/json.ts';
import { fuseRankings, rankByScore } from '../../../server/core/ensemble/fuse/rankFusion.ts';
import {
  containment,
  contentWords,
  medoid,
  overlap,
} from '../../../server/core/ensemble/fuse/similarity.ts';

describe('reciprocal-rank fusion', () => {
  it('adds 1 / (60 + place) over the rankings', () => {
    assert.deepEqual(
      fuseRankings(
        [
          [2, 0],
          [2, 1],
        ],
        3,
      ),
      [1 / 62, 1 / 62, 2 / 61],
    );
  });

  it('puts equal scores in favour of the later item', () => {
    assert.deepEqual(rankByScore([1, 2, 1]), [1, 2, 0]);
  });

  it('does not depend on the order of the rankings', () => {
    const ranking = fc.shuffledSubarray([0, 1, 2, 3, 4]);
    fc.assert(
      fc.property(ranking, ranking, ranking, (a, b, c) => {
        const [one, other] = [fuseRankings([a, b, c], 5), fuseRankings([c, a, b], 5)];
        one.forEach((score, item) => assert.ok(Math.abs(score - (other[item] ?? 0)) < 1e-12));
      }),
    );
  });
});

describe('Bradley–Terry strengths', () => {
  it('recover the odds of many comparisons', () => {
    const games = (first: number, second: number, won: number, lost: number): Comparison[] => [
      ...Array.from({ length: won }, () => ({ first, second, win: 1 })),
      ...Array.from({ length: lost }, () => ({ first, second, win: 0 })),
    ];
    const [a = 0, b = 0, c = 0] = fitBradleyTerry(
      [...games(0, 1, 300, 100), ...games(1, 2, 300, 100), ...games(0, 2, 360, 40)],
      3,
    );
    assert.ok(Math.abs(a / (a + b) - 0.75) < 0.01);
    assert.ok(Math.abs(b / (b + c) - 0.75) < 0.01);
  });

  it('rank a winner first and stay finite when nothing else was ever won', () => {
    const strengths = fitBradleyTerry(
      [
        { first: 0, second: 1, win: 0 },
        { first: 1, second: 2, win: 1 },
        { first: 0, second: 2, win: 1 },
      ],
      3,
    );
    assert.deepEqual(rankByScore(strengths), [1, 0, 2]);
    assert.ok(strengths.every((strength) => strength > 0 && strength < 1));
  });

  it('sum to one, and a further win never worsens the odds against the loser', () => {
    const comparison = fc.record({
      first: fc.constantFrom(0, 1),
      second: fc.constantFrom(2, 3),
      win: fc.constantFrom(0, 0.5, 1),
    });
    fc.assert(
      fc.property(fc.array(comparison, { maxLength: 12 }), (comparisons) => {
        const before = fitBradleyTerry(comparisons, 4);
        const after = fitBradleyTerry([...comparisons, { first: 0, second: 2, win: 1 }], 4);
        assert.ok(Math.abs(before.reduce((sum, each) => sum + each, 0) - 1) < 1e-9);
        const odds = (strengths: readonly number[]): number =>
          (strengths[0] ?? 0) / (strengths[2] ?? 1);
        assert.ok(odds(after) >= odds(before) * (1 - 1e-6));
      }),
    );
  });
});

describe('field-wise merge of JSON', () => {
  it('votes per field and gives halves to the strongest, listed last', () => {
    assert.deepEqual(
      mergeJson([
        { name: 'a', size: 1, old: true },
        { name: 'b', size: 2 },
        { name: 'b', size: 3, extra: null },
      ]),
      { name: 'b', size: 3 },
    );
    assert.deepEqual(mergeJson([{ x: 1, y: 2 }, { x: 3 }]), { x: 3 });
  });

  it('orders lists by where their items stand and keeps what half of them have', () => {
    assert.deepEqual(
      mergeJson([
        ['a', 'b', 'c'],
        ['b', 'a'],
        ['b', 'd', 'a'],
      ]),
      ['b', 'a'],
    );
  });

  it('keeps the shape that most candidates have', () => {
    assert.deepEqual(mergeJson([{ a: [1] }, { a: [1] }, { a: 'one' }]), { a: [1] });
  });

  it('keeps repeated items of a list', () => {
    assert.deepEqual(
      mergeJson([
        [1, 1, 2],
        [1, 1, 2],
      ]),
      [1, 1, 2],
    );
  });

  const json = fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json);

  it('leaves equal candidates as they are', () => {
    fc.assert(
      fc.property(json, (value) => {
        assert.equal(stableStringify(mergeJson([value, value]) as Json), stableStringify(value));
      }),
    );
  });

  it('brings in no scalar that no candidate has', () => {
    const scalars = (value: Json): readonly string[] =>
      typeof value === 'object' && value !== null
        ? Object.values(value).flatMap((each) => scalars(each as Json))
        : [stableStringify(value)];
    fc.assert(
      fc.property(fc.array(json, { minLength: 1, maxLength: 4 }), (values) => {
        const known = new Set(values.flatMap(scalars));
        const merged = mergeJson(values);
        assert.ok(merged !== undefined && scalars(merged).every((each) => known.has(each)));
      }),
    );
  });

  it('is moved only by ties when candidates change places', () => {
    const three = fc.tuple(json, json);
    fc.assert(
      fc.property(three, ([one, other]) => {
        const merged = [
          [one, one, other],
          [one, other, one],
          [other, one, one],
        ].map((values) => stableStringify(mergeJson(values) as Json));
        assert.equal(new Set(merged).size, 1);
      }),
    );
  });

  it('is found in a fence and behind a sentence', () => {
    assert.deepEqual(readJson('Here it is:\n```json\n{"a": 1}\n```'), { a: 1 });
    assert.deepEqual(readJson('The answer is {"a": [1, 2]}.'), { a: [1, 2] });
    assert.equal(readJson('none'), undefined);
  });
});

describe('similarity of texts', () => {
  it('counts what two texts share in any script', () => {
    assert.equal(overlap(contentWords('The cat runs.'), contentWords('A cat is running')), 1);
    assert.ok(overlap(contentWords('服务器默认端口'), contentWords('服务器的默认端口')) > 0.5);
    assert.equal(containment(contentWords('one two'), contentWords('one two three')), 1);
    assert.equal(containment([], ['one']), 0);
  });

  it('finds the text in the middle, the last of equals', () => {
    const texts = ['a b c', 'a b d', 'x y z', 'a b e'].map((text) => text.split(' '));
    const near = (one: number, other: number): number =>
      overlap(texts[one] as string[], texts[other] as string[]);
    assert.equal(medoid(4, near), 3);
    assert.equal(medoid(0, near), undefined);
  });
});
