import { fits, sumOf } from './bytes.ts';
import { createBackends } from './backends.ts';
import { createPlans } from './plans.ts';
import type { ResidencyPolicy } from './policy.ts';
import { inOrder, isInteractive, rankOf, type Waiting } from './queue.ts';
import { candidateOf, planRoom, type RoomView, type SchedulerSettings } from './room.ts';
import { nextWake } from './wake.ts';
import type {
  Bytes,
  Degraded,
  ModelFacts,
  Priority,
  Request,
  Resident,
  SchedulerAction,
  SchedulerEvent,
} from './types.ts';

/** The rules that ship. */
export const defaultSettings: SchedulerSettings = {
  fairnessMs: 12_000,
  minResidencyMs: 15_000,
  patience: 600,
  patienceMs: 60 * 60_000,
  quietMs: 20_000,
  idleMs: Infinity,
  preempt: true,
  keepPlanned: true,
};

/** What to do now, and when to be asked again at the latest. */
export interface Decision {
  readonly actions: readonly SchedulerAction[];
  readonly wakeAt: number | undefined;
}

/** Which model is in memory and which request runs, decided without IO: events in, actions out. */
export interface Scheduler {
  /** Times are milliseconds of one clock that never goes back. */
  handle(event: SchedulerEvent, now: number): Decision;
  residents(): readonly Readonly<Resident>[];
  /** Measured load times by model, to be kept for the next start. */
  loadTimes(): Readonly<Record<string, number>>;
}

export interface SchedulerOptions {
  readonly budget: Bytes;
  readonly policy: ResidencyPolicy;
  readonly settings?: Partial<SchedulerSettings>;
}

/** Each new measurement of a load counts for this much. */
const measuredShare = 0.4;
const mostAttempts = 2;
/** From the end of a request to the next of the same work, with what is done between them. */
const planGraceMs = 2_000;

