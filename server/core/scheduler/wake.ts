import { isInteractive } from './queue.ts';
import { patienceOf, type RoomView, type SchedulerSettings } from './room.ts';

/** When waiting alone changes what may be done: the next such moment after `now`. */
export function nextWake(
  view: RoomView,
  settings: SchedulerSettings,
  now: number,
): number | undefined {
  const moments = [...waitingMoments(view, settings), ...idleMoments(view, settings)];
  const next = Math.min(...moments.filter((at) => at > now));
  return Number.isFinite(next) ? next : undefined;
}

function waitingMoments(view: RoomView, settings: SchedulerSettings): number[] {
  if (view.waiting.length === 0) return [];
  return [
    ...view.waiting.map((each) =>
      isInteractive(each)
        ? each.at + settings.fairnessMs
        : each.at + patienceOf(each, view, settings),
    ),
    view.lastInteractiveAt + settings.quietMs,
    ...(settings.keepPlanned ? view.planMoments : []),
    ...view.residents.map(({ readyAt }) => readyAt + settings.minResidencyMs),
  ];
}

function idleMoments(view: RoomView, settings: SchedulerSettings): number[] {
  return view.residents
    .filter(({ phase, leases }) => phase === 'ready' && leases.size === 0)
    .map(({ lastUsedAt, readyAt }) => Math.max(lastUsedAt, readyAt) + settings.idleMs);
}
