import assert from 'node:assert/strict';
import { parseEnsembleList } from '../../../protocol/ensembles.ts';
import { listEnsembles, summariseNew } from '../../../server/core/ensemble/summary.ts';

const members = ['nano:general', 'nano:code', 'nano:logic', 'nano:prose', 'nano:reviewer'];

describe('the list of ensembles', () => {
  it('has every built-in one, usable with the nano pool, and then the user’s own', () => {
    const own = { mine: { kind: 'vote', members: ['nano:general', 'nano:prose'] } };
    const listed = listEnsembles(own, members);
    assert.deepEqual(
      listed.map(({ name }) => name),
      ['experts', 'council', 'unreviewed', 'general', 'tools', 'majority', 'trust', 'mine'],
    );
    assert.deepEqual(
      listed.filter(({ problem }) => problem !== undefined),
      [],
    );
    const council = listed.find(({ name }) => name === 'council');
    assert.equal(council?.refines, true);
    assert.deepEqual([...(council?.members ?? [])].sort(), [...members].sort());
    const mine = listed.at(-1);
    assert.deepEqual([mine?.own, mine?.refines, mine?.calls], [true, false, 2]);
    assert.deepEqual(parseEnsembleList(JSON.parse(JSON.stringify({ ensembles: listed }))), {
      ensembles: listed,
    });
  });

  it('marks the user’s own where it stands before a built-in one, and says what is wrong', () => {
    const listed = listEnsembles({ general: 'nano:prose', broken: 'nano:gone' }, members);
    assert.equal(listed.find(({ name }) => name === 'general')?.own, true);
    assert.match(listed.find(({ name }) => name === 'broken')?.problem ?? '', /“nano:gone”/);
  });

  it('judges an ensemble that names itself before it is written', () => {
    const spec = { kind: 'review', draft: 'mine', reviewer: 'nano:reviewer' };
    assert.match(summariseNew('mine', spec, {}, members).problem ?? '', /refers to itself/);
    assert.equal(
      summariseNew('mine', { ...spec, draft: 'experts' }, {}, members).problem,
      undefined,
    );
  });
});
