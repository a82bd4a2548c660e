import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fits, sumOf } from '../../../../server/core/scheduler/bytes.ts';
import {
  priorities,
  type ModelFacts,
  type Request,
} from '../../../../server/core/scheduler/types.ts';
import { createWorld, type SchedulerWorld } from '../../../support/schedulerWorld.ts';

const minute = 60_000;
const lastMoment = 70 * minute;

const models: readonly ModelFacts[] = [
  { id: 'a', bytes: { ram: 4 }, loadMs: 5000, parallel: 1, backends: ['cuda', 'vulkan', 'cpu'] },
  { id: 'b', bytes: { ram: 3, gpu0: 2 }, loadMs: 4000, parallel: 2 },
  {
    id: 'c',
    bytes: { ram: 2, gpu0: 3 },
    loadMs: 2000,
    parallel: 2,
    contexts: [{ contextSize: 512, bytes: { ram: 1, gpu0: 1 } }],
  },
  { id: 'd', bytes: { ram: 1 }, loadMs: 900, parallel: 4 },
  { id: 'huge', bytes: { ram: 40 }, loadMs: 900, parallel: 4 },
];
const ids = fc.constantFrom('a', 'b', 'c', 'd', 'huge', 'missing');

const submission = fc.record({
  kind: fc.constant('submit' as const),
  model: ids,
  priority: fc.constantFrom(...priorities),
  key: fc.option(fc.constantFrom('k1', 'k2'), { nil: undefined }),
  slot: fc.option(fc.constantFrom('s1', 's2'), { nil: undefined }),
  restartable: fc.boolean(),
  then: fc.option(fc.array(ids, { maxLength: 2 }), { nil: undefined }),
});
const disturbance = fc.oneof(
  fc.record({ kind: fc.constant('cancel' as const), id: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('crash' as const), model: fc.constantFrom('a', 'b', 'c', 'd') }),
  fc.record({ kind: fc.constant('warm' as const), model: ids }),
  fc.record({
    kind: fc.constant('pin' as const),
    model: fc.constantFrom('a', 'd'),
    pinned: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('power' as const), onBattery: fc.boolean() }),
  fc.record({ kind: fc.constant('budget' as const), ram: fc.integer({ min: 2, max: 9 }) }),
);
const moment = fc.integer({ min: 0, max: 5 * minute });
const calm = fc.array(fc.tuple(moment, submission), { maxLength: 30 });
const stormy = fc.array(fc.tuple(moment, fc.oneof(submission, disturbance)), { maxLength: 40 });

type Deed = typeof stormy extends fc.Arbitrary<(infer T)[]> ? T : never;

/** Plays the deeds; in the end the machine is calm again, so that whatever waits can be served. */
function play(
  deeds: readonly Deed[],
  check?: Parameters<typeof createWorld>[0]['check'],
): SchedulerWorld {
  const world = createWorld({
    budget: { ram: 7, gpu0: 4 },
    models,
    serviceMs: ({ id }) => 300 + ((id * 977) % 4000),
    ...(check && { check }),
  });
  deeds.forEach(([at, deed], turn) => world.at(at, () => carryOut(world, deed, turn + 1)));
  world.at(5 * minute + 1, () => {
    world.tell({ kind: 'power', onBattery: false });
    world.tell({ kind: 'budget', bytes: { ram: 7, gpu0: 4 } });
    for (const model of ['a', 'd']) world.tell({ kind: 'pin', model, pinned: false });
  });
  world.run();
  return world;
}

function carryOut(world: SchedulerWorld, deed: Deed[1], id: number): void {
  switch (deed.kind) {
    case 'submit': {
      const { model, priority, key, slot, restartable } = deed;
      // The same answer can only be had from the same model.
      const shared = key === undefined ? {} : { key: `${key} ${model}` };
      const request: Request = {
        id,
        model,
        priority,
        restartable,
        ...shared,
        ...(slot && { slot }),
      };
      return world.tell({ kind: 'submit', request });
    }
    case 'crash': {
      const { model } = deed;
      const held = world.scheduler.residents().some((each) => each.id === model);
      if (held) world.tell({ kind: 'crashed', model, reason: 'SIGSEGV' });
      return;
    }
    case 'cancel':
      if (world.submittedAt.has(deed.id)) world.tell(deed);
      return;
    case 'budget':
      return world.tell({ kind: 'budget', bytes: { ram: deed.ram, gpu0: 4 } });
    default:
      return world.tell(deed);
  }
}

