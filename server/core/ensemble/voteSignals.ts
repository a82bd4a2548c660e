import type { StopReason } from './answer.ts';
import type { Ballot, Group } from './ballot.ts';
import { rawSignal } from './estimate.ts';
import type { NodeFit } from './fitted.ts';
import type { Question } from './question.ts';
import { leaderIsSure, leadingCounts } from './stopRule.ts';
import { openAlternatives, posteriors, trustWeights } from './weights.ts';

/** A vote around one of its answers. */
export interface VoteView {
  readonly groups: readonly Group[];
  /** All ballots, those that could not be read included. */
  readonly ballots: readonly Ballot[];
  readonly fit: NodeFit | undefined;
  readonly question: Question;
  readonly stop: StopReason;
}

/** More voters than this are told apart by their learned trust only. */
const namedVoters = 12;

/**
 * Signals of one answer of a vote: how many agree and who, how sure they are, what trust makes of it, and the form of the
 * question and the answer. The meta-classifier chooses by them, and confidence is learned from them.
 */
export function describeGroup(group: Group, view: VoteView): Readonly<Record<string, number>> {
  const { groups, ballots, fit, question, stop } = view;
  const votes = group.ballots.length;
  const others = groups.filter((other) => other !== group).map((other) => other.ballots.length);
  const [runnerUp] = leadingCounts(others);
  const best = group.ballots[0]?.answer;
  const { [rawSignal]: _raw, ...own } = best?.signals ?? {};
  return {
    ...own,
    share: votes / ballots.length,
    lead: (votes - runnerUp) / ballots.length,
    votes: Math.log1p(votes),
    drawn: Math.log(ballots.length),
    answers: Math.log(Math.max(1, groups.length)),
    unreadable:
      1 - groups.reduce((sum, { ballots: { length } }) => sum + length, 0) / ballots.length,
    sure: leaderIsSure(votes, runnerUp) ? 1 : 0,
    undecided: stop === 'exhausted' ? 1 : 0,
    memberConfidence: meanOf(group.ballots.map(({ answer }) => answer.confidence)),
    ...trustSignals(group, groups, fit, question.domain),
    ...whoAgrees(group, ballots),
  };
}

function trustSignals(
  group: Group,
  groups: readonly Group[],
  fit: NodeFit | undefined,
  domain: string,
): Readonly<Record<string, number>> {
  if (!fit?.accuracies && !fit?.crowd) return {};
  const alternatives = fit.crowd ? groups.length : (fit.alternatives ?? openAlternatives);
  const weights = trustWeights(groups, fit, domain);
  return { posterior: posteriors(weights, alternatives).get(group.canonical) ?? 0 };
}

/** For each of a few voters, the share of its samples that give this answer; absent when it gave none at all. */
function whoAgrees(group: Group, ballots: readonly Ballot[]): Readonly<Record<string, number>> {
  const voters = [...new Set(ballots.map(({ voter }) => voter))];
  if (voters.length < 2 || voters.length > namedVoters) return {};
  return Object.fromEntries(
    voters.map((voter) => {
      const own = (list: readonly Ballot[]): number =>
        list.filter((each) => each.voter === voter).length;
      return [`by ${voter}`, own(group.ballots) / own(ballots)];
    }),
  );
}

function meanOf(values: readonly number[]): number {
  return (
    [...values].sort((one, other) => one - other).reduce((sum, value) => sum + value, 0) /
    values.length
  );
}
