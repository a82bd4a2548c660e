import { ownRoles, type OwnRole } from './roles.ts';
import { isRecord } from './record.ts';

/** Whether a member could answer now, and if not, why. */
export type MemberHealth = 'ready' | 'loading' | 'unloaded' | 'failed' | 'quarantined' | 'missing';

const healths: readonly MemberHealth[] = [
  'ready',
  'loading',
  'unloaded',
  'failed',
  'quarantined',
  'missing',
];

export interface MemberStatus {
  readonly id: string;
  readonly family: string;
  /** Name for people; empty when the engine tells none. */
  readonly title: string;
  /** Bytes of the file. */
  readonly sizeBytes: number;
  /** Tokens per answer and question together. */
  readonly contextSize: number;
  /** Of an adapter: the model that it changes. */
  readonly base?: string;
  /** What its file is made for, where that is not to write: such a member has no other role and is never asked to answer. */
  readonly role?: OwnRole;
  readonly health: MemberHealth;
  /** One sentence when the member cannot answer. */
  readonly reason?: string;
  /** One sentence on what a member that can answer cannot do. */
  readonly note?: string;
  /** Memory that the loaded model holds. */
  readonly residentBytes?: number;
}

/** Whether a member can be asked to write: one that only reads, that is missing or that has failed cannot. */
export function canAnswer({ role, health }: MemberStatus): boolean {
  return role === undefined && ['ready', 'loading', 'unloaded'].includes(health);
}

/** What the engine says of itself; the status bar shows it. */
export interface EngineStatus {
  readonly activity: 'idle' | 'busy';
  readonly members: readonly MemberStatus[];
  /** Memory of the sidecar, its workers and the checker together. */
  readonly residentBytes: number;
  readonly queuedRequests: number;
  /** One sentence on what models are computed with. */
  readonly gpu?: string;
}

/** Parameters of the request for a status. */
export interface StatusParams {
  /** Asks the pool which models there are, which starts it; without, the last known ones are told. */
  readonly look?: boolean;
}

/** Client to server request with {@link StatusParams} or nothing; answers {@link EngineStatus}. */
export const statusGetRequest = 'eidolon/status/get';
/** Server to client notification with {@link EngineStatus}. */
export const statusChangedNotification = 'eidolon/status/changed';

/** A status from the wire; members that cannot be read are left out. */
export function parseStatus(value: unknown): EngineStatus | undefined {
  if (!isRecord(value)) return undefined;
  const members = Array.isArray(value['members']) ? value['members'] : [];
  return {
    activity: value['activity'] === 'busy' ? 'busy' : 'idle',
    members: members.flatMap((each) => parseMember(each) ?? []),
    residentBytes: asCount(value['residentBytes']),
    queuedRequests: asCount(value['queuedRequests']),
    ...(typeof value['gpu'] === 'string' ? { gpu: value['gpu'] } : {}),
  };
}

function parseMember(value: unknown): MemberStatus | undefined {
  if (!isRecord(value) || typeof value['id'] !== 'string') return undefined;
  const health = healths.find((each) => each === value['health']) ?? 'unloaded';
  const role = ownRoles.find((each) => each === value['role']);
  const { reason, note } = value;
  return {
    id: value['id'],
    family: asText(value['family']),
    title: asText(value['title']),
    sizeBytes: asCount(value['sizeBytes']),
    contextSize: asCount(value['contextSize']),
    ...(role && { role }),
    ...(typeof value['base'] === 'string' ? { base: value['base'] } : {}),
    health,
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof note === 'string' ? { note } : {}),
    ...(typeof value['residentBytes'] === 'number'
      ? { residentBytes: asCount(value['residentBytes']) }
      : {}),
  };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asCount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}
