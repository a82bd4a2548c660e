import assert from 'node:assert/strict';
import { createDomain, type Domain, type DomainCall } from '../../../server/pool/domain.ts';
import { poolVersion, type CallReply, type ModelSpec } from '../../../server/pool/messages.ts';
import { createFakeChild, type FakeChild } from '../../support/fakeChild.ts';
import { createFakeTimers, type FakeTimers } from '../../support/fakeTimers.ts';
import { createRecordedLog } from '../../support/silentLog.ts';

const limits = {
  ...{ startMs: 1_000, loadMs: 2_000, hangMs: 4_000, idleMs: 10_000 },
  ...{ shutdownMs: 500, keepMs: 2_000 },
};

describe('a fault domain', () => {
  let timers: FakeTimers;
  let children: FakeChild[];
  let crashes: [models: readonly string[], reason: string][];
  let aside: Record<string, string>;
  let domain: Domain;
  let replies: CallReply[];

  beforeEach(() => {
    timers = createFakeTimers();
    children = [];
    crashes = [];
    aside = {};
    replies = [];
    domain = open();
  });

  function open(): Domain {
    return createDomain({
      name: 'nano',
      limits,
      timers,
      log: createRecordedLog(),
      spawn: () => {
        const child = createFakeChild();
        children.push(child);
        return child;
      },
      crashed: (models, reason) => {
        crashes.push([models, reason]);
        return aside;
      },
      changed: () => undefined,
    });
  }

  function spec(id: string): ModelSpec {
    return { id, path: `/${id}`, contextSize: 512, sequences: 8, promptFormat: 'nano', threads: 1 };
  }

  function call(id: number, model = 'nano:prose'): DomainCall {
    return {
      id,
      model: spec(model),
      call: { op: 'score', request: { messages: [], texts: ['a'] } },
      reply: (reply) => void replies.push(reply),
    };
  }

  function last(): FakeChild {
    const child = children.at(-1);
    assert.ok(child);
    return child;
  }

  function ready(child = last()): void {
    child.say({ kind: 'ready', version: poolVersion, pid: 1 });
  }

  /** Answers the newest load order. */
  function loaded(child = last()): void {
    const order = child.orders.findLast(({ kind }) => kind === 'load');
    assert.ok(order?.kind === 'load');
    child.say({
      kind: 'loaded',
      id: order.id,
      info: { contextSize: 512, sequences: 8, loadMs: 1 },
    });
  }

  function orders(child = last()): string[] {
    return child.orders.map((order) =>
      order.kind === 'load'
        ? `load ${order.model.id}`
        : order.kind === 'call'
          ? `call ${order.id}`
          : order.kind,
    );
  }

  it('starts no process before the first call', () => {
    assert.equal(children.length, 0);
    assert.equal(domain.status().state, 'stopped');
  });

  it('loads the model once and then sends the calls in order', () => {
    domain.submit(call(1));
    domain.submit(call(2));
    assert.deepEqual(orders(), []);
    ready();
    assert.deepEqual(orders(), ['load nano:prose']);
    loaded();
    assert.deepEqual(orders(), ['load nano:prose', 'call 1', 'call 2']);
  });

  it('sends a call that averages several models once all of them are loaded', () => {
    domain.submit({ ...call(1, 'nano:prose'), partners: [spec('nano:general')] });
    ready();
    loaded();
    assert.deepEqual(orders(), ['load nano:prose', 'load nano:general']);
    loaded();
    assert.equal(orders().at(-1), 'call 1');
  });

  it('blames a crash on every model that a call averages', () => {
    domain.submit({ ...call(1, 'nano:prose'), partners: [spec('nano:general')] });
    ready();
    loaded();
    loaded();
    last().exit({ signal: 'SIGABRT' });
    assert.deepEqual(crashes[0]?.[0], ['nano:prose', 'nano:general']);
  });

  it('loads the models of one process one after the other', () => {
    domain.submit(call(1, 'nano:prose'));
    domain.submit(call(2, 'nano:logic'));
    ready();
    assert.deepEqual(orders(), ['load nano:prose']);
    loaded();
    assert.deepEqual(orders(), ['load nano:prose', 'load nano:logic', 'call 1']);
    loaded();
    assert.equal(orders().at(-1), 'call 2');
  });

  it('hands every reply on and forgets the call after the last', () => {
    domain.submit(call(1));
    ready();
    loaded();
    last().say({ kind: 'done', id: 1, scores: [] });
    last().say({ kind: 'done', id: 1, scores: [] });
    assert.deepEqual(replies, [{ kind: 'done', id: 1, scores: [] }]);
    assert.equal(domain.status().active, 0);
  });

  it('repeats a call once after a crash when nothing was streamed', () => {
    domain.submit(call(1));
    ready();
    loaded();
    last().exit({ signal: 'SIGSEGV' });
    assert.equal(children.length, 2);
    ready();
    loaded();
    assert.equal(orders().at(-1), 'call 1');
    last().say({ kind: 'done', id: 1, scores: [] });
    assert.deepEqual(replies, [{ kind: 'done', id: 1, scores: [] }]);
  });

  it('fails a call whose worker dies a second time', () => {
    domain.submit(call(1));
    ready();
    loaded();
    last().exit({ signal: 'SIGKILL' });
    ready();
    loaded();
    last().exit({ signal: 'SIGKILL' });
    const [reply] = replies;
    assert.ok(reply?.kind === 'failed');
    assert.equal(reply.failure.kind, 'workerCrashed');
    assert.match(reply.failure.message, /SIGKILL.*try again/);
  });

  it('fails a call that has streamed already rather than repeat it', () => {
    domain.submit(call(1));
    ready();
    loaded();
    last().say({ kind: 'tokens', id: 1, tokens: [[0, 'a', -1]] });
    last().exit({ signal: 'SIGSEGV' });
    assert.deepEqual(
      replies.map(({ kind }) => kind),
      ['tokens', 'failed'],
    );
  });

  it('blames the model for a crash, but not for a kill from outside', () => {
    domain.submit(call(1));
    ready();
    loaded();
    last().exit({ signal: 'SIGKILL' });
    assert.deepEqual(crashes, []);
    ready();
    loaded();
    last().exit({ signal: 'SIGABRT' });
    assert.deepEqual(crashes, [[['nano:prose'], 'its process ended by SIGABRT']]);
  });

  it('blames only models that were loading or answering', () => {
    domain.submit(call(1, 'nano:prose'));
    ready();
    loaded();
    last().say({ kind: 'done', id: 1 });
    domain.submit(call(2, 'nano:logic'));
    last().exit({ signal: 'SIGABRT' });
    assert.deepEqual(
      crashes.map(([models]) => models),
      [['nano:logic']],
    );
  });

  it('fails the calls of a model that is set aside, with the reason, and keeps the others', () => {
    aside = { 'nano:logic': 'nano:logic is set aside' };
    domain.submit(call(1, 'nano:logic'));
    ready();
    loaded();
    domain.submit(call(2, 'nano:prose'));
    last().exit({ signal: 'SIGABRT' });
    assert.deepEqual(replies, [
      {
        kind: 'failed',
        id: 1,
        failure: { kind: 'modelQuarantined', message: 'nano:logic is set aside', detail: '' },
      },
    ]);
    ready();
    assert.deepEqual(orders(), ['load nano:prose']);
  });

  it('waits longer after each further crash in a row, and not at all after a success', () => {
    const crash = (): void => {
      ready();
      loaded();
      last().exit({ signal: 'SIGKILL' });
    };
    domain.submit(call(1));
    crash();
    assert.equal(children.length, 2);
    crash();
    domain.submit(call(2));
    assert.equal(children.length, 2);
    assert.equal(domain.status().state, 'waiting');
    timers.advance(250);
    assert.equal(children.length, 3);
    ready();
    loaded();
    last().say({ kind: 'done', id: 2 });
    domain.submit(call(3));
    last().exit({ signal: 'SIGKILL' });
    assert.equal(children.length, 4);
  });

  it('kills a worker that loads for too long, and blames the model', () => {
    domain.submit(call(1));
    ready();
    timers.advance(limits.loadMs);
    assert.match(last().killed ?? '', /longer than 2 s/);
    last().exit({ signal: 'SIGKILL', killedFor: last().killed ?? '' });
    assert.equal(crashes.length, 1);
  });

  it('kills a busy worker that gives no sign of life', () => {
    domain.submit(call(1));
    ready();
    loaded();
    timers.advance(limits.hangMs - 1);
    assert.equal(last().killed, undefined);
    timers.advance(limits.hangMs);
    assert.match(last().killed ?? '', /no sign of life/);
  });

  it('gives a worker that was idle for long the whole time for its next answer', () => {
    domain.submit(call(1));
    ready();
    loaded();
    last().say({ kind: 'done', id: 1 });
    timers.advance(limits.idleMs - 1);
    domain.submit(call(2));
    timers.advance(limits.hangMs - 1);
    assert.equal(last().killed, undefined);
  });

  it('lets a worker live that makes slow progress', () => {
    domain.submit(call(1));
    ready();
    loaded();
    for (let step = 0; step < 10; step++) {
      timers.advance(limits.hangMs - 1);
      last().say({ kind: 'progress', id: 1 });
    }
    assert.equal(last().killed, undefined);
  });

  it('gives up when the process does not come up three times', () => {
    domain.submit(call(1));
    for (let attempt = 0; attempt < 3; attempt++) {
      timers.advance(10_000);
      last().exit({ code: 1, lastLines: 'no binary' });
    }
    const [reply] = replies;
    assert.ok(reply?.kind === 'failed');
    assert.equal(reply.failure.kind, 'poolUnavailable');
    assert.equal(reply.failure.detail, 'no binary');
    assert.equal(crashes.length, 0);
  });

  it('kills a process that does not come up in time', () => {
    domain.submit(call(1));
    timers.advance(limits.startMs);
    assert.equal(last().killed, null);
  });

  it('fails the calls of a model that cannot be loaded, and replaces the process', () => {
    domain.submit(call(1));
    ready();
    const failure = { kind: 'modelInvalid', message: 'broken' } as const;
    last().say({ kind: 'loadFailed', id: 1, failure });
    assert.deepEqual(replies, [{ kind: 'failed', id: 1, failure }]);
    assert.equal(orders().at(-1), 'shutdown');
    domain.submit(call(2));
    last().exit({ code: 0 });
    assert.equal(children.length, 2);
    assert.equal(crashes.length, 0);
  });

  it('ends a worker that has been idle, and kills it when it does not leave', () => {
    domain.submit(call(1));
    ready();
    loaded();
    last().say({ kind: 'done', id: 1 });
    timers.advance(limits.idleMs - 1);
    assert.notEqual(orders().at(-1), 'shutdown');
    timers.advance(1);
    assert.equal(orders().at(-1), 'shutdown');
    timers.advance(limits.shutdownMs);
    assert.equal(last().killed, null);
    last().exit({ signal: 'SIGKILL' });
    assert.equal(domain.status().state, 'stopped');
  });

  it('has a worker end by itself that may keep a conversation, and kills any other', async () => {
    domain.submit(call(1));
    ready();
    loaded();
    void domain.end();
    assert.equal(last().killed, null);
    domain = open();
    const request = { messages: [], maxTokens: 1, temperature: 0, keepStateIn: '/kept' };
    domain.submit({ ...call(2), call: { op: 'generate', request } });
    ready();
    loaded();
    let ended = false;
    const ending = domain.end().then(() => (ended = true));
    assert.equal(replies.at(-1)?.kind, 'failed');
    assert.deepEqual([orders().at(-1), last().killed], ['shutdown', undefined]);
    timers.advance(limits.shutdownMs + limits.keepMs - 1);
    assert.deepEqual([last().killed, ended], [undefined, false]);
    timers.advance(1);
    assert.equal(last().killed, null);
    last().exit({ signal: 'SIGKILL' });
    await ending;
    assert.equal(children.length, 2, 'no other takes its place');
  });

  it('starts a new worker for a call that comes while the old one leaves', () => {
    domain.submit(call(1));
    ready();
    loaded();
    last().say({ kind: 'done', id: 1 });
    timers.advance(limits.idleMs);
    domain.submit(call(2));
    last().exit({ code: 0 });
    assert.equal(children.length, 2);
  });

  it('passes a cancel on and drops later replies', () => {
    domain.submit(call(1));
    ready();
    loaded();
    domain.cancel(1);
    assert.equal(orders().at(-1), 'cancel');
    last().say({ kind: 'done', id: 1 });
    assert.deepEqual(replies, []);
  });

  it('does not repeat a cancelled call after a crash', () => {
    domain.submit(call(1));
    ready();
    loaded();
    domain.cancel(1);
    last().exit({ signal: 'SIGSEGV' });
    assert.equal(children.length, 1);
  });

  it('loads a warmed model without any call, and not again after a crash', () => {
    domain.warm(spec('nano:prose'));
    ready();
    assert.deepEqual(orders(), ['load nano:prose']);
    last().exit({ signal: 'SIGSEGV' });
    assert.equal(children.length, 1);
  });

  it('fails what is open when it is disposed, and ignores the exit that follows', () => {
    domain.submit(call(1));
    ready();
    domain.dispose();
    assert.equal(last().killed, null);
    assert.equal(replies.length, 1);
    last().exit({ signal: 'SIGKILL' });
    assert.equal(children.length, 1);
  });

  it('refuses a worker of another version', () => {
    domain.submit(call(1));
    last().say({ kind: 'ready', version: poolVersion + 1, pid: 1 });
    assert.match(last().killed ?? '', /version/);
  });
});
