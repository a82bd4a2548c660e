import * as l10n from '@vscode/l10n';
import { isHttpMember } from '../protocol/httpMembers.ts';
import { toolsVoter, type RefinePlan } from './core/ensemble/refinePlan.ts';
import type { Member } from './core/member.ts';
import type { Voter } from './core/refine/council.ts';
import type { Pool } from './pool/client.ts';
import type { MemberInfo } from './pool/messages.ts';

/** A policy chooses among those that can run; when none can, the exact tools work alone as in any plan. */
export function usablePlan(plan: RefinePlan, usable: ReadonlySet<string>): RefinePlan {
  const { choice, ...rest } = plan;
  const members = choice?.members.filter((id) => usable.has(id)) ?? [];
  return choice && members.length > 0 ? { ...rest, choice: { by: choice.by, members } } : rest;
}

/** The voters of a domain, without those that cannot run; undefined where one member drafts. */
export function votersIn(
  { voters }: RefinePlan,
  domain: string,
  member: (id: string) => Member | undefined,
): { readonly voters?: readonly Voter[] } {
  const named = voters?.[domain];
  if (!named) return {};
  return {
    voters: named.flatMap((id): Voter[] => {
      if (id === toolsVoter) return [{ id }];
      const found = member(id);
      return found ? [{ id, member: found }] : [];
    }),
  };
}

/** A member that a plan names and the pool has never heard of; an empty pool has its own sentence. */
export function unknownMember(
  plan: RefinePlan,
  members: readonly MemberInfo[],
): string | undefined {
  const known = new Set(members.map(({ id }) => id));
  const ownPool = members.some(({ id }) => !isHttpMember(id));
  return namedMembers(plan).find((id) => !known.has(id) && (ownPool || isHttpMember(id)));
}

/** Ids of all members that a plan names: experts, voters and the reviewer. */
export function namedMembers({ experts, voters = {}, reviewer }: RefinePlan): readonly string[] {
  const named = [...Object.values(experts), ...Object.values(voters).flat()];
  return [...named, ...(reviewer ? [reviewer] : [])].filter((id) => id !== toolsVoter);
}

/** Says that a member is not in the pool. */
export function noSuchMember(id: string): string {
  return l10n.t('There is no model {0}; "eidolon models list" shows those there are.', id);
}

/** Says that a member is there and is not asked, because it writes nothing. */
export function readsOnly(id: string): string {
  return l10n.t('{0} writes nothing, so it was not asked.', id);
}

/** The universal package has neither engine nor models; a host that does not start has them out of reach. */
export function whyNoModels(pool: Pool): string {
  return pool.status().host === 'running'
    ? l10n.t(
        'No model can run in this installation (the package for all platforms carries none), so only the exact tools looked at the text; install the package for your platform.',
      )
    : l10n.t(
        'The engine that runs the models could not be started, so only the exact tools looked at the text; “Eidolon: Show Log” says why.',
      );
}
