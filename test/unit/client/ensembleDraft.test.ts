import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  draftKinds,
  fewestMembers,
  freeName,
  nameProblem,
  rulesOf,
  settingText,
  specOf,
  stepsOf,
  type DraftKind,
  type EnsembleDraft,
} from '../../../client/ensembles/ensembleDraft.ts';
import { checkEnsembles } from '../../../server/core/ensemble/checkEnsembles.ts';
import { parseRefinePlan } from '../../../server/core/ensemble/refinePlan.ts';

const members = ['nano:general', 'nano:code', 'nano:logic', 'nano:prose', 'nano:reviewer'];

/** A draft as the questions fill it when each is answered in the usual way. */
function answered(kind: DraftKind, change: Partial<EnsembleDraft> = {}): EnsembleDraft {
  const asked = stepsOf({ kind }).map(({ ask }) => ask);
  const [by] = rulesOf(kind);
  return {
    kind,
    ...(asked.includes('members') && { members: members.slice(0, 3) }),
    ...(asked.includes('draft') && { members: ['nano:prose'] }),
    ...(asked.includes('expert') && {
      experts: { code: 'nano:code', prose: 'nano:prose', logic: '' },
    }),
    ...(asked.includes('reviewer') && { reviewer: 'nano:reviewer' }),
    ...(by !== undefined && { by }),
    ...(asked.includes('risk') && { risk: 0.1 }),
    ...change,
  };
}

describe('an ensemble that is put together step by step', () => {
  for (const kind of draftKinds)
    it(`of kind ${kind} passes the engine’s own check`, () => {
      assert.deepEqual(checkEnsembles({ mine: specOf(answered(kind)) }, members), []);
      const without = answered(kind, kind === 'review' ? {} : { reviewer: '' });
      assert.deepEqual(checkEnsembles({ mine: specOf(without) }, members), []);
      const least = Math.max(1, fewestMembers(kind));
      const few = answered(kind, { members: members.slice(0, least) });
      assert.deepEqual(checkEnsembles({ mine: specOf(few) }, members), []);
    });

  it('refines where it says so', () => {
    const refining = draftKinds.filter((kind) => parseRefinePlan(specOf(answered(kind)), {}).ok);
    assert.deepEqual(refining, ['council', 'experts', 'review']);
  });

  it('lets the exact tools vote in a council', () => {
    const draft = answered('council', { members: ['tools', 'nano:prose'] });
    const plan = parseRefinePlan(specOf(draft), {});
    assert.deepEqual(plan.ok && plan.value.voters?.['prose'], ['tools', 'nano:prose']);
  });

  it('passes the check with every rule and number that is offered', () => {
    for (const kind of draftKinds)
      for (const by of rulesOf(kind))
        for (const samples of [undefined, 1, 3, 9]) {
          const draft = answered(kind, { by, ...(samples !== undefined && { samples }) });
          assert.deepEqual(checkEnsembles({ mine: specOf(draft) }, members), [], `${kind} ${by}`);
        }
  });

  it('asks for the kind alone at first, and ends with the name and the place', () => {
    assert.deepEqual(stepsOf({}), [{ ask: 'kind' }]);
    for (const kind of draftKinds)
      assert.deepEqual(
        stepsOf({ kind })
          .slice(-2)
          .map(({ ask }) => ask),
        ['name', 'where'],
      );
  });

  it('shows what will stand in the settings', () => {
    const spec = specOf(answered('vote'));
    const shown = JSON.parse(settingText('mine', spec)) as Record<string, unknown>;
    assert.deepEqual(shown, { 'eidolon.ensembles': { mine: spec } });
  });

  it('refuses a name that would read as something else, and proposes one that is free', () => {
    assert.deepEqual(
      ['', '  ', 'nano:prose', '{"kind":1}', 'x'.repeat(41), 'my council', '法官', '2nd try'].map(
        nameProblem,
      ),
      ['empty', 'empty', 'characters', 'characters', 'long', undefined, undefined, undefined],
    );
    fc.assert(
      fc.property(fc.constantFrom(...draftKinds), fc.nat(5), (kind, count) => {
        const taken: string[] = [];
        for (let at = 0; at < count; at++) taken.push(freeName(kind, taken));
        assert.equal(new Set(taken).size, count);
        for (const name of taken) assert.equal(nameProblem(name), undefined);
      }),
    );
  });
});
