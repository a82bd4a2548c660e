import assert from 'node:assert/strict';
import { degradedNote } from '../../../server/core/refine/degraded.ts';
import type { RefinedHunk } from '../../../server/core/refine/judgedDraft.ts';
import type { RefineOutcome } from '../../../server/core/refine/refine.ts';

const plan = {
  experts: { code: 'nano:code', logic: 'nano:logic', prose: 'nano:prose' },
  reviewer: 'nano:reviewer',
};
const unusable = new Map([
  ['nano:prose', 'The prose file is gone.'],
  ['nano:reviewer', 'The reviewer crashed.'],
]);

function outcome(expert: string, hunks: readonly Partial<RefinedHunk>[]): RefineOutcome {
  const decision = { expert, scores: { [expert]: 1 }, reason: '' };
  const trace = { id: '', startedAt: '', totalMs: 0, steps: [{ kind: 'route', decision, ms: 0 }] };
  return { hunks, trace } as unknown as RefineOutcome;
}

describe('the note on a degraded pool', () => {
  it('names the expert that was to draft, and the reviewer where there was something to judge', () => {
    assert.equal(degradedNote(outcome('prose', []), {}, plan, unusable), 'The prose file is gone.');
    assert.equal(
      degradedNote(outcome('prose', [{}]), {}, plan, unusable),
      'The prose file is gone. The reviewer crashed.',
    );
  });

  it('does not speak of members that had no part in the answer', () => {
    assert.equal(degradedNote(outcome('code', []), {}, plan, unusable), undefined);
    assert.equal(degradedNote(outcome('prose', []), { expert: 'code' }, plan, unusable), undefined);
    assert.equal(degradedNote(outcome('prose', [{}]), {}, { experts: {} }, unusable), undefined);
  });

  it('says the same thing once', () => {
    const both = { experts: { prose: 'nano:prose' }, reviewer: 'nano:prose' };
    assert.equal(
      degradedNote(outcome('prose', [{}]), {}, both, unusable),
      'The prose file is gone.',
    );
  });
});
