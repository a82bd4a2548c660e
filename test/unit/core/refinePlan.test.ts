import assert from 'node:assert/strict';
import { parseRefinePlan, refinePlanNames } from '../../../server/core/ensemble/refinePlan.ts';

describe('refine plan', () => {
  it('reads every built-in name', () => {
    for (const name of refinePlanNames) assert.ok(parseRefinePlan(name, {}).ok, name);
  });

  it('reads inline JSON, a member id, and the user’s own names', () => {
    const inline = parseRefinePlan('{"kind":"route","experts":{"prose":"file:mine"}}', {});
    assert.deepEqual(inline, { ok: true, value: { experts: { prose: 'file:mine' } } });
    const review = parseRefinePlan('mine', {
      mine: { kind: 'review', draft: 'file:a', reviewer: 'file:b' },
    });
    assert.ok(
      review.ok && review.value.reviewer === 'file:b' && review.value.experts['code'] === 'file:a',
    );
  });

  it('reads members of one domain that vote, the exact tools among them', () => {
    const council = parseRefinePlan('council', {});
    assert(council.ok);
    assert.deepEqual(council.value.voters?.['prose'], ['tools', 'nano:general', 'nano:prose']);
    assert.equal(council.value.experts['prose'], 'nano:prose');
    const prose = (vote: object): unknown => ({
      kind: 'route',
      experts: { prose: { kind: 'vote', members: ['nano:a', 'nano:b'], ...vote } },
    });
    assert(parseRefinePlan(prose({}), {}).ok);
    for (const unlike of [{ by: 'trust' }, { samples: 3 }, { members: ['nano:a', 'experts'] }]) {
      const refused = parseRefinePlan(prose(unlike), {});
      assert(!refused.ok && /vote by majority/.test(refused.failure.message));
    }
  });

  it('answers bad input with one sentence that names the trouble', () => {
    const cases: readonly [unknown, RegExp][] = [
      ['nobody', /no ensemble called “nobody”/],
      ['{"kind":', /not valid JSON/],
      [{ kind: 'vote', members: ['nano:prose'] }, /not “vote”/],
      [{ kind: 'review', draft: 'experts' }, /"reviewer" is missing/],
      [42, /name, a member id or a JSON object/],
    ];
    for (const [spec, message] of cases) {
      const parsed = parseRefinePlan(spec, {});
      assert.ok(!parsed.ok);
      assert.match(parsed.failure.message, message);
    }
    const cycle = parseRefinePlan('a', { a: 'b', b: 'a' });
    assert.ok(!cycle.ok && /cycle/.test(cycle.failure.message));
  });
});
