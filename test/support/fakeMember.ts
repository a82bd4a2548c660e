import type { Failure } from '../../protocol/result.ts';
import type {
  DecideRequest,
  GenerateRequest,
  Member,
  ScoreRequest,
} from '../../server/core/member.ts';

/** What a fake member answers; each function gets the request. */
export interface FakeAnswers {
  readonly text?: (request: GenerateRequest) => string;
  /** Log-probability of each text. */
  readonly score?: (request: ScoreRequest) => readonly number[];
  readonly decide?: (request: DecideRequest) => readonly number[];
  readonly failure?: Failure;
}

/** A member that answers from functions and records every request. */
export function createFakeMember(
  id: string,
  answers: FakeAnswers,
): Member & { readonly requests: unknown[] } {
  const requests: unknown[] = [];
  const { failure } = answers;
  return {
    id,
    family: id,
    requests,
    capabilities: {
      logProbs: true,
      score: true,
      decide: true,
      grammar: false,
      embed: false,
      infill: false,
    },
    async *generate(request, signal) {
      requests.push(request);
      signal.throwIfAborted();
      if (failure) return yield { kind: 'failed', failure };
      const firstSample = request.firstSample ?? 0;
      for (let sample = firstSample; sample < firstSample + (request.samples ?? 1); sample++) {
        yield { kind: 'token', sample, text: answers.text?.(request) ?? '', logProb: -0.1 };
        yield { kind: 'end', sample, stop: 'end' };
      }
    },
    async score(request, signal) {
      requests.push(request);
      signal.throwIfAborted();
      if (failure) return { ok: false, failure };
      const logProbs = answers.score?.(request) ?? request.texts.map(() => -1);
      return {
        ok: true,
        value: logProbs.map((logProb) => ({ logProb, tokens: [{ text: '', logProb }] })),
      };
    },
    async decide(request, signal) {
      requests.push(request);
      signal.throwIfAborted();
      if (failure) return { ok: false, failure };
      return {
        ok: true,
        value: answers.decide?.(request) ?? request.options.map(() => 1 / request.options.length),
      };
    },
  };
}
