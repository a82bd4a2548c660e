import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitRouter } from '../../../../server/core/router/fitted/fitRouter.ts';
import { createMemberRouter } from '../../../../server/core/router/fitted/memberRouter.ts';
import {
  parseRouterFile,
  printRouterFile,
} from '../../../../server/core/router/fitted/routerFile.ts';
import {
  parseScoreTable,
  type ScoreRow,
} from '../../../../server/core/router/fitted/scoreTable.ts';
import type { RouterModel } from '../../../../server/core/router/fitted/routerModel.ts';
import { scoreLines, scoreRows } from '../../../support/scoreRows.ts';

function fit(rows: readonly ScoreRow[]): RouterModel {
  const table = parseScoreTable(scoreLines(rows));
  assert.ok(table.ok);
  return fitRouter(table.value);
}

const sum = 'Calculate the total of 512 and 77 minus 304 for the bridge.';
const story = 'Please describe how the winter and the letter changed the island in story 9';
const foreign = 'SELECT id FROM orders WHERE total > (SELECT AVG(total) FROM orders);';

describe('a fitted router', function () {
  this.timeout(60_000);
  const model = fit(scoreRows(200));
  const router = createMemberRouter(model);

  it('sends each kind of question to the member that is good at it', () => {
    assert.equal(router.choose(sum)?.member, 'counter');
    assert.equal(router.choose(story)?.member, 'teller');
  });

  it('says why in words', () => {
    assert.match(
      router.choose(sum)?.reason ?? '',
      /^counter is expected to score 0\.\d\d and teller, the best over all, 0\.\d\d; strongest signs: “/,
    );
    assert.match(router.choose(story)?.reason ?? '', /^teller is the best over all, and nothing/);
  });

  it('leaves a question unlike all that it was fitted on to the best member over all', () => {
    const choice = router.choose(foreign);
    assert.equal(choice?.inside, false);
    assert.equal(choice?.member, 'teller');
    assert.match(choice?.reason ?? '', /^unlike the questions that the router was fitted on/);
  });

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const choice = router.choose(text);
        assert.ok(choice && router.members.includes(choice.member));
        for (const score of Object.values(choice.scores)) assert.ok(score >= 0 && score <= 1);
      }),
      { numRuns: 50 },
    );
  });

  it('chooses among the members that are there', () => {
    assert.equal(router.choose(sum, { among: ['idler', 'teller'] })?.member, 'teller');
    assert.equal(router.choose(sum, { among: ['idler'] })?.member, 'idler');
    assert.equal(router.choose(sum, { among: ['nobody'] }), undefined);
  });

  it('weighs cost against score at the price it is given', () => {
    const costs = { idler: 1, counter: 10, teller: 10 };
    const priced = createMemberRouter(fit(scoreRows(200).map((row) => ({ ...row, costs }))));
    assert.equal(priced.choose(sum)?.member, 'counter');
    assert.equal(priced.choose(sum, { price: 0.01 })?.member, 'counter');
    const cheap = priced.choose(sum, { price: 1 });
    assert.equal(cheap?.member, 'idler');
    assert.match(cheap?.reason ?? '', /at its cost/);
  });

  it('is the same whatever the order of its rows', () => {
    const rows = scoreRows(40);
    const printed = printRouterFile(fit(rows));
    fc.assert(
      fc.property(fc.shuffledSubarray([...rows], { minLength: rows.length }), (shuffled) =>
        assert.equal(printRouterFile(fit(shuffled)), printed),
      ),
      { numRuns: 3 },
    );
  });

  it('learns from rows that lack some members', () => {
    const rows = scoreRows(200).map((row, at): ScoreRow => {
      const { teller, counter, idler } = row.scores as Record<string, number>;
      const scores = at % 3 === 0 ? { teller, counter } : { teller, counter, idler };
      return { ...row, scores: scores as Record<string, number> };
    });
    const partial = createMemberRouter(fit(rows));
    assert.equal(partial.choose(sum)?.member, 'counter');
    assert.ok(Math.abs((partial.choose(story)?.scores['idler'] ?? 1) - 0.1) < 0.1);
  });

  it('always names the best member when there were too few rows to learn from', () => {
    const few = createMemberRouter(fit(scoreRows(20)));
    assert.equal(few.choose(sum)?.member, 'teller');
    assert.match(few.choose(sum)?.reason ?? '', /too few questions/);
  });

  it('comes back from its file as it was', () => {
    const read = parseRouterFile(printRouterFile(model));
    assert.ok(read.ok);
    assert.deepEqual(read.value, model);
  });
});

describe('a router file', () => {
  const text = printRouterFile(fit(scoreRows(30)));
  const changed = (change: (file: Record<string, unknown>) => void): string => {
    const file = JSON.parse(text) as Record<string, unknown>;
    change(file);
    return JSON.stringify(file);
  };

  function check(file: string, expected: RegExp): void {
    const read = parseRouterFile(file);
    assert.equal(read.ok, false);
    if (!read.ok) assert.match(read.failure.message, expected);
  }

  it('keeps no text of the questions', () => {
    assert.doesNotMatch(text, /Calculate|story/);
  });

  it('is refused with the reason when it is not what fit-router writes', () => {
    check('{', /not valid JSON/);
    check('null', /not written by “eidolon fit-router”/);
    check('{"format":"other"}', /not written by “eidolon fit-router”/);
    check(
      changed((file) => (file['version'] = 99)),
      /version 99 and this release reads version 1/,
    );
    check(
      changed((file) => delete file['weights']),
      /required property 'weights'/,
    );
    check(
      changed((file) => (file['members'] = [])),
      /“\/members”/,
    );
    check(
      changed((file) => (file['documents'] = 'AAAA')),
      /lists do not fit each other/,
    );
    check(
      changed((file) => ((file['questions'] as Record<string, unknown>)['scores'] = 'AAAA')),
      /lists do not fit each other/,
    );
  });
});
