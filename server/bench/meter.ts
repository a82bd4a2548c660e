import type { CheckerCalls, CheckerMethod } from '../../protocol/checker.ts';
import type { Result } from '../../protocol/result.ts';
import type { GenerateChunk, GenerateRequest, Member } from '../core/member.ts';
import type { ExactTools } from '../core/tools.ts';

/** What one system used on one item. */
export interface Usage {
  readonly ms: number;
  readonly firstMs?: number;
  readonly calls: number;
  readonly tokens: number;
  readonly tokenMs: number;
  readonly joules?: number;
}

/**
 * Counts what a system uses. While an item lasts, an exact call or a request to a member is carried out once: another
 * system that asks the very same gets the same answer and is charged the time and energy that it took, so every system
 * pays in full while the run does not.
 */
export interface Meter {
  tools(tools: ExactTools): ExactTools;
  member(member: Member): Member;
  /** Forgets all answers: the next item begins. */
  nextItem(): void;
  /** Begins counting for a system. */
  begin(): void;
  end(): Usage;
}

export interface MeterClock {
  /** Milliseconds on a monotonic clock. */
  now(): number;
  /** Joules that the machine used so far; undefined where it does not tell. */
  joules(): number | undefined;
}

interface Cost {
  readonly ms: number;
  readonly joules: number;
}

interface Kept<T> extends Cost {
  readonly value: T;
}

interface Stream extends Cost {
  readonly chunks: readonly { readonly chunk: GenerateChunk; readonly at: number }[];
}

export function createMeter(clock: MeterClock): Meter {
  const kept = new Map<string, Kept<unknown>>();
  const streams = new Map<string, Stream>();
  let [began, charged, beganJoules, chargedJoules] = [0, 0, 0, 0];
  let [calls, tokens, tokenMs] = [0, 0, 0];
  let firstMs: number | undefined;

  const joulesNow = (): number => clock.joules() ?? 0;
  const elapsed = (): number => clock.now() - began + charged;

  function charge({ ms, joules }: Cost): void {
    charged += ms;
    chargedJoules += joules;
  }

  async function once<T>(key: string, call: () => Promise<Result<T>>): Promise<Result<T>> {
    const known = kept.get(key);
    if (known) {
      charge(known);
      return known.value as Result<T>;
    }
    const [from, fromJoules] = [clock.now(), joulesNow()];
    const value = await call();
    // A failure may pass; only what succeeded stands.
    if (value.ok)
      kept.set(key, { value, ms: clock.now() - from, joules: joulesNow() - fromJoules });
    return value;
  }

  async function asked<T>(key: string, call: () => Promise<Result<T>>): Promise<Result<T>> {
    calls++;
    const answer = await once(key, call);
    firstMs ??= elapsed();
    return answer;
  }

  async function* generate(
    member: Member,
    request: GenerateRequest,
    signal: AbortSignal,
  ): AsyncIterable<GenerateChunk> {
    calls++;
    const key = JSON.stringify([member.id, 'generate', request]);
    const known = streams.get(key);
    if (known) {
      const first = known.chunks[0]?.at ?? known.ms;
      firstMs ??= elapsed() + first;
      charge(known);
      tokenMs += known.ms;
      for (const { chunk } of known.chunks) {
        if (chunk.kind === 'token') tokens++;
        yield chunk;
      }
      return;
    }
    const [from, fromJoules] = [clock.now(), joulesNow()];
    const chunks: { chunk: GenerateChunk; at: number }[] = [];
    for await (const chunk of member.generate(request, signal)) {
      firstMs ??= elapsed();
      chunks.push({ chunk, at: clock.now() - from });
      if (chunk.kind === 'token') tokens++;
      yield chunk;
    }
    const ms = clock.now() - from;
    tokenMs += ms;
    // Reached only when the stream was read to its end.
    if (!chunks.some(({ chunk }) => chunk.kind === 'failed'))
      streams.set(key, { chunks, ms, joules: joulesNow() - fromJoules });
  }

  return {
    tools: (tools) => ({
      call<M extends CheckerMethod>(
        method: M,
        params: CheckerCalls[M]['params'],
        signal: AbortSignal,
      ): Promise<Result<CheckerCalls[M]['result']>> {
        return once(JSON.stringify([method, params]), () => tools.call(method, params, signal));
      },
    }),
    member: (member) => ({
      ...member,
      generate: (request, signal) => generate(member, request, signal),
      score: (request, signal) =>
        asked(JSON.stringify([member.id, 'score', request]), () => member.score(request, signal)),
      decide: (request, signal) =>
        asked(JSON.stringify([member.id, 'decide', request]), () => member.decide(request, signal)),
    }),
    nextItem() {
      kept.clear();
      streams.clear();
    },
    begin() {
      [began, charged, beganJoules, chargedJoules] = [clock.now(), 0, joulesNow(), 0];
      [calls, tokens, tokenMs] = [0, 0, 0];
      firstMs = undefined;
    },
    end: () => ({
      ms: elapsed(),
      ...(firstMs !== undefined && { firstMs }),
      calls,
      tokens,
      tokenMs,
      ...(clock.joules() !== undefined && { joules: joulesNow() - beganJoules + chargedJoules }),
    }),
  };
}
