import type { Random } from '../random.ts';
import { choose, type ChoiceOptions, type TrustChoice } from './choice.ts';
import { drawNormal } from './draws.ts';
import { calmWatch, decayPerDay, watchDrift, type DriftWatch } from './drift.ts';
import {
  covarianceAt,
  emptyBelief,
  forget,
  indexNames,
  meanOfSum,
  observeSum,
  unsettle,
  withEffects,
  type GaussianBelief,
} from './gaussian.ts';

/**
 * What the contextual policy knows; plain data, serialisable. A reward is modelled as a sum of effects: everybody's
 * level, each context's (how hard such questions are for all), the member's, and the member's in each context.
 */
export interface ContextualState {
  readonly day: number;
  readonly belief: GaussianBelief;
  readonly watches: Readonly<Record<string, DriftWatch>>;
}

/** One reward that a member earned in some contexts. */
export interface ContextualEvent {
  readonly member: string;
  /** Such as `kind:formula` or `domain:code`. */
  readonly contexts: readonly string[];
  /** 0 to 1. */
  readonly reward: number;
  /** Days since any fixed date; never decreasing. */
  readonly day: number;
}

export const emptyContextual: ContextualState = { day: 0, belief: emptyBelief, watches: {} };

/** Variances before any outcome, in squared units of reward. */
const priors = { level: 0.25, context: 0.01, member: 0.05, memberInContext: 0.01 };
/** Variance of one reward around its expectation. */
const noise = 0.21;
/**
 * Draws take the spread of a member's own effect at 0.8 of its size and of its effect in a context at 0.24: exploring
 * every member anew in each context costs more than it finds, as the measurements in test/eval/learning.ts show.
 */
const memberSpread = 0.8;
const contextSpread = 0.3;
/** A belief of so many effects (a megabyte on disk) takes in no new member or context. */
const mostEffects = 500;

/** Chooses among `members` by Thompson sampling from the belief, given the question's contexts. */
export function chooseByContext(
  state: ContextualState,
  members: readonly string[],
  contexts: readonly string[],
  random: Random,
  options: ChoiceOptions = {},
): TrustChoice {
  const full = withMembers(state.belief, members, contexts);
  const index = indexNames(full);
  const at = (name: string): readonly number[] => {
    const position = index.get(name);
    return position === undefined ? [] : [position];
  };
  const common = sharedEffects(contexts).flatMap(at);
  const own = members.map((member) => memberEffects(member, contexts).flatMap(at));
  const means = own.map((positions) => meanOfSum(full, positions));
  const level = meanOfSum(full, common);
  const expected = Object.fromEntries(
    members.map((member, row) => [member, Math.min(1, Math.max(0, level + (means[row] ?? 0)))]),
  );
  const factor = factorise(own.map((one) => own.map((other) => spreadOf(full, one, other))));
  const drawRewards = (): number[] => {
    const normals = members.map(() => drawNormal(random));
    return means.map((mean, row) =>
      (factor[row] ?? []).reduce(
        (sum, scale, column) => sum + scale * (normals[column] ?? 0),
        mean + level,
      ),
    );
  };
  return choose(members, expected, drawRewards, random, options);
}

/** Expected reward of a member in some contexts, 0 to 1. */
export function expectedInContext(
  state: ContextualState,
  member: string,
  contexts: readonly string[],
): number {
  const belief = withMembers(state.belief, [member], contexts);
  return Math.min(1, Math.max(0, meanOfSum(belief, positionsOf(belief, member, contexts))));
}

/** The state after one more reward. Older evidence fades by 0.3 % a day, and at once when a member is seen to fall. */
export function learnByContext(state: ContextualState, event: ContextualEvent): ContextualState {
  const { member, contexts, reward } = event;
  const day = Math.max(state.day, event.day);
  const kept = decayPerDay ** (day - state.day);
  const known = withMembers(state.belief, [member], contexts);
  const faded = kept < 1 ? forget(known, kept, priorOf) : known;
  const positions = positionsOf(faded, member, contexts);
  const before = state.watches[member] ?? calmWatch;
  const { watch, alarm } = watchDrift(before, meanOfSum(faded, positions), reward);
  const settled = alarm ? unsettle(faded, (name) => (isOfMember(name) ? priorOf(name) : 0)) : faded;
  return {
    day,
    belief: observeSum(settled, positions, reward, noise),
    watches: alarm ? {} : { ...state.watches, [member]: watch },
  };
}

// An effect's name is its member and context with a line feed between; either may be empty.
const nameOf = (member: string, context: string): string => `${member}\n${context}`;
const isOfMember = (name: string): boolean => !name.startsWith('\n');

function sharedEffects(contexts: readonly string[]): readonly string[] {
  return ['', ...contexts].map((context) => nameOf('', context));
}

function memberEffects(member: string, contexts: readonly string[]): readonly string[] {
  return ['', ...contexts].map((context) => nameOf(member, context));
}

function priorOf(name: string): number {
  const inContext = !name.endsWith('\n');
  if (isOfMember(name)) return inContext ? priors.memberInContext : priors.member;
  return inContext ? priors.context : priors.level;
}

function withMembers(
  belief: GaussianBelief,
  members: readonly string[],
  contexts: readonly string[],
): GaussianBelief {
  const known = new Set(belief.names);
  const wanted = [
    ...sharedEffects(contexts),
    ...members.flatMap((member) => memberEffects(member, contexts)),
  ].filter((name) => !known.has(name));
  const room = Math.max(0, mostEffects - belief.names.length);
  return withEffects(
    belief,
    wanted.slice(0, room).map((name) => [name, name === nameOf('', '') ? 0.5 : 0, priorOf(name)]),
  );
}

function positionsOf(
  belief: GaussianBelief,
  member: string,
  contexts: readonly string[],
): readonly number[] {
  const index = indexNames(belief);
  return [...sharedEffects(contexts), ...memberEffects(member, contexts)].flatMap((name) => {
    const position = index.get(name);
    return position === undefined ? [] : [position];
  });
}

/** Covariance of two members' drawn rewards, the effects in contexts damped. */
function spreadOf(
  belief: GaussianBelief,
  one: readonly number[],
  other: readonly number[],
): number {
  const scale = (position: number): number =>
    memberSpread * ((belief.names[position] ?? '').endsWith('\n') ? 1 : contextSpread);
  let sum = 0;
  for (const a of one)
    for (const b of other) sum += scale(a) * scale(b) * covarianceAt(belief, a, b);
  return sum;
}

/** Lower Cholesky factor of a covariance matrix; rounding may leave it only nearly positive definite. */
function factorise(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const lower: number[][] = [];
  matrix.forEach((line, row) => {
    const own: number[] = [];
    for (let column = 0; column <= row; column++) {
      const above = lower[column] ?? own;
      let sum = line[column] ?? 0;
      for (let k = 0; k < column; k++) sum -= (own[k] ?? 0) * (above[k] ?? 0);
      own.push(row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (above[column] ?? 1));
    }
    lower.push(own);
  });
  return lower;
}
