import type { TokenLogProb } from '../member.ts';
import { mean, quantile } from './numbers.ts';
import type { Signals } from './signals.ts';

/** Log-probabilities are held above this, so that one impossible token does not make every mean infinite. */
const floor = -50;
/** Sliding windows (DeepConf): a quarter of the text, within these bounds; 2048 as in the paper is longer than answers. */
const shortestWindow = 16;
const longestWindow = 64;
/** Share of the windows that counts as the least certain ones. */
const bottomShare = 0.1;

/**
 * What the token log-probabilities of one answer say about its correctness; nothing for an answer without tokens.
 * Entropy, margin and the DeepConf signals need the likeliest alternatives (`top`) of every token.
 */
export function tokenSignals(tokens: readonly TokenLogProb[]): Signals {
  if (tokens.length === 0) return {};
  const logProbs = tokens.map(({ logProb }) => Math.max(floor, logProb));
  const windows = windowMeans(logProbs);
  return {
    meanLogProb: mean(logProbs),
    sumLogProb: logProbs.reduce((sum, value) => sum + value, 0),
    minLogProb: Math.min(...logProbs),
    p10LogProb: quantile(logProbs, 0.1),
    ...chowQuantiles(logProbs),
    lowestWindowLogProb: Math.min(...windows),
    bottomWindowsLogProb: bottomMean(windows),
    length: tokens.length,
    ...alternativeSignals(tokens),
  };
}

/** Quantiles 0, 0.1, …, 1 of the token log-probabilities, features of a learned deferral rule (Gupta and others 2024). */
function chowQuantiles(logProbs: readonly number[]): Signals {
  return Object.fromEntries(
    Array.from({ length: 11 }, (_, tenth) => [
      `quantile${tenth * 10}`,
      quantile(logProbs, tenth / 10),
    ]),
  );
}

function alternativeSignals(tokens: readonly TokenLogProb[]): Signals {
  const tops = tokens.map(({ top }) => (top ?? []).map(([, logProb]) => Math.max(floor, logProb)));
  if (tops.some((top) => top.length < 2)) return {};
  const entropies = tops.map(entropyOf);
  const margins = tops.map(marginOf);
  // Confidence of a place is minus the mean log-probability of its alternatives: far down when one token has it all.
  const certainties = tops.map((top) => -mean(top));
  const windows = windowMeans(certainties);
  return {
    meanEntropy: mean(entropies),
    maxEntropy: Math.max(...entropies),
    meanMargin: mean(margins),
    minMargin: Math.min(...margins),
    deepConfMean: mean(certainties),
    deepConfLowest: Math.min(...windows),
    deepConfBottom: bottomMean(windows),
    deepConfTail: windows.at(-1) ?? 0,
  };
}

/** Entropy in nats of the alternatives, all that is not listed taken as one more alternative. */
function entropyOf(top: readonly number[]): number {
  const listed = top.map(Math.exp);
  const mass = listed.reduce((sum, p) => sum + p, 0);
  const parts = [...listed, Math.max(0, 1 - mass)];
  const total = parts.reduce((sum, p) => sum + p, 0);
  return parts.reduce((sum, part) => {
    const p = part / total;
    return p > 0 ? sum - p * Math.log(p) : sum;
  }, 0);
}

/** Difference of the two highest probabilities. */
function marginOf(top: readonly number[]): number {
  const [first = floor, second = floor] = [...top].sort((one, other) => other - one);
  return Math.exp(first) - Math.exp(second);
}

/** Means over all windows of neighbours; one window when the text is shorter than a window. */
function windowMeans(values: readonly number[]): readonly number[] {
  const size = Math.min(
    values.length,
    Math.max(shortestWindow, Math.min(longestWindow, Math.ceil(values.length / 4))),
  );
  let sum = values.slice(0, size).reduce((total, value) => total + value, 0);
  const means = [sum / size];
  for (let end = size; end < values.length; end++) {
    sum += (values[end] ?? 0) - (values[end - size] ?? 0);
    means.push(sum / size);
  }
  return means;
}

function bottomMean(windows: readonly number[]): number {
  const sorted = [...windows].sort((one, other) => one - other);
  return mean(sorted.slice(0, Math.max(1, Math.round(bottomShare * sorted.length))));
}
