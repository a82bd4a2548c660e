import { byScore } from './ranking.ts';

/** One threshold of a selective answerer: what is answered at or above it, and how much of that is wrong. */
export interface RiskPoint {
  readonly threshold: number;
  /** Share of rows that are answered. */
  readonly coverage: number;
  /** Share of the answered rows that are wrong. */
  readonly risk: number;
}

/** Area under the risk–coverage curve, and how far that is above the best that these answers allow. */
export interface RiskArea {
  readonly area: number;
  readonly excess: number;
}

/** The risk–coverage curve, one point per distinct score, strictest first. */
export function riskCoverage(
  scores: readonly number[],
  correct: readonly boolean[],
): readonly RiskPoint[] {
  let answered = 0;
  let wrong = 0;
  return byScore(scores, correct, 'descending').map((group) => {
    answered += group.count;
    wrong += group.count - group.marked;
    return {
      threshold: group.score,
      coverage: answered / scores.length,
      risk: wrong / answered,
    };
  });
}

/**
 * AURC, the mean of the risk over all coverages 1/n … 1 (Geifman and others 2019), and E-AURC, its excess over an
 * order with all errors last. Rows of equal score count as in random order. Undefined without rows.
 */
export function areaUnderRiskCoverage(
  scores: readonly number[],
  correct: readonly boolean[],
): RiskArea | undefined {
  const rows = scores.length;
  if (rows === 0) return undefined;
  let answered = 0;
  let wrong = 0;
  let sum = 0;
  for (const group of byScore(scores, correct, 'descending')) {
    const errors = group.count - group.marked;
    for (let step = 1; step <= group.count; step++)
      sum += (wrong + (errors * step) / group.count) / (answered + step);
    answered += group.count;
    wrong += errors;
  }
  let best = 0;
  for (let step = 1; step <= wrong; step++) best += step / (rows - wrong + step);
  return { area: sum / rows, excess: (sum - best) / rows };
}

/** The largest share of rows that can be answered, by one threshold, with at most `risk` of them wrong. */
export function coverageAtRisk(
  scores: readonly number[],
  correct: readonly boolean[],
  risk: number,
): number {
  return riskCoverage(scores, correct)
    .filter((point) => point.risk <= risk)
    .reduce((largest, point) => Math.max(largest, point.coverage), 0);
}
