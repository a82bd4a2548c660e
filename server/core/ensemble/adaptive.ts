import { ok, type Result } from '../../../protocol/result.ts';
import type { StopReason } from './answer.ts';
import { groupBallots, type Accuracies, type Ballot } from './ballot.ts';
import { makeComparable } from './codeAnswers.ts';
import type { NodeFit } from './fitted.ts';
import { askVoter, collect, voterName, type Asking, type Gathered } from './gather.ts';
import type { VoteRule } from './spec.ts';
import { leaderIsSure, leadingCounts, samplesUntilSure } from './stopRule.ts';
import type { Strategy } from './strategy.ts';
import { accuraciesIn, voterLogOdds, weighGroups, type GroupWeights } from './weights.ts';

/** Ballots that were drawn until the answer was decided, and why drawing ended. */
export interface AdaptivelyGathered extends Gathered {
  readonly stop: StopReason;
}

/**
 * Samples one member until the Beta rule is sure of the leader, or `most` samples are drawn. What must be drawn anyway
 * before the rule can stop is drawn in one batch.
 */
export async function gatherOne(
  voter: Strategy,
  most: number,
  asking: Asking,
): Promise<Result<AdaptivelyGathered>> {
  let drawn: readonly Ballot[] = [];
  for (;;) {
    const made = await makeComparable(drawn, asking);
    const [first, second] = leadingCounts(votesOf(made.ballots));
    if (leaderIsSure(first, second)) return ok({ ...made, absent: [], stop: 'posterior' });
    if (drawn.length >= most) return ok({ ...made, absent: [], stop: 'exhausted' });
    const count = samplesUntilSure(first, second, most - drawn.length);
    const more = await askVoter(voter, 0, { first: drawn.length, count }, asking);
    if (!more.ok && drawn.length === 0) {
      const nobody = await collect([voter], [more], asking);
      return nobody.ok ? ok({ ...nobody.value, stop: 'exhausted' }) : nobody;
    }
    // A member that has no more samples has said all that it can say.
    const added = more.ok ? more.value : [];
    if (added.length < count) most = drawn.length + added.length;
    drawn = [...drawn, ...added];
  }
}

/** What an adaptive vote of several members goes by. */
export interface SwitchPlan {
  readonly voters: readonly Strategy[];
  readonly samples: number;
  readonly by: VoteRule;
  readonly fit: NodeFit | undefined;
}

/**
 * ModelSwitch (Chen and others 2025): members in order of calibrated accuracy, without that from the one listed last; a
 * member whose samples all agree ends it, and so does a lead that the members still to come cannot overturn.
 */
export async function gatherBySwitching(
  plan: SwitchPlan,
  asking: Asking,
): Promise<Result<AdaptivelyGathered>> {
  const accuracies = accuraciesIn(plan.fit, asking.question.domain);
  const order = switchOrder(plan.voters, accuracies);
  const results: Result<readonly Ballot[]>[] = [];
  for (const [turn, listed] of order.entries()) {
    const voter = plan.voters[listed];
    if (!voter) continue;
    const result = await askVoter(voter, listed, { first: 0, count: plan.samples }, asking);
    results.push(result);
    const stop = result.ok
      ? await stopAfter(voter, results, order.slice(turn + 1), plan, asking)
      : undefined;
    if (stop) return withStop(plan, order, results, stop, asking);
  }
  return withStop(plan, order, results, 'exhausted', asking);
}

async function withStop(
  { voters }: SwitchPlan,
  order: readonly number[],
  results: readonly Result<readonly Ballot[]>[],
  stop: StopReason,
  asking: Asking,
): Promise<Result<AdaptivelyGathered>> {
  const asked = order.slice(0, results.length).flatMap((listed) => voters[listed] ?? []);
  const gathered = await collect(asked, results, asking);
  return gathered.ok ? ok({ ...gathered.value, stop }) : gathered;
}

function switchOrder(voters: readonly Strategy[], accuracies: Accuracies): readonly number[] {
  const accuracy = (listed: number): number => {
    const voter = voters[listed];
    return (voter && accuracies[voterName(voter)]) ?? -1;
  };
  return voters
    .map((_, listed) => listed)
    .sort((one, other) => accuracy(other) - accuracy(one) || other - one);
}

async function stopAfter(
  voter: Strategy,
  results: readonly Result<readonly Ballot[]>[],
  rest: readonly number[],
  plan: SwitchPlan,
  asking: Asking,
): Promise<StopReason | undefined> {
  if (rest.length === 0) return undefined;
  const all = results.flatMap((result) => (result.ok ? result.value : []));
  const { ballots } = await makeComparable(all, asking);
  const last = ballots.filter((ballot) => ballot.voter === voterName(voter));
  const [first, ...others] = last.map(({ answer }) => answer.canonical);
  const agree = others.length > 0 && first !== undefined && others.every((each) => each === first);
  if (agree) return 'unanimous';
  // What a classifier would make of further votes has no bound.
  if (plan.by === 'meta') return undefined;
  const { fit, by } = plan;
  const { domain } = asking.question;
  const accuracies = accuraciesIn(fit, domain);
  const groups = groupBallots(ballots, accuracies);
  const weights = weighGroups(groups, { by, fit, domain, signalsOf: () => ({}) });
  const bound = rest.map((listed) => largestWeight(plan, listed, accuracies));
  return cannotChange(
    weights,
    bound.reduce((sum, each) => sum + each, 0),
  )
    ? 'decided'
    : undefined;
}

/** The most that a voter can still add to one answer. */
function largestWeight(
  { voters, by, fit, samples }: SwitchPlan,
  listed: number,
  accuracies: Accuracies,
): number {
  const voter = voters[listed];
  if (by !== 'trust' || !voter || Object.keys(accuracies).length === 0) return samples;
  return fit?.crowd ? Number.POSITIVE_INFINITY : voterLogOdds(voterName(voter), accuracies, fit);
}

function cannotChange(weights: GroupWeights, remaining: number): boolean {
  const [first, second] = leadingCounts([...weights.values()]);
  return first - second > remaining + 1e-9;
}

function votesOf(ballots: readonly Ballot[]): readonly number[] {
  return groupBallots(ballots, {}).map((group) => group.ballots.length);
}
