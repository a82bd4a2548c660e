import { deviation, mean } from '../confidence/numbers.ts';
import { dawidSkene } from '../trust/dawidSkene.ts';
import { oneCoin } from '../trust/oneCoin.ts';
import { isSmallFixedSet, labelsOf, type VoteRow } from '../trust/votes.ts';
import type { Ballot } from './ballot.ts';
import { pairKey, type NodeFit } from './fitted.ts';
import type { Observed } from './lesson.ts';
import { openAlternatives } from './weights.ts';

/** Rows that the common mean counts for when one voter's figure is estimated. */
export const shrinkage = 10;

type Seen = Observed<readonly Ballot[]>;

interface Tally {
  right: number;
  votes: number;
}

/** Accuracies by domain and same-error rates, from rows whose right answer is known. */
export function learnVoters(observed: readonly Seen[]): Omit<NodeFit, 'rows'> {
  const graded = observed.flatMap(({ row, seen }) => {
    const { domain } = row.question;
    return seen.flatMap((ballot) => {
      const right = row.isRight(ballot.answer);
      return right === undefined ? [] : [{ domain, ballot, right }];
    });
  });
  if (graded.length === 0) return {};
  const domains = ['*', ...new Set(graded.map(({ domain }) => domain))];
  return {
    accuracies: Object.fromEntries(
      domains.map((domain) => [
        domain,
        accuraciesOf(graded.filter((each) => domain === '*' || each.domain === domain)),
      ]),
    ),
    sameError: sameErrorRates(observed),
    alternatives: alternativesOf(observed.map(voteRow)),
  };
}

function accuraciesOf(
  graded: readonly { readonly ballot: Ballot; readonly right: boolean }[],
): Readonly<Record<string, number>> {
  const tallies = new Map<string, Tally>();
  for (const { ballot, right } of graded) count(tallies, ballot.voter, right);
  const overall = graded.filter(({ right }) => right).length / graded.length;
  return shrunk(tallies, overall);
}

/** P(same answer | both wrong) for every two voters, by their first samples. */
function sameErrorRates(observed: readonly Seen[]): Readonly<Record<string, number>> {
  const tallies = new Map<string, Tally>();
  const all: Tally = { right: 0, votes: 0 };
  for (const { row, seen } of observed) {
    const first = new Map<string, Ballot>();
    for (const ballot of seen) if (!first.has(ballot.voter)) first.set(ballot.voter, ballot);
    const wrong = [...first.values()].filter(({ answer }) => row.isRight(answer) === false);
    wrong.forEach((one, at) => {
      for (const other of wrong.slice(at + 1)) {
        const { canonical } = one.answer;
        const same = canonical !== undefined && canonical === other.answer.canonical;
        count(tallies, pairKey(one.voter, other.voter), same);
        all.votes++;
        if (same) all.right++;
      }
    });
  }
  const overall = all.votes === 0 ? 0 : all.right / all.votes;
  return { '*': overall, ...shrunk(tallies, overall) };
}

/** Whom to trust, from disagreement alone: Dawid–Skene for a small fixed set of answers, one-coin for open ones. */
export function learnFromDisagreement(observed: readonly Seen[]): Omit<NodeFit, 'rows'> {
  const rows = observed.map(voteRow).filter((row) => row.size > 0);
  if (rows.every((row) => row.size < 2)) return {};
  if (isSmallFixedSet(rows)) {
    const { prior, confusion, accuracies } = dawidSkene(rows);
    return {
      crowd: { prior, confusion },
      accuracies: { '*': accuracies },
      alternatives: alternativesOf(rows),
    };
  }
  const { accuracies } = oneCoin(rows, { alternatives: openAlternatives });
  return { accuracies: { '*': accuracies }, alternatives: openAlternatives };
}

/** Mean and spread of each voter's raw confidence. */
export function learnScales(observed: readonly Seen[]): Omit<NodeFit, 'rows'> {
  const byVoter = new Map<string, number[]>();
  for (const { voter, answer } of observed.flatMap(({ seen }) => seen))
    byVoter.set(voter, [...(byVoter.get(voter) ?? []), answer.confidence]);
  return {
    scales: Object.fromEntries(
      [...byVoter]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([voter, values]) => {
          const sorted = [...values].sort((one, other) => one - other);
          return [voter, { mean: mean(sorted), deviation: deviation(sorted) }];
        }),
    ),
  };
}

function alternativesOf(rows: readonly VoteRow[]): number {
  return isSmallFixedSet(rows)
    ? Math.min(openAlternatives, labelsOf(rows).length)
    : openAlternatives;
}

/** Each voter's first readable answer. */
function voteRow({ seen }: Seen): VoteRow {
  const row = new Map<string, string>();
  for (const { voter, answer } of seen)
    if (answer.canonical !== undefined && !row.has(voter)) row.set(voter, answer.canonical);
  return row;
}

function count(tallies: Map<string, Tally>, key: string, right: boolean): void {
  const tally = tallies.get(key) ?? { right: 0, votes: 0 };
  tally.votes++;
  if (right) tally.right++;
  tallies.set(key, tally);
}

function shrunk(
  tallies: ReadonlyMap<string, Tally>,
  towards: number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...tallies]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, { right, votes }]) => [key, (right + shrinkage * towards) / (votes + shrinkage)]),
  );
}
