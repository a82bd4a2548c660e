import type { GenerateChunk, GenerateRequest, Member, TokenLogProb } from '../../core/member.ts';
import type { RecordedCall } from './format.ts';
import { requestKey } from './requestKey.ts';

/** Notes what members are asked and what they reply, so that the same run can be repeated without them. */
export interface Recording {
  /** The same member, listened to. */
  listen(member: Member): Member;
  /** Replies so far by the key of their exact request; one that was cut off is not among them. */
  calls(): ReadonlyMap<string, RecordedCall>;
}

/** A recording of one question. */
export function createRecording(): Recording {
  const calls = new Map<string, RecordedCall>();
  return {
    calls: () => calls,
    listen: (member) => ({
      ...member,
      generate: (request, signal) => listenToGenerate(member, request, signal, calls),
      async score(request, signal) {
        const reply = await member.score(request, signal);
        calls.set(requestKey(member.id, { method: 'score', request }), {
          member: member.id,
          ...(reply.ok ? { scores: reply.value } : { failure: reply.failure }),
        });
        return reply;
      },
      async decide(request, signal) {
        const reply = await member.decide(request, signal);
        calls.set(requestKey(member.id, { method: 'decide', request }), {
          member: member.id,
          ...(reply.ok ? { probabilities: reply.value } : { failure: reply.failure }),
        });
        return reply;
      },
    }),
  };
}

async function* listenToGenerate(
  member: Member,
  request: GenerateRequest,
  signal: AbortSignal,
  calls: Map<string, RecordedCall>,
): AsyncGenerator<GenerateChunk> {
  const heard = new Map<number, TokenLogProb[]>();
  const { averageWith } = request;
  const who = { member: member.id, ...(averageWith && { averageWith }) };
  for await (const chunk of member.generate(request, signal)) {
    if (chunk.kind === 'token') {
      const { sample, text, logProb, top } = chunk;
      const tokens = heard.get(sample) ?? [];
      tokens.push({ text, logProb, ...(top && { top }) });
      heard.set(sample, tokens);
    }
    if (chunk.kind === 'failed') {
      const sample = request.firstSample ?? 0;
      const key = requestKey(member.id, { method: 'generate', request, sample });
      calls.set(key, { ...who, failure: chunk.failure });
    }
    if (chunk.kind === 'end') {
      const { sample, stop } = chunk;
      const key = requestKey(member.id, { method: 'generate', request, sample });
      calls.set(key, { ...who, sample: { ...sampleOf(heard.get(sample) ?? []), stop } });
    }
    yield chunk;
  }
}

function sampleOf(tokens: readonly TokenLogProb[]): NonNullable<RecordedCall['sample']> {
  const text = tokens.map((token) => token.text).join('');
  // A member that tells no log-probabilities gives NaN, which JSON cannot hold.
  const known = tokens.every(({ logProb }) => Number.isFinite(logProb));
  return { text, ...(known && tokens.length > 0 && { tokens }) };
}
