import { logit, sigmoid } from '../confidence/numbers.ts';
import { applyLogistic } from '../confidence/logistic.ts';
import type { Ballot, Group } from './ballot.ts';
import { pairKey, type NodeFit } from './fitted.ts';
import type { VoteRule } from './spec.ts';

/** Answers that a wrong voter could have given, where nothing better is known. */
export const openAlternatives = 10;

/** Weight of each answer, by its canonical form. */
export type GroupWeights = ReadonlyMap<string, number>;

/** What a rule weighs with. */
export interface Weighing {
  readonly by: VoteRule;
  readonly fit: NodeFit | undefined;
  readonly domain: string;
  /** Signals of an answer, for the meta-classifier. */
  readonly signalsOf: (group: Group) => Readonly<Record<string, number>>;
}

/** Weighs the answers of a vote; a rule that has learned nothing counts votes. */
export function weighGroups(groups: readonly Group[], weighing: Weighing): GroupWeights {
  const { by, fit } = weighing;
  switch (by) {
    case 'majority':
      return byGroup(groups, ({ ballots }) => ballots.length);
    case 'confidence':
      return byGroup(groups, ({ ballots }) =>
        sum(
          ballots.map((ballot) =>
            confidenceWeight(ballot, fit, accuraciesIn(fit, weighing.domain)),
          ),
        ),
      );
    case 'trust':
      return trustWeights(groups, fit, weighing.domain);
    case 'meta': {
      const { meta } = fit ?? {};
      if (!meta) return byGroup(groups, ({ ballots }) => ballots.length);
      return byGroup(groups, (group) => applyLogistic(meta, weighing.signalsOf(group)));
    }
  }
}

/** Calibrated accuracy of each voter in a domain, or over all domains. */
export function accuraciesIn(
  fit: NodeFit | undefined,
  domain: string,
): Readonly<Record<string, number>> {
  return fit?.accuracies?.[domain] ?? fit?.accuracies?.['*'] ?? {};
}

/**
 * Weighs by learned trust: Dawid–Skene's posterior where one was learned, else log-odds with a discount for voters that
 * err alike; counts votes when nothing was learned.
 */
export function trustWeights(
  groups: readonly Group[],
  fit: NodeFit | undefined,
  domain: string,
): GroupWeights {
  if (fit?.crowd) return crowdWeights(groups, fit.crowd);
  const accuracies = accuraciesIn(fit, domain);
  if (Object.keys(accuracies).length === 0) return byGroup(groups, ({ ballots }) => ballots.length);
  const drawn = new Map<string, number>();
  for (const { voter } of groups.flatMap(({ ballots }) => ballots))
    drawn.set(voter, (drawn.get(voter) ?? 0) + 1);
  return byGroup(groups, ({ ballots }) => trustOf(ballots, drawn, accuracies, fit));
}

/**
 * Sum of the voters' log-odds ln(p(K − 1)/(1 − p)), each shared out over the voter's samples. The strongest counts whole
 * and every further one as far as it does not err like one before it, so that a copy of a vote adds nothing and never
 * takes away. A voter below chance counts nothing, rather than against its own answer.
 */
function trustOf(
  ballots: readonly Ballot[],
  drawn: ReadonlyMap<string, number>,
  accuracies: Readonly<Record<string, number>>,
  fit: NodeFit | undefined,
): number {
  const samples = new Map<string, number>();
  for (const { voter } of ballots) samples.set(voter, (samples.get(voter) ?? 0) + 1);
  const voters = [...samples]
    .map(([voter, count]) => ({
      voter,
      weight: (voterLogOdds(voter, accuracies, fit) * count) / (drawn.get(voter) ?? count),
    }))
    .sort((one, other) => other.weight - one.weight || (one.voter < other.voter ? -1 : 1));
  return sum(
    voters.map(({ voter, weight }, at) => {
      const alike = voters
        .slice(0, at)
        .map((before) => fit?.sameError?.[pairKey(before.voter, voter)] ?? 0);
      return weight * (1 - Math.max(0, ...alike));
    }),
  );
}

