/** Keeps a first place in one list from outweighing steady good places in several. */
const smoothing = 60;

/**
 * Reciprocal-rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): each ranking lists item indices, best first, and
 * gives an item 1 / (60 + place). An item that a ranking leaves out gets nothing from it. Returns one score per item.
 */
export function fuseRankings(
  rankings: readonly (readonly number[])[],
  items: number,
): readonly number[] {
  const scores = Array.from({ length: items }, () => 0);
  for (const ranking of rankings) {
    ranking.forEach((item, place) => {
      scores[item] = (scores[item] ?? 0) + 1 / (smoothing + place + 1);
    });
  }
  return scores;
}

/** Item indices by score, best first; equal scores keep the later item first, as members are listed weakest first. */
export function rankByScore(scores: readonly number[]): readonly number[] {
  return scores
    .map((_, index) => index)
    .sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || other - one);
}
