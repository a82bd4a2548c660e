import * as l10n from '@vscode/l10n';
import {
  httpMemberId,
  isLoopback,
  parseMemberUrl,
  type HttpMemberConfig,
  type HostAccess,
  type HostAccessParams,
} from '../../../protocol/httpMembers.ts';
import { failed, type Result } from '../../../protocol/result.ts';
import type { Member } from '../../core/member.ts';
import type { MemberInfo } from '../../pool/messages.ts';
import { createHost, type Host } from './host.ts';
import { createHttpMember, type HttpMember } from './httpMember.ts';
import { defaultLimits, type HttpLimits } from './transport.ts';

export interface HttpMembersOptions {
  /** All configured members; asked again at each look, because a catalogue may have changed on disk. */
  readonly configured: () => Promise<readonly HttpMemberConfig[]>;
  /** Consent and key for a host. */
  readonly access: (params: HostAccessParams) => Promise<HostAccess>;
  /** Hears one sentence for each member whose server tells less than an ensemble may want. */
  readonly notice: (sentence: string) => void;
  readonly limits?: Partial<HttpLimits>;
}

/** The members behind OpenAI-compatible servers. Nothing is contacted before a member is used. */
export interface HttpMembers {
  infos(): Promise<readonly MemberInfo[]>;
  /** A member by id; undefined for one that is not configured. */
  member(id: string): Member | undefined;
  /** Asks a server anew what it understands. */
  verify(id: string, signal: AbortSignal): Promise<Result<unknown>>;
  /** Keys and consents are asked for again. */
  forgetAccess(): void;
  onChange(listener: () => void): void;
  close(): Promise<void>;
}

export function createHttpMembers(options: HttpMembersOptions): HttpMembers {
  const limits = { ...defaultLimits, ...options.limits };
  const hosts = new Map<string, Host>();
  const members = new Map<string, HttpMember>();
  const told = new Set<string>();
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  /** One host for all members whose addresses begin alike, so that they share its connections and its breaker. */
  function hostOf(config: HttpMemberConfig): Host | undefined {
    const parsed = parseMemberUrl(config.url);
    if (!parsed) return undefined;
    const { host, encrypted } = parsed;
    const origin = `${encrypted ? 'https' : 'http'}://${host}`;
    const known = hosts.get(origin);
    if (known) return known;
    const { access } = options;
    const clocks = { now: () => Date.now(), ticks: () => performance.now() };
    const outside = { access, limits, ...clocks, random: Math.random };
    const made = createHost(origin, { host, encrypted }, outside);
    hosts.set(origin, made);
    return made;
  }

  function probed(member: HttpMember): void {
    changed();
    const sentence = lacking(member);
    if (sentence === undefined || member.dialect?.logProbs || told.has(member.id)) return;
    told.add(member.id);
    options.notice(sentence);
  }

  async function look(): Promise<readonly HttpMember[]> {
    const configured = await options.configured();
    const listed = new Set<string>();
    for (const config of configured) {
      const id = httpMemberId(config);
      if (listed.has(id)) continue;
      listed.add(id);
      const known = members.get(id);
      if (known && JSON.stringify(known.config) === JSON.stringify(config)) continue;
      const host = hostOf(config);
      if (host) members.set(id, createHttpMember(config, host, probed));
    }
    for (const id of members.keys()) if (!listed.has(id)) members.delete(id);
    // Who asks for any model that chats should be answered on this machine where that can be.
    return [...members.values()].sort((one, other) => distance(one) - distance(other));
  }

  return {
    infos: async () => (await look()).map(infoOf),
    member: (id) => members.get(id),
    async verify(id, signal) {
      await look();
      const member = members.get(id);
      if (!member) return failed('memberUnknown', l10n.t('There is no model {0}.', id));
      member.forget();
      const found = await member.probe(signal);
      changed();
      return found;
    },
    forgetAccess() {
      for (const host of hosts.values()) host.forgetAccess();
      changed();
    },
    onChange: (listener) => void listeners.add(listener),
    async close() {
      await Promise.all([...hosts.values()].map((host) => host.close()));
    },
  };
}

function distance({ host }: HttpMember): number {
  return isLoopback(host.name) ? 0 : 1;
}

function infoOf(member: HttpMember): MemberInfo {
  const { id, family, config, capabilities, dialect, host } = member;
  const reason = host.problem();
  const note = lacking(member);
  return {
    id,
    family,
    title: config.name ?? config.model,
    capabilities,
    path: config.url,
    sizeBytes: 0,
    contextSize: 0,
    state: reason !== undefined ? 'invalid' : dialect ? 'ready' : 'idle',
    ...(reason !== undefined && { reason }),
    ...(note !== undefined && { note }),
  };
}

/** What an ensemble has to do without, as one sentence; undefined before the server was asked, and when nothing is missing. */
function lacking({ id, dialect }: HttpMember): string | undefined {
  if (!dialect || dialect.echo) return undefined;
  return dialect.logProbs
    ? l10n.t(
        'The server of {0} scores no fixed text, so it takes no part where candidates are ranked; it answers, votes and reviews.',
        id,
      )
    : l10n.t(
        'The server of {0} tells no log-probabilities, so it can neither review nor rank, and its confidence is not known; it answers and votes.',
        id,
      );
}
