import type { SyntaxBag } from '../../../protocol/behaviour.ts';
import { unusable } from './votes.ts';

/** Size of the intersection over size of the union of two bags of subtrees, 0 to 1. */
export function bagSimilarity(one: SyntaxBag, other: SyntaxBag): number {
  let both = 0;
  let either = 0;
  for (const hash of new Set([...Object.keys(one.subtrees), ...Object.keys(other.subtrees)])) {
    const first = one.subtrees[hash] ?? 0;
    const second = other.subtrees[hash] ?? 0;
    both += Math.min(first, second);
    either += Math.max(first, second);
  }
  return either === 0 ? 1 : both / either;
}

/** Mean similarity of each text to the others that parse, 0 to 1; 0 for one that does not parse. */
export function medoidScores(bags: readonly SyntaxBag[]): readonly number[] {
  return bags.map((bag, index) => {
    if (bag.errors > 0) return 0;
    const others = bags.filter((other, at) => at !== index && other.errors === 0);
    const sum = others.reduce((total, other) => total + bagSimilarity(bag, other), 0);
    return others.length === 0 ? 1 : sum / others.length;
  });
}

/** Clusters of texts with the same normalised tree, numbered in order of their first member. */
export function treeClusters(bags: readonly SyntaxBag[]): readonly number[] {
  const numbers = new Map<string, number>();
  return bags.map(({ errors, root }) => {
    if (errors > 0) return unusable;
    const known = numbers.get(root) ?? numbers.size;
    numbers.set(root, known);
    return known;
  });
}
