/** One comparison: how much of a win `first` has over `second`, 1 for a win, 0.5 for a tie, 0 for a loss. */
export interface Comparison {
  readonly first: number;
  readonly second: number;
  readonly win: number;
}

const steps = 1000;
const tolerance = 1e-10;

/**
 * Strengths of items from pairwise comparisons, summing to one: P(i beats j) = s_i / (s_i + s_j), fitted by the
 * minorise–maximise iteration (Hunter, Annals of Statistics 2004). Every item also meets one of strength 1 in half a
 * comparison that ends in a tie, which keeps the strength of an item that never wins above zero.
 */
export function fitBradleyTerry(
  comparisons: readonly Comparison[],
  items: number,
): readonly number[] {
  const prior = 0.5;
  const wins = Array.from({ length: items }, () => prior / 2);
  for (const { first, second, win } of comparisons) {
    wins[first] = (wins[first] ?? 0) + win;
    wins[second] = (wins[second] ?? 0) + 1 - win;
  }
  // Scaled only at the end: the item that all have met keeps its strength, so that a further win never costs odds.
  let strengths: readonly number[] = wins.map(() => 1);
  for (let step = 0; step < steps; step++) {
    const next = wins.map((won, item) => won / expectedGames(item, strengths, comparisons, prior));
    const moved = Math.max(
      0,
      ...next.map((each, item) => Math.abs(each / (strengths[item] ?? 1) - 1)),
    );
    strengths = next;
    if (moved < tolerance) break;
  }
  return normalise(strengths);
}

function expectedGames(
  item: number,
  strengths: readonly number[],
  comparisons: readonly Comparison[],
  prior: number,
): number {
  const own = strengths[item] ?? 0;
  let games = prior / (own + 1);
  for (const { first, second } of comparisons) {
    if (first !== item && second !== item) continue;
    games += 1 / (own + (strengths[first === item ? second : first] ?? 0));
  }
  return games;
}

function normalise(values: readonly number[]): readonly number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}
