import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createBackends } from '../../../../server/core/scheduler/backends.ts';
import { decodeBase64 } from '../../../../server/core/base64.ts';
import {
  forecastShape,
  forecastWeights,
} from '../../../../server/core/scheduler/forecastWeights.ts';
import { fitOnLadder } from '../../../../server/core/scheduler/ladder.ts';
import {
  createExpectedCostPolicy,
  type Candidate,
} from '../../../../server/core/scheduler/policy.ts';
import { createUsage } from '../../../../server/core/scheduler/usage.ts';

const minute = 60_000;

describe('the forecast of the next use', () => {
  it('learns that a review follows a draft', () => {
    const usage = createUsage();
    let at = 0;
    for (let turn = 0; turn < 40; turn++) {
      for (const model of ['draft', 'reviewer', turn % 2 ? 'chat' : 'prose'])
        usage.used(model, (at += minute));
    }
    usage.used('draft', (at += minute));
    assert.equal(usage.forecast('reviewer', at) > 2 * usage.forecast('chat', at), true);
  });

  it('is higher for a model that work under way will ask next', () => {
    const forecastAfter = (then: readonly string[]): number => {
      const usage = createUsage();
      let at = 0;
      for (let turn = 0; turn < 30; turn++)
        for (const model of ['code', 'chat', 'prose']) usage.used(model, (at += minute));
      usage.used('chat', (at += minute), then);
      return usage.forecast('code', at);
    };
    assert.equal(forecastAfter(['code']) > forecastAfter([]), true);
  });

  it('reads what the network was fitted on', () => {
    const usage = createUsage();
    for (const model of ['a', 'b', 'a', 'c']) usage.used(model, minute);
    assert.equal(usage.features('a', 2 * minute).length, forecastShape[0]);
    const numbers = forecastShape
      .slice(1)
      .reduce((sum, outputs, before) => sum + outputs * ((forecastShape[before] ?? 0) + 1), 0);
    assert.equal(decodeBase64(forecastWeights).length, 4 * numbers);
  });

  it('stays between 0 and 1, and is 0 for a model that nobody used', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(1e7)), { maxLength: 200 }),
        (uses) => {
          const usage = createUsage();
          let at = 0;
          for (const [model, gap] of uses) usage.used(model, (at += gap));
          for (const model of ['a', 'b']) {
            const forecast = usage.forecast(model, at);
            assert.equal(forecast >= 0 && forecast <= 1, true);
          }
          assert.equal(usage.forecast('never', at), 0);
        },
      ),
    );
  });
});

describe('the choice of what gives way', () => {
  const candidate = (id: string, ram: number, reloadMs: number): Candidate => ({
    id,
    bytes: { ram },
    reloadMs,
    kvMs: 0,
    lastUsedAt: 0,
  });

  it('costs no more than any other set that frees enough, and frees enough', () => {
    const sized = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9000 }));
    fc.assert(
      fc.property(fc.array(sized, { minLength: 1, maxLength: 7 }), fc.nat(30), (drawn, needed) => {
        const candidates = drawn.map(([ram, ms], at) => candidate(`m${at}`, ram, ms));
        const policy = createExpectedCostPolicy();
        candidates.forEach(({ id }, at) => policy.used(id, 'chat', at * minute));
        const at = candidates.length * minute;
        const chosen = policy.victims(candidates, { ram: needed }, { ram: 0 }, at);
        const total = (set: readonly Candidate[]): number =>
          set.reduce((sum, { bytes }) => sum + (bytes['ram'] ?? 0), 0);
        const everySet = fc
          .sample(fc.subarray(candidates, { minLength: 1 }), 60)
          .filter((set) => total(set) >= needed);
        if (!chosen) return assert.equal(total(candidates) < needed, true);
        const own = candidates.filter(({ id }) => chosen.includes(id));
        assert.equal(total(own) >= needed, true);
        for (const set of everySet)
          assert.equal(policy.cost(own, at) <= policy.cost(set, at) + 1e-9, true);
      }),
    );
  });

  it('frees enough, and no model in vain, among very many', () => {
    const many = Array.from({ length: 30 }, (_, at) =>
      candidate(`m${at}`, 1 + (at % 5), 1000 + at),
    );
    const policy = createExpectedCostPolicy();
    const chosen = policy.victims(many, { ram: 17 }, { ram: 2 }, 0) ?? [];
    const sizes = chosen.map((id) => many.find((each) => each.id === id)?.bytes['ram'] ?? 0);
    const total = sizes.reduce((sum, ram) => sum + ram, 0);
    assert.equal(total >= 15, true);
    for (const ram of sizes) assert.equal(total - ram < 15, true);
  });
});

describe('the ladder', () => {
  const member = (id: string, ram: number) => ({ id, bytes: { ram: ram * 1e9 } });

  it('leaves everything as it is when it fits', () => {
    const fitted = fitOnLadder([member('a', 2), member('b', 2)], { ram: 4e9 });
    assert.deepEqual(fitted.ok && fitted.value.steps, []);
  });

  it('takes a smaller context first, then fewer members, then a smaller model, each with a reason', () => {
    const wanted = [
      { ...member('large', 6), smaller: member('small', 1) },
      {
        ...member('second', 3),
        optional: true,
        contexts: [{ contextSize: 1024, bytes: { ram: 2e9 } }],
      },
    ];
    const steps = (gigabytes: number): unknown => {
      const fitted = fitOnLadder(wanted, { ram: gigabytes * 1e9 });
      return fitted.ok ? fitted.value.steps.map(({ step }) => step) : fitted.failure.message;
    };
    assert.deepEqual(steps(9), []);
    assert.deepEqual(steps(8), ['smallerContext']);
    assert.deepEqual(steps(7), ['smallerContext', 'fewerMembers']);
    assert.deepEqual(steps(2), ['smallerContext', 'fewerMembers', 'smallerModel']);
    assert.equal(
      steps(0.5),
      'small need 1.0 GB together and 0.5 GB can be had; choose an ensemble of fewer or smaller models.',
    );
  });
});

describe('the crash counters', () => {
  it('give up a backend after two crashes in ten minutes, for that model alone', () => {
    const backends = createBackends();
    const order = ['cuda', 'vulkan', 'cpu'];
    backends.crashed('a', 'cuda', 'SIGSEGV', 0);
    assert.equal(backends.choose('a', order), 'cuda');
    backends.crashed('a', 'cuda', 'SIGSEGV', 5 * minute);
    assert.equal(backends.choose('a', order), 'vulkan');
    assert.equal(backends.choose('b', order), 'cuda');
  });

  it('forget a crash that was long ago', () => {
    const backends = createBackends();
    backends.crashed('a', 'cuda', 'SIGSEGV', 0);
    backends.crashed('a', 'cuda', 'SIGSEGV', 20 * minute);
    assert.equal(backends.choose('a', ['cuda', 'cpu']), 'cuda');
  });
});
