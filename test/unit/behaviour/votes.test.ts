import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CandidateRun, CandidateTests, Outcome } from '../../../protocol/behaviour.ts';
import {
  bagSimilarity,
  medoidScores,
  treeClusters,
} from '../../../server/core/behaviour/treeSimilarity.ts';
import { clustersOf, codeT, softVote, withTests } from '../../../server/core/behaviour/votes.ts';

/** `1` a value, `!E` an error, `t` a timeout, per input; `null` a candidate that cannot be used. */
function run(outcomes: readonly string[] | null): CandidateRun {
  if (!outcomes) return { usable: false, error: 'SyntaxError' };
  return { usable: true, outcomes: outcomes.map(outcome) };
}

function outcome(text: string): Outcome {
  if (text === 't') return { kind: 'timeout' };
  return text.startsWith('!')
    ? { kind: 'error', type: text.slice(1) }
    : { kind: 'value', repr: text };
}

const outcomes = fc.array(fc.constantFrom('1', '2', '3', 'None', '!E', '!F', 't'), {
  minLength: 4,
  maxLength: 4,
});
const candidates = fc.array(fc.option(outcomes, { freq: 5 }), { minLength: 1, maxLength: 8 });

function best(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores));
}

describe('votes by behaviour', () => {
  it('prefers what most candidates do', () => {
    const scores = softVote([run(['1', '2']), run(['1', '3']), run(['1', '2']), run(['4', '5'])]);
    assert.equal(best(scores), 0);
    assert.ok((scores[0] ?? 0) > (scores[1] ?? 0));
    assert.ok((scores[1] ?? 0) > (scores[3] ?? 0));
  });

  it('lets no crowd of errors, of timeouts or of empty bodies win', () => {
    const crowd = [
      run(['!E', '!E']),
      run(['!E', '!E']),
      run(['t', 't']),
      run(['t', 't']),
      run(['None', 'None']),
      run(['None', 'None']),
      run(null),
    ];
    const scores = softVote([...crowd, run(['1', '!E'])]);
    assert.equal(best(scores), crowd.length);
    assert.deepEqual(clustersOf([...crowd, run(['1', '!E'])]), [-1, -1, -1, -1, -1, -1, -1, 0]);
  });

  it('gives equal clusters exactly to equal outcomes', () => {
    assert.deepEqual(
      clustersOf([run(['1', '2']), run(['2', '1']), run(['1', '2']), run(['1', '!E'])]),
      [0, 1, 0, 2],
    );
  });

  it('weighs inputs that few candidates answer less', () => {
    const [wide = 0, narrow = 0] = softVote([
      run(['1', '1', '!E']),
      run(['!E', '!E', '9']),
      run(['1', '2', '!E']),
    ]);
    assert.ok(wide > narrow);
  });

  it('does not depend on the order of the candidates', () => {
    fc.assert(
      fc.property(candidates, fc.nat(), (given, turn) => {
        const at = turn % given.length;
        const turned = [...given.slice(at), ...given.slice(0, at)];
        const scores = softVote(given.map(run));
        const expected = [...scores.slice(at), ...scores.slice(0, at)];
        softVote(turned.map(run)).forEach((score, index) =>
          assert.ok(Math.abs(score - (expected[index] ?? 0)) < 1e-9),
        );
      }),
    );
  });

  it('keeps the winner when a copy of it joins', () => {
    fc.assert(
      fc.property(candidates, (given) => {
        const runs = given.map(run);
        const winner = best(softVote(runs));
        const again = softVote([...runs, runs[winner] as CandidateRun]);
        assert.ok(Math.max(...again) - (again[winner] ?? 0) < 1e-9);
      }),
    );
  });

  it('scores between 0 and 1', () => {
    fc.assert(
      fc.property(candidates, (given) => {
        for (const score of softVote(given.map(run))) assert.ok(score >= 0 && score <= 1 + 1e-9);
      }),
    );
  });
});

describe('CodeT', () => {
  const tested = (passes: string): CandidateTests => ({
    usable: true,
    outcomes: [...passes].map((pass) => (pass === '1' ? 'passed' : 'failed')),
  });

  it('multiplies the tests that a group passes by the root of its size', () => {
    const scores = codeT([
      tested('110'),
      tested('110'),
      tested('001'),
      { usable: false, error: 'x' },
    ]);
    assert.deepEqual(scores, [2 * Math.SQRT2, 2 * Math.SQRT2, 1, 0]);
  });

  it('decides between equal supports and overturns no other', () => {
    const shares = [0.4, 0.4, 0.39];
    assert.equal(best(withTests(shares, { codeT: [1, 2, 9] })), 1);
  });

  it('does not count a candidate that fails the examples of the question', () => {
    const shares = [0.6, 0.3];
    assert.equal(best(withTests(shares, { codeT: [0, 0], examples: [0, 1] })), 1);
    assert.equal(
      best(withTests(shares, { codeT: [0, 0], examples: [0, 0] })),
      0,
      'wrong for all, so no guide',
    );
  });
});

describe('likeness of syntax', () => {
  const bag = (subtrees: Record<string, number>, errors = 0) => ({
    errors,
    root: JSON.stringify(subtrees),
    subtrees,
  });

  it('is 1 for the same, symmetric, and the share of common subtrees otherwise', () => {
    const one = bag({ a: 2, b: 1 });
    const other = bag({ a: 1, c: 1 });
    assert.equal(bagSimilarity(one, one), 1);
    assert.equal(bagSimilarity(one, other), 1 / 4);
    assert.equal(bagSimilarity(other, one), 1 / 4);
  });

  it('makes the text in the middle the medoid and leaves out what does not parse', () => {
    const bags = [
      bag({ a: 1, b: 1 }),
      bag({ a: 1, b: 1, c: 1 }),
      bag({ c: 1, d: 1 }),
      bag({ a: 9 }, 2),
    ];
    const scores = medoidScores(bags);
    assert.equal(best(scores), 1);
    assert.equal(scores[3], 0);
    assert.deepEqual(treeClusters([...bags, bag({ a: 1, b: 1 })]), [0, 1, 2, -1, 0]);
  });
});
