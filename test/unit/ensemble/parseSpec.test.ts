import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { builtInEnsembles } from '../../../server/core/ensemble/builtIn.ts';
import { parseEnsemble, type SpecNames } from '../../../server/core/ensemble/parseSpec.ts';
import { memberIds } from '../../../server/core/ensemble/spec.ts';
import { settingSchema } from '../../../server/core/ensemble/specSchema.ts';

const members = ['small', 'large'];

function refusal(spec: unknown, names: SpecNames = { members }): string {
  const parsed = parseEnsemble(spec, names);
  return parsed.ok ? 'accepted' : parsed.failure.message;
}

describe('a specification', () => {
  it('of every built-in ensemble is one that a user could write', () => {
    const validate = new Ajv({ strict: false }).compile(settingSchema());
    assert.equal(validate(builtInEnsembles), true, JSON.stringify(validate.errors));
    for (const name of Object.keys(builtInEnsembles)) {
      const known = ['code', 'logic', 'prose', 'reviewer', 'general'].map((each) => `nano:${each}`);
      assert.ok(parseEnsemble(name, { members: known }).ok, name);
    }
  });

  it('nests, by name and in place, and knows every member as *', () => {
    const parsed = parseEnsemble('careful', {
      members,
      named: {
        careful: {
          kind: 'cascade',
          steps: ['pair', { kind: 'vote', members: ['large'], samples: 3 }],
        },
        pair: { kind: 'vote', members: '*' },
      },
    });
    assert.ok(parsed.ok);
    const member = (id: string): unknown => ({ kind: 'member', id });
    const vote = { kind: 'vote', by: 'majority', stop: 'fixed' };
    assert.deepEqual(parsed.value, {
      kind: 'cascade',
      accept: { risk: 0.1, delta: 0.1 },
      steps: [
        { ...vote, members: [member('small'), member('large')], samples: 1 },
        { ...vote, members: [member('large')], samples: 3 },
      ],
    });
  });

  const refusals: readonly [string, unknown, RegExp][] = [
    ['of no kind', { members }, /"kind" is missing; it must be one of route, vote/],
    ['of an unknown kind', { kind: 'poll' }, /"kind" is "poll"/],
    ['with a field missing', { kind: 'vote' }, /ensemble vote: "members" is missing/],
    ['with an unknown field', { kind: 'vote', members, sample: 3 }, /"sample" is not known here/],
    ['with a value out of range', { kind: 'vote', members, samples: 0 }, /"samples" must be >= 1/],
    ['with an unknown rule', { kind: 'vote', members, by: 'dice' }, /"by" must be one of majority/],
    [
      'with an unknown member',
      { kind: 'vote', members: ['small', 'tiny'] },
      /vote\/members\.1: .*“tiny”; members are small, large/,
    ],
    [
      'with an unknown member below',
      { kind: 'cascade', steps: ['small', { kind: 'vote', members: ['x'] }] },
      /cascade\/steps\.1\/vote\/members\.0/,
    ],
    [
      'with a part of another type',
      { kind: 'vote', members: [7] },
      /vote\/members\.0: an ensemble is a name/,
    ],
    ['of a cascade of one step', { kind: 'cascade', steps: ['small'] }, /at least two steps/],
    [
      'with samples of an ensemble',
      { kind: 'vote', members: [{ kind: 'vote', members }], samples: 2 },
      /members\.0 is an ensemble, which answers once/,
    ],
    [
      'with an ensemble for a judge',
      { kind: 'fuse', members, by: 'rerank', judge: { kind: 'vote', members } },
      /the judge must be a member/,
    ],
    [
      'with nothing to stop',
      { kind: 'vote', members: ['small'], samples: 1, stop: 'adaptive' },
      /nothing to stop/,
    ],
    [
      'with more experts asked than there are',
      { kind: 'route', experts: { code: 'small' }, topK: 2 },
      /there is one expert/,
    ],
    [
      'of a risk of nothing',
      { kind: 'cascade', steps: members, accept: { risk: 0 } },
      /"accept\.risk" must be > 0/,
    ],
    ['that is broken JSON', '{"kind": "vote",', /not valid JSON/],
  ];
  for (const [what, spec, sentence] of refusals)
    it(`${what} is refused with one sentence that names the place`, () => {
      const message = refusal(spec);
      assert.match(message, sentence);
      assert.ok(message.endsWith('.') && !message.includes('\n'), message);
    });

  it('with a member that writes nothing is refused, wherever it stands', () => {
    const known = { members: ['file:a', 'file:b'], silent: ['file:ranker'] };
    for (const spec of ['file:ranker', { kind: 'vote', members: ['file:a', 'file:ranker'] }]) {
      const refused = parseEnsemble(spec, known);
      assert.ok(!refused.ok);
      assert.match(refused.failure.message, /“file:ranker” writes nothing; name another member\.$/);
    }
    const all = parseEnsemble({ kind: 'vote', members: '*' }, known);
    assert.ok(all.ok);
    assert.deepEqual(memberIds(all.value), known.members);
  });

  it('that refers to itself is refused with the way round', () => {
    const named = {
      a: { kind: 'vote', members: ['small', 'b'] },
      b: { kind: 'vote', members: ['a'] },
    };
    assert.match(refusal('a', { members, named }), /a → b → a/);
  });

  it('of anything at all is accepted or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (spec) => {
        const parsed = parseEnsemble(spec, { members });
        assert.ok(parsed.ok || parsed.failure.message.length > 0);
      }),
    );
  });
});
