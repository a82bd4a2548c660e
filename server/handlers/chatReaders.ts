import type { RouteDecision } from '../../protocol/route.ts';
import { choosesPlans, memberIds } from '../core/ensemble/spec.ts';
import type { Counted, Member } from '../core/member.ts';
import type { MemberInfo } from '../pool/messages.ts';
import { canAnswer, type Services } from '../services.ts';
import { readSpec } from './ensemble.ts';

/** Those who will read a message, and how many tokens it is to them. */
export interface Readers {
  readonly ids: readonly string[];
  /** Tokens that the smallest of them reads and writes together; undefined where none tells. */
  readonly window: number | undefined;
  /** Tokens of each item, the most that one of them needs. Rejects only when the signal aborts. */
  count(items: readonly Counted[], signal: AbortSignal): Promise<CountedItems>;
}

export interface CountedItems {
  readonly tokens: readonly number[];
  /** False when one of the readers has no tokenizer, so that its numbers are estimates. */
  readonly exact: boolean;
}

/** The one member that answers a question without an ensemble: a domain's of the user's own, else the first that chats. */
export function answeringMember(
  { member }: RouteDecision,
  chatMembers: readonly string[],
): string | undefined {
  return chatMembers.find((each) => each === member) ?? chatMembers[0];
}

/** Ids of the members that an ensemble may ask, and those that may be loaded to count for it. */
export function ensembleReaders(
  ensemble: unknown,
  infos: readonly MemberInfo[],
  services: Services,
): readonly string[] {
  const spec = readSpec(ensemble, infos, services);
  if (!spec.ok) return [];
  const named = memberIds(spec.value);
  if (!choosesPlans(spec.value)) return named;
  // Nothing is loaded before a meta-controller has chosen, so only those that are in memory count.
  const ready = new Set(infos.flatMap(({ id, state }) => (state === 'ready' ? [id] : [])));
  return named.filter((id) => ready.has(id));
}

/** The usable ones among these members of the pool as readers. */
export function createReaders(
  ids: readonly string[],
  infos: readonly MemberInfo[],
  services: Pick<Services, 'pool'>,
): Readers {
  const usable = infos.filter((info) => ids.includes(info.id) && canAnswer(info));
  const windows = usable.flatMap(({ contextSize }) => (contextSize > 0 ? [contextSize] : []));
  const members = usable.map(({ id }) => services.pool.member(id));
  return {
    ids: usable.map(({ id }) => id),
    window: windows.length === 0 ? undefined : Math.min(...windows),
    async count(items, signal) {
      const counts = await Promise.all(members.map((each) => countBy(each, items, signal)));
      return {
        tokens: items.map((item, at) =>
          Math.max(
            0,
            ...(counts.length === 0
              ? [estimateTokens(item)]
              : counts.map((one) => one.tokens[at] ?? 0)),
          ),
        ),
        exact: counts.length > 0 && counts.every(({ exact }) => exact),
      };
    },
  };
}

async function countBy(
  member: Member,
  items: readonly Counted[],
  signal: AbortSignal,
): Promise<CountedItems> {
  const counted = await member.count?.({ items }, signal);
  // A member that cannot run says so where it is asked; here its share is only guessed.
  if (counted?.ok) return { tokens: counted.value, exact: true };
  return { tokens: items.map(estimateTokens), exact: false };
}

const bytesPerToken = 4;
const frameTokens = 4;

/** Tokens of a text for a member that tells none: a quarter of its UTF-8 bytes, and a few for each message's frame. */
export function estimateTokens(item: Counted): number {
  if (typeof item === 'string') return Math.ceil(Buffer.byteLength(item) / bytesPerToken);
  return item.reduce((sum, { content }) => sum + estimateTokens(content) + frameTokens, 0);
}
