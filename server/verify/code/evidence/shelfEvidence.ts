import type { Probe } from '../behaviour/probe.ts';
import { seeds } from '../behaviour/traits.ts';
import { breathe } from '../breathe.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import type { Leave } from './leave.ts';
import { comparable, expectedOn, matchesOf, type Match } from '../shelf/match.ts';

/** What well-known functions of the same name say about a function and its versions. */
export interface ShelfReport {
  /** The function already does what a well-known one of its name does. */
  readonly known: number;
  /** For each version how surely it does so, while the original does not; 0 to 1. */
  readonly fixes: readonly number[];
}

/**
 * Compares the original and its versions with every well-known function of that name; versions in the given order,
 * while there is leave to.
 */
export async function shelfEvidence(
  fn: FunctionInfo,
  original: Probe,
  versions: readonly (Probe | undefined)[],
  order: readonly number[],
  { mayGoOn, signal }: Leave,
): Promise<ShelfReport> {
  let known = 0;
  const fixes = versions.map(() => 0);
  for (const match of await matchesOf(fn, original)) {
    const trials = seeds.concat(seeds.map((seed) => seed + 100)).flatMap((seed) => {
      const trial = expectedOn(match, original, seed);
      return trial ? [{ ...trial, seed }] : [];
    });
    const outcomes = new Set(trials.map((trial) => trial.expected));
    if (trials.length < 5 || outcomes.size < 2) continue;
    const agrees = (probe: Probe): boolean =>
      trials.every(
        ({ args, expected, seed }) => comparable(probe.observeOn(args(), seed)) === expected,
      );
    const weight = weightOf(match, outcomes.size);
    if (agrees(original)) known = Math.max(known, weight);
    else
      for (const place of order) {
        const probe = versions[place];
        if (!mayGoOn()) break;
        await breathe(signal);
        if (probe && (fixes[place] ?? 0) < weight && agrees(probe)) fixes[place] = weight;
      }
  }
  // What does one well-known thing already need not do another of no better name.
  return { known, fixes: fixes.map((weight) => (weight > known ? weight : 0)) };
}

/** Two different results are weak evidence, many are strong; so is a name that says nothing else. */
function weightOf({ coverage }: Match, outcomes: number): number {
  return Math.min(1, coverage) * (outcomes >= 5 ? 1 : outcomes >= 3 ? 0.85 : 0.7);
}
