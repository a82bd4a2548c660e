import type { Candidate } from './sampling.ts';

/** The likeliest next tokens of one model; probabilities are exact, whatever was left out. */
export interface TopTokens {
  /** Likeliest first, with raw logits. */
  readonly candidates: readonly Candidate[];
  /** Natural-log probability of the first. */
  readonly bestLogProb: number;
  /** Tokens of the whole vocabulary. */
  readonly vocabulary: number;
}

/**
 * The mean of several models' next-token distributions, likeliest first, with log-probabilities as logits. A token
 * that a model does not list gets an even share of that model's remaining mass, but no more than its least listed one.
 */
export function averageTopTokens(models: readonly TopTokens[]): readonly Candidate[] {
  const listed = models.map(probabilitiesOf);
  const tokens = new Set(listed.flatMap(({ known }) => [...known.keys()]));
  return [...tokens]
    .map((token): Candidate => {
      const mass = listed.reduce((sum, { known, rest }) => sum + (known.get(token) ?? rest), 0);
      return { token, logit: Math.log(mass / models.length) };
    })
    .sort((one, other) => other.logit - one.logit || one.token - other.token);
}

function probabilitiesOf({ candidates, bestLogProb, vocabulary }: TopTokens): {
  readonly known: ReadonlyMap<number, number>;
  readonly rest: number;
} {
  const best = candidates[0]?.logit ?? 0;
  const known = new Map(
    candidates.map(({ token, logit }) => [token, Math.exp(bestLogProb + logit - best)]),
  );
  const mass = [...known.values()].reduce((sum, probability) => sum + probability, 0);
  const unlisted = Math.max(1, vocabulary - known.size);
  const least = Math.min(1, ...known.values());
  return { known, rest: Math.min(least, Math.max(0, 1 - mass) / unlisted) };
}
