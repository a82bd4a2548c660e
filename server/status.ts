import type { EngineStatus, MemberHealth } from '../protocol/status.ts';
import type { MemberInfo, MemberState } from './pool/messages.ts';

const healthOf: Readonly<Record<MemberState, MemberHealth>> = {
  ready: 'ready',
  idle: 'unloaded',
  loading: 'loading',
  missing: 'missing',
  invalid: 'failed',
  quarantined: 'quarantined',
};

/** The pool's last known members, what they are computed with, and the requests under way, in the client's terms. */
export function engineStatus(
  known: readonly MemberInfo[],
  runningRequests: number,
  gpu: string | undefined,
): EngineStatus {
  const members = known.map((member) => ({
    id: member.id,
    family: member.family,
    title: member.title,
    sizeBytes: member.sizeBytes,
    contextSize: member.contextSize,
    ...(member.role === undefined ? {} : { role: member.role }),
    ...(member.base === undefined ? {} : { base: member.base }),
    health: healthOf[member.state],
    ...(member.reason === undefined ? {} : { reason: member.reason }),
    ...(member.note === undefined ? {} : { note: member.note }),
    ...(member.state === 'ready' ? { residentBytes: member.sizeBytes } : {}),
  }));
  const models = members.reduce((sum, member) => sum + (member.residentBytes ?? 0), 0);
  return {
    activity: runningRequests > 0 ? 'busy' : 'idle',
    members,
    residentBytes: process.memoryUsage.rss() + models,
    queuedRequests: Math.max(0, runningRequests - 1),
    ...(gpu !== undefined && { gpu }),
  };
}
