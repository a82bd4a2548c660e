import { isHttpMember } from '../../../protocol/httpMembers.ts';
import type { Pool } from '../../pool/client.ts';
import type { MemberInfo } from '../../pool/messages.ts';
import type { HttpMembers } from './httpMembers.ts';

/** The pool of this machine together with the members behind servers, which come last. */
export function withHttpMembers(pool: Pool, http: HttpMembers): Pool {
  let remote: readonly MemberInfo[] = [];
  const look = async (): Promise<readonly MemberInfo[]> => (remote = await http.infos());
  const status = (): ReturnType<Pool['status']> => {
    const local = pool.status();
    return { ...local, members: [...local.members, ...remote] };
  };
  const local = (ids: readonly string[]): readonly string[] =>
    ids.filter((id) => !isHttpMember(id));
  return {
    ...pool,
    async members() {
      const [own, others] = await Promise.all([pool.members(), look()]);
      return [...own, ...others];
    },
    member: (id, ...how) => http.member(id) ?? pool.member(id, ...how),
    // Warming a server would contact it, which waits until somebody asks something.
    warm: (ids) => pool.warm(local(ids)),
    status,
    onStatus(listener) {
      pool.onStatus(() => listener(status()));
      http.onChange(() => void look().then(() => listener(status())));
    },
    unload(id) {
      if (!isHttpMember(id)) pool.unload(id);
    },
    async dispose() {
      await Promise.all([pool.dispose(), http.close()]);
    },
  };
}
