import { setTimeout as sleepFor } from 'node:timers/promises';
import type { HostAccess, HostAccessParams } from '../../../protocol/httpMembers.ts';
import type { Failure, Result } from '../../../protocol/result.ts';
import { createBreaker } from './breaker.ts';
import { isRetried, retryDelay } from './retry.ts';
import {
  errorCode,
  isLostConnection,
  networkFailure,
  notAllowed,
  pausedFailure,
} from './sentences.ts';
import {
  createTransport,
  readRefusal,
  type HttpLimits,
  type PostRequest,
  type Reply,
  type Transport,
} from './transport.ts';

/** One server: whether it may be asked, whether it answers, and the connections to it. */
export interface Host {
  readonly name: string;
  /** A reply with a status of success, or why there is none. Rejects only when the signal aborts. */
  send(model: string, request: PostRequest, signal: AbortSignal): Promise<Result<Reply>>;
  /** Takes note of an answer that broke off or could not be read. */
  broke(): void;
  /** Takes note of an answer that came to its end. */
  worked(): void;
  /** Why it is not asked at the moment, as one sentence. */
  problem(): string | undefined;
  /** The key or the consent changed: both are asked for again. */
  forgetAccess(): void;
  close(): Promise<void>;
}

/** What a host needs of the outside. */
export interface HostDeps {
  /** Asks for consent and key; a host on this machine is always allowed. */
  readonly access: (params: HostAccessParams) => Promise<HostAccess>;
  readonly limits: HttpLimits;
  /** Milliseconds since the epoch, for the dates that servers name. */
  readonly now: () => number;
  /** Milliseconds of a clock that nobody sets, for pauses. */
  readonly ticks: () => number;
  readonly random: () => number;
  /** Rejects when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A host whose addresses all begin with `origin`. */
export function createHost(origin: string, params: HostAccessParams, deps: HostDeps): Host {
  const { host: name } = params;
  const breaker = createBreaker(deps.ticks);
  const transport = createTransport(origin, deps.limits);
  let access: Promise<HostAccess> | undefined;
  let refused = false;

  async function allowed(signal: AbortSignal): Promise<HostAccess> {
    const asking = (access ??= deps.access(params));
    const answer = await untilAborted(asking, signal);
    refused = !answer.allowed;
    return answer;
  }

  return {
    name,
    async send(model, request, signal) {
      signal.throwIfAborted();
      const waitMs = breaker.waitMs();
      if (waitMs > 0) return failure(pausedFailure(name, waitMs));
      const { allowed: may, key } = await allowed(signal);
      if (!may) return failure(notAllowed(name));
      const withKey = key === undefined ? request : { ...request, key };
      const sent = await sendPatiently(name, model, withKey, transport, deps, signal);
      if (!sent.ok && isHostsFault(sent.failure)) breaker.failed();
      return sent;
    },
    broke: () => breaker.failed(),
    worked: () => breaker.succeeded(),
    problem() {
      if (refused) return notAllowed(name).message;
      const waitMs = breaker.waitMs();
      return waitMs > 0 ? pausedFailure(name, waitMs).message : undefined;
    },
    forgetAccess() {
      access = undefined;
      refused = false;
    },
    close: () => transport.close(),
  };
}

function isHostsFault({ kind }: Failure): boolean {
  return kind === 'hostUnavailable' || kind === 'timeout';
}

/** Sends, and sends again where the server is busy or the connection was lost. */
async function sendPatiently(
  host: string,
  model: string,
  request: PostRequest,
  transport: Transport,
  deps: HostDeps,
  signal: AbortSignal,
): Promise<Result<Reply>> {
  const sleep = deps.sleep ?? defaultSleep;
  for (let attempt = 1; ; attempt++) {
    const sent = await attemptOnce(host, request, transport, signal);
    if (sent.ok && sent.value.status < 300) return sent;
    const again = sent.ok ? isRetried(sent.value.status) : sent.lost;
    const asked = sent.ok ? sent.value.retryAfter : undefined;
    const clock = { nowMs: deps.now(), random: deps.random() };
    const delay = again ? retryDelay(attempt, asked, clock) : undefined;
    if (delay === undefined)
      return sent.ok ? failure(await readRefusal(host, model, sent.value)) : failure(sent.failure);
    if (sent.ok) sent.value.body.destroy();
    await sleep(delay, signal);
  }
}

type Attempt =
  | { readonly ok: true; readonly value: Reply }
  | { readonly ok: false; readonly failure: Failure; readonly lost: boolean };

async function attemptOnce(
  host: string,
  request: PostRequest,
  transport: Transport,
  signal: AbortSignal,
): Promise<Attempt> {
  try {
    return { ok: true, value: await transport.post(request, signal) };
  } catch (error) {
    signal.throwIfAborted();
    // An error without a code comes from no network: it is a bug.
    if (errorCode(error) === '') throw error;
    return { ok: false, failure: networkFailure(host, error), lost: isLostConnection(error) };
  }
}

async function defaultSleep(ms: number, signal: AbortSignal): Promise<void> {
  await sleepFor(ms, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}

/** Waits no longer than the signal allows; what was waited for goes on, as others may need it. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const giveUp = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

function failure(failure: Failure): Result<never> {
  return { ok: false, failure };
}
