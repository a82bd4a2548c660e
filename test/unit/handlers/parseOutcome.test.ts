import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseOutcome } from '../../../server/handlers/parseOutcome.ts';

const credit = { by: ['nano:prose', 'tool:harper'], domain: 'prose', questionKind: 'passage' };

describe('an outcome from the wire', () => {
  it('is read as it was sent', () => {
    const full = {
      traceId: 't',
      credit: {
        ...credit,
        against: ['nano:general'],
        propensity: 0.25,
        plan: { name: 'nano:prose', contexts: ['*', 'prose'], callsBy: { 'nano:prose': 1 } },
      },
      outcome: { kind: 'edit', kept: 0.5 },
    };
    assert.deepEqual(parseOutcome(full), { ok: true, value: full });
  });

  it('is refused with one sentence when it says nothing that can be learned', () => {
    const accept = { kind: 'accept' };
    const wrong: readonly unknown[] = [
      null,
      { credit },
      { credit, outcome: { kind: 'check', passed: true } },
      { credit, outcome: { kind: 'edit', kept: 2 } },
      { outcome: accept },
      { outcome: accept, credit: { ...credit, by: [] } },
      { outcome: accept, credit: { ...credit, by: ['not an id'] } },
      { outcome: accept, credit: { ...credit, domain: '__proto__' } },
      { outcome: accept, credit: { ...credit, questionKind: 'constructor' } },
      { outcome: accept, credit: { ...credit, plan: { name: 'p', contexts: ['*'] } } },
      { outcome: accept, credit: { ...credit, plan: { name: 'p', contexts: [1], callsBy: {} } } },
    ];
    for (const raw of wrong) {
      const parsed = parseOutcome(raw);
      assert.ok(!parsed.ok, JSON.stringify(raw));
      assert.match(parsed.failure.message, /^This outcome cannot be read: [^.]+\.$/);
    }
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (raw) => void parseOutcome(raw)));
  });
});
