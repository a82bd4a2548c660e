import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { findContradictions } from '../../../server/core/consistency/contradictions.ts';
import { readClauses } from '../../../server/verify/claims/clauses.ts';

interface Pair {
  readonly id: string;
  readonly kind: string | null;
  readonly one: string;
  readonly other: string;
}

function readPairs(name: string): readonly Pair[] {
  const file = new URL(`../../fixtures/contradictions/${name}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Pair);
}

const known = new Map<string, ReturnType<typeof readClauses>>();

function clausesOf(text: string): ReturnType<typeof readClauses> {
  const clauses = known.get(text) ?? readClauses(text);
  known.set(text, clauses);
  return clauses;
}

function kindOf(one: string, other: string): string | undefined {
  return findContradictions(clausesOf(one), clausesOf(other))[0]?.kind;
}

const pairs = [...readPairs('dev'), ...readPairs('held-out')];

describe('contradictions', () => {
  for (const name of ['dev', 'held-out']) {
    it(`are nearly all real and mostly found on the ${name} pairs`, () => {
      const rows = readPairs(name).map((pair) => ({
        ...pair,
        found: kindOf(pair.one, pair.other),
      }));
      const flagged = rows.filter(({ found }) => found !== undefined);
      const real = flagged.filter(({ kind }) => kind !== null).length;
      const all = rows.filter(({ kind }) => kind !== null).length;
      assert.ok(real / flagged.length >= 0.95, `precision ${real} of ${flagged.length}`);
      assert.ok(real / all >= 0.9, `recall ${real} of ${all}`);
      assert.deepEqual(
        flagged.filter(({ kind, found }) => kind !== null && kind !== found),
        [],
      );
    });
  }

  it('do not depend on which text comes first', () => {
    for (const { id, one, other } of pairs)
      assert.equal(kindOf(one, other), kindOf(other, one), id);
  });

  it('never lie between a text and itself', () => {
    for (const { one, other } of pairs) {
      assert.equal(kindOf(one, one), undefined, one);
      assert.equal(kindOf(other, other), undefined, other);
    }
  });

  it('are found wherever the sentence stands in its text', () => {
    const filler = fc.constantFrom('Thanks for asking.', 'Let us see.', 'Hope that helps!');
    fc.assert(
      fc.property(
        fc.array(filler, { maxLength: 3 }),
        fc.array(filler, { maxLength: 3 }),
        (before, after) => {
          const around = (text: string): string => [...before, text, ...after].join(' ');
          assert.equal(kindOf(around('The port is 3000.'), around('The port is 8080.')), 'number');
        },
      ),
      { numRuns: 20 },
    );
  });

  it('are the numbers themselves, whatever they are', () => {
    const number = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(number, number, (one, other) => {
        const found = kindOf(`The offset is ${one}.`, `The offset is ${other}.`);
        assert.equal(found, one === other ? undefined : 'number');
      }),
      { numRuns: 60 },
    );
  });

  it('read any text at all without failing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.string({ maxLength: 80 }),
        (one, other) => {
          findContradictions(readClauses(one), readClauses(other));
        },
      ),
      { numRuns: 150 },
    );
  });
});
