import assert from 'node:assert/strict';
import type { Priority } from '../../../server/core/scheduler/types.ts';
import { createDomain, type Domain } from '../../../server/pool/domain.ts';
import type { Footprint } from '../../../server/pool/footprints.ts';
import {
  poolVersion,
  type CallReply,
  type HostToWorker,
  type MemberCall,
  type ModelSpec,
} from '../../../server/pool/messages.ts';
import { createResidency, type Residency } from '../../../server/pool/residency.ts';
import { createFakeChild, type FakeChild } from '../../support/fakeChild.ts';
import { createFakeTimers, type FakeTimers } from '../../support/fakeTimers.ts';
import { createRecordedLog } from '../../support/silentLog.ts';

const limits = {
  startMs: 1_000,
  loadMs: 60_000,
  hangMs: 60_000,
  idleMs: 3_600_000,
  shutdownMs: 500,
};
const gigabyte = 1e9;
const score: MemberCall = { op: 'score', request: { messages: [], texts: ['a'] } };

/** A question that nobody else asks. */
function sayOf(id: number): MemberCall {
  const messages = [{ role: 'user' as const, content: `question ${id}` }];
  return { op: 'generate', request: { messages, maxTokens: 1, temperature: 0 } };
}

interface Asking {
  readonly priority?: Priority;
  readonly call?: MemberCall;
  readonly client?: number;
  readonly model?: string;
  readonly slot?: string;
}

