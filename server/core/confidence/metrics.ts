import { byScore, orderOf } from './ranking.ts';

/** One bin of a reliability diagram. */
export interface ReliabilityBin {
  readonly count: number;
  /** Mean predicted probability. */
  readonly confidence: number;
  /** Share of right answers. */
  readonly accuracy: number;
}

/**
 * P(a right answer scores above a wrong one), ties counted half: the area under the ROC curve by Mann and Whitney.
 * Undefined when all are right or all are wrong.
 */
export function auroc(scores: readonly number[], correct: readonly boolean[]): number | undefined {
  const positives = correct.filter(Boolean).length;
  const negatives = correct.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  let below = 0;
  let pairs = 0;
  for (const group of byScore(scores, correct, 'ascending')) {
    const wrong = group.count - group.marked;
    pairs += group.marked * (below + wrong / 2);
    below += wrong;
  }
  return pairs / (positives * negatives);
}

/**
 * Area under the precision–recall curve of errors, the lowest scores flagged first (average precision; equal scores
 * are flagged together). Undefined when nothing is wrong.
 */
export function errorAuprc(
  scores: readonly number[],
  correct: readonly boolean[],
): number | undefined {
  const errors = correct.filter((right) => !right).length;
  if (errors === 0) return undefined;
  let flagged = 0;
  let found = 0;
  let area = 0;
  for (const group of byScore(scores, correct, 'ascending')) {
    const wrong = group.count - group.marked;
    flagged += group.count;
    found += wrong;
    area += (wrong / errors) * (found / flagged);
  }
  return area;
}

/**
 * At most `bins` bins of nearly equal numbers of rows, lowest probability first. Equal probabilities share a bin, the
 * one that holds their middle rank, so the order of the rows never matters; empty bins are left out.
 */
export function reliabilityBins(
  probabilities: readonly number[],
  correct: readonly boolean[],
  bins: number,
): readonly ReliabilityBin[] {
  const rows = probabilities.length;
  const sums = new Map<number, { count: number; confidence: number; right: number }>();
  let before = 0;
  for (const group of byScore(probabilities, correct, 'ascending')) {
    const bin = Math.min(bins - 1, Math.floor(((before + group.count / 2) / rows) * bins));
    const sum = sums.get(bin) ?? { count: 0, confidence: 0, right: 0 };
    sum.count += group.count;
    sum.confidence += group.score * group.count;
    sum.right += group.marked;
    sums.set(bin, sum);
    before += group.count;
  }
  return [...sums.values()].map(({ count, confidence, right }) => ({
    count,
    confidence: confidence / count,
    accuracy: right / count,
  }));
}

/** Expected calibration error Σ n_b/N · |accuracy_b − confidence_b| over equal-mass bins; NaN without rows. */
export function expectedCalibrationError(
  probabilities: readonly number[],
  correct: readonly boolean[],
  bins: number,
): number {
  const rows = probabilities.length;
  if (rows === 0) return Number.NaN;
  return reliabilityBins(probabilities, correct, bins).reduce(
    (sum, bin) => sum + (bin.count / rows) * Math.abs(bin.accuracy - bin.confidence),
    0,
  );
}

/** Mean squared difference of probability and outcome; NaN without rows. */
export function brier(probabilities: readonly number[], correct: readonly boolean[]): number {
  return mean(probabilities.map((p, row) => (p - (correct[row] ? 1 : 0)) ** 2));
}

/** 1 − Brier / Brier of always saying the share of right answers; undefined when that share is 0 or 1. */
export function brierSkill(
  probabilities: readonly number[],
  correct: readonly boolean[],
): number | undefined {
  const share = mean(correct.map(Number));
  const constant = share * (1 - share);
  return constant > 0 ? 1 - brier(probabilities, correct) / constant : undefined;
}

/** Mean −ln of the probability given to what happened, probabilities held within 1e-12 of 0 and 1; NaN without rows. */
export function negativeLogLikelihood(
  probabilities: readonly number[],
  correct: readonly boolean[],
): number {
  return mean(
    probabilities.map((p, row) => {
      const held = Math.min(1 - 1e-12, Math.max(1e-12, p));
      return -Math.log(correct[row] ? held : 1 - held);
    }),
  );
}

function mean(values: readonly number[]): number {
  // Summed in increasing order: the rounding, too, is then the same for every order of the rows.
  return (
    orderOf(values, 'ascending').reduce((sum, at) => sum + (values[at] ?? 0), 0) / values.length
  );
}
