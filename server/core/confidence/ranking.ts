/** The rows of one score. */
export interface ScoreGroup {
  readonly score: number;
  readonly count: number;
  /** How many of them are marked: right, say, or violating. */
  readonly marked: number;
}

/** Indices of the scores in order. */
export function orderOf(
  scores: readonly number[],
  direction: 'ascending' | 'descending',
): readonly number[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return scores
    .map((_, at) => at)
    .sort((one, other) => sign * compare(scores[one] ?? 0, scores[other] ?? 0));
}

/** Rows joined by equal score, in the order of the scores: what every measure here counts, whatever the row order. */
export function byScore(
  scores: readonly number[],
  marks: readonly boolean[],
  direction: 'ascending' | 'descending',
): readonly ScoreGroup[] {
  const groups: { score: number; count: number; marked: number }[] = [];
  for (const at of orderOf(scores, direction)) {
    const score = scores[at] ?? 0;
    let group = groups.at(-1);
    if (group === undefined || group.score !== score) {
      group = { score, count: 0, marked: 0 };
      groups.push(group);
    }
    group.count++;
    group.marked += marks[at] ? 1 : 0;
  }
  return groups;
}

/** Orders infinities, too, whose difference is not a number. */
function compare(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
