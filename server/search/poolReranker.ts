import { findRequest } from '../../protocol/find.ts';
import { readUserCatalog } from '../models/catalog.ts';
import type { Pool } from '../pool/client.ts';
import type { MemberInfo } from '../pool/messages.ts';
import type { Reranker } from './rerank.ts';

/**
 * The member of a pool that orders passages. The pool is started for it only where its user has models of their own, as none that
 * ships does this. A later question of the same client makes an earlier one worthless.
 */
export async function poolReranker(
  pool: Pick<Pool, 'members' | 'member'>,
  userModelsDir: string,
): Promise<Reranker | undefined> {
  if (!(await hasOwnModels(userModelsDir))) return undefined;
  const id = rerankerAmong(await pool.members());
  if (id === undefined) return undefined;
  const member = pool.member(id, 'chat', findRequest);
  return member.rank && { id, rank: member.rank.bind(member) };
}

/** Whether a user's own models could be asked for anything. */
export async function hasOwnModels(userModelsDir: string): Promise<boolean> {
  const own = await readUserCatalog(userModelsDir);
  return own.ok && own.value.length > 0;
}

/** The one that was added last, where several can run. */
export function rerankerAmong(members: readonly MemberInfo[]): string | undefined {
  const states = new Set(['ready', 'idle', 'loading']);
  return members.findLast(({ capabilities, state }) => capabilities.rank && states.has(state))?.id;
}
