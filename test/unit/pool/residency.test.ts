import assert from 'node:assert/strict';
import {
  createResidencyWorld,
  footprint,
  gigabyte,
  limits,
  score,
  spec,
  type ResidencyWorld,
} from '../../support/residencyWorld.ts';
import { poolVersion } from '../../../server/pool/messages.ts';

describe('which models are in memory', () => {
  let world: ResidencyWorld;
  beforeEach(() => {
    world = createResidencyWorld();
  });

  it('loads a model for its first call, and starts the call then', async () => {
    world.residency.describe('a', footprint(3));
    const id = await world.ask('a');
    assert.deepEqual(world.called('a'), []);
    world.load('a');
    assert.deepEqual(world.called('a'), [id]);
    world.answer('a');
    assert.deepEqual(world.replies, [{ kind: 'done', id }]);
  });

  it('keeps as many as fit, and ends the one that is cheapest to lose for one more', async () => {
    for (const home of ['a', 'b', 'c']) world.residency.describe(home, footprint(4));
    for (const home of ['a', 'b']) {
      await world.ask(home);
      world.load(home);
      world.answer(home);
    }
    assert.ok(world.isThere('a') && world.isThere('b'));
    await world.ask('c');
    assert.equal(world.children.get('c'), undefined, 'it waits for the memory');
    const gone = ['a', 'b'].find((home) => world.last(home, 'shutdown')) ?? '';
    world.leave(gone);
    world.load('c');
    world.answer('c');
    assert.equal(world.replies.length, 3);
    assert.match(
      world.log.lines.join('\n'),
      new RegExp(`${gone} leaves the memory: c needs its memory`),
    );
  });

  it('lets an answer end before its model makes room', async () => {
    for (const home of ['a', 'b']) world.residency.describe(home, footprint(6));
    const first = await world.ask('a');
    world.load('a');
    await world.ask('b');
    world.timers.advance(8_000);
    assert.equal(world.last('a', 'shutdown'), undefined);
    world.answer('a');
    world.leave('a');
    world.load('b');
    world.answer('b');
    assert.deepEqual(
      world.replies.map(({ kind }) => kind),
      ['done', 'done'],
    );
    assert.equal(world.replies[0]?.id, first);
  });

  it('keeps the process that the same work needs next', async () => {
    for (const home of ['draft', 'review', 'other']) world.residency.describe(home, footprint(4));
    for (const home of ['draft', 'review']) {
      await world.ask(home);
      world.load(home);
      world.answer(home);
    }
    await world.ask('draft', { then: ['review'] });
    await world.ask('other', { client: 2 });
    assert.equal(world.last('review', 'shutdown'), undefined);
    world.answer('draft');
    assert.equal(world.last('review', 'shutdown'), undefined);
    assert.ok(world.last('draft', 'shutdown'));
  });

  it('refuses what can never fit, with the sizes and what to do', async () => {
    world.residency.describe('a', footprint(12));
    const id = await world.ask('a');
    assert.deepEqual(world.replies, [
      {
        kind: 'failed',
        id,
        failure: {
          kind: 'outOfMemory',
          message:
            'a needs 12.0 GB of memory and at most 10.0 GB can be freed: close other programs, or add a smaller model.',
        },
      },
    ]);
    assert.equal(world.children.size, 0);
  });

  it('loads with a smaller context where that fits, and says so', async () => {
    const contexts = [{ contextSize: 2048, bytes: 9 * gigabyte }];
    world.residency.describe('a', footprint(12, { contexts }));
    await world.ask('a');
    world.load('a');
    assert.equal(world.last('a', 'load')?.model.contextSize, 2048);
    assert.equal(world.called('a').length, 1);
    assert.match(world.log.lines.join('\n'), /a is loaded with a context of 2048 tokens/);
  });

  it('loads with a compact cache where that fits, and says what it costs', async () => {
    const contexts = [{ contextSize: 4096, compactCache: true, bytes: 9 * gigabyte }];
    world.residency.describe('a', footprint(12, { contexts }));
    await world.ask('a');
    world.load('a');
    const { contextSize, compactCache } = world.last('a', 'load')?.model ?? {};
    assert.deepEqual([contextSize, compactCache], [4096, true]);
    assert.match(world.log.lines.join('\n'), /in a cache of 8 bits, which is read more slowly/);
  });

  it('never ends what is pinned, and names the pin', async () => {
    for (const home of ['a', 'b']) world.residency.describe(home, footprint(6));
    world.residency.pin('a', true);
    await world.ask('a');
    world.load('a');
    world.answer('a');
    await world.ask('b');
    const failure = world.replies.at(-1);
    assert.ok(failure?.kind === 'failed');
    assert.match(failure.failure.message, /unpin a/);
    world.residency.pin('a', false);
    await world.ask('b');
    world.leave('a');
    world.load('b');
  });

  it('frees an idle model when the machine runs short', async () => {
    world.residency.describe('a', footprint(6));
    await world.ask('a');
    world.load('a');
    world.answer('a');
    world.budget = 4 * gigabyte;
    world.timers.advance(5_000);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    world.leave('a');
    assert.match(world.log.lines.join('\n'), /a leaves the memory: other programs need the memory/);
    world.budget = 10 * gigabyte;
    await world.ask('a');
    world.load('a');
    world.answer('a');
    assert.deepEqual(
      world.replies.map(({ kind }) => kind),
      ['done', 'done'],
    );
  });

  it('gives up a load for background work when someone waits for another model', async () => {
    for (const home of ['a', 'b']) world.residency.describe(home, footprint(6));
    world.timers.advance(60_000);
    const later = await world.ask('a', { priority: 'background', call: score });
    world.child('a').say({ kind: 'ready', version: poolVersion, pid: 1 });
    const now = await world.ask('b');
    assert.notEqual(world.child('a').killed, undefined, 'in the middle of its load');
    world.child('a').exit({ signal: 'SIGKILL' });
    world.load('b');
    world.answer('b');
    assert.deepEqual(world.replies, [{ kind: 'done', id: now }]);
    world.timers.advance(20 * 60_000);
    world.leave('b');
    world.load('a');
    world.answer('a');
    assert.equal(world.replies.at(-1)?.id, later);
  });

  it('stops a background answer that nobody has seen a part of, and gives it again', async () => {
    for (const home of ['a', 'b']) world.residency.describe(home, footprint(6));
    world.timers.advance(60_000);
    const later = await world.ask('a', { priority: 'background', call: score });
    world.load('a');
    world.timers.advance(60_000);
    const now = await world.ask('b');
    assert.deepEqual(world.last('a', 'cancel')?.id, later);
    world.leave('a');
    world.load('b');
    world.answer('b');
    assert.deepEqual(world.replies, [{ kind: 'done', id: now }]);
  });

  it('tries a load once more after a crash, then says what happened', async () => {
    world.residency.describe('a', footprint(3));
    const id = await world.ask('a');
    for (let attempt = 0; attempt < 2; attempt++) {
      world.child('a').say({ kind: 'ready', version: poolVersion, pid: 1 });
      world.child('a').exit({ signal: 'SIGSEGV' });
      world.timers.advance(60_000);
    }
    assert.deepEqual(world.replies, [
      {
        kind: 'failed',
        id,
        failure: {
          kind: 'workerCrashed',
          message: 'a stopped while it was loading (its process ended by SIGSEGV); try again.',
        },
      },
    ]);
    await world.ask('a');
    // A process that crashed starts again after a while.
    world.timers.advance(60_000);
    world.load('a');
    world.answer('a');
    assert.equal(world.replies.at(-1)?.kind, 'done');
  });

  it('does not try again what was set aside', async () => {
    world.residency.describe('a', footprint(3));
    await world.ask('a');
    world.child('a').say({ kind: 'ready', version: poolVersion, pid: 1 });
    world.aside = { a: 'a is set aside.' };
    world.child('a').exit({ signal: 'SIGSEGV' });
    const [reply] = world.replies;
    assert.ok(reply?.kind === 'failed');
    assert.deepEqual(reply.failure, { kind: 'modelQuarantined', message: 'a is set aside.' });
    world.timers.advance(60_000);
    assert.equal(world.children.get('a')?.length, 1);
  });

  it('fails the calls of a broken adapter alone, and goes on with its base', async () => {
    world.residency.describe('base', footprint(3));
    await world.ask('base', { model: 'adapter' });
    const good = await world.ask('base');
    world.child('base').say({ kind: 'ready', version: poolVersion, pid: 1 });
    const order = world.last('base', 'load');
    assert.equal(order?.model.id, 'adapter');
    const failure = { kind: 'modelInvalid' as const, message: 'adapter is broken.' };
    world.child('base').say({ kind: 'loadFailed', id: order.id, failure });
    world.child('base').exit({ code: 0 });
    world.load('base');
    world.answer('base');
    assert.deepEqual(world.replies, [
      { kind: 'failed', id: 1, failure },
      { kind: 'done', id: good },
    ]);
  });

  it('forgets a call that is cancelled while its model loads', async () => {
    world.residency.describe('a', footprint(3));
    const [gone, kept] = [await world.ask('a'), await world.ask('a')];
    world.residency.cancel(gone);
    world.load('a');
    assert.deepEqual(world.called('a'), [kept]);
  });

  it('warms only into memory that is free', async () => {
    for (const home of ['a', 'b']) world.residency.describe(home, footprint(6));
    await world.residency.warm('a', spec('a'));
    world.load('a');
    await world.residency.warm('b', spec('b'));
    assert.equal(world.children.get('b'), undefined);
    assert.equal(world.last('a', 'shutdown'), undefined);
    assert.ok(world.isThere('a'));
  });

  it('answers windows in turn when one asks much', async () => {
    world.residency.describe('a', footprint(3, { parallel: 1 }));
    const many = [await world.ask('a'), await world.ask('a'), await world.ask('a')];
    const one = await world.ask('a', { client: 2 });
    world.load('a');
    for (let count = 0; count < 4; count++) world.answer('a');
    assert.deepEqual(world.called('a'), [many[0], one, many[1], many[2]]);
  });

  it('loads again when a process ended by itself', async () => {
    world.residency.describe('a', footprint(3));
    await world.ask('a');
    world.load('a');
    world.answer('a');
    world.timers.advance(limits.idleMs);
    world.leave('a');
    await world.ask('a');
    world.load('a');
    world.answer('a');
    assert.equal(world.children.get('a')?.length, 2);
    assert.equal(world.replies.length, 2);
  });
});
