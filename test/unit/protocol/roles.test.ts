import assert from 'node:assert/strict';
import { defaultRoles, roles, rolesIn, withRole } from '../../../protocol/roles.ts';
import { parseRefinePlan } from '../../../server/core/ensemble/refinePlan.ts';

describe('roles of the pool', () => {
  it('are those of the built-in mixture when the settings say nothing', () => {
    assert.deepEqual(rolesIn({}), defaultRoles);
    const plan = parseRefinePlan('experts', {});
    const { reviewer, ...experts } = defaultRoles;
    assert.deepEqual(plan.ok && plan.value, { experts, reviewer });
  });

  for (const role of roles)
    it(`give a member the role ${role}, and the engine follows`, () => {
      const changed = withRole({ other: 'nano:logic' }, role, 'file:mine');
      assert.ok(changed);
      assert.equal(changed['other'], 'nano:logic');
      assert.deepEqual(rolesIn(changed), { ...defaultRoles, [role]: 'file:mine' });
      const plan = parseRefinePlan('experts', changed);
      assert.ok(plan.ok, JSON.stringify(plan));
      const { reviewer, experts } = plan.value;
      assert.deepEqual({ ...experts, reviewer }, { ...defaultRoles, [role]: 'file:mine' });
    });

  it('keep what else the user’s ensemble says', () => {
    const own = { kind: 'route', by: 'trust', experts: { code: 'file:a', law: 'file:b' } };
    const changed = withRole({ experts: own }, 'prose', 'file:c');
    assert.deepEqual(changed, {
      experts: {
        kind: 'route',
        by: 'trust',
        experts: { code: 'file:a', law: 'file:b', prose: 'file:c' },
      },
    });
    const reviewed = changed && withRole(changed, 'reviewer', 'file:d');
    assert.deepEqual(reviewed?.['experts'], {
      kind: 'review',
      draft: (changed as { experts: object }).experts,
      reviewer: 'file:d',
    });
  });

  it('are not there in an ensemble of another kind, which stays as it is', () => {
    for (const experts of [{ kind: 'vote', members: ['a', 'b'] }, 'nano:code', 3, null]) {
      assert.equal(rolesIn({ experts }), undefined);
      assert.equal(withRole({ experts }, 'code', 'file:a'), undefined);
    }
  });
});
