import type {
  ControlledEvaluateIndexOutput,
  ControlledEvaluateInputItem,
  LlamaModel,
  Token,
} from 'node-llama-cpp';
import type { TopLogProbs } from '../../core/member.ts';
import { sampledCandidates, type Candidate } from './sampling.ts';

// Greedy everywhere: the library's sampler then leaves the distribution whole, so that the log-probabilities
// are the model's own. Sampling by temperature is ours (see sampling.ts).
const greedy = { temperature: 0 };

/** Asks for the likeliest next token with its log-probability. */
export function askBest(token: Token): ControlledEvaluateInputItem {
  return [token, { generateNext: { token: true, totalLogitWeight: true, options: greedy } }];
}

/** Asks for the likeliest candidates, to draw from or to average. */
export function askCandidates(
  token: Token,
  count: number = sampledCandidates,
): ControlledEvaluateInputItem {
  return [
    token,
    {
      generateNext: {
        token: true,
        totalLogitWeight: true,
        logits: { filter: { tokens: [], includeTop: count } },
        options: greedy,
      },
    },
  ];
}

/** Asks for the log-probabilities of given next tokens. The selected token carries the highest logit. */
export function askTokens(token: Token, targets: readonly Token[]): ControlledEvaluateInputItem {
  return [
    token,
    {
      generateNext: {
        token: true,
        totalLogitWeight: true,
        logits: { filter: { tokens: targets, includeSelected: true } },
        options: greedy,
      },
    },
  ];
}

/** The likeliest token; its logit is the maximum, so only the total weight matters. */
export function readBest(
  output: ControlledEvaluateIndexOutput | undefined,
): { token: Token; logProb: number } | undefined {
  const next = output?.next;
  if (next?.token === undefined || next.token === null || next.totalLogitWeight === undefined)
    return undefined;
  return { token: next.token, logProb: -Math.log(next.totalLogitWeight) };
}

/** Candidates, likeliest first, and the log-probability of the first. */
export function readCandidates(
  output: ControlledEvaluateIndexOutput | undefined,
): { candidates: Candidate[]; bestLogProb: number } | undefined {
  const logits = output?.next.logits;
  const total = output?.next.totalLogitWeight;
  if (!logits || logits.size === 0 || total === undefined) return undefined;
  const candidates = [...logits].map(([token, logit]): Candidate => ({ token, logit }));
  candidates.sort((one, other) => other.logit - one.logit);
  return { candidates, bestLogProb: -Math.log(total) };
}

/** The `count` likeliest of the candidates with their texts; a part of a character shows as U+FFFD. */
export function topLogProbs(
  model: LlamaModel,
  { candidates, bestLogProb }: { candidates: readonly Candidate[]; bestLogProb: number },
  count: number,
): TopLogProbs {
  const best = candidates[0]?.logit ?? 0;
  return candidates
    .slice(0, count)
    .map(({ token, logit }) => [model.detokenize([token as Token]), bestLogProb + logit - best]);
}

/** Log-probabilities of the tokens asked for. */
export function readTokens(
  output: ControlledEvaluateIndexOutput | undefined,
  targets: readonly Token[],
): Map<Token, number> | undefined {
  const logits = output?.next.logits;
  const total = output?.next.totalLogitWeight;
  if (!logits || total === undefined) return undefined;
  const highest = Math.max(...logits.values());
  const found = new Map<Token, number>();
  for (const target of targets) {
    const logit = logits.get(target);
    if (logit === undefined) return undefined;
    found.set(target, logit - highest - Math.log(total));
  }
  return found;
}
