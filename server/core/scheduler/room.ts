import { fits, minus, scarcest, sumOf } from './bytes.ts';
import { degradedBy, inGigabytes } from './ladder.ts';
import type { Candidate, ResidencyPolicy } from './policy.ts';
import { isInteractive, rankOf, type Waiting } from './queue.ts';
import type { Bytes, Degraded, ModelFacts, Resident } from './types.ts';

/** Rules of the scheduler, in milliseconds where they are times. */
export interface SchedulerSettings {
  /** After this long an interactive request drains busy models for itself and overtakes every class. */
  readonly fairnessMs: number;
  /** A model that was just loaded is not given up for a lower class before. */
  readonly minResidencyMs: number;
  /**
   * Background work waits for a chance that costs no load, before it may push a model out: for `patience` times what its load
   * takes, so that waiting has cost about as much as the load (rent or buy), at most `patienceMs`.
   */
  readonly patience: number;
  readonly patienceMs: number;
  /** Background work loads only when nothing interactive came for this long. */
  readonly quietMs: number;
  /** A model without work for this long is unloaded. */
  readonly idleMs: number;
  /** Whether a load for background work is given up when an interactive request needs one. */
  readonly preempt: boolean;
  /** Whether models that work under way will ask next stay until it has, see {@link Request.then}. */
  readonly keepPlanned: boolean;
}

/** What the planner sees of the scheduler. */
export interface RoomView {
  readonly budget: Bytes;
  readonly residents: readonly Resident[];
  readonly waiting: readonly Waiting[];
  readonly pinned: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, ModelFacts>;
  readonly onBattery: boolean;
  readonly lastInteractiveAt: number;
  readonly restartable: (id: number) => boolean;
  readonly reloadMs: (model: string) => number;
  /** Whether work under way will ask this model next. */
  readonly isPlanned: (model: string, now: number) => boolean;
  /** When that changes by itself. */
  readonly planMoments: readonly number[];
}

/** What to do for the first request whose model is not in memory. */
export type RoomPlan =
  | { readonly kind: 'load'; readonly bytes: Bytes; readonly degraded?: Degraded }
  | { readonly kind: 'evict'; readonly victims: readonly string[] }
  | { readonly kind: 'wait' }
  | { readonly kind: 'refuse'; readonly reason: string; readonly alternative?: string };

/** Admission by bytes on each device: load, make room, wait, or refuse because it can never fit. */
export function planRoom(
  head: Waiting,
  view: RoomView,
  settings: SchedulerSettings,
  policy: ResidencyPolicy,
  now: number,
): RoomPlan {
  const facts = view.facts.get(head.request.model);
  if (!facts) return refuseUnknown(head);
  const granted = largestThatFits(facts, ceilingOf(view));
  if (!granted) return refuseTooLarge(facts, view);
  const used = view.residents.map(({ bytes }) => bytes);
  const free = minus(view.budget, sumOf(used));
  const mayLoad = isInteractive(head) || isQuiet(view, settings, now);
  if (mayLoad && fits(granted.bytes, free)) return { kind: 'load', ...granted };
  // Memory that is on its way back is waited for, so that nobody else has to go.
  const leaving = view.residents.some(({ phase }) => phase === 'draining' || phase === 'unloading');
  if (!mayLoad || leaving || head.warm || isPatient(head, view, settings, now))
    return { kind: 'wait' };
  for (const busyToo of [false, true]) {
    const candidates = view.residents
      .filter((each) => mayGo(each, head, view, settings, now, busyToo))
      .map((each) => candidateOf(each, view));
    const victims = policy.victims(candidates, granted.bytes, free, now);
    if (victims) return { kind: 'evict', victims };
  }
  return { kind: 'wait' };
}

/** A resident as the policy sees it. */
export function candidateOf(resident: Resident, view: Pick<RoomView, 'reloadMs'>): Candidate {
  const { id, bytes, kvMs, lastUsedAt } = resident;
  return { id, bytes, kvMs, lastUsedAt, reloadMs: view.reloadMs(id) };
}

