import { createHash, timingSafeEqual } from 'node:crypto';

/** What of a request decides whether it is let in. */
export interface Visitor {
  readonly method: string;
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly authorization?: string | undefined;
  readonly contentType?: string | undefined;
}

export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/**
 * Why a request is turned away; undefined when it may come in. A page in a browser must not reach the server, neither by
 * a name of its own that was pointed at this machine (DNS rebinding) nor across origins, so both are refused before the
 * token is looked at.
 */
export function turnAway(visitor: Visitor, port: number, token: string): Refusal | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(visitor.host?.toLowerCase() ?? ''))
    return { status: 421, message: `This server answers to ${hosts.join(' and ')} only.` };
  if (visitor.origin !== undefined)
    return { status: 403, message: 'Pages in a browser may not use this server.' };
  if (!hasToken(visitor.authorization, token))
    return {
      status: 401,
      message: 'Send the token that “eidolon serve” printed as “Authorization: Bearer TOKEN”.',
    };
  const type = visitor.contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (visitor.method === 'POST' && type !== 'application/json')
    return { status: 415, message: 'Send JSON, with “Content-Type: application/json”.' };
  return undefined;
}

/** Compared in a time that tells nothing of how much was right. */
function hasToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
