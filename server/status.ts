import type { EngineStatus, MemberHealth } from '../protocol/status.ts';
import type { MemberState } from './pool/messages.ts';
import type { Pool } from './pool/client.ts';

const healthOf: Readonly<Record<MemberState, MemberHealth>> = {
  ready: 'ready',
  idle: 'unloaded',
  loading: 'loading',
  missing: 'missing',
  invalid: 'failed',
  quarantined: 'quarantined',
};

/** The pool's last known state in the client's terms. */
export function engineStatus(pool: Pool, runningRequests: number): EngineStatus {
  const snapshot = pool.status();
  const members = (snapshot?.members ?? []).map((member) => ({
    id: member.id,
    family: member.family,
    health: healthOf[member.state],
    ...(member.reason === undefined ? {} : { reason: member.reason }),
    ...(member.state === 'ready' ? { residentBytes: member.sizeBytes } : {}),
  }));
  return {
    activity: runningRequests > 0 ? 'busy' : 'idle',
    members,
    residentBytes: process.memoryUsage.rss(),
    queuedRequests: Math.max(0, runningRequests - 1),
  };
}