describe('which models are in memory', () => {
  let timers: FakeTimers;
  let children: Map<string, FakeChild[]>;
  let domains: Map<string, Domain>;
  let residency: Residency;
  let budget: number;
  let onBattery: boolean;
  let aside: Record<string, string>;
  let log: ReturnType<typeof createRecordedLog>;
  let replies: CallReply[];
  let nextId: number;

  beforeEach(() => {
    timers = createFakeTimers();
    children = new Map();
    domains = new Map();
    budget = 10 * gigabyte;
    onBattery = false;
    aside = {};
    log = createRecordedLog();
    replies = [];
    nextId = 1;
    residency = createResidency({
      log,
      timers,
      domainOf,
      budget: () => Promise.resolve(budget),
      onBattery: () => Promise.resolve(onBattery),
      asideReason: (model) => aside[model],
    });
  });

  function domainOf(home: string): Domain {
    const found = domains.get(home);
    if (found) return found;
    const made = createDomain({
      name: home,
      limits,
      timers,
      log,
      spawn: () => {
        const child = createFakeChild();
        children.set(home, [...(children.get(home) ?? []), child]);
        return child;
      },
      crashed: () => aside,
      changed: () => residency.changed(),
    });
    domains.set(home, made);
    return made;
  }

  function footprint(gigabytes: number, rest: Partial<Footprint> = {}): Footprint {
    const bytes = gigabytes * gigabyte;
    return { bytes, anonymous: bytes / 4, loadMs: 1_000, parallel: 2, contexts: [], ...rest };
  }

  function spec(id: string): ModelSpec {
    const path = `/${id}`;
    return { id, path, contextSize: 4096, sequences: 1, promptFormat: 'chat', threads: 1 };
  }

  async function ask(home: string, options: Asking = {}): Promise<number> {
    const id = nextId++;
    const { priority = 'refine', call = sayOf(id), client = 1, model = home, slot } = options;
    const reply = (message: CallReply): void => void replies.push(message);
    const asked = { id, home, model: spec(model), call, priority, client, reply };
    await residency.submit(slot === undefined ? asked : { ...asked, slot });
    return id;
  }

  /** The newest process of a home. */
  function child(home: string): FakeChild {
    const newest = children.get(home)?.at(-1);
    assert.ok(newest, `${home} has a process`);
    return newest;
  }

  function isThere(home: string): boolean {
    return domains.get(home)?.status().state === 'ready';
  }

  function last<K extends HostToWorker['kind']>(
    home: string,
    kind: K,
  ): Extract<HostToWorker, { kind: K }> | undefined {
    const found = child(home).orders.findLast((order) => order.kind === kind);
    return found as Extract<HostToWorker, { kind: K }> | undefined;
  }

  /** Starts the newest process of a home and loads what it was ordered to. */
  function load(home: string, ms = 1_000): void {
    if (domains.get(home)?.status().state === 'starting')
      child(home).say({ kind: 'ready', version: poolVersion, pid: 1 });
    timers.advance(ms);
    const order = last(home, 'load');
    assert.ok(order);
    const info = { contextSize: 4096, sequences: 1, loadMs: ms };
    child(home).say({ kind: 'loaded', id: order.id, info });
  }

  function answer(home: string): void {
    const order = last(home, 'call');
    assert.ok(order);
    child(home).say({ kind: 'done', id: order.id });
  }

  /** What a process does that was told to end. */
  function leave(home: string): void {
    assert.ok(last(home, 'shutdown'), `${home} is told to end`);
    child(home).exit({ code: 0 });
  }

  function called(home: string): number[] {
    return child(home).orders.flatMap((order) => (order.kind === 'call' ? [order.id] : []));
  }

  it('loads a model for its first call, and starts the call then', async () => {
    residency.describe('a', footprint(3));
    const id = await ask('a');
    assert.deepEqual(called('a'), []);
    load('a');
    assert.deepEqual(called('a'), [id]);
    answer('a');
    assert.deepEqual(replies, [{ kind: 'done', id }]);
  });

  it('keeps as many as fit, and ends the one that is cheapest to lose for one more', async () => {
    for (const home of ['a', 'b', 'c']) residency.describe(home, footprint(4));
    for (const home of ['a', 'b']) {
      await ask(home);
      load(home);
      answer(home);
    }
    assert.ok(isThere('a') && isThere('b'));
    await ask('c');
    assert.equal(children.get('c'), undefined, 'it waits for the memory');
    const gone = ['a', 'b'].find((home) => last(home, 'shutdown')) ?? '';
    leave(gone);
    load('c');
    answer('c');
    assert.equal(replies.length, 3);
    assert.match(log.lines.join('\n'), new RegExp(`${gone} leaves the memory: c needs its memory`));
  });

  it('lets an answer end before its model makes room', async () => {
    for (const home of ['a', 'b']) residency.describe(home, footprint(6));
    const first = await ask('a');
    load('a');
    await ask('b');
    timers.advance(8_000);
    assert.equal(last('a', 'shutdown'), undefined);
    answer('a');
    leave('a');
    load('b');
    answer('b');
    assert.deepEqual(
      replies.map(({ kind }) => kind),
      ['done', 'done'],
    );
    assert.equal(replies[0]?.id, first);
  });

  it('refuses what can never fit, with the sizes and what to do', async () => {
    residency.describe('a', footprint(12));
    const id = await ask('a');
    assert.deepEqual(replies, [
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
    assert.equal(children.size, 0);
  });

  it('loads with a smaller context where that fits, and says so', async () => {
    const contexts = [{ contextSize: 2048, bytes: 9 * gigabyte }];
    residency.describe('a', footprint(12, { contexts }));
    await ask('a');
    load('a');
    assert.equal(last('a', 'load')?.model.contextSize, 2048);
    assert.equal(called('a').length, 1);
    assert.match(log.lines.join('\n'), /a is loaded with a context of 2048 tokens/);
  });

  it('never ends what is pinned, and names the pin', async () => {
    for (const home of ['a', 'b']) residency.describe(home, footprint(6));
    residency.pin('a', true);
    await ask('a');
    load('a');
    answer('a');
    await ask('b');
    const failure = replies.at(-1);
    assert.ok(failure?.kind === 'failed');
    assert.match(failure.failure.message, /unpin a/);
    residency.pin('a', false);
    await ask('b');
    leave('a');
    load('b');
  });

  it('frees an idle model when the machine runs short', async () => {
    residency.describe('a', footprint(6));
    await ask('a');
    load('a');
    answer('a');
    budget = 4 * gigabyte;
    timers.advance(5_000);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    leave('a');
    assert.match(log.lines.join('\n'), /a leaves the memory: other programs need the memory/);
    budget = 10 * gigabyte;
    await ask('a');
    load('a');
    answer('a');
    assert.deepEqual(
      replies.map(({ kind }) => kind),
      ['done', 'done'],
    );
  });

  it('gives up a load for background work when someone waits for another model', async () => {
    for (const home of ['a', 'b']) residency.describe(home, footprint(6));
    timers.advance(60_000);
    const later = await ask('a', { priority: 'background', call: score });
    child('a').say({ kind: 'ready', version: poolVersion, pid: 1 });
    const now = await ask('b');
    assert.notEqual(child('a').killed, undefined, 'in the middle of its load');
    child('a').exit({ signal: 'SIGKILL' });
    load('b');
    answer('b');
    assert.deepEqual(replies, [{ kind: 'done', id: now }]);
    timers.advance(20 * 60_000);
    leave('b');
    load('a');
    answer('a');
    assert.equal(replies.at(-1)?.id, later);
  });

  it('stops a background answer that nobody has seen a part of, and gives it again', async () => {
    for (const home of ['a', 'b']) residency.describe(home, footprint(6));
    timers.advance(60_000);
    const later = await ask('a', { priority: 'background', call: score });
    load('a');
    timers.advance(60_000);
    const now = await ask('b');
    assert.deepEqual(last('a', 'cancel')?.id, later);
    leave('a');
    load('b');
    answer('b');
    assert.deepEqual(replies, [{ kind: 'done', id: now }]);
  });

  it('tries a load once more after a crash, then says what happened', async () => {
    residency.describe('a', footprint(3));
    const id = await ask('a');
    for (let attempt = 0; attempt < 2; attempt++) {
      child('a').say({ kind: 'ready', version: poolVersion, pid: 1 });
      child('a').exit({ signal: 'SIGSEGV' });
      timers.advance(60_000);
    }
    assert.deepEqual(replies, [
      {
        kind: 'failed',
        id,
        failure: {
          kind: 'workerCrashed',
          message: 'a stopped while it was loading (its process ended by SIGSEGV); try again.',
        },
      },
    ]);
    await ask('a');
    // A process that crashed starts again after a while.
    timers.advance(60_000);
    load('a');
    answer('a');
    assert.equal(replies.at(-1)?.kind, 'done');
  });

  it('does not try again what was set aside', async () => {
    residency.describe('a', footprint(3));
    await ask('a');
    child('a').say({ kind: 'ready', version: poolVersion, pid: 1 });
    aside = { a: 'a is set aside.' };
    child('a').exit({ signal: 'SIGSEGV' });
    const [reply] = replies;
    assert.ok(reply?.kind === 'failed');
    assert.deepEqual(reply.failure, { kind: 'modelQuarantined', message: 'a is set aside.' });
    timers.advance(60_000);
    assert.equal(children.get('a')?.length, 1);
  });

  it('fails the calls of a broken adapter alone, and goes on with its base', async () => {
    residency.describe('base', footprint(3));
    await ask('base', { model: 'adapter' });
    const good = await ask('base');
    child('base').say({ kind: 'ready', version: poolVersion, pid: 1 });
    const order = last('base', 'load');
    assert.equal(order?.model.id, 'adapter');
    const failure = { kind: 'modelInvalid' as const, message: 'adapter is broken.' };
    child('base').say({ kind: 'loadFailed', id: order.id, failure });
    child('base').exit({ code: 0 });
    load('base');
    answer('base');
    assert.deepEqual(replies, [
      { kind: 'failed', id: 1, failure },
      { kind: 'done', id: good },
    ]);
  });

  it('forgets a call that is cancelled while its model loads', async () => {
    residency.describe('a', footprint(3));
    const [gone, kept] = [await ask('a'), await ask('a')];
    residency.cancel(gone);
    load('a');
    assert.deepEqual(called('a'), [kept]);
  });

  it('warms only into memory that is free', async () => {
    for (const home of ['a', 'b']) residency.describe(home, footprint(6));
    await residency.warm('a', spec('a'));
    load('a');
    await residency.warm('b', spec('b'));
    assert.equal(children.get('b'), undefined);
    assert.equal(last('a', 'shutdown'), undefined);
    assert.ok(isThere('a'));
  });

  it('answers windows in turn when one asks much', async () => {
    residency.describe('a', footprint(3, { parallel: 1 }));
    const many = [await ask('a'), await ask('a'), await ask('a')];
    const one = await ask('a', { client: 2 });
    load('a');
    for (let count = 0; count < 4; count++) answer('a');
    assert.deepEqual(called('a'), [many[0], one, many[1], many[2]]);
  });

  describe('that are asked the same', () => {
    const token = (id: number, text: string): CallReply => ({
      kind: 'tokens',
      id,
      tokens: [[0, text, -1]],
    });

    beforeEach(() => residency.describe('a', footprint(3)));

    it('are asked once, and everyone hears the answer from its beginning', async () => {
      const first = await ask('a', { call: sayOf(7) });
      load('a');
      child('a').say(token(first, 'Yes'));
      const second = await ask('a', { call: sayOf(7), client: 2 });
      child('a').say(token(first, '!'));
      answer('a');
      assert.deepEqual(called('a'), [first]);
      const heard = (id: number): CallReply[] => replies.filter((reply) => reply.id === id);
      for (const id of [first, second])
        assert.deepEqual(heard(id), [token(id, 'Yes'), token(id, '!'), { kind: 'done', id }]);
    });

    it('go on for the others when the first gives up, and stop when the last does', async () => {
      const [first, second] = [await ask('a', { call: score }), await ask('a', { call: score })];
      load('a');
      residency.cancel(first);
      assert.equal(last('a', 'cancel'), undefined);
      answer('a');
      assert.deepEqual(replies, [{ kind: 'done', id: second }]);
      const [third, fourth] = [await ask('a', { call: score }), await ask('a', { call: score })];
      residency.cancel(third);
      residency.cancel(fourth);
      assert.equal(last('a', 'cancel')?.id, third);
    });

    it('are started for the others when the first gave up before', async () => {
      const [first, second] = [await ask('a', { call: score }), await ask('a', { call: score })];
      residency.cancel(first);
      load('a');
      answer('a');
      assert.deepEqual(replies, [{ kind: 'done', id: second }]);
    });

    it('fail together with their model', async () => {
      const asked = [await ask('a', { call: score }), await ask('a', { call: score })];
      child('a').say({ kind: 'ready', version: poolVersion, pid: 1 });
      const failure = { kind: 'modelInvalid' as const, message: 'a is broken.' };
      const order = last('a', 'load');
      child('a').say({ kind: 'loadFailed', id: order?.id ?? 0, failure });
      assert.deepEqual(
        replies,
        asked.map((id) => ({ kind: 'failed', id, failure })),
      );
    });

    it('are asked each by itself where the answer is drawn at random, or the class differs', async () => {
      const request = { messages: [], maxTokens: 1, temperature: 0.7 };
      const drawn: MemberCall = { op: 'generate', request };
      residency.describe('a', footprint(3, { parallel: 8 }));
      const asked = [await ask('a', { call: drawn }), await ask('a', { call: drawn })];
      const seeded: MemberCall = { op: 'generate', request: { ...request, seed: 1 } };
      asked.push(await ask('a', { call: seeded }));
      await ask('a', { call: seeded });
      asked.push(await ask('a', { call: seeded, priority: 'chat' }));
      load('a');
      assert.deepEqual(called('a'), asked);
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

    beforeEach(() => residency.describe('a', footprint(3)));

    it('answer the latest of a slot alone, and say so to the others', async () => {
      const first = await ask('a', { slot });
      const second = await ask('a', { slot });
      load('a');
      assert.deepEqual(called('a'), [second]);
      const third = await ask('a', { slot });
      assert.equal(last('a', 'cancel')?.id, second);
      answer('a');
      assert.deepEqual(replies, [
        superseded(first),
        superseded(second),
        { kind: 'done', id: third },
      ]);
    });

    it('leave other clients, other models and what has no slot alone', async () => {
      residency.describe('a', footprint(3, { parallel: 8 }));
      const asked = [
        await ask('a', { slot }),
        await ask('a', { slot, client: 2 }),
        await ask('a', { slot, model: 'adapter' }),
        await ask('a', { slot: 'other' }),
        await ask('a'),
      ];
      for (let loads = 0; loads < 2; loads++) load('a');
      assert.deepEqual(called('a').sort(), asked);
      assert.deepEqual(replies, []);
    });

    it('keep an answer that others wait for too', async () => {
      const first = await ask('a', { call: score, slot });
      const joined = await ask('a', { call: score, client: 2 });
      const second = await ask('a', { slot });
      load('a');
      child('a').say({ kind: 'done', id: first });
      answer('a');
      assert.deepEqual(replies, [
        superseded(first),
        { kind: 'done', id: joined },
        { kind: 'done', id: second },
      ]);
    });
  });

  it('loads again when a process ended by itself', async () => {
    residency.describe('a', footprint(3));
    await ask('a');
    load('a');
    answer('a');
    timers.advance(limits.idleMs);
    leave('a');
    await ask('a');
    load('a');
    answer('a');
    assert.equal(children.get('a')?.length, 2);
    assert.equal(replies.length, 2);
  });
});
