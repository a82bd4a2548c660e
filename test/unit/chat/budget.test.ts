import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contextRoom, mostLines, planContext } from '../../../server/core/chat/budget.ts';

const needs = { window: 1000, answer: 200, question: 100, sources: [], earlier: [] };

describe('what goes into a prompt', () => {
  it('keeps what is attached whole while it fits, cuts the next one and leaves the rest', () => {
    const plan = planContext({ ...needs, sources: [400, 500, 100], earlier: [10] });
    assert.deepEqual(
      plan.sources.map(({ fate }) => fate),
      ['whole', 'shortened', 'left'],
    );
    assert.equal(plan.sources[1]?.room, 1000 - 200 - 100 - 400 - 8);
    assert.equal(plan.earlier, 0);
  });

  it('gives what is left to the newest earlier messages, without a gap', () => {
    assert.equal(planContext({ ...needs, earlier: [10, 900, 10, 10] }).earlier, 2);
    assert.equal(planContext({ ...needs, earlier: [10, 20, 30] }).earlier, 3);
  });

  it('keeps no more than a quarter of a small window for the answer', () => {
    assert.equal(contextRoom({ ...needs, window: 400, answer: 1024 }), 400 - 100 - 100 - 8);
    assert.equal(contextRoom({ ...needs, question: 5000 }), 0);
  });

  it('never gives away more than there is, and takes everything that fits', () => {
    const tokens = fc.nat({ max: 3000 });
    const list = fc.array(tokens, { maxLength: 8 });
    fc.assert(
      fc.property(
        tokens,
        tokens,
        tokens,
        list,
        list,
        (window, answer, question, sources, earlier) => {
          const given = { window, answer, question, sources, earlier };
          const plan = planContext(given);
          const taken = plan.sources.map(({ fate, room }) => (fate === 'left' ? 0 : room));
          const read = earlier.slice(earlier.length - plan.earlier);
          const sum = [...taken, ...read].reduce((all, each) => all + each, 0);
          const room = contextRoom(given);
          assert(sum <= room, `${sum} of ${room}`);
          for (const [at, { fate, room: share }] of plan.sources.entries())
            if (fate === 'whole') assert.equal(share, sources[at]);
            else assert((sources[at] ?? 0) > share);
          const all = [...sources, ...earlier].reduce((total, each) => total + each, 0);
          if (all <= room) {
            assert.equal(plan.earlier, earlier.length);
            assert(plan.sources.every(({ fate }) => fate === 'whole'));
          }
        },
      ),
    );
  });

  it('finds the most lines that fit in few trials', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 5000 }), fc.nat({ max: 5000 }), async (lines, limit) => {
        let trials = 0;
        const found = await mostLines(lines, (first) => {
          trials++;
          return Promise.resolve(first <= limit);
        });
        assert.equal(found, Math.min(lines, limit));
        assert(trials <= Math.ceil(Math.log2(lines + 1)) + 1);
      }),
    );
  });
});
