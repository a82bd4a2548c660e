import type { Answer } from './answer.ts';

/** One vote: an answer and who gives it. */
export interface Ballot {
  /** A member's id, or the place of a nested ensemble. */
  readonly voter: string;
  /** Place in the list of members, which goes from weakest to strongest. */
  readonly listed: number;
  readonly answer: Answer;
}

/** All votes for one answer. */
export interface Group {
  readonly canonical: string;
  /** Best ballot first, see {@link compareBallots}. */
  readonly ballots: readonly Ballot[];
}

/** Probability that a voter is right, by voter; empty without calibration. */
export type Accuracies = Readonly<Record<string, number>>;

/** Ballots by their answer; those whose answer could not be read are left out. The order of ballots never matters. */
export function groupBallots(ballots: readonly Ballot[], accuracies: Accuracies): readonly Group[] {
  const byAnswer = new Map<string, Ballot[]>();
  for (const ballot of ballots) {
    const { canonical } = ballot.answer;
    if (canonical === undefined) continue;
    byAnswer.set(canonical, [...(byAnswer.get(canonical) ?? []), ballot]);
  }
  return [...byAnswer]
    .map(([canonical, own]) => ({ canonical, ballots: sortBallots(own, accuracies) }))
    .sort((one, other) => (one.canonical < other.canonical ? -1 : 1));
}

/** Best ballot first. */
export function sortBallots(ballots: readonly Ballot[], accuracies: Accuracies): readonly Ballot[] {
  return [...ballots].sort((one, other) => compareBallots(one, other, accuracies));
}

/**
 * Which of two ballots wins a tie: the one of the voter with the higher calibrated accuracy, else the one with the
 * higher mean log-probability, else that of the voter listed last; of one voter's samples the first. Negative when `one`
 * wins.
 */
export function compareBallots(one: Ballot, other: Ballot, accuracies: Accuracies): number {
  const accuracy = (ballot: Ballot): number => accuracies[ballot.voter] ?? -1;
  const logProb = ({ answer }: Ballot): number =>
    answer.signals['meanLogProb'] ?? Number.NEGATIVE_INFINITY;
  return (
    descending(accuracy(one), accuracy(other)) ||
    descending(logProb(one), logProb(other)) ||
    other.listed - one.listed ||
    (one.answer.chosen?.index ?? 0) - (other.answer.chosen?.index ?? 0)
  );
}

/** The group of the greatest weight; ties, up to rounding, go to the better ballot. */
export function heaviest(
  groups: readonly Group[],
  weights: ReadonlyMap<string, number>,
  accuracies: Accuracies,
): Group | undefined {
  const weightOf = ({ canonical }: Group): number => weights.get(canonical) ?? 0;
  const top = Math.max(...groups.map(weightOf));
  const tied = groups.filter((group) => weightOf(group) >= top - 1e-9 * Math.max(1, Math.abs(top)));
  return tied.reduce<Group | undefined>((best, group) => {
    const [first, second] = [best?.ballots[0], group.ballots[0]];
    return !first || (second && compareBallots(second, first, accuracies) < 0) ? group : best;
  }, undefined);
}

function descending(one: number, other: number): number {
  return one === other ? 0 : one > other ? -1 : 1;
}
