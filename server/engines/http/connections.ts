import { Pool } from 'undici';
import type { HttpLimits } from './transport.ts';

// Apart from the rest, so that the HTTP library is loaded only where a server is asked.

/** Connections to one origin; no redirect is followed, and certificates are verified. */
export function connect(origin: string, limits: HttpLimits): Pool {
  return new Pool(origin, {
    connections: limits.parallel,
    maxHeaderSize: limits.headerBytes,
    maxResponseSize: limits.bodyBytes,
    headersTimeout: limits.firstByteMs,
    bodyTimeout: limits.silenceMs,
    connect: { timeout: limits.connectMs, rejectUnauthorized: true },
  });
}
