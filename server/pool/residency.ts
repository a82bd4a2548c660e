import type { Failure } from '../../protocol/result.ts';
import { createExpectedCostPolicy } from '../core/scheduler/policy.ts';
import { createScheduler } from '../core/scheduler/scheduler.ts';
import { divideThreads } from '../core/scheduler/threads.ts';
import type {
  ModelFacts,
  Priority,
  SchedulerAction,
  SchedulerEvent,
} from '../core/scheduler/types.ts';
import type { Log } from '../log.ts';
import type { Domain, DomainCall, LoadEnd } from './domain.ts';
import type { Footprint } from './footprints.ts';
import type { ModelSpec } from './messages.ts';
import { answerKey, createOpenCalls } from './openCalls.ts';
import type { Timers } from './timers.ts';

/** A call with what decides when it is served. */
export interface PlacedCall extends DomainCall {
  /** The process that it needs: that of a model and its adapters. */
  readonly home: string;
  readonly priority: Priority;
  /** Which of the host's clients asks. */
  readonly client: number;
  /** A later call of the same client to the same model with the same slot makes this one worthless. */
  readonly slot?: string;
  /** Processes that the same work will need next. */
  readonly then?: readonly string[];
}

export interface ResidencyDeps {
  readonly log: Log;
  readonly timers: Timers;
  domainOf(home: string): Domain;
  /** Bytes that all homes may take together, when those that are there have `anonymous` bytes beyond their files. */
  budget(anonymous: number): Promise<number>;
  onBattery(): Promise<boolean>;
  /** Threads for all processes that compute at the same time. */
  readonly threads: number;
  /** The sentence for a model that is set aside. */
  asideReason(model: string): string | undefined;
}

/** Which processes with models there are, decided by the scheduler and carried out on the fault domains. */
export interface Residency {
  /** What a home takes with all that was asked of it. */
  describe(home: string, footprint: Footprint): void;
  submit(call: PlacedCall): Promise<void>;
  cancel(id: number): void;
  /** Loads a model at once if there is room, as someone will ask soon. */
  warm(home: string, model: ModelSpec): Promise<void>;
  pin(home: string, pinned: boolean): void;
  /** A domain's state changed. */
  changed(): void;
  dispose(): void;
}

/** How often memory and mains are looked at while models are there. */
const watchMs = 5_000;
const mostLoads = 2;
const device = 'ram';
const supersededMessage = 'A later request took the place of this one, so it was not answered.';

