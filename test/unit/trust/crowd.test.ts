import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRandom } from '../../../server/core/random.ts';
import { dawidSkene } from '../../../server/core/trust/dawidSkene.ts';
import { oneCoin } from '../../../server/core/trust/oneCoin.ts';
import { isSmallFixedSet, type VoteRow } from '../../../server/core/trust/votes.ts';

interface Crowd {
  readonly rows: readonly VoteRow[];
  readonly truths: readonly string[];
}

/** Voters of the given accuracies label items of `labels` kinds; errors are even. */
function crowd(accuracies: Readonly<Record<string, number>>, labels: number, items: number): Crowd {
  const random = createRandom(3);
  const pick = (): string => String(Math.floor(random() * labels));
  const truths = Array.from({ length: items }, pick);
  const rows = truths.map(
    (truth) =>
      new Map(
        Object.entries(accuracies).map(([voter, accuracy]) => [
          voter,
          random() < accuracy
            ? truth
            : String((Number(truth) + 1 + Math.floor(random() * (labels - 1))) % labels),
        ]),
      ),
  );
  return { rows, truths };
}

const best = (posterior: ReadonlyMap<string, number> | undefined): string | undefined =>
  [...(posterior ?? [])].sort(([, one], [, other]) => other - one)[0]?.[0];

const voters = { bad1: 0.4, bad2: 0.4, bad3: 0.4, good: 0.95, fair: 0.7 };

describe('trust from disagreement', () => {
  for (const [name, model] of [
    ['Dawid–Skene', dawidSkene],
    ['one-coin', oneCoin],
  ] as const) {
    it(`${name} finds out who is good, without any right answer`, () => {
      const { rows, truths } = crowd(voters, 3, 300);
      const { accuracies, posteriors } = model(rows);
      assert.ok((accuracies['good'] ?? 0) > (accuracies['fair'] ?? 1));
      assert.ok((accuracies['fair'] ?? 0) > (accuracies['bad1'] ?? 1));
      const right =
        truths.filter((truth, at) => best(posteriors[at]) === truth).length / truths.length;
      assert.ok(right > 0.88, `${right} right`);
    });

    it(`${name} does not depend on the order of rows and voters`, () => {
      const { rows } = crowd(voters, 3, 40);
      const moved = [...rows].reverse().map((row) => new Map([...row].reverse()));
      assert.deepEqual(model(moved).accuracies, model(rows).accuracies);
      assert.deepEqual([...model(moved).posteriors].reverse(), model(rows).posteriors);
    });

    it(`${name} gives probabilities that add up to at most one`, () => {
      const votes = fc.array(
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y', 'z'), {
          minKeys: 1,
        }),
        { minLength: 1, maxLength: 12 },
      );
      fc.assert(
        fc.property(votes, (list) => {
          for (const posterior of model(list.map((row) => new Map(Object.entries(row))))
            .posteriors) {
            const sum = [...posterior.values()].reduce((total, p) => total + p, 0);
            assert.ok(sum > 0 && sum < 1 + 1e-9 && [...posterior.values()].every((p) => p >= 0));
          }
        }),
      );
    });
  }

  it('Dawid–Skene understands a voter who always confuses two labels', () => {
    const { rows } = crowd({ a: 0.8, b: 0.8, c: 0.8 }, 2, 200);
    const swapped = rows.map(
      (row) => new Map([...row, ['liar', row.get('a') === '0' ? '1' : '0']]),
    );
    const { confusion } = dawidSkene(swapped);
    assert.ok((confusion['liar']?.['0']?.['1'] ?? 0) > 0.6);
  });

  it('knows a small fixed set from open answers', () => {
    assert.equal(isSmallFixedSet(crowd(voters, 3, 100).rows), true);
    assert.equal(
      isSmallFixedSet(Array.from({ length: 50 }, (_, at) => new Map([['a', `answer ${at}`]]))),
      false,
    );
  });
});
