import { createRandom, type Random } from '../../server/core/random.ts';
import type { TrustChoice } from '../../server/core/trust/choice.ts';

/** A policy under test: what it chooses, and what it is told. */
export interface BanditPolicy {
  choose(random: Random): TrustChoice;
  learn(member: string, reward: number, step: number): void;
}

/**
 * Plays a policy against members that are right with the chances `chanceAt` gives; answers who was chosen at each
 * step. The same seed plays the same game.
 */
export function playBandit(
  policy: BanditPolicy,
  chanceAt: (member: string, step: number) => number,
  steps: number,
  seed: number,
): readonly string[] {
  const random = createRandom(seed);
  return Array.from({ length: steps }, (_, step) => {
    const { member } = policy.choose(random);
    policy.learn(member, random() < chanceAt(member, step) ? 1 : 0, step);
    return member;
  });
}

/** Share of the steps from `from` on in which a member was chosen. */
export function shareOf(chosen: readonly string[], member: string, from: number): number {
  const late = chosen.slice(from);
  return late.filter((name) => name === member).length / late.length;
}
