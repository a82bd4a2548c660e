import type { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { Agent, EnvHttpProxyAgent, request } from 'undici';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import { isLoopback } from '../../../protocol/httpMembers.ts';

/** The head of an answer; its body must be read or dropped. */
export interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** Every byte that arrived, also before a connection broke; then it rejects. */
  readonly pieces: () => AsyncGenerator<Buffer, void>;
  readonly drop: () => void;
}

/** One GET without following redirects. Rejects with a network error or the signal's reason. */
export type Get = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<Answer>;

const mostRedirects = 5;
const connectMs = 15_000;
const firstByteMs = 60_000;
/** A server that says nothing for so long is asked again from where it stopped. */
const silenceMs = 60_000;

/**
 * GET over undici, through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name; certificates are verified.
 */
export function createGet(env: NodeJS.ProcessEnv = process.env, silentMs = silenceMs): Get {
  const options = {
    connect: { timeout: connectMs, rejectUnauthorized: true },
    headersTimeout: firstByteMs,
    bodyTimeout: silentMs,
    maxHeaderSize: 65_536,
  };
  const proxies = proxiesIn(env);
  // Where there is no proxy, the library's warning about its way with proxies would only puzzle.
  const dispatcher = proxies
    ? new EnvHttpProxyAgent({ ...options, ...proxies })
    : new Agent(options);
  return async (url, headers, signal) => {
    const {
      statusCode,
      headers: given,
      body,
    } = await request(url, {
      dispatcher,
      signal,
      headers: { 'user-agent': 'eidolon', 'accept-encoding': 'identity', ...headers },
    });
    return {
      status: statusCode,
      header: (name) => [given[name]].flat()[0],
      pieces: collect(body),
      drop: () => void body.destroy(),
    };
  };
}

function proxiesIn(env: NodeJS.ProcessEnv) {
  const of = (name: string): string => env[name.toLowerCase()] || env[name] || '';
  const [httpProxy, httpsProxy, noProxy] = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].map(of);
  return httpProxy || httpsProxy ? { httpProxy, httpsProxy, noProxy } : undefined;
}

/** An environment with the editor's proxy; what it says itself goes before what the editor says. */
export function withProxy(env: NodeJS.ProcessEnv, proxy: string | undefined): NodeJS.ProcessEnv {
  if (proxy === undefined) return env;
  return { http_proxy: proxy, https_proxy: proxy, ...definedIn(env) };
}

function definedIn(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
  return Object.fromEntries(
    names.flatMap((name) => (env[name] ? [[name.toLowerCase(), env[name]]] : [])),
  );
}

/** Pieces that wait to be written before the server is slowed down. */
const mostWaiting = 16;

/**
 * Collects a stream from now on. Its own iterator forgets what has arrived and was not read yet when the
 * connection breaks, and a download would lose that.
 */
function collect(body: Readable): () => AsyncGenerator<Buffer, void> {
  const waiting: Buffer[] = [];
  let end: { readonly error?: Error } | undefined;
  let wake = (): void => undefined;
  const finish = (error?: Error): void => {
    end ??= error ? { error } : {};
    wake();
  };
  body.on('data', (piece: Buffer) => {
    waiting.push(piece);
    if (waiting.length >= mostWaiting) body.pause();
    wake();
  });
  body.on('end', () => finish());
  body.on('error', finish);
  body.on('close', () => finish());
  return async function* pieces() {
    for (;;) {
      const piece = waiting.shift();
      if (piece) {
        yield piece;
        continue;
      }
      if (end?.error) throw end.error;
      if (end) return;
      const more = new Promise<void>((resolve) => (wake = resolve));
      body.resume();
      await more;
    }
  };
}

/** Whether a model may be fetched from there: encrypted, or from this machine. */
export function isFetchable(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.host));
}

/** An answer at the end of all redirects. */
export interface Reached {
  readonly answer: Answer;
  readonly url: URL;
  /** The file's hash, as a Hugging Face server names it on the way to where the bytes lie. */
  readonly linkedSha256?: string;
}

/** Follows redirects, to addresses that may be fetched only. */
export async function getFollowing(
  get: Get,
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Result<Reached>> {
  let at = url;
  let linkedSha256: string | undefined;
  for (let count = 0; count <= mostRedirects; count++) {
    const answer = await get(at, headers, signal);
    linkedSha256 ??= linkedHash(answer);
    const location = answer.header('location');
    if (answer.status < 300 || answer.status >= 400 || location === undefined) {
      return ok({ answer, url: at, ...(linkedSha256 !== undefined && { linkedSha256 }) });
    }
    answer.drop();
    const next = URL.canParse(location, at.href) ? new URL(location, at.href) : undefined;
    if (!next || !isFetchable(next)) {
      return failed(
        'hostUnavailable',
        l10n.t(
          '{0} sends the download on to an address that is not encrypted, so it was not followed.',
          at.host,
        ),
        location.slice(0, 200),
      );
    }
    at = next;
  }
  return failed(
    'hostUnavailable',
    l10n.t(
      '{0} sends the download from one address to the next without an end; try another address.',
      url.host,
    ),
  );
}

/** Where a store names its chunks by another hash of the same length, that one is no SHA-256 of the file. */
function linkedHash(answer: Answer): string | undefined {
  const hash = /^"?([0-9a-f]{64})"?$/.exec(answer.header('x-linked-etag') ?? '')?.[1];
  return hash === answer.header('x-xet-hash') ? undefined : hash;
}