/** ln(p(K − 1)/(1 − p)), not below zero; an unknown voter is as good as the known ones on average. */
export function voterLogOdds(
  voter: string,
  accuracies: Readonly<Record<string, number>>,
  fit: NodeFit | undefined,
): number {
  const known = Object.values(accuracies).sort((one, other) => one - other);
  const accuracy = accuracies[voter] ?? sum(known) / Math.max(1, known.length);
  return logOdds(accuracy, fit?.alternatives ?? openAlternatives);
}

/** ln(p(K − 1)/(1 − p)) of a probability held within 0.01 and 0.99, not below zero. */
function logOdds(probability: number, alternatives: number): number {
  const held = Math.min(0.99, Math.max(0.01, probability));
  return Math.max(0, Math.log((held * (alternatives - 1)) / (1 - held)));
}

/** Log of Dawid–Skene's posterior of each answer, up to a constant that is the same for all of them. */
function crowdWeights(
  groups: readonly Group[],
  crowd: NonNullable<NodeFit['crowd']>,
): GroupWeights {
  const ballots = groups
    .flatMap((group) => group.ballots)
    .sort((one, other) => (one.voter < other.voter ? -1 : 1));
  const logPosterior = (truth: string): number => {
    const prior = crowd.prior[truth];
    if (prior === undefined) return Math.log(1e-9);
    return sum([
      Math.log(prior),
      ...ballots.map(({ voter, answer }) =>
        Math.log(crowd.confusion[voter]?.[truth]?.[answer.canonical ?? ''] ?? 1),
      ),
    ]);
  };
  return byGroup(groups, ({ canonical }) => logPosterior(canonical));
}

/**
 * A vote's weight by its confidence, on a scale that all voters share. Calibrated: log-odds (as in CGES, and like trust
 * never below zero) of a value halfway, in log-odds, between the voter's accuracy and the confidence of this answer;
 * without evidence about this very answer, of the accuracy alone. What else goes into a calibrated confidence, the
 * form of the question, is no reason to prefer one answer to it: on GSM8K it cost 2.5 points. Uncalibrated: the
 * confidence standardised by the voter's own spread.
 */
function confidenceWeight(
  { voter, answer }: Ballot,
  fit: NodeFit | undefined,
  accuracies: Readonly<Record<string, number>>,
): number {
  const alternatives = fit?.alternatives ?? openAlternatives;
  if (answer.calibrated) {
    const accuracy = accuracies[voter] ?? answer.confidence;
    const told = answer.signals['meanLogProb'] ?? answer.signals['share'];
    const seen = told === undefined ? accuracy : answer.confidence;
    return logOdds(sigmoid((logit(accuracy) + logit(seen)) / 2), alternatives);
  }
  const scale = fit?.scales?.[voter];
  if (!scale) return answer.confidence;
  return sigmoid(scale.deviation === 0 ? 0 : (answer.confidence - scale.mean) / scale.deviation);
}

/**
 * Probability of each answer, given log-odds weights: answers that nobody gave share what is left of the `alternatives`,
 * each with weight zero.
 */
export function posteriors(weights: GroupWeights, alternatives: number): GroupWeights {
  const unvoted = Math.max(0, alternatives - weights.size);
  const top = Math.max(...weights.values(), ...(unvoted > 0 ? [0] : []));
  const powers = [...weights].map(([answer, weight]) => [answer, Math.exp(weight - top)] as const);
  const total =
    sum(powers.map(([, power]) => power)) + (unvoted > 0 ? unvoted * Math.exp(-top) : 0);
  return new Map(powers.map(([answer, power]) => [answer, power / total]));
}

function byGroup(groups: readonly Group[], weight: (group: Group) => number): GroupWeights {
  return new Map(groups.map((group) => [group.canonical, weight(group)]));
}

/** Adds in order of size, so that the order of the voters never shows in the rounding. */
function sum(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other).reduce((total, value) => total + value, 0);
}
