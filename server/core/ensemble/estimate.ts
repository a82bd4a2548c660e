import { applyCalibrator, fitCalibrator } from '../confidence/calibrator.ts';
import { applyLogistic, fitLogistic, type LogisticRow } from '../confidence/logistic.ts';
import { logit } from '../confidence/numbers.ts';
import type { CalibratorData, LogisticData, NodeFit } from './fitted.ts';
import { foldOf, folds } from './folds.ts';

/** Name of the signal that holds a strategy's own, uncalibrated confidence. */
export const rawSignal = 'raw';

export interface Estimate {
  readonly confidence: number;
  readonly calibrated: boolean;
}

/** One answer with its outcome, to learn from. */
export interface Outcome {
  readonly domain: string;
  readonly prompt: string;
  readonly signals: Readonly<Record<string, number>>;
  readonly right: boolean;
}

/** Fewer rows than this teach nothing; more than the second number allow several signals at once. */
const fewestRows = 10;
const blendRows = 60;
const domainRows = 50;
const penalties = [3, 10, 30, 100] as const;

/** Confidence from what was learned for a place; without that, the raw confidence. */
export function estimateConfidence(
  fit: NodeFit | undefined,
  domain: string,
  signals: Readonly<Record<string, number>>,
): Estimate {
  const calibrator = fit?.calibrators?.[domain] ?? fit?.calibrators?.['*'];
  if (!calibrator) return { confidence: signals[rawSignal] ?? 0.5, calibrated: false };
  return {
    confidence: applyCalibrator(calibrator, scoreOf(fit?.blend, signals)),
    calibrated: true,
  };
}

/**
 * Learns confidence from outcomes: where there are enough rows, a regularised logistic blend of all signals; then a
 * monotone calibrator per domain. The blend's penalty, and whether it is used at all, are chosen by the log-loss on rows
 * that it was not fitted on, and the calibrator is fitted on those same held-out scores.
 */
export function learnConfidence(
  outcomes: readonly Outcome[],
): Pick<NodeFit, 'blend' | 'calibrators'> {
  if (outcomes.length < fewestRows) return {};
  const raw = outcomes.map(({ signals }) => scoreOf(undefined, signals));
  const plain = { scores: raw, loss: crossFittedLoss(outcomes, raw) };
  if (outcomes.length < blendRows) return { calibrators: calibratorsOf(outcomes, plain.scores) };
  const candidates = penalties.map((l2) => {
    const scores = crossFittedScores(outcomes, l2);
    return { l2, scores, loss: crossFittedLoss(outcomes, scores) };
  });
  const best = candidates.reduce((one, other) => (other.loss < one.loss ? other : one));
  if (plain.loss <= best.loss) return { calibrators: calibratorsOf(outcomes, plain.scores) };
  return {
    blend: fitLogistic(outcomes.map(logisticRow), { l2: best.l2 }),
    calibrators: calibratorsOf(outcomes, best.scores),
  };
}

function scoreOf(
  blend: LogisticData | undefined,
  signals: Readonly<Record<string, number>>,
): number {
  return blend ? logit(applyLogistic(blend, signals)) : (signals[rawSignal] ?? 0.5);
}

function logisticRow({ signals, right }: Outcome): LogisticRow {
  return { features: signals, label: right };
}

/** Each row's score by a blend that has not seen its fold. */
function crossFittedScores(outcomes: readonly Outcome[], l2: number): readonly number[] {
  const blends = folds.map((fold) =>
    fitLogistic(outcomes.filter(({ prompt }) => foldOf(prompt) !== fold).map(logisticRow), { l2 }),
  );
  return outcomes.map(({ prompt, signals }) => scoreOf(blends[foldOf(prompt)], signals));
}

/** Mean negative log-likelihood of the outcomes, calibrated by the other folds. */
function crossFittedLoss(outcomes: readonly Outcome[], scores: readonly number[]): number {
  const rights = outcomes.map(({ right }) => right);
  const rows = outcomes.map((_, index) => index);
  const losses = folds.flatMap((fold) => {
    const [inside, outside] = [true, false].map((held) =>
      rows.filter((row) => (foldOf(outcomes[row]?.prompt ?? '') === fold) === held),
    );
    const pick = <T>(values: readonly T[], from: readonly number[] = []): T[] =>
      from.map((row) => values[row] as T);
    const calibrator = fitCalibrator(pick(scores, outside), pick(rights, outside));
    return (inside ?? []).map((row) => {
      const p = applyCalibrator(calibrator, scores[row] ?? 0);
      return -Math.log(Math.max(1e-6, rights[row] ? p : 1 - p));
    });
  });
  return (
    losses.sort((one, other) => one - other).reduce((sum, loss) => sum + loss, 0) / rows.length
  );
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
