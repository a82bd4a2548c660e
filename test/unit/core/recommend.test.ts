import assert from 'node:assert/strict';
import fc from 'fast-check';
import { roles, type Role } from '../../../protocol/roles.ts';
import {
  expectedTokensPerSecond,
  recommend,
  type Choosable,
} from '../../../server/core/recommend/recommend.ts';
import { answeringModels } from '../../../server/models/download/catalogue.ts';
import { memoryInUse } from '../../../server/pool/prepare.ts';

const model: fc.Arbitrary<Choosable> = fc.record({
  name: fc.string({ minLength: 1, maxLength: 4 }),
  family: fc.constantFrom('a', 'b', 'c'),
  sizeBytes: fc.integer({ min: 1, max: 100 }),
  cacheBytesPerToken: fc.integer({ min: 1, max: 5 }),
  roles: fc.subarray<Role>([...roles], { minLength: 1 }),
});
const models = fc.uniqueArray(model, { maxLength: 7, selector: ({ name }) => name });
const budget = fc.integer({ min: 0, max: 400 });
const memoryOf = ({ sizeBytes, cacheBytesPerToken }: Choosable): number =>
  sizeBytes + cacheBytesPerToken;

describe('a recommendation for a budget of memory', () => {
  it('never takes more than there is, nor more than three models, and uses each it names', () => {
    fc.assert(
      fc.property(models, budget, (all, bytes) => {
        const chosen = recommend(all, bytes, memoryOf);
        if (!chosen) return;
        const sum = chosen.models.reduce((total, each) => total + memoryOf(each), 0);
        assert.equal(chosen.memoryBytes, sum);
        assert(sum <= bytes && chosen.models.length <= 3);
        assert.deepEqual(new Set(Object.values(chosen.roles)), new Set(chosen.models));
      }),
    );
  });

  it('gives a role only to who is meant for it, and is silent only where nothing fits', () => {
    fc.assert(
      fc.property(models, budget, (all, bytes) => {
        const chosen = recommend(all, bytes, memoryOf);
        assert.equal(chosen === undefined, !all.some((each) => memoryOf(each) <= bytes));
        for (const role of roles) {
          const given = chosen?.roles[role];
          assert(given === undefined || given.roles.includes(role));
        }
      }),
    );
  });

  it('has a reviewer of another family than the authors wherever two models allow it', () => {
    fc.assert(
      fc.property(models, budget, (all, bytes) => {
        const chosen = recommend(all, bytes, memoryOf);
        // One author for all its roles beside one reviewer is the plainest way; whoever has more roles filled is excused.
        const plain = all.some((author) =>
          all.some(
            (reviewer) =>
              author.family !== reviewer.family &&
              reviewer.roles.includes('reviewer') &&
              roles.every((role) => role === 'reviewer' || author.roles.includes(role)) &&
              memoryOf(author) + memoryOf(reviewer) <= bytes,
          ),
        );
        if (plain) assert.equal(chosen?.independent, true);
      }),
      { numRuns: 500 },
    );
  });

  it('is never worse with more memory', () => {
    fc.assert(
      fc.property(models, budget, budget, (all, bytes, more) => {
        const filled = (limit: number): number =>
          Object.keys(recommend(all, limit, memoryOf)?.roles ?? {}).length;
        assert(filled(bytes) <= filled(bytes + more));
      }),
    );
  });

  it('finds for an ordinary laptop three models of the catalogue, the reviewer apart', () => {
    for (const gigabytes of [4, 8, 12]) {
      const chosen = recommend(answeringModels, gigabytes * 2 ** 30, memoryInUse);
      assert.deepEqual(Object.keys(chosen?.roles ?? {}).sort(), [...roles].sort());
      assert.equal(chosen?.independent, true, `${gigabytes} GiB`);
    }
    assert.equal(recommend(answeringModels, 2 ** 29, memoryInUse), undefined);
  });

  it('expects half the speed of a file of twice the size', () => {
    assert.equal(expectedTokensPerSecond({ sizeBytes: 1e9 }, 10e9), 10);
    assert.equal(expectedTokensPerSecond({ sizeBytes: 2e9 }, 10e9), 5);
  });
});
