import type { Random } from '../random.ts';
import { choose, type ChoiceOptions, type TrustChoice } from './choice.ts';
import { drawBeta } from './draws.ts';
import { calmWatch, decayPerDay, watchDrift, type DriftWatch } from './drift.ts';

/** Decayed sums of rewards and of their complements. */
export interface Tally {
  readonly right: number;
  readonly wrong: number;
}

export interface MemberTally {
  readonly total: Tally;
  /** By cluster of questions: a domain, a kind of question. */
  readonly clusters: Readonly<Record<string, Tally>>;
  readonly watch: DriftWatch;
}

/** What Thompson sampling knows; plain data, serialisable. */
export interface ThompsonState {
  /** Day of the last outcome; tallies are decayed to it. */
  readonly day: number;
  readonly members: Readonly<Record<string, MemberTally>>;
  /** By cluster, how far its rewards lay above (or below) what their members get elsewhere: sum and number. */
  readonly offsets: Readonly<Record<string, { readonly sum: number; readonly count: number }>>;
}

/** One reward that a member earned. */
export interface RewardEvent {
  readonly member: string;
  readonly cluster: string;
  /** 0 to 1. */
  readonly reward: number;
  /** Days since any fixed date; never decreasing. */
  readonly day: number;
}

export const emptyThompson: ThompsonState = { day: 0, members: {}, offsets: {} };

export interface ThompsonOptions extends ChoiceOptions {
  /** The same user's experience in all workspaces: a member starts from its record there instead of one half. */
  readonly elsewhere?: ThompsonState;
}

/** Every member starts as if it had been right in five outcomes of ten, so one bad start does not end it. */
const priorOutcomes = 10;
/** Posteriors are drawn as if each outcome had counted twice: tempered sampling explores less than plain Thompson. */
const sharpness = 2;
/** Outcomes that a member's record in the other clusters is worth inside a cluster, at most. */
const clusterStrength = 30;
/** Outcomes that “a cluster is like any other” is worth. */
const offsetStrength = 20;
/** What is left of all evidence after a member's quality was seen to fall. */
const keptAfterDrift = 0.05;

/**
 * Chooses among `members` by Thompson sampling: a Beta posterior per member and cluster, shrunk to the member's record
 * in the other clusters (moved by how hard the cluster is for everybody).
 */
export function chooseByThompson(
  state: ThompsonState,
  members: readonly string[],
  cluster: string,
  random: Random,
  options: ThompsonOptions = {},
): TrustChoice {
  const { elsewhere } = options;
  const expected = Object.fromEntries(
    members.map((member) => [member, expectedReward(state, member, cluster, elsewhere)]),
  );
  const offset = offsetOf(state, cluster);
  const drawRewards = (): number[] =>
    members.map((member) => {
      const { own, others, strength } = splitTally(state, member, cluster, elsewhere);
      const centre = held(
        drawBeta(sharpness * others.right, sharpness * others.wrong, random) + offset,
      );
      return drawBeta(
        sharpness * (own.right + strength * centre),
        sharpness * (own.wrong + strength * (1 - centre)),
        random,
      );
    });
  return choose(members, expected, drawRewards, random, options);
}

/** Posterior mean of a member's reward in a cluster, 0 to 1. */
export function expectedReward(
  state: ThompsonState,
  member: string,
  cluster: string,
  elsewhere?: ThompsonState,
): number {
  const { own, others, strength } = splitTally(state, member, cluster, elsewhere);
  const centre = held(others.right / (others.right + others.wrong) + offsetOf(state, cluster));
  return (own.right + strength * centre) / (own.right + own.wrong + strength);
}

/** Posterior mean of a member's reward over all clusters, 0 to 1. */
export function overallReward(
  state: ThompsonState,
  member: string,
  elsewhere?: ThompsonState,
): number {
  const { right, wrong } = withPrior(state, member, elsewhere);
  return right / (right + wrong);
}

/** The state after one more reward. Older evidence fades by 0.3 % a day, and at once when a member is seen to fall. */
export function learnByThompson(state: ThompsonState, event: RewardEvent): ThompsonState {
  const { member, cluster, reward } = event;
  const day = Math.max(state.day, event.day);
  const expected = expectedReward(state, member, cluster);
  const surprise = reward - overallReward(state, member);
  const before = state.members[member]?.watch ?? calmWatch;
  const { watch, alarm } = watchDrift(before, expected, reward);
  const kept = decayPerDay ** (day - state.day) * (alarm ? keptAfterDrift : 1);
  const members = kept === 1 ? { ...state.members } : faded(state.members, kept, alarm);
  const tally = members[member] ?? { total: { right: 0, wrong: 0 }, clusters: {}, watch };
  members[member] = {
    total: plus(tally.total, reward),
    clusters: {
      ...tally.clusters,
      [cluster]: plus(tally.clusters[cluster] ?? { right: 0, wrong: 0 }, reward),
    },
    watch,
  };
  const offset = state.offsets[cluster] ?? { sum: 0, count: 0 };
  // The same fading keeps an offset's weight in step with the tallies that it corrects.
  const fade = decayPerDay ** (day - state.day);
  const offsets = {
    ...state.offsets,
    [cluster]: { sum: offset.sum * fade + surprise, count: offset.count * fade + 1 },
  };
  return { day, members, offsets };
}

function faded(
  members: Readonly<Record<string, MemberTally>>,
  kept: number,
  alarm: boolean,
): Record<string, MemberTally> {
  const fade = ({ right, wrong }: Tally): Tally => ({ right: right * kept, wrong: wrong * kept });
  return Object.fromEntries(
    Object.entries(members).map(([id, { total, clusters, watch }]) => [
      id,
      {
        total: fade(total),
        clusters: Object.fromEntries(
          Object.entries(clusters).map(([cluster, tally]) => [cluster, fade(tally)]),
        ),
        watch: alarm ? calmWatch : watch,
      },
    ]),
  );
}

/** A member's tally over all clusters with the outcomes that it starts with. */
function withPrior(state: ThompsonState, member: string, elsewhere?: ThompsonState): Tally {
  const start = elsewhere === undefined ? 0.5 : held(overallReward(elsewhere, member));
  const { right, wrong } = state.members[member]?.total ?? { right: 0, wrong: 0 };
  return { right: right + priorOutcomes * start, wrong: wrong + priorOutcomes * (1 - start) };
}

/** A member's tally in a cluster, in all others with the outcomes that it starts with, and what the latter are worth. */
function splitTally(
  state: ThompsonState,
  member: string,
  cluster: string,
  elsewhere?: ThompsonState,
): { readonly own: Tally; readonly others: Tally; readonly strength: number } {
  const all = withPrior(state, member, elsewhere);
  const own = state.members[member]?.clusters[cluster] ?? { right: 0, wrong: 0 };
  // Rounding may leave a difference a hair below what a Beta distribution needs.
  const others = {
    right: Math.max(0.01, all.right - own.right),
    wrong: Math.max(0.01, all.wrong - own.wrong),
  };
  return { own, others, strength: Math.min(clusterStrength, others.right + others.wrong) };
}

function plus({ right, wrong }: Tally, reward: number): Tally {
  return { right: right + reward, wrong: wrong + 1 - reward };
}

function offsetOf(state: ThompsonState, cluster: string): number {
  const { sum, count } = state.offsets[cluster] ?? { sum: 0, count: 0 };
  return sum / (count + offsetStrength);
}

/** Keeps a mean inside the open interval, where a Beta distribution is defined. */
function held(mean: number): number {
  return Math.min(0.99, Math.max(0.01, mean));
}