/** What everything that may be unloaded would free. */
function ceilingOf({ budget, residents, pinned }: RoomView): Bytes {
  const kept = residents.filter(({ id }) => pinned.has(id)).map(({ bytes }) => bytes);
  return minus(budget, sumOf(kept));
}

function largestThatFits(
  { id, bytes, contexts = [] }: ModelFacts,
  ceiling: Bytes,
): { readonly bytes: Bytes; readonly degraded?: Degraded } | undefined {
  if (fits(bytes, ceiling)) return { bytes };
  const smaller = contexts.find((each) => fits(each.bytes, ceiling));
  return smaller && { bytes: smaller.bytes, degraded: degradedBy(id, smaller) };
}

function isQuiet(view: RoomView, { quietMs }: SchedulerSettings, now: number): boolean {
  if (view.onBattery || view.waiting.some(isInteractive)) return false;
  return now - view.lastInteractiveAt >= quietMs;
}

function isPatient(
  head: Waiting,
  view: RoomView,
  settings: SchedulerSettings,
  now: number,
): boolean {
  if (isInteractive(head)) return false;
  return now - head.at < patienceOf(head, view, settings);
}

/** How long a background request waits before it may push a model out. */
export function patienceOf(
  { request }: Waiting,
  view: Pick<RoomView, 'reloadMs'>,
  { patience, patienceMs }: SchedulerSettings,
): number {
  return Math.min(patienceMs, patience * view.reloadMs(request.model));
}

function mayGo(
  resident: Resident,
  head: Waiting,
  view: RoomView,
  settings: SchedulerSettings,
  now: number,
  busyToo: boolean,
): boolean {
  if (resident.phase !== 'ready' || view.pinned.has(resident.id)) return false;
  const lowerClass = rankOf(head.request.priority) > rankOf(resident.purpose);
  if (lowerClass && now - resident.readyAt < settings.minResidencyMs) return false;
  const overdue = isInteractive(head) && now - head.at >= settings.fairnessMs;
  const wanted = view.waiting.some(
    (each) => each.request.model === resident.id && isInteractive(each),
  );
  const planned = settings.keepPlanned && view.isPlanned(resident.id, now);
  if ((wanted || planned) && !overdue) return false;
  if (resident.leases.size === 0) return true;
  if (!busyToo || !isInteractive(head)) return false;
  return overdue || [...resident.leases].every(view.restartable);
}

function refuseUnknown({ request }: Waiting): RoomPlan {
  const reason = `There is no model ${request.model}; "eidolon models list" shows those there are.`;
  return { kind: 'refuse', reason };
}

function refuseTooLarge(facts: ModelFacts, view: RoomView): RoomPlan {
  const ceiling = ceilingOf(view);
  const least = facts.contexts?.at(-1)?.bytes ?? facts.bytes;
  const { needed, free } = scarcest(least, ceiling);
  const pins = view.residents.filter(({ id }) => view.pinned.has(id) && id !== facts.id);
  const unpin = pins.find(({ bytes }) => fits(least, sumOf([ceiling, bytes])));
  const other = [...view.facts.values()]
    .filter(({ id, bytes }) => id !== facts.id && fits(bytes, ceiling))
    .sort((one, two) => scarcest(two.bytes, {}).needed - scarcest(one.bytes, {}).needed)[0];
  const ways = [
    ...(unpin ? [`unpin ${unpin.id}`] : []),
    ...(other ? [`use ${other.id}`] : []),
    ...(unpin || other ? [] : ['close other programs, or add a smaller model']),
  ];
  const reason = `${facts.id} needs ${inGigabytes(needed)} of memory and at most ${inGigabytes(free)} can be freed: ${ways.join(' or ')}.`;
  return { kind: 'refuse', reason, ...(other && { alternative: other.id }) };
}
