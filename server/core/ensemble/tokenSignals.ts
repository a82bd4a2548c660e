import { quantile } from '../confidence/numbers.ts';
import type { TokenLogProb } from '../member.ts';

/** Mean natural-log probability of a sample's tokens; undefined where the member tells none. */
export function meanLogProb(tokens: readonly TokenLogProb[] | undefined): number | undefined {
  if (tokens === undefined || tokens.length === 0) return undefined;
  return tokens.reduce((sum, { logProb }) => sum + logProb, 0) / tokens.length;
}

/** Signals from a sample's token log-probabilities; none where the member tells none. */
export function tokenSignals(
  tokens: readonly TokenLogProb[] | undefined,
): Readonly<Record<string, number>> {
  const mean = meanLogProb(tokens);
  if (tokens === undefined || mean === undefined) return {};
  const logProbs = tokens.map(({ logProb }) => logProb);
  return {
    meanLogProb: mean,
    minLogProb: Math.min(...logProbs),
    lowLogProb: quantile(logProbs, 0.1),
    tokenCount: Math.log1p(tokens.length),
  };
}
