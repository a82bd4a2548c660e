import * as l10n from '@vscode/l10n';
import { ok, type Result } from '../../../protocol/result.ts';
import { gatherBySwitching, gatherOne, type AdaptivelyGathered } from './adaptive.ts';
import type { Answer } from './answer.ts';
import { groupBallots, heaviest, sortBallots, type Ballot, type Group } from './ballot.ts';
import { withConflicts } from './conflicts.ts';
import { estimateConfidence, rawSignal } from './estimate.ts';
import { trustedAccuracies } from '../trust/trustView.ts';
import type { NodeFit } from './fitted.ts';
import { gatherAll, voterName, type Asking } from './gather.ts';
import { medoidOf } from './medoid.ts';
import type { VoteSpec } from './spec.ts';
import type { AnswerContext, Strategy } from './strategy.ts';
import { absenceNote, joinNotes, sumCalls } from './together.ts';
import { voteLessons } from './voteLessons.ts';
import { describeGroup } from './voteSignals.ts';
import { accuraciesIn, weighGroups, type GroupWeights } from './weights.ts';

/** A vote over children in the order of the specification, weakest first. */
export function createVote(spec: VoteSpec, path: string, children: readonly Strategy[]): Strategy {
  const vote: Vote = { path, spec, children };
  const strategy: Strategy = {
    path,
    children,
    lessons: [],
    async answer(question, context, signal) {
      const asking = { question, context, signal };
      const gathered = await gather(vote, asking);
      if (!gathered.ok) return gathered;
      const answer = decide(vote, gathered.value, asking);
      const said = gathered.value.ballots.map((ballot) => ({
        by: ballot.voter,
        text: ballot.answer.text,
      }));
      return ok(await withConflicts(answer, said, question, context, signal));
    },
  };
  return { ...strategy, lessons: voteLessons(vote, strategy) };
}

/** What all functions of one vote share. */
export interface Vote {
  readonly path: string;
  readonly spec: VoteSpec;
  readonly children: readonly Strategy[];
}

async function gather(vote: Vote, asking: Asking): Promise<Result<AdaptivelyGathered>> {
  const { spec, children } = vote;
  if (spec.stop === 'adaptive') {
    const [only] = children;
    if (only && children.length === 1) return gatherOne(only, spec.samples, asking);
    const fit = fitOf(vote, asking);
    return gatherBySwitching({ voters: children, samples: spec.samples, by: spec.by, fit }, asking);
  }
  const all = await gatherAll(children, spec.samples, asking);
  return all.ok ? ok({ ...all.value, stop: 'fixed' }) : all;
}

/** What rows taught this vote; where they taught nothing about its voters, what the user's outcomes did. */
function fitOf({ path, spec, children }: Vote, { question, context }: Asking): NodeFit | undefined {
  const fit = context.fitted.nodes[path];
  const { trust } = context.fitted;
  if (spec.by !== 'trust' || !trust || fit?.accuracies || fit?.crowd) return fit;
  const accuracies = trustedAccuracies(trust, children.map(voterName), question.domain);
  return accuracies ? { rows: 0, ...fit, accuracies: { '*': accuracies } } : fit;
}

/** Counts the ballots and makes the winner's answer. */
function decide(vote: Vote, gathered: AdaptivelyGathered, asking: Asking): Answer {
  const { question, context } = asking;
  const { ballots, stop } = gathered;
  const fit = fitOf(vote, asking);
  const accuracies = accuraciesIn(fit, question.domain);
  const groups = groupBallots(ballots, accuracies);
  const signalsOf = (group: Group): Readonly<Record<string, number>> =>
    describeGroup(group, { groups, ballots, fit, question, stop });
  const { by } = vote.spec;
  const weights = weighGroups(groups, { by, fit, domain: question.domain, signalsOf });
  const winner = heaviest(groups, weights, accuracies);
  const medoid = winner && medoidOf(question, groups);
  const group = medoid?.group ?? winner;
  const chosen = group?.ballots[0] ?? sortBallots(ballots, accuracies)[0];
  if (!chosen) throw new Error('a vote was decided without ballots');
  const signals = { ...(group ? signalsOf(group) : {}), ...medoid?.signals };
  const own = { ...signals, [rawSignal]: rawConfidence(vote, group, weights, signals, ballots) };
  const notes = joinNotes(
    absenceNote(gathered.absent),
    gathered.notes,
    untrainedNote(vote, fit),
    ballots.flatMap((ballot) => ballot.answer.notes ?? []),
  );
  const answer: Answer = {
    ...chosen.answer,
    ...estimateConfidence(fit, question.domain, own),
    ...sumCalls(ballots.map((ballot) => ballot.answer)),
    samples: ballots.flatMap((ballot) => ballot.answer.samples),
    signals: own,
    stop: ballots.length === 1 && stop === 'fixed' ? 'single' : stop,
    ...notes,
  };
  traceVote(vote, { groups, weights, answer }, context);
  return answer;
}

/** Confidence before calibration, 0 to 1: the winner's share of the votes, or of their weight where they are weighed. */
function rawConfidence(
  { spec }: Vote,
  group: Group | undefined,
  weights: GroupWeights,
  signals: Readonly<Record<string, number>>,
  ballots: readonly Ballot[],
): number {
  const [only, ...others] = ballots;
  if (!group || !only) return 0;
  if (others.length === 0) return only.answer.confidence;
  const weight = weights.get(group.canonical) ?? 0;
  const total = [...weights.values()].reduce((sum, each) => sum + each, 0);
  switch (spec.by) {
    case 'majority':
      return signals['share'] ?? 0;
    case 'confidence':
      return total > 0 ? weight / total : 0;
    case 'trust':
      return signals['posterior'] ?? signals['share'] ?? 0;
    case 'meta':
      return weight <= 1 ? weight : (signals['share'] ?? 0);
  }
}

function untrainedNote({ spec }: Vote, fit: NodeFit | undefined): string | undefined {
  if (spec.by === 'meta' && !fit?.meta)
    return l10n.t(
      'The classifier of this vote has learned from no outcomes yet, so votes were counted.',
    );
  if (spec.by === 'trust' && !fit?.accuracies && !fit?.crowd)
    return l10n.t('Nothing is known yet about whom to trust, so votes were counted.');
  return undefined;
}

function traceVote(
  { path, spec }: Vote,
  {
    groups,
    weights,
    answer,
  }: { readonly groups: readonly Group[]; readonly weights: GroupWeights; readonly answer: Answer },
  { trace }: AnswerContext,
): void {
  const tally = groups
    .map((group) => ({
      answer: group.ballots[0]?.answer.text ?? group.canonical,
      votes: group.ballots.length,
      weight: weights.get(group.canonical) ?? 0,
      by: [...new Set(group.ballots.map(({ voter }) => voter))],
    }))
    .sort((one, other) => other.weight - one.weight);
  trace.add({
    kind: 'vote',
    place: path,
    by: spec.by,
    tally,
    stop: answer.stop,
    confidence: answer.confidence,
  });
}