/** A scheduler with nothing loaded. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const settings = { ...defaultSettings, ...options.settings };
  const { policy } = options;
  const facts = new Map<string, ModelFacts>();
  const residents = new Map<string, Resident>();
  const running = new Map<number, Waiting>();
  /** Requests that get the same answer as another, by that one's number. */
  const followers = new Map<number, Map<number, Request>>();
  /** Leaders whose own client went away, while others still wait for the same answer. */
  const abandoned = new Set<number>();
  const lastTurns = new Map<number, number>();
  const measured = new Map<string, number>();
  const pinned = new Set<string>();
  const plans = createPlans(planGraceMs);
  const backends = createBackends();
  let budget = options.budget;
  let waiting: Waiting[] = [];
  let onBattery = false;
  let lastInteractiveAt = -Infinity;
  let nextWarm = -1;
  let starts = 0;
  let actions: SchedulerAction[] = [];

  function handle(event: SchedulerEvent, now: number): Decision {
    actions = [];
    note(event, now);
    advance(now);
    const wakeAt = nextWake(viewNow(), settings, now);
    return { actions, wakeAt };
  }

  function note(event: SchedulerEvent, now: number): void {
    switch (event.kind) {
      case 'model':
        return describe(event.model, now);
      case 'submit':
        return submit(event.request, now);
      case 'warm':
        return warm(event.model, event.priority ?? 'background', now);
      case 'cancel':
        return cancel(event.id);
      case 'finished':
        return finished(event.id, event.kvMs ?? 0, now);
      case 'loaded':
        return loaded(event.model, event.loadMs, now);
      case 'loadFailed':
        return loadFailed(event.model, event.reason);
      case 'unloaded':
        return void residents.delete(event.model);
      case 'crashed':
        return crashed(event.model, event.reason, now);
      case 'pin':
        return pin(event.model, event.pinned);
      case 'budget':
        budget = event.bytes;
        return relieve(now);
      case 'power':
        onBattery = event.onBattery;
        return;
      case 'tick':
        return unloadIdle(now);
    }
  }

  /** A model that is there may grow, e.g. by an adapter over its weights. */
  function describe(model: ModelFacts, now: number): void {
    facts.set(model.id, model);
    const resident = residents.get(model.id);
    if (!resident || resident.reduced) return;
    residents.set(model.id, { ...resident, bytes: model.bytes });
    relieve(now);
  }

  function submit(request: Request, now: number): void {
    policy.used(request.model, request.priority, now, request.then);
    plans.asked(request, now);
    if (request.priority !== 'background') lastInteractiveAt = now;
    const resident = residents.get(request.model);
    if (resident) raise(resident, request, now);
    if (request.slot !== undefined && !supersede(request.slot, request.id)) return;
    const leader = request.key === undefined ? undefined : findByKey(request.key);
    if (leader !== undefined) {
      followersOf(leader).set(request.id, request);
      actions.push({ kind: 'join', id: request.id, to: leader });
    } else {
      plans.begun(request);
      waiting.push({ request, at: now, attempts: 0, warm: false });
    }
  }

  function pin(model: string, wanted: boolean): void {
    if (!wanted) return void pinned.delete(model);
    pinned.add(model);
    const resident = residents.get(model);
    if (resident?.phase === 'draining') resident.phase = 'ready';
  }

  /** A model counts as loaded for the highest class that uses it. */
  function raise(resident: Resident, request: Request, now: number): void {
    resident.lastUsedAt = now;
    if (rankOf(request.priority) < rankOf(resident.purpose)) resident.purpose = request.priority;
  }

  function findByKey(key: string): number | undefined {
    const same = (each: Waiting): boolean => each.request.key === key && each.request.id >= 0;
    return (waiting.find(same) ?? [...running.values()].find(same))?.request.id;
  }

  function followersOf(leader: number): Map<number, Request> {
    let found = followers.get(leader);
    if (!found) followers.set(leader, (found = new Map()));
    return found;
  }

  /** Drops what the request makes worthless; false when a later one has come before it, so that it is dropped itself. */
  function supersede(slot: string, by: number): boolean {
    const asked = [...waiting, ...running.values()]
      .map(({ request }) => request)
      .filter(({ id }) => !abandoned.has(id));
    const joined = [...followers.values()].flatMap((each) => [...each.values()]);
    for (const { id } of [...asked, ...joined].filter((each) => each.slot === slot)) {
      const late = id > by;
      actions.push({ kind: 'drop', id: late ? by : id });
      if (late) return false;
      cancel(id);
    }
    return true;
  }

  function warm(model: string, priority: Priority, now: number): void {
    if (residents.has(model) || (onBattery && priority === 'background')) return;
    if (waiting.some((each) => each.warm && each.request.model === model)) return;
    const request: Request = { id: nextWarm--, model, priority };
    waiting.push({ request, at: now, attempts: 0, warm: true });
  }

  function cancel(id: number): void {
    for (const [leader, joined] of followers) {
      if (joined.delete(id) && joined.size === 0 && abandoned.has(leader)) leave(leader);
    }
    leave(id);
  }

  function leave(id: number): void {
    if (followers.get(id)?.size) return void abandoned.add(id);
    forget(id);
    waiting = waiting.filter(({ request }) => request.id !== id);
    const stopped = release(id);
    if (stopped) actions.push({ kind: 'stop', id, model: stopped.request.model, again: false });
  }

  function forget(id: number): void {
    plans.dropped(id);
    followers.delete(id);
    abandoned.delete(id);
  }

  function release(id: number): Waiting | undefined {
    const found = running.get(id);
    running.delete(id);
    if (found) residents.get(found.request.model)?.leases.delete(id);
    return found;
  }

  function finished(id: number, kvMs: number, now: number): void {
    const done = release(id);
    forget(id);
    if (done) plans.finished(done.request, now);
    const resident = done && residents.get(done.request.model);
    if (!resident) return;
    resident.lastUsedAt = now;
    resident.kvMs = kvMs;
  }

  function loaded(model: string, loadMs: number, now: number): void {
    const known = measured.get(model);
    measured.set(model, known === undefined ? loadMs : known + measuredShare * (loadMs - known));
    const resident = residents.get(model);
    if (resident?.phase !== 'loading') return;
    resident.phase = 'ready';
    resident.readyAt = now;
    waiting = waiting.filter((each) => !(each.warm && each.request.model === model));
  }

  function loadFailed(model: string, reason: string): void {
    residents.delete(model);
    refuseAll(model, reason);
  }

  function refuseAll(model: string, reason: string): void {
    for (const each of waiting.filter(({ request }) => request.model === model))
      refuse(each.request.id, reason);
  }

  function refuse(id: number, reason: string, alternative?: string): void {
    waiting = waiting.filter(({ request }) => request.id !== id);
    const answered = [
      ...(abandoned.has(id) || id < 0 ? [] : [id]),
      ...(followers.get(id)?.keys() ?? []),
    ];
    for (const each of answered)
      actions.push({ kind: 'refuse', id: each, reason, ...(alternative && { alternative }) });
    forget(id);
  }

  function crashed(model: string, reason: string, now: number): void {
    const resident = residents.get(model);
    if (!resident) return;
    residents.delete(model);
    backends.crashed(model, resident.backend, reason, now);
    for (const id of resident.leases) {
      const each = running.get(id);
      if (!each) continue;
      running.delete(id);
      if (each.attempts + 1 < mostAttempts) waiting.push({ ...each, attempts: each.attempts + 1 });
      else refuse(id, `${model} stopped while it was working (${reason}); try again.`);
    }
  }

  /** Under memory pressure the cheapest idle models go, without anybody asking for their room. */
  function relieve(now: number): void {
    const staying = (): Resident[] =>
      [...residents.values()].filter(({ phase }) => phase === 'loading' || phase === 'ready');
    const over = (): boolean => !fits(sumOf(staying().map(({ bytes }) => bytes)), budget);
    for (const idle of [true, false]) {
      while (over()) {
        const candidates = staying()
          .filter(
            ({ id, leases, phase }) =>
              !pinned.has(id) && (!idle || (leases.size === 0 && phase === 'ready')),
          )
          .map((each) => candidateOf(each, viewNow()));
        const cheapest = candidates
          .map((each) => ({ id: each.id, cost: policy.cost([each], now) }))
          .sort((one, other) => one.cost - other.cost)[0];
        if (!cheapest) break;
        giveUp(cheapest.id, 'other programs need the memory');
      }
    }
  }

  function unloadIdle(now: number): void {
    for (const { id, phase, leases, lastUsedAt, readyAt } of residents.values()) {
      const idleSince = Math.max(lastUsedAt, readyAt);
      if (phase !== 'ready' || leases.size > 0 || pinned.has(id)) continue;
      if (now - idleSince >= settings.idleMs) giveUp(id, 'nobody used it for a while');
    }
  }

  /** An idle model leaves at once; a busy one takes no more requests and leaves after its last. */
  function giveUp(id: string, reason: string): void {
    const resident = residents.get(id);
    if (!resident) return;
    for (const lease of [...resident.leases]) {
      const each = running.get(lease);
      if (!each?.request.restartable || isInteractive(each)) continue;
      release(lease);
      waiting.push(each);
      actions.push({ kind: 'stop', id: lease, model: id, again: true });
    }
    if (resident.leases.size > 0) {
      resident.phase = 'draining';
      return;
    }
    resident.phase = 'unloading';
    actions.push({ kind: 'unload', model: id, reason });
  }

  function advance(now: number): void {
    for (const { id, phase, leases } of residents.values())
      if (phase === 'draining' && leases.size === 0) giveUp(id, 'another model needs its memory');
    for (const each of served(waiting, now)) startIfReady(each, now);
    preemptBackground();
    while (loadNext(now));
  }

  function served(requests: readonly Waiting[], now: number): readonly Waiting[] {
    return inOrder(requests, settings.fairnessMs, now, {
      active: (client) =>
        [...running.values()].filter(({ request }) => request.client === client).length,
      lastTurn: (client) => lastTurns.get(client) ?? 0,
    });
  }

  function startIfReady(each: Waiting, now: number): void {
    const { request } = each;
    const resident = residents.get(request.model);
    if (each.warm || resident?.phase !== 'ready') return;
    const { parallel } = facts.get(request.model) ?? { parallel: 1 };
    if (resident.leases.size >= parallel && !makeSlot(resident, each)) return;
    waiting = waiting.filter((other) => other !== each);
    running.set(request.id, each);
    if (request.client !== undefined) lastTurns.set(request.client, ++starts);
    resident.leases.add(request.id);
    raise(resident, request, now);
    actions.push({ kind: 'start', id: request.id, model: request.model });
  }

  /** Background work that can be started again gives its place to someone who waits. */
  function makeSlot(resident: Resident, each: Waiting): boolean {
    if (!isInteractive(each)) return false;
    for (const lease of resident.leases) {
      const other = running.get(lease);
      if (!other?.request.restartable || isInteractive(other)) continue;
      release(lease);
      waiting.push(other);
      actions.push({ kind: 'stop', id: lease, model: resident.id, again: true });
      return true;
    }
    return false;
  }

  function preemptBackground(): void {
    const needed = waiting.some(
      (each) => isInteractive(each) && !residents.has(each.request.model),
    );
    if (!settings.preempt || !needed) return;
    for (const resident of residents.values())
      if (resident.phase === 'loading' && resident.purpose === 'background')
        giveUp(resident.id, 'someone waits for another model');
  }

  /** Looks after the requests whose models are missing, in order; true when another look is worth it. */
  function loadNext(now: number): boolean {
    // One load at a time: the disk is shared, and the first would only be slowed.
    if ([...residents.values()].some(({ phase }) => phase === 'loading')) return false;
    const missing = waiting.filter(({ request }) => !residents.has(request.model));
    for (const head of served(missing, now)) {
      const done = makeRoom(head, now);
      if (done !== undefined) return done;
      // Someone who waits is not overtaken by smaller loads; background work does not mind.
      if (isInteractive(head)) return false;
    }
    return false;
  }

  /** Undefined when there is nothing to be done for this request yet. */
  function makeRoom(head: Waiting, now: number): boolean | undefined {
    const { id, model } = head.request;
    const backend = backends.choose(model, facts.get(model)?.backends);
    if (backend === undefined) {
      const why = backends.lastReason(model) ?? 'it crashed';
      refuse(id, `${model} crashed on every backend (${why}) and is set aside; use another model.`);
      return true;
    }
    const plan = planRoom(head, viewNow(), settings, policy, now);
    switch (plan.kind) {
      case 'load':
        begin(head, backend, plan.bytes, plan.degraded);
        return false;
      case 'evict':
        for (const victim of plan.victims) giveUp(victim, `${model} needs its memory`);
        return false;
      case 'refuse':
        refuse(id, plan.reason, plan.alternative);
        return true;
      case 'wait':
        if (!head.warm || !isInteractive(head)) return undefined;
        // Whoever will ask makes room then.
        waiting = waiting.filter((each) => each !== head);
        return true;
    }
  }

  function begin(
    { request: { model, priority } }: Waiting,
    backend: string,
    bytes: Bytes,
    degraded: Degraded | undefined,
  ): void {
    residents.set(model, {
      id: model,
      bytes,
      backend,
      phase: 'loading',
      purpose: priority,
      readyAt: -Infinity,
      lastUsedAt: lastInteractiveAt,
      kvMs: 0,
      leases: new Set(),
      reduced: degraded !== undefined,
    });
    actions.push({
      kind: 'load',
      model,
      backend,
      purpose: priority,
      ...(degraded && { degraded }),
    });
  }

  function viewNow(): RoomView {
    return {
      budget,
      residents: [...residents.values()],
      waiting,
      pinned,
      facts,
      onBattery,
      lastInteractiveAt,
      restartable: (id) => {
        const each = running.get(id);
        return each?.request.restartable === true && !isInteractive(each);
      },
      isPlanned: plans.expects,
      planMoments: plans.moments(),
      reloadMs: (model) => measured.get(model) ?? facts.get(model)?.loadMs ?? 0,
    };
  }

  return {
    handle,
    residents: () => [...residents.values()],
    loadTimes: () => Object.fromEntries(measured),
  };
}
