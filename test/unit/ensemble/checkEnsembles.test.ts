import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { checkEnsembles } from '../../../server/core/ensemble/checkEnsembles.ts';
import { settingSchema } from '../../../server/core/ensemble/specSchema.ts';
import { repositoryRoot } from '../../support/rawLspClient.ts';

const members = ['nano:code', 'nano:prose', 'nano:reviewer'];
const vote = { kind: 'vote', members: ['nano:code', 'nano:prose'] };

describe('the user’s ensembles', () => {
  it('pass without a word when they are right, by name and nested', () => {
    const named = {
      mine: vote,
      review: { kind: 'review', draft: 'mine', reviewer: 'nano:reviewer' },
    };
    assert.deepEqual(checkEnsembles(named, members), []);
  });

  const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
    [
      'an unknown member',
      {
        mine: {
          kind: 'cascade',
          steps: ['nano:code', { ...vote, members: ['nano:code', 'nano:x'] }],
        },
      },
      /^eidolon\.ensembles\.mine\.steps\[1\]\.members\[1\]: there is no member .*“nano:x”/,
    ],
    [
      'a cycle',
      { one: { ...vote, members: ['nano:code', 'two'] }, two: { ...vote, members: ['one'] } },
      /^eidolon\.ensembles\.\w+\.members\[\d\]\.members\[\d\]: “\w+” refers to itself \(.*\); break the cycle\.$/,
    ],
    [
      'an impossible combination',
      { mine: { kind: 'review', draft: 'nano:code', reviewer: vote } },
      /^eidolon\.ensembles\.mine: the reviewer must be a member/,
    ],
    [
      'a missing field',
      { mine: { kind: 'route', experts: { code: { kind: 'vote' } } } },
      /^eidolon\.ensembles\.mine\.experts\.code: "members" is missing\.$/,
    ],
    [
      'an unknown kind',
      { mine: { kind: 'debate' } },
      /^eidolon\.ensembles\.mine: "kind" is "debate"; it must be one of/,
    ],
  ];
  for (const [name, named, sentence] of cases)
    it(`with ${name} are refused with one sentence that names the place in the setting`, () => {
      const [first, ...others] = checkEnsembles(named, members);
      assert.match(first ?? '', sentence);
      // Each half of a cycle is told as its own.
      assert.equal(others.length, name === 'a cycle' ? 1 : 0);
    });

  it('tell what is wrong once, where it stands, not where it is referred to', () => {
    const named = {
      uses: { ...vote, members: ['broken'] },
      broken: { ...vote, members: ['nano:x'] },
    };
    const told = checkEnsembles(named, members);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /^eidolon\.ensembles\.broken\.members\[0\]/);
  });
});

describe('the schema of the setting', () => {
  const manifest = JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')) as {
    contributes: { configuration: { properties: Record<string, Record<string, unknown>> } };
  };
  const { scope, order, markdownDescription, ...contributed } =
    manifest.contributes.configuration.properties['eidolon.ensembles'] ?? {};

  it('is the one that the engine checks by; “npm run schema” writes it', () => {
    assert.deepEqual(contributed, JSON.parse(JSON.stringify(settingSchema())));
    assert.deepEqual(
      [scope, typeof order, typeof markdownDescription],
      ['window', 'number', 'string'],
    );
  });

  it('accepts what the engine accepts, and refuses a misspelt field where it is typed', () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(settingSchema());
    const good = {
      name: 'experts',
      vote: { ...vote, by: 'trust', stop: 'adaptive', samples: 3 },
      all: { kind: 'vote', members: '*' },
      cascade: { kind: 'cascade', steps: [vote, 'nano:code'], accept: { risk: 0.05 } },
      route: { kind: 'route', experts: { code: 'nano:code', law: vote }, topK: 2, by: 'trust' },
      fuse: { kind: 'fuse', members: [vote, 'nano:code'], by: 'rerank', judge: 'nano:reviewer' },
      review: {
        kind: 'review',
        draft: { kind: 'dynamic' },
        reviewer: 'nano:reviewer',
        checks: 'auto',
      },
      dynamic: { kind: 'dynamic', plans: [vote, 'nano:code'] },
    };
    assert.equal(validate(good), true, JSON.stringify(validate.errors));
    for (const wrong of [
      { kind: 'vote', members: ['a'], sample: 3 },
      { kind: 'vote', members: ['a'], by: 'luck' },
      { kind: 'vote' },
      { kind: 'debate' },
      { kind: 'cascade', steps: [{ kind: 'vote', memberz: ['a'] }] },
    ])
      assert.equal(validate({ mine: wrong }), false, JSON.stringify(wrong));
  });

  it('starts each kind with an example that the engine accepts', () => {
    const { additionalProperties } = settingSchema() as {
      additionalProperties: { defaultSnippets: { label: string; body: unknown }[] };
    };
    const bodies = additionalProperties.defaultSnippets.map(
      ({ label, body }) => [label, body] as const,
    );
    assert.equal(bodies.length, 6);
    const known = [...members, 'nano:logic', 'nano:general'];
    assert.deepEqual(checkEnsembles(Object.fromEntries(bodies), known), []);
  });
});
