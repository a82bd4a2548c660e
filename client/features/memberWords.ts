import type { MemberStatus } from '../../protocol/status.ts';
import { messages } from '../messages.ts';

/** How a member is, in a word or two. */
export function healthWord({ health }: Pick<MemberStatus, 'health'>): string {
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

/** Bytes in the unit that people know from their file managers. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
