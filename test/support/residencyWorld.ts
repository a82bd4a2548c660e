import assert from 'node:assert/strict';
import type { Priority } from '../../server/core/scheduler/types.ts';
import { createDomain, type Domain } from '../../server/pool/domain.ts';
import type { Footprint } from '../../server/pool/footprints.ts';
import {
  poolVersion,
  type CallReply,
  type HostToWorker,
  type MemberCall,
  type ModelSpec,
} from '../../server/pool/messages.ts';
import { createResidency, type Residency } from '../../server/pool/residency.ts';
import { createFakeChild, type FakeChild } from './fakeChild.ts';
import { createFakeTimers, type FakeTimers } from './fakeTimers.ts';
import { createRecordedLog } from './silentLog.ts';

/** Of every process in this world, in milliseconds. */
export const limits = {
  startMs: 1_000,
  loadMs: 60_000,
  hangMs: 60_000,
  idleMs: 3_600_000,
  shutdownMs: 500,
  keepMs: 1_000,
};
export const gigabyte = 1e9;
export const score: MemberCall = { op: 'score', request: { messages: [], texts: ['a'] } };

/** A question of its own for each number. */
export function sayOf(id: number): MemberCall {
  const messages = [{ role: 'user' as const, content: `question ${id}` }];
  return { op: 'generate', request: { messages, maxTokens: 1, temperature: 0 } };
}

/** What a test says of a call; the rest is usual. */
export interface Asking {
  readonly priority?: Priority;
  readonly call?: MemberCall;
  readonly client?: number;
  readonly model?: string;
  readonly slot?: string;
  readonly then?: readonly string[];
}

/** The residency of a pool on made-up processes and a made-up clock. */
export interface ResidencyWorld {
  readonly residency: Residency;
  readonly timers: FakeTimers;
  readonly children: ReadonlyMap<string, FakeChild[]>;
  readonly log: ReturnType<typeof createRecordedLog>;
  /** Everything that was answered to anybody, in order. */
  readonly replies: CallReply[];
  /** Bytes that all models may take. */
  budget: number;
  /** Sentences for models that are set aside by the next crash. */
  aside: Record<string, string>;
  ask(home: string, options?: Asking): Promise<number>;
  /** The newest process of a home. */
  child(home: string): FakeChild;
  isThere(home: string): boolean;
  /** The last order of a kind to the newest process of a home. */
  last<K extends HostToWorker['kind']>(
    home: string,
    kind: K,
  ): Extract<HostToWorker, { kind: K }> | undefined;
  /** Starts the newest process of a home and loads what it was ordered to. */
  load(home: string, ms?: number): void;
  answer(home: string): void;
  /** What a process does that was told to end. */
  leave(home: string): void;
  /** Calls that the newest process of a home was given. */
  called(home: string): number[];
}

/** What a home takes. */
export function footprint(gigabytes: number, rest: Partial<Footprint> = {}): Footprint {
  const bytes = gigabytes * gigabyte;
  return {
    bytes,
    anonymous: bytes / 4,
    loadMs: 1_000,
    parallel: 2,
    threads: 7,
    contexts: [],
    ...rest,
  };
}

export function spec(id: string): ModelSpec {
  const path = `/${id}`;
  return { id, path, contextSize: 4096, sequences: 1, promptFormat: 'chat', threads: 1 };
}

/** With nothing loaded and ten gigabytes. */
export function createResidencyWorld(): ResidencyWorld {
  const timers = createFakeTimers();
  const children = new Map<string, FakeChild[]>();
  const domains = new Map<string, Domain>();
  const log = createRecordedLog();
  const replies: CallReply[] = [];
  let nextId = 1;
  const residency = createResidency({
    log,
    timers,
    domainOf,
    budget: () => Promise.resolve(world.budget),
    onBattery: () => Promise.resolve(false),
    threads: 7,
    asideReason: (model) => world.aside[model],
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
      crashed: () => world.aside,
      changed: () => residency.changed(),
    });
    domains.set(home, made);
    return made;
  }

  async function ask(home: string, options: Asking = {}): Promise<number> {
    const id = nextId++;
    const { priority = 'refine', call = sayOf(id), client = 1, model = home, slot, then } = options;
    const reply = (message: CallReply): void => void replies.push(message);
    const asked = { id, home, model: spec(model), call, priority, client, reply };
    await residency.submit({
      ...asked,
      ...(slot !== undefined && { slot }),
      ...(then && { then }),
    });
    return id;
  }

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

  function leave(home: string): void {
    assert.ok(last(home, 'shutdown'), `${home} is told to end`);
    child(home).exit({ code: 0 });
  }

  function called(home: string): number[] {
    return child(home).orders.flatMap((order) => (order.kind === 'call' ? [order.id] : []));
  }

  const world: ResidencyWorld = {
    ...{ residency, timers, children, log, replies },
    budget: 10 * gigabyte,
    aside: {},
    ...{ ask, child, isThere, last, load, answer, leave, called },
  };
  return world;
}