describe('the scheduler, whatever happens', () => {
  it('never loads beyond the memory of a device', () => {
    fc.assert(
      fc.property(stormy, (deeds) => {
        let budget = { ram: 7, gpu0: 4 };
        play(deeds, ({ scheduler }, event, fresh) => {
          if (event.kind === 'budget') budget = event.bytes as typeof budget;
          if (!fresh.some(({ kind }) => kind === 'load')) return;
          const used = sumOf(scheduler.residents().map(({ bytes }) => bytes));
          assert.equal(
            fits(used, budget),
            true,
            `${JSON.stringify(used)} in ${JSON.stringify(budget)}`,
          );
        });
      }),
    );
  });

  it('ends every request exactly once', () => {
    fc.assert(
      fc.property(stormy, (deeds) => {
        const world = play(deeds);
        for (const id of world.submittedAt.keys())
          assert.equal(world.endings.get(id)?.length, 1, `request ${id}: ${world.endings.get(id)}`);
      }),
    );
  });

  it('unloads nothing under a request, and nothing that is pinned and ready', () => {
    fc.assert(
      fc.property(stormy, (deeds) => {
        const pinned = new Set<string>();
        let ready = new Set<string>();
        play(deeds, ({ scheduler }, event, fresh) => {
          if (event.kind === 'pin')
            event.pinned ? pinned.add(event.model) : pinned.delete(event.model);
          const residents = scheduler.residents();
          for (const action of fresh) {
            if (action.kind !== 'unload') continue;
            const resident = residents.find(({ id }) => id === action.model);
            assert.equal(resident?.leases.size, 0);
            assert.equal(pinned.has(action.model) && ready.has(action.model), false);
          }
          ready = new Set(residents.filter(({ phase }) => phase === 'ready').map(({ id }) => id));
        });
      }),
    );
  });

  it('starts every interactive request within a bound that grows only with the requests before it', () => {
    fc.assert(
      fc.property(calm, (deeds) => {
        const world = play(deeds);
        const first = new Map<number, number>();
        for (const { at, action } of world.log)
          if (action.kind === 'start' && !first.has(action.id)) first.set(action.id, at);
        // Each of the others costs at most a load, an unload and an answer.
        const boundMs = 12_000 + world.submittedAt.size * (5000 + 200 + 4300);
        for (const [id, at] of first) {
          const deed = deeds[id - 1]?.[1];
          if (deed?.priority === 'background') continue;
          assert.equal(at - (world.submittedAt.get(id) ?? 0) <= boundMs, true, `request ${id}`);
        }
      }),
    );
  });

  it('ends the last background request once the machine is quiet', () => {
    fc.assert(
      fc.property(calm, (deeds) => {
        const last = play(deeds).log.at(-1)?.at ?? 0;
        assert.equal(last <= lastMoment, true, `${last}`);
      }),
    );
  });

  it('lets no interactive request wait while background work loads', () => {
    fc.assert(
      fc.property(stormy, (deeds) => {
        play(deeds, ({ scheduler, endings, submittedAt, log }, event, fresh) => {
          if (event.kind !== 'loaded') return;
          void fresh;
          const resident = scheduler.residents().find(({ id }) => id === event.model);
          if (resident?.purpose !== 'background') return;
          const started = new Set(
            log.flatMap(({ action }) =>
              action.kind === 'start' || action.kind === 'join' ? [action.id] : [],
            ),
          );
          for (const id of submittedAt.keys()) {
            const deed = deeds[id - 1]?.[1];
            const waits =
              deed?.kind === 'submit' &&
              deed.priority !== 'background' &&
              !started.has(id) &&
              !endings.has(id);
            assert.equal(
              waits && !scheduler.residents().some((each) => each.id === deed.model),
              false,
            );
          }
        });
      }),
    );
  });

  it('decides the same when the same happens again', () => {
    fc.assert(
      fc.property(stormy, (deeds) => assert.deepEqual(play(deeds).log, play(deeds).log)),
      { numRuns: 30 },
    );
  });
});
