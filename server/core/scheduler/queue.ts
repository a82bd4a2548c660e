import { priorities, type Priority, type Request } from './types.ts';

/** A request that waits to be started. */
export interface Waiting {
  readonly request: Request;
  /** When it came; kept when it is queued again. */
  readonly at: number;
  /** Whether a crash or a stop sent it back here. */
  readonly attempts: number;
  /** It only wants its model loaded. */
  readonly warm: boolean;
}

export function rankOf(priority: Priority): number {
  return priorities.indexOf(priority);
}

/** Whether someone waits for the answer. */
export function isInteractive({ request }: Waiting): boolean {
  return request.priority !== 'background';
}

/** What each client had so far. */
export interface ClientTurns {
  /** Requests of it that are being answered. */
  active(client: number): number;
  /** Number of the start that was its last one, 0 before the first. */
  lastTurn(client: number): number;
}

/**
 * The order of service: by class, within it in turn from each client, then by arrival. What waited longer than
 * `fairnessMs` goes before every class, in order of arrival, so that nothing interactive starves; background work
 * never overtakes.
 */
export function inOrder(
  waiting: readonly Waiting[],
  fairnessMs: number,
  now: number,
  clients: ClientTurns = { active: () => 0, lastTurn: () => 0 },
): Waiting[] {
  const classOf = (each: Waiting): number =>
    isInteractive(each) && now - each.at >= fairnessMs
      ? -1
      : rankOf(each.request.priority) + (each.warm ? 1 : 0);
  const byArrival = [...waiting].sort(
    (one, other) =>
      classOf(one) - classOf(other) || one.at - other.at || one.request.id - other.request.id,
  );
  const turns = new Map<Waiting, number>();
  const given = new Map<string, number>();
  for (const each of byArrival) {
    const { client } = each.request;
    if (client === undefined || classOf(each) < 0) continue;
    const key = `${classOf(each)} ${client}`;
    const turn = given.get(key) ?? clients.active(client);
    given.set(key, turn + 1);
    turns.set(each, turn);
  }
  const turnOf = (each: Waiting): number => turns.get(each) ?? 0;
  const lastOf = ({ request: { client } }: Waiting): number =>
    client === undefined ? 0 : clients.lastTurn(client);
  // The sort keeps the order of arrival among equals.
  return byArrival.sort(
    (one, other) =>
      classOf(one) - classOf(other) ||
      turnOf(one) - turnOf(other) ||
      (classOf(one) < 0 ? 0 : lastOf(one) - lastOf(other)),
  );
}
