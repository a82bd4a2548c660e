/** A plan on the plane of cost and reward. */
export interface CostPoint {
  readonly cost: number;
  readonly reward: number;
}

/**
 * Upper non-decreasing convex hull of some plans, cheapest first: what random mixing of two plans can reach at each
 * cost. Plans that cost more and do worse than a cheaper one are left out.
 */
export function costHull(points: readonly CostPoint[]): readonly CostPoint[] {
  const sorted = [...points].sort(
    (one, other) => one.cost - other.cost || other.reward - one.reward,
  );
  const hull: CostPoint[] = [];
  for (const point of sorted) {
    const last = hull.at(-1);
    if (last !== undefined && point.reward <= last.reward) continue;
    while (hull.length >= 2 && isBelow(hull.at(-2), hull.at(-1), point)) hull.pop();
    hull.push(point);
  }
  return hull;
}

/**
 * The hull's reward at a cost, flat beyond its dearest plan. Below its cheapest plan it is mixed with not answering,
 * which costs and earns nothing.
 */
export function hullReward(hull: readonly CostPoint[], cost: number): number {
  const next = hull.findIndex((point) => point.cost >= cost);
  if (next < 0) return hull.at(-1)?.reward ?? 0;
  const to = hull[next] ?? { cost: 0, reward: 0 };
  if (to.cost === cost) return to.reward;
  const from = hull[next - 1] ?? { cost: 0, reward: 0 };
  return from.reward + ((to.reward - from.reward) * (cost - from.cost)) / (to.cost - from.cost);
}

/**
 * Average improvement in quality: the mean of the hull's reward over costs from `from` to `to` (RouterBench, Hu and others
 * 2024, by the paper's formula). Only figures with the same limits can be compared.
 */
export function averageImprovementInQuality(
  points: readonly CostPoint[],
  limits: { readonly from: number; readonly to: number },
): number {
  const hull = costHull(points);
  const { from, to } = limits;
  const knots = [
    from,
    ...hull.map(({ cost }) => cost).filter((cost) => cost > from && cost < to),
    to,
  ];
  let area = 0;
  for (let at = 1; at < knots.length; at++) {
    const [left, right] = [knots[at - 1] ?? from, knots[at] ?? to];
    area += ((right - left) * (hullReward(hull, left) + hullReward(hull, right))) / 2;
  }
  return area / (to - from);
}

/** Incremental benefit per cost of a mix over the small model, relative to the large one's (AutoMix, ΔIBC). */
export function incrementalBenefit(small: CostPoint, large: CostPoint, mix: CostPoint): number {
  const slope = (point: CostPoint): number =>
    (point.reward - small.reward) / (point.cost - small.cost);
  return (slope(mix) - slope(large)) / slope(large);
}

/** Whether the middle point lies on or below the chord of its neighbours. */
function isBelow(
  from: CostPoint | undefined,
  middle: CostPoint | undefined,
  to: CostPoint,
): boolean {
  if (from === undefined || middle === undefined) return false;
  return (
    (middle.reward - from.reward) * (to.cost - from.cost) <=
    (to.reward - from.reward) * (middle.cost - from.cost)
  );
}
