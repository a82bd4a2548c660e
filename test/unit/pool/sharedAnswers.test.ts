import assert from 'node:assert/strict';
import { poolVersion, type CallReply, type MemberCall } from '../../../server/pool/messages.ts';
import {
  createResidencyWorld,
  footprint,
  sayOf,
  score,
  type ResidencyWorld,
} from '../../support/residencyWorld.ts';

describe('calls of the pool', () => {
  let world: ResidencyWorld;
  beforeEach(() => {
    world = createResidencyWorld();
  });

  describe('that are asked the same', () => {
    const token = (id: number, text: string): CallReply => ({
      kind: 'tokens',
      id,
      tokens: [[0, text, -1]],
    });

    beforeEach(() => world.residency.describe('a', footprint(3)));

    it('are asked once, and everyone hears the answer from its beginning', async () => {
      const first = await world.ask('a', { call: sayOf(7) });
      world.load('a');
      world.child('a').say(token(first, 'Yes'));
      const second = await world.ask('a', { call: sayOf(7), client: 2 });
      world.child('a').say(token(first, '!'));
      world.answer('a');
      assert.deepEqual(world.called('a'), [first]);
      const heard = (id: number): CallReply[] => world.replies.filter((reply) => reply.id === id);
      for (const id of [first, second])
        assert.deepEqual(heard(id), [token(id, 'Yes'), token(id, '!'), { kind: 'done', id }]);
    });

    it('go on for the others when the first gives up, and stop when the last does', async () => {
      const [first, second] = [
        await world.ask('a', { call: score }),
        await world.ask('a', { call: score }),
      ];
      world.load('a');
      world.residency.cancel(first);
      assert.equal(world.last('a', 'cancel'), undefined);
      world.answer('a');
      assert.deepEqual(world.replies, [{ kind: 'done', id: second }]);
      const [third, fourth] = [
        await world.ask('a', { call: score }),
        await world.ask('a', { call: score }),
      ];
      world.residency.cancel(third);
      world.residency.cancel(fourth);
      assert.equal(world.last('a', 'cancel')?.id, third);
    });

    it('are started for the others when the first gave up before', async () => {
      const [first, second] = [
        await world.ask('a', { call: score }),
        await world.ask('a', { call: score }),
      ];
      world.residency.cancel(first);
      world.load('a');
      world.answer('a');
      assert.deepEqual(world.replies, [{ kind: 'done', id: second }]);
    });

    it('fail together with their model', async () => {
      const asked = [await world.ask('a', { call: score }), await world.ask('a', { call: score })];
      world.child('a').say({ kind: 'ready', version: poolVersion, pid: 1 });
      const failure = { kind: 'modelInvalid' as const, message: 'a is broken.' };
      const order = world.last('a', 'load');
      world.child('a').say({ kind: 'loadFailed', id: order?.id ?? 0, failure });
      assert.deepEqual(
        world.replies,
        asked.map((id) => ({ kind: 'failed', id, failure })),
      );
    });

    it('are asked each by itself where the answer is drawn at random, or the class differs', async () => {
      const request = { messages: [], maxTokens: 1, temperature: 0.7 };
      const drawn: MemberCall = { op: 'generate', request };
      world.residency.describe('a', footprint(3, { parallel: 8 }));
      const asked = [await world.ask('a', { call: drawn }), await world.ask('a', { call: drawn })];
      const seeded: MemberCall = { op: 'generate', request: { ...request, seed: 1 } };
      asked.push(await world.ask('a', { call: seeded }));
      await world.ask('a', { call: seeded });
      asked.push(await world.ask('a', { call: seeded, priority: 'chat' }));
      world.load('a');
      assert.deepEqual(world.called('a'), asked);
    });
  });

  describe('of several models at once', () => {
    const told = (home: string): number[] =>
      world.child(home).orders.flatMap((order) => (order.kind === 'threads' ? [order.most] : []));

    it('share the threads, and one alone has them all', async () => {
      for (const home of ['a', 'b']) world.residency.describe(home, footprint(3));
      await world.ask('a');
      world.load('a');
      assert.deepEqual(told('a'), [7]);
      await world.ask('b');
      world.load('b');
      assert.deepEqual([told('a'), told('b')], [[7, 3], [4]]);
      world.answer('b');
      assert.deepEqual(told('a'), [7, 3, 7]);
    });

    it('share them in a process that was started again, too', async () => {
      for (const home of ['a', 'b']) world.residency.describe(home, footprint(3));
      for (const home of ['a', 'b']) {
        await world.ask(home);
        world.load(home);
      }
      world.child('b').exit({ signal: 'SIGKILL' });
      world.timers.advance(60_000);
      world.child('b').say({ kind: 'ready', version: poolVersion, pid: 1 });
      assert.deepEqual(told('b'), [4]);
    });

    it('leave what a small model does not want to the others', async () => {
      world.residency.describe('nano', footprint(1, { threads: 1 }));
      world.residency.describe('a', footprint(3));
      for (const home of ['nano', 'a']) {
        await world.ask(home);
        world.load(home);
      }
      assert.deepEqual([told('nano'), told('a')], [[1], [6]]);
    });
  });

  describe('whose questions are soon worth nothing', () => {
    const slot = 'weigh';
    const superseded = (id: number): CallReply => ({
      kind: 'failed',
      id,
      failure: {
        kind: 'superseded',
        message: 'A later request took the place of this one, so it was not answered.',
      },
    });

    beforeEach(() => world.residency.describe('a', footprint(3)));

    it('answer the latest of a slot alone, and say so to the others', async () => {
      const first = await world.ask('a', { slot });
      const second = await world.ask('a', { slot });
      world.load('a');
      assert.deepEqual(world.called('a'), [second]);
      const third = await world.ask('a', { slot });
      assert.equal(world.last('a', 'cancel')?.id, second);
      world.answer('a');
      assert.deepEqual(world.replies, [
        superseded(first),
        superseded(second),
        { kind: 'done', id: third },
      ]);
    });

    it('leave other clients, other models and what has no slot alone', async () => {
      world.residency.describe('a', footprint(3, { parallel: 8 }));
      const asked = [
        await world.ask('a', { slot }),
        await world.ask('a', { slot, client: 2 }),
        await world.ask('a', { slot, model: 'adapter' }),
        await world.ask('a', { slot: 'other' }),
        await world.ask('a'),
      ];
      for (let loads = 0; loads < 2; loads++) world.load('a');
      assert.deepEqual(world.called('a').sort(), asked);
      assert.deepEqual(world.replies, []);
    });

    it('keep an answer that others wait for too', async () => {
      const first = await world.ask('a', { call: score, slot });
      const joined = await world.ask('a', { call: score, client: 2 });
      const second = await world.ask('a', { slot });
      world.load('a');
      world.child('a').say({ kind: 'done', id: first });
      world.answer('a');
      assert.deepEqual(world.replies, [
        superseded(first),
        { kind: 'done', id: joined },
        { kind: 'done', id: second },
      ]);
    });
  });
});
