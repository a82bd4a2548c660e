import assert from 'node:assert/strict';
import { canAnswer, parseStatus, type MemberHealth } from '../../../protocol/status.ts';

function member(health: MemberHealth, role?: string) {
  const status = parseStatus({ members: [{ id: 'file:a', health, role }] });
  const [found] = status?.members ?? [];
  assert.ok(found);
  return found;
}

describe('a member of the pool can be asked', () => {
  for (const health of ['ready', 'loading', 'unloaded'] as const)
    it(`when it is ${health}`, () => assert.equal(canAnswer(member(health)), true));

  for (const health of ['failed', 'quarantined', 'missing'] as const)
    it(`not when it is ${health}`, () => assert.equal(canAnswer(member(health)), false));

  it('not when its file is made only to read', () =>
    assert.equal(canAnswer(member('ready', 'embedder')), false));
});
