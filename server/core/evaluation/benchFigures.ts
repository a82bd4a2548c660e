import {
  auroc,
  brier,
  expectedCalibrationError,
  reliabilityBins,
  type ReliabilityBin,
} from '../confidence/metrics.ts';
import { mean, quantile } from '../confidence/numbers.ts';
import { areaUnderRiskCoverage, riskCoverage, type RiskPoint } from '../confidence/selective.ts';
import type { BenchFacts, BenchRow } from './benchRow.ts';
import { bootstrapMacro, bootstrapMean, type Interval } from './bootstrap.ts';

/** Accuracy of one system, whole and in parts. */
export interface AccuracyFigures {
  /** Mean over domains. */
  readonly macro: Interval;
  readonly domains: Readonly<Record<string, DomainFigures>>;
  /** Accuracy on what people wrote, and on what was generated; mean over domains. */
  readonly bySource: Readonly<Record<string, Interval>>;
}

/** Items to change and items to leave alone are counted apart. */
export interface DomainFigures {
  readonly all: Interval;
  /** Right among the items that ask for a change. */
  readonly change?: Interval;
  /** Changed all the same, among the items that must stay. */
  readonly touched?: Interval;
  /** Right among what was shown; undefined when nothing was. */
  readonly precision?: number;
  readonly shown: number;
}

export interface CostFigures {
  readonly calls: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly firstMs?: number;
  /** Over all generations of the run. */
  readonly tokensPerSecond?: number;
  readonly joules?: number;
}

/** How far the confidence of what is shown can be believed. */
export interface ConfidenceFigures {
  readonly n: number;
  readonly ece: number;
  readonly brier: number;
  readonly auroc?: number;
  readonly aurc?: number;
  readonly bins: readonly ReliabilityBin[];
  /** At most {@link curvePoints} points of the risk–coverage curve. */
  readonly curve: readonly RiskPoint[];
}

const bins = 10;
const curvePoints = 100;

/** One system's rows beside the facts of their items, in the order of the items. */
export interface Measured {
  readonly fact: BenchFacts;
  readonly row: BenchRow;
}

/** Names of the domains, in the order in which they first appear. */
export function domainsOf(facts: readonly BenchFacts[]): readonly string[] {
  return [...new Set(facts.map(({ domain }) => domain))];
}

export function accuracyFigures(measured: readonly Measured[], seed: number): AccuracyFigures {
  const domains = domainsOf(measured.map(({ fact }) => fact));
  const scoresOf = (rows: readonly Measured[]): readonly number[] =>
    rows.map(({ row }) => row.score);
  const inDomains = (rows: readonly Measured[]): readonly (readonly number[])[] =>
    domains.map((domain) => scoresOf(rows.filter(({ fact }) => fact.domain === domain)));
  const sources = [...new Set(measured.map(({ fact }) => fact.source))];
  return {
    macro: bootstrapMacro(inDomains(measured), { seed }),
    domains: Object.fromEntries(
      domains.map((domain) => [
        domain,
        domainFigures(
          measured.filter(({ fact }) => fact.domain === domain),
          seed,
        ),
      ]),
    ),
    bySource: Object.fromEntries(
      sources.map((source) => [
        source,
        bootstrapMacro(inDomains(measured.filter(({ fact }) => fact.source === source)), { seed }),
      ]),
    ),
  };
}

function domainFigures(rows: readonly Measured[], seed: number): DomainFigures {
  const scores = (list: readonly Measured[]): readonly number[] => list.map(({ row }) => row.score);
  const change = rows.filter(({ fact }) => !fact.mustStay);
  const stay = rows.filter(({ fact }) => fact.mustStay);
  const shown = rows.filter(({ row }) => row.touched);
  return {
    all: bootstrapMean(scores(rows), { seed }),
    ...(change.length > 0 && { change: bootstrapMean(scores(change), { seed }) }),
    ...(stay.length > 0 && {
      touched: bootstrapMean(
        stay.map(({ row }) => Number(row.touched)),
        { seed },
      ),
    }),
    ...(shown.length > 0 && { precision: mean(scores(shown)) }),
    shown: shown.length,
  };
}

export function costFigures(measured: readonly Measured[]): CostFigures {
  const rows = measured.map(({ row }) => row);
  const times = rows.map(({ ms }) => ms);
  const firsts = rows.flatMap(({ firstMs }) => (firstMs === undefined ? [] : [firstMs]));
  const tokens = rows.reduce((sum, row) => sum + row.tokens, 0);
  const tokenMs = rows.reduce((sum, row) => sum + row.tokenMs, 0);
  const joules = rows.flatMap((row) => (row.joules === undefined ? [] : [row.joules]));
  return {
    calls: mean(rows.map(({ calls }) => calls)),
    medianMs: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    ...(firsts.length > 0 && { firstMs: quantile(firsts, 0.5) }),
    ...(tokenMs > 0 && { tokensPerSecond: (1000 * tokens) / tokenMs }),
    ...(joules.length > 0 && { joules: mean(joules) }),
  };
}

/** Undefined where fewer than two answers carry a confidence. */
export function confidenceFigures(measured: readonly Measured[]): ConfidenceFigures | undefined {
  const sure = measured.filter(({ row }) => row.confidence !== undefined);
  if (sure.length < 2) return undefined;
  const probabilities = sure.map(({ row }) => row.confidence ?? 0);
  const right = sure.map(({ row }) => row.score === 1);
  const area = auroc(probabilities, right);
  const risk = areaUnderRiskCoverage(probabilities, right);
  const curve = riskCoverage(probabilities, right);
  const step = Math.max(1, Math.ceil(curve.length / curvePoints));
  return {
    n: sure.length,
    ece: expectedCalibrationError(probabilities, right, bins),
    brier: brier(probabilities, right),
    ...(area !== undefined && { auroc: area }),
    ...(risk && { aurc: risk.area }),
    bins: reliabilityBins(probabilities, right, bins),
    curve: curve.filter((_, at) => at % step === 0 || at === curve.length - 1),
  };
}
