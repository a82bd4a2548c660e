import type { Random } from '../random.ts';
import { choose, type ChoiceOptions, type TrustChoice } from './choice.ts';
import { drawBeta } from './draws.ts';
import { calmWatch, watchDrift, type DriftWatch } from './drift.ts';

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

/** Every member starts as if it had been right in five outcomes of ten, so one bad start does not end it. */
const priorRight = 5;
const priorWrong = 5;
/** Posteriors are drawn as if each outcome had counted twice: tempered sampling explores less than plain Thompson. */
const sharpness = 2;
/** Outcomes that a member's own record elsewhere is worth inside a cluster. */
const clusterStrength = 30;
/** Outcomes that “a cluster is like any other” is worth. */
const offsetStrength = 20;
const decayPerDay = 0.99;
/** What is left of all evidence after a member's quality was seen to fall. */
const keptAfterDrift = 0.05;

/**
 * Chooses among `members` by Thompson sampling: a Beta posterior per member and cluster, shrunk to the member's record
 * over all clusters (moved by how hard the cluster is for everybody). An unknown cluster counts as no cluster.
 */
export function chooseByThompson(
  state: ThompsonState,
  members: readonly string[],
  cluster: string,
  random: Random,
  options: ChoiceOptions = {},
): TrustChoice {
  const expected = Object.fromEntries(
    members.map((member) => [member, expectedReward(state, member, cluster)]),
  );
  const offset = offsetOf(state, cluster);
  const drawRewards = (): number[] =>
    members.map((member) => {
      const tally = state.members[member];
      const overall = drawBeta(
        sharpness * ((tally?.total.right ?? 0) + priorRight),
        sharpness * ((tally?.total.wrong ?? 0) + priorWrong),
        random,
      );
      const own = tally?.clusters[cluster];
      if (own === undefined) return held(overall + offset);
      const centre = held(overall + offset);
      return drawBeta(
        sharpness * (own.right + clusterStrength * centre),
        sharpness * (own.wrong + clusterStrength * (1 - centre)),
        random,
      );
    });
  return choose(members, expected, drawRewards, random, options);
}

/** Posterior mean of a member's reward in a cluster, 0 to 1. */
export function expectedReward(state: ThompsonState, member: string, cluster: string): number {
  const tally = state.members[member];
  const centre = held(overallReward(state, member) + offsetOf(state, cluster));
  const own = tally?.clusters[cluster] ?? { right: 0, wrong: 0 };
  return (own.right + clusterStrength * centre) / (own.right + own.wrong + clusterStrength);
}

/** Posterior mean of a member's reward over all clusters, 0 to 1. */
export function overallReward(state: ThompsonState, member: string): number {
  const { right, wrong } = state.members[member]?.total ?? { right: 0, wrong: 0 };
  return (right + priorRight) / (right + wrong + priorRight + priorWrong);
}

/** The state after one more reward. Older evidence fades by 1 % a day, and at once when a member is seen to fall. */
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
