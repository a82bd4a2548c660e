import assert from 'node:assert/strict';
import type { ModelFacts, Priority, Request } from '../../../../server/core/scheduler/types.ts';
import {
  createWorld,
  type SchedulerWorld,
  type WorldOptions,
} from '../../../support/schedulerWorld.ts';

const second = 1000;
const minute = 60 * second;

function model(id: string, ram: number, more: Partial<ModelFacts> = {}): ModelFacts {
  return { id, bytes: { ram: ram * 1e9 }, loadMs: ram * second, parallel: 1, ...more };
}

function open(
  models: readonly ModelFacts[],
  gigabytes: number,
  more: Partial<WorldOptions> = {},
): SchedulerWorld {
  return createWorld({ budget: { ram: gigabytes * 1e9 }, models, ...more });
}

let nextId = 1;
function ask(
  world: SchedulerWorld,
  at: number,
  name: string,
  priority: Priority,
  more: Partial<Request> = {},
): number {
  const request: Request = { id: nextId++, model: name, priority, ...more };
  world.at(at, () => world.tell({ kind: 'submit', request }));
  return request.id;
}

/** The actions as short lines. */
function told(world: SchedulerWorld): string[] {
  return world.log.map(({ action }) => {
    switch (action.kind) {
      case 'load':
        return `load ${action.model} on ${action.backend}`;
      case 'unload':
        return `unload ${action.model}`;
      case 'start':
        return `start ${action.model}`;
      default:
        return action.kind;
    }
  });
}

function startOf(world: SchedulerWorld, id: number): number {
  return world.log.find(({ action }) => action.kind === 'start' && action.id === id)?.at ?? NaN;
}

function refusalOf(world: SchedulerWorld, id: number): string {
  const found = world.log.find(
    ({ action }) => action.kind === 'refuse' && action.id === id,
  )?.action;
  return found?.kind === 'refuse' ? found.reason : '';
}

