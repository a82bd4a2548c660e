import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mixturesWith } from '../../../server/core/ensemble/builtIn.ts';
import { parseEnsemble } from '../../../server/core/ensemble/parseSpec.ts';
import { solveWithInverse } from '../../../server/core/router/ownDomains/kernel.ts';
import {
  createDomainJudge,
  shippedBackground,
} from '../../../server/core/router/ownDomains/judge.ts';
import { parseOwnDomains } from '../../../server/core/router/ownDomains/parseOwnDomains.ts';
import {
  withCorrection,
  noCorrections,
  findCorrection,
} from '../../../server/core/router/corrections.ts';
import { createRouter } from '../../../server/core/router/router.ts';
import { shippedClassifier } from '../../../server/core/router/shippedClassifier.ts';
import { lawExpert } from '../../support/ownExperts.ts';

const { domains } = parseOwnDomains({ law: lawExpert });
const judge = createDomainJudge(domains);
const router = createRouter(shippedClassifier(), { ownDomains: judge });

function problem(value: unknown, expected: RegExp): void {
  const { problems } = parseOwnDomains(value);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  assert.match(problems[0] ?? '', expected);
}

describe('the setting of one’s own experts', () => {
  it('is read as it is written', () => {
    assert.deepEqual(parseOwnDomains({ law: lawExpert }), {
      domains: [{ name: 'law', ...lawExpert }],
      problems: [],
    });
    assert.deepEqual(parseOwnDomains({}), { domains: [], problems: [] });
  });

  it('says in one sentence what is wrong, and keeps the experts that are right', () => {
    const { domains: kept, problems } = parseOwnDomains({ law: lawExpert, code: lawExpert });
    assert.equal(kept.length, 1);
    assert.match(problems[0] ?? '', /^Your expert “code” has the name of a domain that ships/);
    problem([], /must be an object of named domains/);
    problem({ '1st': lawExpert }, /needs a name of at most 40 letters/);
    problem({ law: 'contracts' }, /must be an object with description, examples, member/);
    problem({ law: { ...lawExpert, tone: 'dry' } }, /a field “tone” that is not known/);
    problem({ law: { ...lawExpert, description: ' ' } }, /needs a “description”/);
    problem({ law: { ...lawExpert, member: 7 } }, /needs a “member”/);
    problem({ law: { ...lawExpert, examples: 'many' } }, /needs “examples”: a list/);
    problem({ law: { ...lawExpert, examples: ['a', ''] } }, /needs “examples”: a list/);
    problem(
      { law: { ...lawExpert, examples: lawExpert.examples.slice(0, 9) } },
      /has 9 “examples” and needs at least 10/,
    );
    problem(
      { law: { ...lawExpert, examples: Array<string>(12).fill('the same') } },
      /has 1 different “examples” and needs at least 10/,
    );
    problem(
      { law: { ...lawExpert, examples: [...lawExpert.examples, 'x'.repeat(5000)] } },
      /an example \(number \d+\) of more than 4000 characters/,
    );
  });
});

describe('a domain of one’s own', () => {
  const own = 'May a landlord end the lease of a tenant who is two months late with the rent?';

  it('gets texts like its examples, with its member and a reason', () => {
    const decision = router.route({ text: own });
    assert.equal(decision.expert, 'law');
    assert.equal(decision.member, lawExpert.member);
    assert.match(decision.reason, /^like the examples of your expert “law”; strongest signs: “/);
  });

  it('leaves texts of the built-in domains where they were', () => {
    const shipped = createRouter(shippedClassifier());
    for (const text of [
      'Why does my React component render twice in strict mode?',
      'A train leaves at nine and is 40 km ahead. When does the faster one catch up?',
      'Write a limerick about a cat that hates Mondays.',
    ]) {
      const decision = router.route({ text });
      assert.equal(decision.expert, shipped.route({ text }).expert, text);
      assert.equal(decision.member, undefined);
    }
  });

  it('takes few of the texts that it is told apart from', () => {
    const taken = shippedBackground().filter(
      ({ text }) => router.route({ text }).expert === 'law',
    ).length;
    assert.ok(taken <= 0.03 * shippedBackground().length, String(taken));
  });

  it('does not keep an instruction from its task, and may be corrected', () => {
    assert.equal(router.route({ text: own, instruction: 'fix typos' }).expert, 'prose');
    const state = withCorrection(noCorrections, { text: 'Hello there', domain: 'law', day: 'd' });
    const corrected = createRouter(shippedClassifier(), {
      ownDomains: judge,
      correctionOf: (text, known) => findCorrection(state, text, known),
    });
    const decision = corrected.route({ text: 'Hello there' });
    assert.deepEqual([decision.expert, decision.member], ['law', lawExpert.member]);
  });

  it('gives scores that sum to one, the highest to the choice, for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constant(own)),
        (text) => {
          const { scores, expert } = router.route({ text });
          const sum = Object.values(scores).reduce((total, score) => total + score, 0);
          assert.ok(Math.abs(sum - 1) < 1e-9);
          assert.deepEqual(Object.keys(scores).sort(), ['code', 'law', 'logic', 'prose']);
          assert.ok(Math.max(...Object.values(scores)) <= (scores[expert] ?? 0) + 1e-12);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the built-in mixtures of experts', () => {
  it('also ask the members of one’s own domains', () => {
    const own = mixturesWith({ law: lawExpert.member });
    const spec = parseEnsemble('unreviewed', { named: own });
    assert.ok(spec.ok && spec.value.kind === 'route');
    assert.deepEqual(Object.keys(spec.value.experts), ['code', 'logic', 'prose', 'law']);
    assert.deepEqual(spec.value.experts['law'], { kind: 'member', id: lawExpert.member });
    assert.ok(parseEnsemble('experts', { named: own }).ok);
    assert.deepEqual(mixturesWith({}), {});
  });
});

describe('solving with the inverse’s diagonal', () => {
  it('solves positive definite systems', () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 12, maxLength: 12 }), (numbers) => {
        const half = [0, 1, 2].map((row) => numbers.slice(3 * row, 3 * row + 3));
        const matrix = half.map((one, row) =>
          Float64Array.from(half, (other, column) =>
            one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), row === column ? 1 : 0),
          ),
        );
        const vector = numbers.slice(9);
        const { solution } = solveWithInverse(matrix, vector);
        matrix.forEach((line, row) => {
          const product = line.reduce((sum, value, at) => sum + value * (solution[at] ?? 0), 0);
          assert.ok(Math.abs(product - (vector[row] ?? 0)) < 1e-9);
        });
      }),
    );
  });

  it('tells the diagonal of the inverse', () => {
    const { inverseDiagonal } = solveWithInverse(
      [Float64Array.of(2, 0), Float64Array.of(0, 4)],
      [1, 1],
    );
    assert.deepEqual([...inverseDiagonal], [0.5, 0.25]);
  });
});
