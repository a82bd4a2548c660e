import type { CalibratorData } from '../ensemble/fitted.ts';
import { byScore } from './ranking.ts';

interface Block {
  readonly weight: number;
  /** Weighted mean of the block's scores. */
  readonly score: number;
  readonly probability: number;
}

/**
 * Isotonic regression by pooling adjacent violators, then linear between the blocks' centres and flat outside
 * (centred isotonic regression, Oron and Flournoy 2017): unlike steps, that keeps the ranking of the scores between
 * blocks. Each block is shrunk by two rows at the common share, so that none says 0 or 1.
 */
export function fitIsotonic(
  scores: readonly number[],
  correct: readonly boolean[],
): CalibratorData & { readonly kind: 'isotonic' } {
  const groups = byScore(scores, correct, 'ascending');
  const base = (correct.filter(Boolean).length + 1) / (correct.length + 2);
  const pooled = poolAdjacentViolators(
    groups.map(({ score, count, marked }) => ({
      score,
      weight: count,
      probability: marked / count,
    })),
  );
  // Shrinking a small block can carry it past its neighbour, so violators are pooled once more.
  const shrunk = poolAdjacentViolators(
    pooled.map((block) => ({
      ...block,
      probability: (block.probability * block.weight + 2 * base) / (block.weight + 2),
    })),
  );
  return {
    kind: 'isotonic',
    scores: shrunk.map(({ score }) => score),
    probabilities: shrunk.map(({ probability }) => probability),
  };
}

/** The map's value: linear between the fitted scores, flat outside them. */
export function applyIsotonic(
  data: CalibratorData & { readonly kind: 'isotonic' },
  score: number,
): number {
  const { scores, probabilities } = data;
  let low = 0;
  let high = scores.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((scores[middle] ?? 0) <= score) low = middle + 1;
    else high = middle;
  }
  const left = scores[low - 1];
  const right = scores[low];
  const from = probabilities[low - 1];
  const to = probabilities[low];
  if (left === undefined || from === undefined) return to ?? Number.NaN;
  if (right === undefined || to === undefined) return from;
  return from + ((to - from) * (score - left)) / (right - left);
}

/** Joins neighbours until probabilities rise strictly with the score. */
function poolAdjacentViolators(blocks: readonly Block[]): readonly Block[] {
  const stack: Block[] = [];
  for (const block of blocks) {
    let current = block;
    for (;;) {
      const last = stack.at(-1);
      if (last === undefined || last.probability < current.probability) break;
      stack.pop();
      current = joined(last, current);
    }
    stack.push(current);
  }
  return stack;
}

function joined(one: Block, other: Block): Block {
  const weight = one.weight + other.weight;
  return {
    weight,
    score: (one.score * one.weight + other.score * other.weight) / weight,
    probability: (one.probability * one.weight + other.probability * other.weight) / weight,
  };
}
