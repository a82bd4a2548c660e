import assert from 'node:assert/strict';
import fc from 'fast-check';
import { divideThreads } from '../../../../server/core/scheduler/threads.ts';

function divided(wanted: Readonly<Record<string, number>>, total: number): object {
  return Object.fromEntries(divideThreads(new Map(Object.entries(wanted)), total));
}

describe('the division of threads', () => {
  it('gives one process all that it wants', () => {
    assert.deepEqual(divided({ a: 7 }, 7), { a: 7 });
  });

  it('shares equally between those who want much, and leaves them what others do not want', () => {
    assert.deepEqual(divided({ a: 7, b: 7 }, 7), { a: 3, b: 4 });
    assert.deepEqual(divided({ nano: 1, a: 7, b: 7 }, 7), { nano: 1, a: 3, b: 3 });
  });

  it('gives each a thread where there are fewer threads than processes', () => {
    assert.deepEqual(divided({ a: 4, b: 4, c: 4 }, 2), { a: 1, b: 1, c: 1 });
  });

  it('never exceeds the total but for the one thread of each, and leaves none that somebody wants', () => {
    const wanted = fc.dictionary(fc.string(), fc.integer({ min: 1, max: 16 }), { minKeys: 1 });
    fc.assert(
      fc.property(wanted, fc.integer({ min: 1, max: 32 }), (each, total) => {
        const given = divideThreads(new Map(Object.entries(each)), total);
        const sum = [...given.values()].reduce((all, one) => all + one, 0);
        const all = Object.values(each).reduce((one, other) => one + other, 0);
        assert.ok(sum <= Math.max(total, given.size));
        assert.ok(sum >= Math.min(total, all));
        for (const [id, threads] of given) assert.ok(threads >= 1 && threads <= (each[id] ?? 0));
      }),
    );
  });
});
