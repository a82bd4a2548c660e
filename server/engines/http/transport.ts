import type { Readable } from 'node:stream';
import type { Pool } from 'undici';
import type { Failure } from '../../../protocol/result.ts';
import { statusFailure } from './sentences.ts';

/** How long and how much; all in milliseconds and bytes. */
export interface HttpLimits {
  readonly connectMs: number;
  /** Until the first byte: a long prompt is read before it. */
  readonly firstByteMs: number;
  /** Between two bytes. */
  readonly silenceMs: number;
  readonly headerBytes: number;
  readonly bodyBytes: number;
  /** Requests to one host at a time; others wait. */
  readonly parallel: number;
}

export const defaultLimits: HttpLimits = {
  connectMs: 10_000,
  firstByteMs: 300_000,
  silenceMs: 120_000,
  headerBytes: 16_384,
  bodyBytes: 32 * 2 ** 20,
  parallel: 4,
};

/** The head of an answer; its body must be read or closed. */
export interface Reply {
  readonly status: number;
  /** Lower-case media type without its parameters. */
  readonly mediaType: string;
  readonly retryAfter?: string;
  readonly location?: string;
  readonly body: Readable;
  /** The most that may pass without any word of the answer, whatever else the server sends, in milliseconds. */
  readonly patienceMs: number;
}

export interface PostRequest {
  readonly path: string;
  readonly body: object;
  readonly key?: string;
}

/** Connections to one server. Redirects are never followed, and certificates are always verified. */
export interface Transport {
  /** The server's answer with whatever status; a thrown error is a network error, or the signal's reason. */
  post(request: PostRequest, signal: AbortSignal): Promise<Reply>;
  close(): Promise<void>;
}

/** Connects on first use; the HTTP library is loaded then, too. */
export function createTransport(origin: string, limits: HttpLimits): Transport {
  let pool: Promise<Pool> | undefined;
  return {
    async post({ path, body, key }, signal) {
      pool ??= import('./connections.ts').then(({ connect }) => connect(origin, limits));
      const connected = await pool;
      const reply = await connected.request({
        path,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream, application/json',
          'user-agent': 'eidolon',
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify(body),
        signal,
      });
      // An error after the last read has nobody to hear it.
      reply.body.on('error', () => undefined);
      const header = (name: string): string | undefined => [reply.headers[name]].flat()[0];
      return {
        status: reply.statusCode,
        mediaType: (header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '',
        retryAfter: header('retry-after'),
        location: header('location'),
        body: reply.body,
        patienceMs: limits.firstByteMs,
      };
    },
    async close() {
      const connected = await pool;
      await connected?.destroy();
    },
  };
}

const longestError = 65_536;

/** What a status that is no success means, with the server's own word where it gives one. */
export async function readRefusal(
  host: string,
  model: string,
  { status, location, body, patienceMs }: Reply,
): Promise<Failure> {
  const text = await readText(body, longestError, patienceMs).catch(() => undefined);
  const said = text === undefined ? {} : errorIn(parseJson(text));
  return statusFailure(host, model, status, {
    ...said,
    ...(location !== undefined && { location }),
  });
}

/** Thrown where a server keeps a connection busy and does not answer; it reads as the library's own error does. */
export function tooSlow(): Error {
  return Object.assign(new Error('no answer came'), { code: 'UND_ERR_BODY_TIMEOUT' });
}

/**
 * Reads a whole body within the time; undefined when it is longer than `most` bytes. Rejects with a network error. A
 * body that trickles is never silent for long, so the time is counted from its beginning.
 */
export async function readText(
  body: Readable,
  most: number,
  withinMs: number,
): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  const began = performance.now();
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) return undefined;
      if (performance.now() - began > withinMs) throw tooSlow();
      chunks.push(chunk);
    }
  } finally {
    body.destroy();
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The error of a server: `{"error": {"message", "code"}}`, `{"error": "…"}`, or the same fields without a frame. */
export function errorIn(value: unknown): { readonly code?: string; readonly message?: string } {
  const { error, object } = Object(value) as { error?: unknown; object?: unknown };
  if (typeof error === 'string') return { message: error };
  const fields: unknown = object === 'error' ? value : error;
  const { code, type, message } = Object(fields) as Record<'code' | 'type' | 'message', unknown>;
  const named = typeof code === 'string' ? code : type;
  return {
    ...(typeof named === 'string' && { code: named }),
    ...(typeof message === 'string' && { message }),
  };
}
