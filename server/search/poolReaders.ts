import { findRequest } from '../../protocol/find.ts';
import type { OwnRole } from '../../protocol/roles.ts';
import { readUserCatalog } from '../models/catalog.ts';
import type { Pool } from '../pool/client.ts';
import type { MemberInfo } from '../pool/messages.ts';
import type { Readers } from './rerank.ts';

/**
 * The members of a pool that read for a search. The pool is started for them only where its user has models of their own, as none
 * that ships does this. A later question of the same client makes an earlier one worthless to the reranker.
 */
export async function poolReaders(
  pool: Pick<Pool, 'members' | 'member'>,
  userModelsDir: string,
): Promise<Readers> {
  if (!(await hasOwnModels(userModelsDir))) return {};
  const members = await pool.members();
  const [ranks, embeds] = [lastOf('reranker', members), lastOf('embedder', members)];
  const ranker = ranks === undefined ? undefined : pool.member(ranks, 'chat', findRequest);
  const embedder = embeds === undefined ? undefined : pool.member(embeds, 'chat');
  return {
    ...(ranker?.rank && { reranker: { id: ranker.id, rank: ranker.rank.bind(ranker) } }),
    ...(embedder?.embed && { embedder: { id: embedder.id, embed: embedder.embed.bind(embedder) } }),
  };
}

/** Whether a user's own models could be asked for anything. */
export async function hasOwnModels(userModelsDir: string): Promise<boolean> {
  const own = await readUserCatalog(userModelsDir);
  return own.ok && own.value.length > 0;
}

/** The one that was added last, where several can run. */
export function lastOf(role: OwnRole, members: readonly MemberInfo[]): string | undefined {
  const states = new Set(['ready', 'idle', 'loading']);
  return members.findLast((each) => each.role === role && states.has(each.state))?.id;
}
