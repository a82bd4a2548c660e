import type { CalibratorData } from '../ensemble/fitted.ts';
import { applyIsotonic, fitIsotonic } from './isotonic.ts';
import { sigmoid } from './numbers.ts';
import { fitPlatt } from './platt.ts';

/** Rows from which isotonic regression is used; with fewer it fits noise, and Platt's two parameters do better. */
export const isotonicRows = 200;

/**
 * Fits a monotone map from a raw score (higher is better) to P(right): Platt below 200 rows, isotonic from there.
 * Rows whose score is not a finite number are left out.
 */
export function fitCalibrator(
  scores: readonly number[],
  correct: readonly boolean[],
): CalibratorData {
  const rows = scores
    .map((score, row) => ({ score, right: correct[row] === true }))
    .filter(({ score }) => Number.isFinite(score))
    // In one order, so that rounding is the same whatever the order of the rows.
    .sort((one, other) => one.score - other.score || Number(one.right) - Number(other.right));
  const finite = rows.map(({ score }) => score);
  const right = rows.map((row) => row.right);
  return rows.length < isotonicRows ? fitPlatt(finite, right) : fitIsotonic(finite, right);
}

/** The probability, 0 to 1, that the map gives to a raw score. */
export function applyCalibrator(data: CalibratorData, score: number): number {
  if (data.kind === 'isotonic') return applyIsotonic(data, score);
  // A slope of zero times an infinite score would not be a number.
  return sigmoid(data.slope === 0 ? data.intercept : data.slope * score + data.intercept);
}
