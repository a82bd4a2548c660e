import type { Trace, TraceUsage } from '../../protocol/trace.ts';
import type { GenerateChunk, Member } from './member.ts';

/** Counts what an answer asks of its members. */
export interface UsageMeter {
  /** The same member, counted. */
  listen(member: Member): Member;
  /** The trace with what was counted so far. */
  addTo(trace: Trace): Trace;
}

/** A meter for one answer; tokens are those that a member wrote, and texts those whose probability it was asked for. */
export function createUsageMeter(): UsageMeter {
  const byMember = new Map<string, { calls: number; tokens: number; texts: number }>();
  const of = (id: string): { calls: number; tokens: number; texts: number } => {
    const known = byMember.get(id) ?? { calls: 0, tokens: 0, texts: 0 };
    byMember.set(id, known);
    return known;
  };
  return {
    listen: (member) => ({
      ...member,
      generate: (request, signal) => {
        const counted = of(member.id);
        counted.calls++;
        return countTokens(member.generate(request, signal), () => void counted.tokens++);
      },
      score: (request, signal) => {
        const counted = of(member.id);
        counted.calls++;
        counted.texts += request.texts.length;
        return member.score(request, signal);
      },
      decide: (request, signal) => {
        const counted = of(member.id);
        counted.calls++;
        counted.texts += request.options.length;
        return member.decide(request, signal);
      },
    }),
    addTo: (trace) => {
      const usage = [...byMember].map(([member, counted]): TraceUsage => ({ member, ...counted }));
      return usage.length === 0 ? trace : { ...trace, usage };
    },
  };
}

async function* countTokens(
  chunks: AsyncIterable<GenerateChunk>,
  onToken: () => void,
): AsyncIterable<GenerateChunk> {
  for await (const chunk of chunks) {
    if (chunk.kind === 'token') onToken();
    yield chunk;
  }
}
