import { createHash } from 'node:crypto';
import type { CallReply, MemberCall, ModelSpec } from './messages.ts';

/** What this module needs of a call. */
export interface AskedOnce {
  readonly id: number;
  reply(reply: CallReply): void;
}

/** Calls that are not answered yet, and who hears the answer of which: equal calls have one answer. */
export interface OpenCalls<C extends AskedOnce> {
  add(call: C): void;
  get(id: number): C | undefined;
  all(): readonly C[];
  /** `id` hears what `to` is answered, from its beginning. */
  join(id: number, to: number): void;
  /** Nobody waits for this call any more; those that joined it go on hearing. False when it was not open. */
  leave(id: number): boolean;
  /** Hands on what came for a call; the last reply closes it and all that joined it. */
  deliver(id: number, reply: CallReply): void;
  /** It begins again, so what was heard of it is worth nothing. */
  restart(id: number): void;
}

interface Entry<C> {
  readonly call: C;
  readonly joined: Set<number>;
  heard: CallReply[];
  /** Who asked went away. */
  left: boolean;
}

/** With nothing open. */
export function createOpenCalls<C extends AskedOnce>(): OpenCalls<C> {
  const entries = new Map<number, Entry<C>>();
  /** The call whose answer a joined one hears. */
  const leaders = new Map<number, number>();

  function close(id: number): void {
    entries.delete(id);
    leaders.delete(id);
  }

  function hand({ call, left }: Entry<C>, reply: CallReply): void {
    if (!left) call.reply({ ...reply, id: call.id });
  }

  return {
    add: (call) => void entries.set(call.id, { call, joined: new Set(), heard: [], left: false }),
    get: (id) => entries.get(id)?.call,
    all: () => [...entries.values()].flatMap(({ call, left }) => (left ? [] : [call])),
    join(id, to) {
      const [leader, own] = [entries.get(to), entries.get(id)];
      if (!leader || !own) return;
      leader.joined.add(id);
      leaders.set(id, to);
      for (const reply of leader.heard) hand(own, reply);
    },
    leave(id) {
      const entry = entries.get(id);
      if (!entry || entry.left) return false;
      entry.left = true;
      if (entry.joined.size === 0) close(id);
      const to = leaders.get(id);
      const leader = to === undefined ? undefined : entries.get(to);
      if (to === undefined || !leader) return true;
      leaders.delete(id);
      leader.joined.delete(id);
      if (leader.left && leader.joined.size === 0) close(to);
      return true;
    },
    deliver(id, reply) {
      const entry = entries.get(id);
      if (!entry) return;
      const last = reply.kind === 'done' || reply.kind === 'failed';
      if (reply.kind !== 'progress') entry.heard.push(reply);
      const told = [id, ...entry.joined].flatMap((each) => entries.get(each) ?? []);
      if (last) for (const { call } of told) close(call.id);
      for (const each of told) hand(each, reply);
    },
    restart(id) {
      const entry = entries.get(id);
      if (entry) entry.heard = [];
    },
  };
}

/**
 * What calls have in common that have the same answer: the model, and all that is asked. Undefined for one that draws at
 * random, where each has an answer of its own.
 */
export function answerKey(model: ModelSpec, call: MemberCall): string | undefined {
  if (call.op === 'generate') {
    const { temperature, seed } = call.request;
    if (temperature > 0 && seed === undefined) return undefined;
  }
  return createHash('sha256')
    .update(JSON.stringify([model.id, model.path, call]))
    .digest('base64');
}
