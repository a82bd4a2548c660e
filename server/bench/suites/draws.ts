import { createRandom, type Random } from '../../core/random.ts';

/** Draws for generators: the same seed draws the same items on every machine. */
export interface Draws {
  readonly random: Random;
  /** A whole number from 0 to `count − 1`. */
  below(count: number): number;
  pick<T>(list: readonly T[]): T;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** A copy in random order (Fisher–Yates). */
  shuffled<T>(list: readonly T[]): T[];
}

export function createDraws(seed: number): Draws {
  const random = createRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  return {
    random,
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    chance: (probability) => random() < probability,
    shuffled(list) {
      const copy = [...list];
      for (let at = copy.length - 1; at > 0; at--) {
        const other = below(at + 1);
        [copy[at], copy[other]] = [copy[other] as never, copy[at] as never];
      }
      return copy;
    },
  };
}
