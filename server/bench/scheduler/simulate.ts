import type { ResidencyPolicy } from '../../core/scheduler/policy.ts';
import type { SchedulerSettings } from '../../core/scheduler/room.ts';
import { createScheduler, type Decision, type Scheduler } from '../../core/scheduler/scheduler.ts';
import type {
  Bytes,
  Priority,
  SchedulerAction,
  SchedulerEvent,
} from '../../core/scheduler/types.ts';
import { createAgenda } from './agenda.ts';
import type { Step, Trace } from './traces.ts';

/** What a run of a trace cost. */
export interface SimulatedRun {
  /** Time spent on loads, those that were given up included. */
  readonly reloadMs: number;
  readonly loads: number;
  /** Model ids in the order in which requests were started. */
  readonly served: readonly string[];
  readonly waits: readonly Wait[];
  readonly refused: number;
  /** Requests that were neither answered nor refused when the trace was over. */
  readonly open: number;
}

/** How long a request waited for its start. */
export interface Wait {
  readonly priority: Priority;
  readonly ms: number;
  /** The part of it during which a load for background work held the disk. */
  readonly behindBackgroundMs: number;
}

export interface SimulateOptions {
  readonly trace: Trace;
  readonly budgetBytes: number;
  readonly policy: ResidencyPolicy;
  readonly settings?: Partial<SchedulerSettings>;
  /** A limit by count, in place of the bytes. */
  readonly mostModels?: number;
  /** Sees every decision, for the property tests. */
  readonly observe?: (seen: Observation) => void;
}

export interface Observation {
  readonly event: SchedulerEvent;
  readonly decision: Decision;
  readonly scheduler: Scheduler;
  readonly now: number;
}

interface Open {
  readonly client: number | undefined;
  readonly step: Step;
  readonly rest: readonly Step[];
  readonly at: number;
  behindMs: number;
}

/** The process ends and its memory comes back. */
const unloadMs = 200;
/** Requests that a model serves at the same time. */
const parallel = 2;

/**
 * Plays a trace through the scheduler that ships, in simulated time. Answers take their recorded time
 * however many run at once; loads take the model's load time, one after another.
 */
export function simulate(options: SimulateOptions): SimulatedRun {
  const { trace, policy, settings } = options;
  const loadMs = new Map(trace.models.map((model) => [model.id, model.loadMs]));
  const counted = options.mostModels;
  const budget: Bytes = counted === undefined ? { ram: options.budgetBytes } : { places: counted };
  const scheduler = createScheduler({ budget, policy, settings });
  const agenda = createAgenda();
  const open = new Map<number, Open>();
  const loading = new Map<string, { since: number; purpose: Priority; stop: () => void }>();
  const finishing = new Map<number, () => void>();
  const served: string[] = [];
  const waits: Wait[] = [];
  let reloadMs = 0;
  let loads = 0;
  let refused = 0;
  let nextId = 1;
  let stopWake = (): void => undefined;

  function tell(event: SchedulerEvent): void {
    const now = agenda.now();
    const decision = scheduler.handle(event, now);
    options.observe?.({ event, decision, scheduler, now });
    stopWake();
    const { wakeAt } = decision;
    if (wakeAt !== undefined) stopWake = agenda.at(wakeAt, () => tell({ kind: 'tick' }));
    for (const action of decision.actions) carryOut(action);
  }

  function carryOut(action: SchedulerAction): void {
    switch (action.kind) {
      case 'load':
        return load(action.model, action.purpose);
      case 'unload':
        return unload(action.model);
      case 'start':
        return start(action.id, action.model);
      case 'stop':
        finishing.get(action.id)?.();
        finishing.delete(action.id);
        return;
      case 'refuse':
        refused++;
        open.delete(action.id);
        return;
      case 'join':
      case 'drop':
        open.delete(action.id);
        return;
    }
  }

  function load(model: string, purpose: Priority): void {
    const took = loadMs.get(model) ?? 0;
    loads++;
    const stop = agenda.at(agenda.now() + took, () => {
      endLoad(model);
      tell({ kind: 'loaded', model, loadMs: took });
    });
    loading.set(model, { since: agenda.now(), purpose, stop });
  }

  function endLoad(model: string): void {
    const each = loading.get(model);
    if (!each) return;
    loading.delete(model);
    reloadMs += agenda.now() - each.since;
    if (each.purpose !== 'background') return;
    for (const waiting of open.values())
      if (waiting.step.model !== model && waiting.step.priority !== 'background')
        waiting.behindMs += agenda.now() - Math.max(each.since, waiting.at);
  }

  function unload(model: string): void {
    loading.get(model)?.stop();
    endLoad(model);
    agenda.at(agenda.now() + unloadMs, () => tell({ kind: 'unloaded', model }));
  }

  function start(id: number, model: string): void {
    const each = open.get(id);
    if (!each) return;
    served.push(model);
    waits.push({
      priority: each.step.priority,
      ms: agenda.now() - each.at,
      behindBackgroundMs: each.behindMs,
    });
    const end = agenda.now() + each.step.serviceMs;
    finishing.set(
      id,
      agenda.at(end, () => finish(id, each)),
    );
  }

  function finish(id: number, { rest, client }: Open): void {
    finishing.delete(id);
    open.delete(id);
    tell({ kind: 'finished', id });
    const [next, ...after] = rest;
    if (next) agenda.at(agenda.now() + next.afterMs, () => submit(next, after, client));
  }

  function submit(step: Step, rest: readonly Step[], client: number | undefined): void {
    const id = nextId++;
    open.set(id, { client, step, rest, at: agenda.now(), behindMs: 0 });
    const { model, priority, then } = step;
    const restartable = priority === 'background';
    tell({
      kind: 'submit',
      request: {
        ...{ id, model, priority, restartable },
        ...(client !== undefined && { client }),
        ...(then && { then }),
      },
    });
  }

  for (const { id, bytes, loadMs } of trace.models)
    tell({
      kind: 'model',
      model: {
        id,
        bytes: counted === undefined ? { ram: bytes } : { places: 1 },
        loadMs,
        parallel,
      },
    });
  for (const { at, steps, client } of trace.jobs) {
    const [first, ...rest] = steps;
    if (first) agenda.at(at, () => submit(first, rest, client));
  }
  agenda.run();
  return { reloadMs, loads, served, waits, refused, open: open.size };
}