/** With nothing loaded. */
export function createResidency(deps: ResidencyDeps): Residency {
  const { timers, log } = deps;
  const scheduler = createScheduler({
    budget: { [device]: 0 },
    policy: createExpectedCostPolicy(localTime() - timers.now()),
    // The domains end by themselves when idle.
    settings: { idleMs: Infinity },
  });
  const calls = createOpenCalls<PlacedCall>();
  const warming = new Map<string, ModelSpec>();
  const footprints = new Map<string, Footprint>();
  /** What a home was granted, where it is less than its own. */
  const granted = new Map<string, Pick<ModelSpec, 'contextSize' | 'compactCache'>>();
  const events: SchedulerEvent[] = [];
  let handling = false;
  let stopWake = (): void => undefined;
  let stopWatch: (() => void) | undefined;

  /** Events that come up while actions are carried out wait their turn. */
  function tell(event: SchedulerEvent): void {
    events.push(event);
    if (handling) return;
    handling = true;
    try {
      for (let next = events.shift(); next; next = events.shift() ?? findEnded()) {
        const { actions, wakeAt } = scheduler.handle(next, timers.now());
        stopWake();
        if (wakeAt !== undefined)
          stopWake = timers.after(wakeAt - timers.now(), () => tell({ kind: 'tick' }));
        shareThreads();
        for (const action of actions) carryOut(action);
      }
    } finally {
      handling = false;
    }
  }

  /** Threads beyond the cores wait for each other in loops, which makes all of them many times slower. */
  function shareThreads(): void {
    const busy = scheduler.residents().filter(({ leases }) => leases.size > 0);
    const wanted = new Map(busy.map(({ id }) => [id, footprints.get(id)?.threads ?? 1]));
    for (const [id, threads] of divideThreads(wanted, deps.threads))
      deps.domainOf(id).limitThreads(threads);
  }

  /** A process that ended by itself holds nothing any more. */
  function findEnded(): SchedulerEvent | undefined {
    const ended = scheduler.residents().find(({ id, phase }) => {
      if (phase === 'loading') return false;
      const { state, active } = deps.domainOf(id).status();
      return state === 'stopped' && active === 0;
    });
    return ended && { kind: 'unloaded', model: ended.id };
  }

  function carryOut(action: SchedulerAction): void {
    switch (action.kind) {
      case 'load':
        if (action.degraded?.contextSize !== undefined) {
          const { contextSize, compactCache } = action.degraded;
          granted.set(action.model, { contextSize, ...(compactCache && { compactCache }) });
          log.warn(`${action.degraded.reason}.`);
        } else granted.delete(action.model);
        watch();
        return loadNext(action.model, 0);
      case 'unload':
        return unload(action.model, action.reason);
      case 'start':
        return start(action.id);
      case 'stop':
        deps.domainOf(action.model).cancel(action.id);
        if (action.again) calls.restart(action.id);
        return;
      case 'refuse':
        return answerOne(action.id, { kind: 'outOfMemory', message: action.reason });
      case 'join':
        return calls.join(action.id, action.to);
      case 'drop':
        return answerOne(action.id, { kind: 'superseded', message: supersededMessage });
    }
  }

  function isLoading(home: string): boolean {
    return scheduler.residents().some(({ id, phase }) => id === home && phase === 'loading');
  }

  /** Loads what the first waiting call of the home needs; the rest is loaded as it is asked for. */
  function loadNext(home: string, attempts: number): void {
    const waiting = calls.all().find((call) => call.home === home)?.model;
    const model = waiting ?? warming.get(home);
    if (!model) {
      warming.delete(home);
      return tell({ kind: 'loadFailed', model: home, reason: 'nobody waits for it any more' });
    }
    deps.domainOf(home).warm(sized(home, model), (end) => {
      if (isLoading(home)) loadEnded(home, model, attempts, end);
    });
  }

  function loadEnded(home: string, model: ModelSpec, attempts: number, end: LoadEnd): void {
    if (end.kind === 'loaded') {
      warming.delete(home);
      return tell({ kind: 'loaded', model: home, loadMs: end.ms });
    }
    if (end.kind === 'crashed' && end.aside === undefined && attempts + 1 < mostLoads)
      return loadNext(home, attempts + 1);
    if (warming.get(home)?.id === model.id) warming.delete(home);
    // The file of one adapter says nothing about its base and the others.
    for (const call of calls.all())
      if (call.home === home && needs(call, model.id)) fail(call, failureOf(model.id, end));
    loadNext(home, 0);
  }

  function fail(call: PlacedCall, failure: Failure): void {
    tell({ kind: 'cancel', id: call.id });
    answerOne(call.id, failure);
  }

  /** Fails one call alone, not those that wait for the same answer. */
  function answerOne(id: number, failure: Failure): void {
    const call = calls.get(id);
    if (call && calls.leave(id)) call.reply({ kind: 'failed', id, failure });
  }

  function failureOf(model: string, end: Exclude<LoadEnd, { kind: 'loaded' }>): Failure {
    if (end.kind === 'failed') return end.failure;
    const aside = end.aside ?? deps.asideReason(model);
    if (aside !== undefined) return { kind: 'modelQuarantined', message: aside };
    const message = `${model} stopped while it was loading (${end.clause}); try again.`;
    return { kind: 'workerCrashed', message };
  }

  function unload(home: string, reason: string): void {
    const domain = deps.domainOf(home);
    log.info(`${home} leaves the memory: ${reason}`);
    granted.delete(home);
    if (domain.status().models.length === 0) domain.abandon();
    else domain.unload();
  }

  function start(id: number): void {
    const call = calls.get(id);
    if (!call) return;
    const { home, model, partners } = call;
    deps.domainOf(home).submit({
      id,
      model: sized(home, model),
      ...(partners && { partners }),
      call: call.call,
      reply: (message) => {
        calls.deliver(id, message);
        if (message.kind === 'done' || message.kind === 'failed') tell({ kind: 'finished', id });
      },
    });
  }

  function sized(home: string, model: ModelSpec): ModelSpec {
    const less = granted.get(home);
    // Whatever is loaded with less than its own has no room for a draft model.
    return less ? { ...model, ...less, draft: undefined } : model;
  }

  async function look(): Promise<void> {
    const anonymous = scheduler
      .residents()
      .reduce((sum, { id }) => sum + (footprints.get(id)?.anonymous ?? 0), 0);
    const [bytes, onBattery] = await Promise.all([deps.budget(anonymous), deps.onBattery()]);
    tell({ kind: 'budget', bytes: { [device]: bytes } });
    tell({ kind: 'power', onBattery });
  }

  function watch(): void {
    stopWatch ??= timers.after(watchMs, () => {
      stopWatch = undefined;
      if (scheduler.residents().length === 0) return;
      watch();
      void look();
    });
  }

  return {
    describe(home, footprint) {
      footprints.set(home, footprint);
      tell({ kind: 'model', model: factsOf(home, footprint) });
    },
    async submit(call) {
      calls.add(call);
      if (!scheduler.residents().some(({ id }) => id === call.home)) await look();
      if (!calls.get(call.id)) return;
      const { id, home, priority, client, model, then } = call;
      // Nobody has seen a part of an answer that comes as a whole.
      const restartable = call.call.op !== 'generate';
      const same = answerKey(model, call.call);
      const slot = call.slot === undefined ? undefined : `${client} ${model.id} ${call.slot}`;
      tell({
        kind: 'submit',
        request: {
          ...{ id, model: home, priority, client, restartable },
          // A call of a higher class does not wait where one of a lower class does.
          ...(same !== undefined && { key: `${priority} ${same}` }),
          ...(slot !== undefined && { slot }),
          ...(then && { then }),
        },
      });
    },
    cancel(id) {
      if (calls.leave(id)) tell({ kind: 'cancel', id });
    },
    async warm(home, model) {
      const resident = scheduler.residents().find(({ id }) => id === home);
      if (resident) return resident.phase === 'ready' ? deps.domainOf(home).warm(model) : undefined;
      warming.set(home, model);
      await look();
      tell({ kind: 'warm', model: home, priority: 'refine' });
    },
    pin: (home, pinned) => tell({ kind: 'pin', model: home, pinned }),
    changed() {
      if (handling) return;
      const ended = findEnded();
      if (ended) tell(ended);
    },
    dispose() {
      stopWake();
      stopWatch?.();
    },
  };
}

/** Milliseconds since midnight of the first of January 1970 by the clocks of this place. */
function localTime(): number {
  const now = new Date();
  return now.getTime() - now.getTimezoneOffset() * 60_000;
}

function needs({ model, partners = [] }: DomainCall, id: string): boolean {
  return [model, ...partners].some((each) => each.id === id);
}

function factsOf(home: string, footprint: Footprint): ModelFacts {
  return {
    id: home,
    bytes: { [device]: footprint.bytes },
    loadMs: footprint.loadMs,
    parallel: footprint.parallel,
    contexts: footprint.contexts.map(({ bytes, ...step }) => ({
      ...step,
      bytes: { [device]: bytes },
    })),
  };
}
