import { isRecord } from './record.ts';

/** How a server is asked: by messages, or by one text that it continues. */
export type HttpMemberKind = 'chat' | 'completions';

/** A model behind an OpenAI-compatible server, as the setting `eidolon.httpMembers` names it. */
export interface HttpMemberConfig {
  /** Base address without a slash at its end, e.g. `http://127.0.0.1:8080/v1`. */
  readonly url: string;
  /** The model's name at that server. */
  readonly model: string;
  readonly kind: HttpMemberKind;
  /** Name for people; the model's when absent. */
  readonly name?: string;
  /** Members of one family share training data; guessed from the model's name when absent. */
  readonly family?: string;
}

/** Asks whether a host may be contacted, and with which key. Sidecar to client, before the first request to the host. */
export const hostAccessRequest = 'eidolon/http/access';
/** Client to sidecar notification without parameters: a key or a consent changed, so both are asked for again. */
export const hostAccessChangedNotification = 'eidolon/http/accessChanged';

export interface HostAccessParams {
  /** Host name or address with its port where the address names one, e.g. `127.0.0.1:8080`. */
  readonly host: string;
  /** False where what is sent could be read on the way. */
  readonly encrypted: boolean;
}

export interface HostAccess {
  readonly allowed: boolean;
  readonly key?: string;
}

const address =
  /^(https?):\/\/((?:\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?)((?:\/[\w.~!$&'()*+,;=:@%-]*)*)$/i;
const longestName = 200;

/** The parts of a usable address; undefined for one with a user name, a query or a scheme other than http and https. */
export function parseMemberUrl(
  text: string,
): { readonly url: string; readonly host: string; readonly encrypted: boolean } | undefined {
  const parts = address.exec(text.trim());
  if (!parts) return undefined;
  const [, scheme = '', host = '', path = ''] = parts;
  const lower = `${scheme.toLowerCase()}://${host.toLowerCase()}`;
  return {
    url: `${lower}${path.replace(/\/+$/, '')}`,
    host: host.toLowerCase(),
    encrypted: scheme.toLowerCase() === 'https',
  };
}

/** Member id, `http:<host>/<model>`. */
export function httpMemberId({ url, model }: Pick<HttpMemberConfig, 'url' | 'model'>): string {
  return `http:${parseMemberUrl(url)?.host ?? ''}/${model}`;
}

/** True for the id of a member that is asked over HTTP, on this machine or another. */
export function isHttpMember(id: string): boolean {
  return id.startsWith('http:');
}

/** The host in the id of an HTTP member. */
export function hostOfMember(id: string): string | undefined {
  return /^http:([^/]+)\//.exec(id)?.[1];
}

/** Whether an address ends on the machine that computes: 127.0.0.0/8, ::1 or localhost, with or without a port. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** Whether what this member is asked leaves the machine that computes. */
export function leavesMachine(id: string): boolean {
  const host = hostOfMember(id);
  return host !== undefined && !isLoopback(host);
}

/** One entry of `eidolon.httpMembers`, or of the user's catalogue; undefined when it cannot be used. */
export function parseHttpMember(value: unknown): HttpMemberConfig | undefined {
  if (!isRecord(value)) return undefined;
  const { url, model, kind = 'chat', name, family } = value;
  const parsed = typeof url === 'string' ? parseMemberUrl(url) : undefined;
  if (!parsed || !isName(model) || /\s/.test(model)) return undefined;
  if (kind !== 'chat' && kind !== 'completions') return undefined;
  return {
    url: parsed.url,
    model,
    kind,
    ...(isName(name) && { name }),
    ...(isName(family) && { family }),
  };
}

/** The whole setting; undefined unless every entry can be used and no two are the same member. */
export function parseHttpMembers(value: unknown): readonly HttpMemberConfig[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const members = value.map(parseHttpMember);
  if (!members.every((member) => member !== undefined)) return undefined;
  const ids = new Set(members.map(httpMemberId));
  return ids.size === members.length ? members : undefined;
}

/** The question from the wire; undefined when it is none. */
export function parseHostAccessParams(value: unknown): HostAccessParams | undefined {
  if (!isRecord(value) || typeof value['host'] !== 'string') return undefined;
  return { host: value['host'], encrypted: value['encrypted'] === true };
}

/** The answer from the wire; anything else than a clear yes is a no. */
export function parseHostAccess(value: unknown): HostAccess {
  if (!isRecord(value) || value['allowed'] !== true) return { allowed: false };
  const { key } = value;
  return { allowed: true, ...(typeof key === 'string' && key !== '' && { key }) };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longestName;
}
