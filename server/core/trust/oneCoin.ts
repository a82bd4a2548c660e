import { inOneOrder, type OrderedRow, type VoteRow } from './votes.ts';

export interface OneCoinOptions {
  /** Number of answers that are possible for one item; default: those given, and one more. */
  readonly alternatives?: number;
  readonly tolerance?: number;
  readonly rounds?: number;
}

/** What disagreement alone tells when answers are open. */
export interface OneCoinModel {
  /** Probability of each answer that somebody gave, one map for each row as given. */
  readonly posteriors: readonly ReadonlyMap<string, number>[];
  /** Probability that a voter is right. */
  readonly accuracies: Readonly<Record<string, number>>;
}

/**
 * Voters with one number each, their accuracy, by expectation–maximisation from the vote shares; a wrong voter is
 * equally likely to give any of the other answers. Works for open answers, where no confusion matrix exists.
 */
export function oneCoin(rows: readonly VoteRow[], options: OneCoinOptions = {}): OneCoinModel {
  const { alternatives, tolerance = 1e-6, rounds = 200 } = options;
  const ordered = inOneOrder(rows);
  let posteriors = ordered.map(voteShares);
  let accuracies = accuraciesFrom(ordered, posteriors);
  for (let round = 0; round < rounds; round++) {
    posteriors = ordered.map((row) => expect(row, accuracies, alternatives));
    const next = accuraciesFrom(ordered, posteriors);
    const change = Math.max(
      0,
      ...[...next].map(([voter, p]) => Math.abs(p - (accuracies.get(voter) ?? 0))),
    );
    accuracies = next;
    if (change < tolerance) break;
  }
  const byRow: ReadonlyMap<string, number>[] = [];
  ordered.forEach(({ index }, at) => (byRow[index] = posteriors[at] ?? new Map()));
  return { posteriors: byRow, accuracies: Object.fromEntries(accuracies) };
}

function voteShares({ votes }: OrderedRow): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const [, label] of votes) shares.set(label, (shares.get(label) ?? 0) + 1 / votes.length);
  return shares;
}

/** Share of right answers, with one right and one wrong answer added (Laplace). */
function accuraciesFrom(
  rows: readonly OrderedRow[],
  posteriors: readonly ReadonlyMap<string, number>[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, { right: number; votes: number }>();
  rows.forEach(({ votes }, at) => {
    for (const [voter, label] of votes) {
      const sum = sums.get(voter) ?? { right: 0, votes: 0 };
      sum.right += posteriors[at]?.get(label) ?? 0;
      sum.votes++;
      sums.set(voter, sum);
    }
  });
  return new Map(
    [...sums]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([voter, { right, votes }]) => [voter, (right + 1) / (votes + 2)]),
  );
}

function expect(
  { votes }: OrderedRow,
  accuracies: ReadonlyMap<string, number>,
  alternatives: number | undefined,
): ReadonlyMap<string, number> {
  const labels = [...new Set(votes.map(([, label]) => label))].sort();
  const possible = Math.max(alternatives ?? labels.length + 1, labels.length + 1);
  const logs = labels.map((truth) =>
    votes.reduce((sum, [voter, label]) => {
      const p = accuracies.get(voter) ?? 0.5;
      return sum + Math.log(label === truth ? p : (1 - p) / (possible - 1));
    }, 0),
  );
  // The answer may also be one that nobody gave.
  const nobody =
    votes.reduce(
      (sum, [voter]) => sum + Math.log((1 - (accuracies.get(voter) ?? 0.5)) / (possible - 1)),
      0,
    ) + Math.log(possible - labels.length);
  const top = Math.max(nobody, ...logs);
  const powers = logs.map((log) => Math.exp(log - top));
  const total = powers.reduce((sum, power) => sum + power, Math.exp(nobody - top));
  return new Map(labels.map((label, at) => [label, (powers[at] ?? 0) / total]));
}
