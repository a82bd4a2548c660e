import { createAgenda } from '../../server/bench/scheduler/agenda.ts';
import { createExpectedCostPolicy } from '../../server/core/scheduler/policy.ts';
import type { SchedulerSettings } from '../../server/core/scheduler/room.ts';
import { createScheduler, type Scheduler } from '../../server/core/scheduler/scheduler.ts';
import type {
  Bytes,
  ModelFacts,
  Request,
  SchedulerAction,
  SchedulerEvent,
} from '../../server/core/scheduler/types.ts';

/** A machine that exists only in a test: it loads, answers and frees memory as the scheduler says. */
export interface SchedulerWorld {
  readonly scheduler: Scheduler;
  /** Every action, with its moment. */
  readonly log: readonly { readonly at: number; readonly action: SchedulerAction }[];
  /** How each request ended: one word for each ending, so that two words are one too many. */
  readonly endings: ReadonlyMap<number, readonly string[]>;
  readonly submittedAt: ReadonlyMap<number, number>;
  tell(event: SchedulerEvent): void;
  at(moment: number, action: () => void): void;
  /** Goes on until nothing happens any more. */
  run(): void;
}

export interface WorldOptions {
  readonly budget: Bytes;
  readonly models: readonly ModelFacts[];
  readonly settings?: Partial<SchedulerSettings>;
  readonly serviceMs?: (request: Request) => number;
  /** Called after each event was handled. */
  readonly check?: (
    world: SchedulerWorld,
    event: SchedulerEvent,
    fresh: readonly SchedulerAction[],
  ) => void;
}

const unloadMs = 200;

export function createWorld(options: WorldOptions): SchedulerWorld {
  const agenda = createAgenda();
  const facts = new Map(options.models.map((model) => [model.id, model]));
  const scheduler = createScheduler({
    budget: options.budget,
    policy: createExpectedCostPolicy(),
    settings: options.settings,
  });
  const requests = new Map<number, Request>();
  const joined = new Map<number, number>();
  const log: { at: number; action: SchedulerAction }[] = [];
  const endings = new Map<number, string[]>();
  const submittedAt = new Map<number, number>();
  const stops = new Map<string, () => void>();
  let stopWake = (): void => undefined;

  function end(id: number, how: string): void {
    endings.set(id, [...(endings.get(id) ?? []), how]);
  }

  function tell(event: SchedulerEvent): void {
    if (event.kind === 'submit') {
      requests.set(event.request.id, event.request);
      submittedAt.set(event.request.id, agenda.now());
    }
    if (event.kind === 'cancel' && !endings.has(event.id)) end(event.id, 'cancelled');
    if (event.kind === 'crashed') clear(event.model);
    const { actions, wakeAt } = scheduler.handle(event, agenda.now());
    for (const action of actions) log.push({ at: agenda.now(), action });
    options.check?.(world, event, actions);
    stopWake();
    if (wakeAt !== undefined) stopWake = agenda.at(wakeAt, () => tell({ kind: 'tick' }));
    for (const action of actions) carryOut(action);
  }

  /** What a dead process had under way never happens. */
  function clear(model: string): void {
    stops.get(`load ${model}`)?.();
    stops.get(`unload ${model}`)?.();
    for (const { id, model: other } of requests.values())
      if (other === model) stops.get(`call ${id}`)?.();
  }

  function later(name: string, ms: number, action: () => void): void {
    stops.set(name, agenda.at(agenda.now() + ms, action));
  }

  function carryOut(action: SchedulerAction): void {
    switch (action.kind) {
      case 'load': {
        const { model } = action;
        const loadMs = facts.get(model)?.loadMs ?? 0;
        return later(`load ${model}`, loadMs, () => tell({ kind: 'loaded', model, loadMs }));
      }
      case 'unload': {
        const { model } = action;
        stops.get(`load ${model}`)?.();
        return later(`unload ${model}`, unloadMs, () => tell({ kind: 'unloaded', model }));
      }
      case 'start': {
        const request = requests.get(action.id) as Request;
        const ms = options.serviceMs?.(request) ?? 1000;
        return later(`call ${action.id}`, ms, () => finish(action.id));
      }
      case 'stop':
        return stops.get(`call ${action.id}`)?.();
      case 'join':
        return void joined.set(action.id, action.to);
      case 'drop':
        return end(action.id, 'dropped');
      case 'refuse':
        return end(action.id, 'refused');
    }
  }

  function finish(id: number): void {
    const receivers = [id, ...[...joined].filter(([, to]) => to === id).map(([from]) => from)];
    for (const each of receivers) {
      const gone = endings.get(each)?.some((how) => how === 'cancelled' || how === 'dropped');
      if (!gone) end(each, 'answered');
    }
    tell({ kind: 'finished', id });
  }

  const world: SchedulerWorld = {
    scheduler,
    log,
    endings,
    submittedAt,
    tell,
    at: (moment, action) => void agenda.at(moment, action),
    run: () => agenda.run(),
  };
  for (const model of options.models) tell({ kind: 'model', model });
  return world;
}
