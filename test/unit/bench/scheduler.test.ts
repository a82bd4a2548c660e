import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAgenda } from '../../../server/bench/scheduler/agenda.ts';
import { compare } from '../../../server/bench/scheduler/compare.ts';
import { optimalReloadMs, type OptimumModel } from '../../../server/bench/scheduler/optimum.ts';
import { traceShapes, type Trace } from '../../../server/bench/scheduler/traces.ts';

/** The least load time by trying every choice, also that of evicting more than needed. */
function byTrying(
  models: readonly OptimumModel[],
  order: readonly number[],
  budget: number,
): number {
  const go = (at: number, held: readonly number[]): number => {
    const wanted = order[at];
    if (wanted === undefined) return 0;
    if (held.includes(wanted)) return go(at + 1, held);
    let best = Infinity;
    for (let set = 0; set < 1 << held.length; set++) {
      const kept = [...held.filter((_, place) => set & (1 << place)), wanted];
      const bytes = kept.reduce((sum, each) => sum + (models[each]?.bytes ?? 0), 0);
      if (bytes <= budget) best = Math.min(best, go(at + 1, kept));
    }
    return best + (models[wanted]?.loadMs ?? 0);
  };
  return go(0, []);
}

describe('the offline optimum', () => {
  it('is what trying every choice finds', () => {
    const drawn = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(
        fc.array(drawn, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(3), { maxLength: 7 }),
        fc.integer({ min: 5, max: 12 }),
        (sizes, order, budget) => {
          const models = sizes.map(([bytes, loadMs]) => ({ bytes, loadMs }));
          const requests = order.map((each) => each % models.length);
          assert.equal(
            optimalReloadMs(models, requests, budget),
            byTrying(models, requests, budget),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('simulated time', () => {
  it('keeps the order of moments, then of entries, and leaves out what was taken off', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 40 }), (moments) => {
        const agenda = createAgenda();
        const seen: [number, number][] = [];
        moments.forEach((moment, turn) => {
          const cancel = agenda.at(moment, () => seen.push([moment, turn]));
          if (turn % 3 === 2) cancel();
        });
        agenda.run();
        const expected = moments
          .map((moment, turn): [number, number] => [moment, turn])
          .filter(([, turn]) => turn % 3 !== 2)
          .sort((one, other) => one[0] - other[0] || one[1] - other[1]);
        assert.deepEqual(seen, expected);
      }),
    );
  });
});

describe('the simulated days', () => {
  it('are the same for the same seed', () => {
    for (const shape of Object.values(traceShapes)) assert.deepEqual(shape(5), shape(5));
  });

  it('are answered to the last request, none refused, never below the optimum of their own order', () => {
    const start = (seed: number): Trace => {
      const day = (traceShapes['workday'] as (typeof traceShapes)[string])(seed);
      return { ...day, jobs: day.jobs.slice(0, 250) };
    };
    const row = compare(start, 0.5, [4]);
    assert.equal(row.unanswered, 0);
    assert.equal(row.refused, 0);
    assert.equal(row.behindBackground.ours, 0);
    assert.equal(row.reloadMs.ours >= row.ownOptimumMs, true);
    assert.equal(row.reloadMs.lru >= row.optimumMs, true);
    assert.equal(row.reloadMs.ours < row.reloadMs.lru, true);
  });
});
