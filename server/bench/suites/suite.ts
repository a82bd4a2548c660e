import { createHash } from 'node:crypto';
import type { BenchItem } from '../item.ts';
import { arithmeticEdits, arithmeticQuestions } from './arithmetic.ts';
import { bugItems, peopleBugs } from './bugs.ts';
import { conditionItems } from './conditions.ts';
import type { People } from './people.ts';
import { peopleProse, proseItems } from './prose.ts';

/** The suites that ship: `nano` is what the nano pool is for, `mixed` adds questions that members answer directly. */
export const suiteNames = ['nano', 'arithmetic', 'prose', 'conditions', 'bugs', 'mixed'] as const;
export type SuiteName = (typeof suiteNames)[number];

/** How many items each suite holds, so that nobody generates one to know; a test compares. */
export const suiteSizes: Readonly<Record<SuiteName, number>> = {
  nano: 3367,
  arithmetic: 600,
  prose: 1369,
  conditions: 1200,
  bugs: 1548,
  mixed: 800,
};

/** Every item of a shipped suite, in an order in which every beginning has nearly the same mix. */
export function suiteItems(name: SuiteName, seed: number, people: People): readonly BenchItem[] {
  return interleaved(partsOf(name, seed, people), seed);
}

function partsOf(name: SuiteName, seed: number, people: People): readonly (readonly BenchItem[])[] {
  const prose = (count: number): readonly BenchItem[] => proseItems(count, seed);
  switch (name) {
    case 'nano':
      return [
        prose(700),
        peopleProse(people.texts, seed),
        conditionItems(900, seed),
        arithmeticEdits(150, seed),
        bugItems(700, seed),
        peopleBugs(people.functions, seed),
      ];
    case 'arithmetic':
      return [arithmeticQuestions(600, seed)];
    case 'prose':
      return [prose(1000), peopleProse(people.texts, seed)];
    case 'conditions':
      return [conditionItems(1200, seed)];
    case 'bugs':
      return [bugItems(1000, seed), peopleBugs(people.functions, seed)];
    case 'mixed':
      return [
        prose(200),
        conditionItems(200, seed),
        bugItems(200, seed),
        arithmeticQuestions(200, seed),
      ];
  }
}

/**
 * One order for several parts: within a part by a hash of seed and item, the parts dealt out in proportion to their
 * length, so that the first n items are a fair sample whatever n is.
 */
export function interleaved(
  parts: readonly (readonly BenchItem[])[],
  seed: number,
): readonly BenchItem[] {
  const placed = parts.flatMap((part) => {
    const keyed = part.map((item) => ({ item, key: hashOf(`${seed} ${item.id} ${item.text}`) }));
    return keyed
      .sort((one, other) => (one.key < other.key ? -1 : 1))
      .map(({ item }, at) => ({ item, place: (at + 0.5) / part.length }));
  });
  return placed.sort((one, other) => one.place - other.place).map(({ item }) => item);
}

/** SHA-256 of a text, hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
