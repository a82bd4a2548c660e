import type { Random } from '../random.ts';

/** Who is asked, and how that came about. */
export interface TrustChoice {
  readonly member: string;
  /**
   * Probability with which this member was chosen, given what had been drawn; logged, so that another policy can be
   * valued on the same log (inverse propensity scoring).
   */
  readonly propensity: number;
  /** Expected reward by member, 0 to 1, before any penalty. */
  readonly expected: Readonly<Record<string, number>>;
}

export interface ChoiceOptions {
  /** What choosing a member costs, in units of reward: seconds, energy or a reload, already weighed. */
  readonly penalties?: Readonly<Record<string, number>>;
  /**
   * Share of choices made at random, more of them to members that are expected to do well, so that nobody is forgotten
   * and every propensity is positive; default 0.02.
   */
  readonly floor?: number;
}

/** Draws of the posterior per choice; the winner of one of them is taken, so more only refine the propensity. */
export const drawsPerChoice = 16;
const defaultFloor = 0.02;
/** Among the random choices, a member expected to earn this much less is taken e times less often. */
const floorTemperature = 0.1;

/**
 * Thompson sampling with a floor: each draw names the member of the highest drawn reward, one name is taken at random,
 * and a small share of choices is random altogether. `members` must not be empty.
 */
export function choose(
  members: readonly string[],
  expected: Readonly<Record<string, number>>,
  drawRewards: () => readonly number[],
  random: Random,
  options: ChoiceOptions = {},
): TrustChoice {
  const floor = options.floor ?? defaultFloor;
  const penalties = members.map((member) => options.penalties?.[member] ?? 0);
  const wins = members.map(() => 0);
  for (let draw = 0; draw < drawsPerChoice; draw++) {
    const best = indexOfLargest(drawRewards().map((reward, at) => reward - (penalties[at] ?? 0)));
    wins[best] = (wins[best] ?? 0) + 1;
  }
  const shares = softmax(members.map((member) => (expected[member] ?? 0) / floorTemperature));
  const propensities = wins.map(
    (count, at) => ((1 - floor) * count) / drawsPerChoice + floor * (shares[at] ?? 0),
  );
  const at = drawIndex(propensities, random);
  return { member: members[at] ?? '', propensity: propensities[at] ?? 0, expected };
}

/** Ties go to the last: members are listed weakest to strongest. */
function indexOfLargest(values: readonly number[]): number {
  let best = 0;
  for (let at = 1; at < values.length; at++)
    if ((values[at] ?? 0) >= (values[best] ?? 0)) best = at;
  return best;
}

function softmax(values: readonly number[]): readonly number[] {
  const top = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function drawIndex(probabilities: readonly number[], random: Random): number {
  let left = random();
  for (let at = 0; at < probabilities.length; at++) {
    left -= probabilities[at] ?? 0;
    if (left < 0) return at;
  }
  return probabilities.length - 1;
}