describe('the scheduler', () => {
  it('loads what is asked for and keeps it for the next request', () => {
    const world = open([model('a', 2)], 8);
    ask(world, 0, 'a', 'chat');
    ask(world, minute, 'a', 'chat');
    world.run();
    assert.deepEqual(told(world), ['load a on cpu', 'start a', 'start a']);
  });

  it('refuses what can never fit, with the sizes and a model that does', () => {
    const world = open([model('large', 6.2), model('small', 2)], 3.9);
    const id = ask(world, 0, 'large', 'chat');
    world.run();
    assert.equal(
      refusalOf(world, id),
      'large needs 6.2 GB of memory and at most 3.9 GB can be freed: use small.',
    );
  });

  it('says which pinned model is in the way', () => {
    const world = open([model('pinned', 3), model('wanted', 4)], 5);
    world.tell({ kind: 'pin', model: 'pinned', pinned: true });
    ask(world, 0, 'pinned', 'chat');
    const id = ask(world, minute, 'wanted', 'chat');
    world.run();
    assert.match(refusalOf(world, id), /at most 2\.0 GB can be freed: unpin pinned\.$/);
    assert.equal(told(world).includes('unload pinned'), false);
  });

  it('takes a smaller context rather than refuse, and says why', () => {
    const contexts = [{ contextSize: 2048, bytes: { ram: 3e9 } }];
    const world = open([model('a', 4, { contexts })], 3.5);
    ask(world, 0, 'a', 'chat');
    world.run();
    const [load] = world.log.map(({ action }) => action);
    assert.equal(load?.kind === 'load' && load.degraded?.step, 'smallerContext');
    assert.match((load?.kind === 'load' && load.degraded?.reason) || '', /2048 tokens/);
  });

  it('counts each device for itself', () => {
    const onGpu = { bytes: { ram: 1e9, gpu0: 3e9 } };
    const models = [model('a', 1, onGpu), model('b', 1, onGpu)];
    const world = createWorld({ budget: { ram: 64e9, gpu0: 4e9 }, models });
    ask(world, 0, 'a', 'chat');
    ask(world, minute, 'b', 'chat');
    world.run();
    assert.equal(told(world).includes('unload a'), true);
  });

  it('gives up the model whose reload is cheap, used as rarely as the other', () => {
    const models = [model('slow', 2, { loadMs: 30 * second }), model('quick', 2), model('new', 2)];
    const world = open(models, 4);
    ask(world, 0, 'quick', 'chat');
    ask(world, minute, 'slow', 'chat');
    ask(world, 2 * minute, 'quick', 'chat');
    ask(world, 3 * minute, 'slow', 'chat');
    ask(world, 4 * minute, 'quick', 'chat');
    ask(world, 5 * minute, 'new', 'chat');
    world.run();
    assert.equal(told(world).includes('unload quick'), true);
    assert.equal(told(world).includes('unload slow'), false);
  });

  it('starts a completion before a refine before a chat that came first', () => {
    const world = open([model('a', 1)], 4);
    ask(world, 0, 'a', 'chat');
    const chat = ask(world, 1, 'a', 'chat');
    const refine = ask(world, 2, 'a', 'refine');
    const completion = ask(world, 3, 'a', 'completion');
    world.run();
    assert.equal(startOf(world, completion) < startOf(world, refine), true);
    assert.equal(startOf(world, refine) < startOf(world, chat), true);
  });

  it('serves a burst on the resident model before it drains it for another, up to a bound', () => {
    const world = open([model('a', 3), model('b', 3)], 4);
    for (let turn = 0; turn < 40; turn++) ask(world, 4 * second + turn * 500, 'a', 'chat');
    const other = ask(world, 6 * second, 'b', 'chat');
    world.run();
    const waited = startOf(world, other) - 6 * second;
    // Twelve seconds of patience, the last answer, the unload and the load.
    assert.equal(waited >= 12 * second && waited <= 17 * second, true, `${waited}`);
  });

  describe('keeps what work under way will ask next', () => {
    const models = [model('draft', 2), model('review', 2), model('other', 2)];
    /** Both models of a refine are there, the draft runs, and someone else asks for a third model. */
    function drafting(then: readonly string[] | undefined, reviewAfter?: number): SchedulerWorld {
      const world = open(models, 4, {
        serviceMs: ({ model: id }) => (id === 'draft' ? 5 : 1) * second,
      });
      ask(world, 0, 'draft', 'refine');
      ask(world, 10, 'review', 'refine');
      ask(world, 20 * second, 'draft', 'refine', { client: 1, ...(then && { then }) });
      ask(world, 21 * second, 'other', 'refine', { client: 2 });
      if (reviewAfter !== undefined)
        ask(world, 25 * second + reviewAfter, 'review', 'refine', { client: 1 });
      world.run();
      return world;
    }
    const loads = (world: SchedulerWorld): number =>
      told(world).filter((line) => line === 'load review on cpu').length;

    it('until it has asked', () => {
      assert.equal(loads(drafting(undefined, 500)), 2);
      const world = drafting(['review'], 500);
      assert.equal(loads(world), 1);
      assert.equal(told(world).at(-1), 'start other');
    });

    it('for two seconds after it ended without asking', () => {
      const world = open(models, 4, { serviceMs: () => 5 * second });
      ask(world, 0, 'draft', 'refine');
      ask(world, 10, 'review', 'refine');
      ask(world, 20 * second, 'draft', 'refine', { then: ['review'] });
      ask(world, 21 * second, 'other', 'refine');
      // The draft's model stays busy, so that only the reviewer's could go.
      ask(world, 22 * second, 'draft', 'refine');
      world.run();
      const gone = world.log.find(({ action }) => action.kind === 'unload');
      assert.deepEqual(
        [gone?.at, gone?.action],
        [27 * second + 1, { kind: 'unload', model: 'review', reason: 'other needs its memory' }],
      );
    });

    it('also where two had the same answer', () => {
      const world = open(models, 4, { serviceMs: () => 5 * second });
      ask(world, 0, 'draft', 'refine');
      ask(world, 10, 'review', 'refine');
      for (const client of [1, 2])
        ask(world, 20 * second, 'draft', 'refine', { client, key: 'same', then: ['review'] });
      ask(world, 30 * second, 'draft', 'refine');
      const other = ask(world, 31 * second, 'other', 'refine');
      world.run();
      assert.equal(startOf(world, other), 31 * second + 200 + 2 * second);
    });

    it('no longer than somebody else may wait', () => {
      const world = open(models, 4, { serviceMs: () => 60 * second });
      ask(world, 0, 'draft', 'refine');
      ask(world, 10, 'review', 'refine');
      ask(world, 100 * second, 'draft', 'refine', { then: ['review'] });
      const other = ask(world, 101 * second, 'other', 'refine');
      world.run();
      assert.equal(startOf(world, other), 101 * second + 12 * second + 200 + 2 * second);
    });
  });

  it('answers the same question once', () => {
    const world = open([model('a', 1)], 4);
    const ids = [0, 10, 20].map((at) => ask(world, at, 'a', 'chat', { key: 'same' }));
    world.run();
    assert.deepEqual(told(world), ['load a on cpu', 'join', 'join', 'start a']);
    assert.deepEqual(
      ids.map((id) => world.endings.get(id)),
      [['answered'], ['answered'], ['answered']],
    );
  });

  it('goes on for those who joined when the first one cancels', () => {
    const world = open([model('a', 1)], 4);
    const first = ask(world, 0, 'a', 'chat', { key: 'same' });
    const second = ask(world, 10, 'a', 'chat', { key: 'same' });
    world.at(1500, () => world.tell({ kind: 'cancel', id: first }));
    world.run();
    assert.deepEqual(world.endings.get(first), ['cancelled']);
    assert.deepEqual(world.endings.get(second), ['answered']);
  });

  it('keeps only the latest completion of a document', () => {
    const world = open([model('a', 1)], 4);
    const ids = [0, 100, 1500].map((at) => ask(world, at, 'a', 'completion', { slot: 'file.ts' }));
    world.run();
    assert.deepEqual(
      ids.map((id) => world.endings.get(id)),
      [['dropped'], ['dropped'], ['answered']],
    );
  });

  it('drops an older completion of a document that comes in after a newer one', () => {
    const world = open([model('a', 1)], 4);
    const [older, newer] = [100, 50].map((at) =>
      ask(world, at, 'a', 'completion', { slot: 'file.ts' }),
    );
    world.run();
    assert.deepEqual(world.endings.get(older ?? 0), ['dropped']);
    assert.deepEqual(world.endings.get(newer ?? 0), ['answered']);
  });

  it('gives up a load for background work as soon as someone waits for another model', () => {
    const world = open([model('job', 3), model('b', 2)], 4);
    const job = ask(world, 0, 'job', 'background');
    const chat = ask(world, second, 'b', 'chat');
    world.run();
    assert.deepEqual(told(world).slice(0, 4), [
      'load job on cpu',
      'unload job',
      'load b on cpu',
      'start b',
    ]);
    assert.equal(startOf(world, chat), 1200 + 2 * second);
    assert.deepEqual(world.endings.get(job), ['answered']);
  });

  it('lets background work wait for memory rather than push a model out, but not for ever', () => {
    const world = open([model('a', 3), model('job', 3)], 4);
    ask(world, 0, 'a', 'chat');
    const job = ask(world, 10 * second, 'job', 'background');
    world.run();
    // Six hundred times the three seconds of its load.
    assert.equal(startOf(world, job), 10 * second + 30 * minute + 200 + 3 * second);
  });

  it('lets background work with a long load wait for an hour at most', () => {
    const world = open([model('a', 3), model('job', 3, { loadMs: 20 * second })], 4);
    ask(world, 0, 'a', 'chat');
    const job = ask(world, 10 * second, 'job', 'background');
    world.run();
    assert.equal(startOf(world, job), 10 * second + 60 * minute + 200 + 20 * second);
  });

  it('does no background work on battery that needs a load, and warms nothing', () => {
    const world = open([model('a', 1), model('job', 1)], 4);
    world.tell({ kind: 'power', onBattery: true });
    world.tell({ kind: 'warm', model: 'a' });
    const job = ask(world, 0, 'job', 'background');
    world.at(minute, () => assert.deepEqual(told(world), []));
    world.at(2 * minute, () => world.tell({ kind: 'power', onBattery: false }));
    world.run();
    assert.equal(startOf(world, job), 2 * minute + second);
  });

  it('frees idle models when the machine needs the memory, busy ones after their answer', () => {
    const world = open([model('busy', 2), model('idle', 2)], 4, { serviceMs: () => 10 * second });
    ask(world, 0, 'idle', 'chat');
    ask(world, 20 * second, 'busy', 'chat');
    world.at(25 * second, () => world.tell({ kind: 'budget', bytes: { ram: 1e9 } }));
    world.run();
    assert.deepEqual(
      world.log.filter(({ action }) => action.kind === 'unload').map(({ at }) => at),
      [25 * second, 32 * second],
    );
  });

  it('falls back from backend to backend as a model crashes, and sets it aside in the end', () => {
    const world = open([model('a', 1, { backends: ['cuda', 'cpu'] })], 4);
    const last = ask(world, 0, 'a', 'chat');
    const crash = { kind: 'crashed', model: 'a', reason: 'SIGSEGV' } as const;
    for (const at of [100, 200, 300, 400]) world.at(at, () => world.tell(crash));
    world.run();
    const loads = told(world).filter((line) => line.startsWith('load'));
    assert.deepEqual(loads, ['load a on cuda', 'load a on cuda', 'load a on cpu', 'load a on cpu']);
    assert.match(
      refusalOf(world, last),
      /^a crashed on every backend \(SIGSEGV\) and is set aside/,
    );
  });

  it('asks a request again after one crash, and refuses it after the second', () => {
    const world = open([model('a', 1)], 4, { serviceMs: () => minute });
    const id = ask(world, 0, 'a', 'chat');
    const crash = { kind: 'crashed', model: 'a', reason: 'SIGABRT' } as const;
    for (const at of [2 * second, 5 * second]) world.at(at, () => world.tell(crash));
    world.run();
    assert.match(refusalOf(world, id), /^a stopped while it was working \(SIGABRT\); try again\.$/);
  });

  it('learns how long a load takes', () => {
    const world = open([model('a', 2)], 4);
    ask(world, 0, 'a', 'chat');
    world.run();
    assert.deepEqual(world.scheduler.loadTimes(), { a: 2 * second });
  });

  it('unloads what nobody used for the idle time', () => {
    const world = open([model('a', 1)], 4, { settings: { idleMs: 5 * minute } });
    ask(world, 0, 'a', 'chat');
    world.run();
    assert.deepEqual(told(world).at(-1), 'unload a');
    assert.equal(world.log.at(-1)?.at, 5 * minute + 2 * second);
  });
});
