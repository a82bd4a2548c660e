import { hostOfMember, isHttpMember, leavesMachine } from '../../protocol/httpMembers.ts';
import type { MemberStatus } from '../../protocol/status.ts';
import { messages } from '../messages.ts';

/** How a member is, in a word or two. */
export function healthWord({ id, health }: Pick<MemberStatus, 'id' | 'health'>): string {
  if (isHttpMember(id) && health === 'unloaded') return messages.memberNotAsked();
  switch (health) {
    case 'ready':
      return messages.memberReady();
    case 'loading':
      return messages.memberLoading();
    case 'unloaded':
      return messages.memberNotLoaded();
    case 'failed':
      return messages.memberFailed();
    case 'quarantined':
      return messages.memberQuarantined();
    case 'missing':
      return messages.memberMissing();
  }
}

/** A member's id, marked where what it is asked leaves the machine. */
export function memberName(id: string): string {
  return leavesMachine(id) ? `${id} (${messages.leavesMachine()})` : id;
}

/** Hosts beyond this machine that members live on, each once. */
export function otherHosts(members: readonly Pick<MemberStatus, 'id'>[]): readonly string[] {
  const away = members.filter(({ id }) => leavesMachine(id));
  return [...new Set(away.flatMap(({ id }) => hostOfMember(id) ?? []))];
}

/** Bytes in the unit that people know from their file managers. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
