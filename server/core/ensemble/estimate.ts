import { applyCalibrator, fitCalibrator } from '../confidence/calibrator.ts';
import { applyLogistic, fitLogistic } from '../confidence/logistic.ts';
import { logit } from '../confidence/numbers.ts';
import type { CalibratorData, LogisticData, NodeFit } from './fitted.ts';
import { foldOf, folds } from './folds.ts';

/** Name of the signal that holds a strategy's own, uncalibrated confidence. */
export const rawSignal = 'raw';

export interface Estimate {
  readonly confidence: number;
  readonly calibrated: boolean;
}

/** An estimate with the score that its calibrator read; the score is smooth where the confidence has plateaus. */
export interface ScoredEstimate extends Estimate {
  readonly score: number;
}

/** One answer with its outcome, to learn from. */
export interface Outcome {
  readonly domain: string;
  readonly prompt: string;
  readonly signals: Readonly<Record<string, number>>;
  readonly right: boolean;
}

/** Fewer rows than this teach nothing; from the second number on, several signals are weighed at once. */
const fewestRows = 10;
const blendRows = 60;
const domainRows = 50;
/** Penalty on the blend's weights: strong, because signals are many and rows few. */
const blendPenalty = 30;

/** Confidence from what was learned for a place; without that, the raw confidence. */
export function estimateConfidence(
  fit: NodeFit | undefined,
  domain: string,
  signals: Readonly<Record<string, number>>,
): Estimate {
  const { confidence, calibrated } = scoredEstimate(fit, domain, signals);
  return { confidence, calibrated };
}

/** The same with its score, for rules that compare answers of one place. */
export function scoredEstimate(
  fit: NodeFit | undefined,
  domain: string,
  signals: Readonly<Record<string, number>>,
): ScoredEstimate {
  const score = scoreOf(fit?.blend, signals);
  const calibrated = fit?.calibrators !== undefined;
  return { score, calibrated, confidence: calibrated ? confidenceAt(fit, domain, score) : score };
}

/** The calibrated confidence at a score of a place that has learned. */
export function confidenceAt(fit: NodeFit | undefined, domain: string, score: number): number {
  const calibrator = fit?.calibrators?.[domain] ?? fit?.calibrators?.['*'];
  return calibrator ? applyCalibrator(calibrator, score) : score;
}

/**
 * Learns confidence from outcomes: where there are enough rows, a regularised logistic blend of all signals; then a
 * monotone calibrator per domain, fitted on scores of blends that have not seen their row.
 */
export function learnConfidence(
  outcomes: readonly Outcome[],
): Pick<NodeFit, 'blend' | 'calibrators'> {
  if (outcomes.length < fewestRows) return {};
  if (outcomes.length < blendRows) {
    const raw = outcomes.map(({ signals }) => scoreOf(undefined, signals));
    return { calibrators: calibratorsOf(outcomes, raw) };
  }
  return {
    blend: blendOf(outcomes),
    calibrators: calibratorsOf(outcomes, crossFittedScores(outcomes)),
  };
}

function scoreOf(
  blend: LogisticData | undefined,
  signals: Readonly<Record<string, number>>,
): number {
  return blend ? logit(applyLogistic(blend, signals)) : (signals[rawSignal] ?? 0.5);
}

function blendOf(outcomes: readonly Outcome[]): LogisticData {
  const rows = outcomes.map(({ signals, right }) => ({ features: signals, label: right }));
  return fitLogistic(rows, { l2: blendPenalty });
}

/** Each row's score by a blend that has not seen its fold. */
function crossFittedScores(outcomes: readonly Outcome[]): readonly number[] {
  const blends = folds.map((fold) =>
    blendOf(outcomes.filter(({ prompt }) => foldOf(prompt) !== fold)),
  );
  return outcomes.map(({ prompt, signals }) => scoreOf(blends[foldOf(prompt)], signals));
}

function calibratorsOf(
  outcomes: readonly Outcome[],
  scores: readonly number[],
): Readonly<Record<string, CalibratorData>> {
  const fitted = (domain: string | undefined): CalibratorData => {
    const rows = outcomes.flatMap((outcome, index) =>
      domain === undefined || outcome.domain === domain ? [index] : [],
    );
    return fitCalibrator(
      rows.map((row) => scores[row] ?? 0),
      rows.map((row) => outcomes[row]?.right === true),
    );
  };
  const domains = [...new Set(outcomes.map(({ domain }) => domain))].filter(
    (domain) => outcomes.filter((each) => each.domain === domain).length >= domainRows,
  );
  const own = domains.length > 1 ? domains.map((domain) => [domain, fitted(domain)] as const) : [];
  return { '*': fitted(undefined), ...Object.fromEntries(own) };
}
