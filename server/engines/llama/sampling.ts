import type { GenerateRequest } from '../../core/member.ts';

/** One candidate for the next token, with its raw logit. */
export interface Candidate {
  readonly token: number;
  readonly logit: number;
}

export interface DrawOptions {
  readonly temperature: number;
  readonly topP: number;
}

/** Number of the likeliest tokens that sampling may choose from; the rest is never drawn. */
export const sampledCandidates = 64;

/** The seed of one sample of a request, far from its neighbours' seeds. */
export function sampleSeed(seed: number, sample: number): number {
  return (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(sample + 1, 0x85ebca6b)) >>> 0;
}

/**
 * Draws one candidate. `candidates` are sorted, likeliest first; `topP` is a share of the probability
 * mass after the temperature was applied.
 */
export function drawToken(
  candidates: readonly Candidate[],
  options: DrawOptions,
  random: () => number,
): Candidate | undefined {
  const best = candidates[0];
  if (!best || options.temperature <= 0) return best;
  const weights = candidates.map(({ logit }) =>
    Math.exp((logit - best.logit) / options.temperature),
  );
  const kept = keepMass(weights, options.topP);
  let rest = random() * kept.total;
  for (let index = 0; index < kept.count; index++) {
    rest -= weights[index] ?? 0;
    if (rest < 0) return candidates[index];
  }
  return candidates[kept.count - 1];
}

function keepMass(weights: readonly number[], topP: number): { count: number; total: number } {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let total = 0;
  for (let index = 0; index < weights.length; index++) {
    total += weights[index] ?? 0;
    if (total >= topP * all) return { count: index + 1, total };
  }
  return { count: weights.length, total };
}

/** Most tokens that are told of one place; more are beyond what confidence reads and cost time. */
const mostTold = 20;

/** How many of the likeliest tokens a request wants to be told. */
export function toldCount({ topLogProbs: wanted = 0 }: GenerateRequest): number {
  return Math.max(0, Math.min(mostTold, Math.floor(wanted)));
}
