import { mean } from '../confidence/numbers.ts';
import { byScore } from '../confidence/ranking.ts';

/** Mean reward when a share of the questions goes to the strong model. */
export interface CallPoint {
  /** Share of strong calls, 0 to 1. */
  readonly share: number;
  readonly reward: number;
}

/**
 * Reward over the share of strong calls, from none to all: the questions with the highest router score go to the strong
 * model first; equal scores go together, in random order in expectation (a straight line).
 */
export function callPerformance(
  routerScores: readonly number[],
  weak: readonly number[],
  strong: readonly number[],
): readonly CallPoint[] {
  const gains = new Map<number, number>();
  routerScores.forEach((score, row) =>
    gains.set(score, (gains.get(score) ?? 0) + (strong[row] ?? 0) - (weak[row] ?? 0)),
  );
  const n = routerScores.length;
  let sum = weak.reduce((total, value) => total + value, 0);
  let calls = 0;
  const points = [{ share: 0, reward: sum / n }];
  for (const { score, count } of byScore(routerScores, [], 'descending')) {
    calls += count;
    sum += gains.get(score) ?? 0;
    points.push({ share: calls / n, reward: sum / n });
  }
  return points;
}

/** The summary of RouteLLM (Ong and others 2024). */
export interface TwoModelMetrics {
  /** Area under the performance gap recovered over the share of strong calls; a random router has ½. */
  readonly apgr: number;
  /** Least share of strong calls with PGR ≥ x, for x of 0.2, 0.5 and 0.8; undefined when never reached. */
  readonly cpt: Readonly<Record<'20' | '50' | '80', number | undefined>>;
  /** (APGR − ½) / (APGR of the oracle − ½). */
  readonly skill: number;
}

/** Performance gap recovered (r − r_weak)/(r_strong − r_weak) at one point. */
export function gapRecovered(reward: number, weak: number, strong: number): number {
  return (reward - weak) / (strong - weak);
}

/** Undefined when the strong model is no better than the weak one: there is no gap to recover. */
export function twoModelMetrics(
  routerScores: readonly number[],
  weak: readonly number[],
  strong: readonly number[],
): TwoModelMetrics | undefined {
  const [low, high] = [mean(weak), mean(strong)];
  if (!(high > low)) return undefined;
  const curve = (scores: readonly number[]): readonly CallPoint[] =>
    callPerformance(scores, weak, strong).map(({ share, reward }) => ({
      share,
      reward: gapRecovered(reward, low, high),
    }));
  const own = curve(routerScores);
  const apgr = trapezoid(own);
  const best = trapezoid(curve(strong.map((value, row) => value - (weak[row] ?? 0))));
  return {
    apgr,
    cpt: { 20: shareAt(own, 0.2), 50: shareAt(own, 0.5), 80: shareAt(own, 0.8) },
    skill: (apgr - 0.5) / (best - 0.5),
  };
}

function trapezoid(points: readonly CallPoint[]): number {
  let area = 0;
  for (let at = 1; at < points.length; at++) {
    const [from, to] = [points[at - 1], points[at]];
    if (from !== undefined && to !== undefined)
      area += ((to.share - from.share) * (from.reward + to.reward)) / 2;
  }
  return area;
}

/** First share at which the curve reaches a value, linear between points. */
function shareAt(points: readonly CallPoint[], value: number): number | undefined {
  for (let at = 1; at < points.length; at++) {
    const [from, to] = [points[at - 1], points[at]];
    if (from === undefined || to === undefined || to.reward < value) continue;
    if (from.reward >= value) return from.share;
    return (
      from.share + ((to.share - from.share) * (value - from.reward)) / (to.reward - from.reward)
    );
  }
  return undefined;
}
