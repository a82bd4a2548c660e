import { applyLogistic, fitLogistic } from './logistic.ts';
import type { LogisticData } from '../ensemble/fitted.ts';

const names = ['lnP', 'lnQ'] as const;
const held = (probability: number): number => Math.min(1 - 1e-12, Math.max(1e-12, probability));

/**
 * Beta calibration (Kull and others 2017): σ(a·ln p − b·ln(1 − p) + c) with a, b ≥ 0, so that it rises with p and holds
 * the identity among its members. A weight that comes out negative is set to zero and the rest fitted again.
 */
export function fitBetaCalibration(
  probabilities: readonly number[],
  correct: readonly boolean[],
): LogisticData {
  const fit = (kept: readonly string[]): LogisticData =>
    fitLogistic(
      probabilities.map((probability, row) => ({
        features: Object.fromEntries(
          Object.entries(features(probability)).filter(([name]) => kept.includes(name)),
        ),
        label: correct[row] === true,
      })),
      { l2: 1e-3 },
    );
  const both = fit(names);
  const negative = names.filter((name) => (both.features[name]?.weight ?? 0) < 0);
  if (negative.length === 0) return both;
  const kept = names.filter((name) => !negative.includes(name));
  const one = fit(kept);
  return kept.some((name) => (one.features[name]?.weight ?? 0) < 0) ? fit([]) : one;
}

/** The calibrated probability. */
export function applyBetaCalibration(data: LogisticData, probability: number): number {
  return applyLogistic(data, features(probability));
}

function features(probability: number): Record<(typeof names)[number], number> {
  const p = held(probability);
  return { lnP: Math.log(p), lnQ: -Math.log1p(-p) };
}
