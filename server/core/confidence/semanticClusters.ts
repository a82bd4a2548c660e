import { entropyOfCounts } from './agreementSignals.ts';
import type { Signals } from './signals.ts';

export interface ClusterOptions {
  /** One vector per text, all of one length; without them texts are compared by their words. */
  readonly embeddings?: readonly (Float32Array | readonly number[])[];
  /** Least similarity, 0 to 1, at which two texts mean the same; default 0.85 for embeddings, 0.6 for words. */
  readonly threshold?: number;
}

const embeddingThreshold = 0.85;
const wordThreshold = 0.6;
const negation = /\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b/giu;

/**
 * Cluster of each text, numbered in order of appearance: a text joins the first cluster whose first member means the
 * same (Kuhn and others 2023; similarity takes the place of entailment). Texts that name other numbers, or of which one
 * negates, never mean the same, however alike they look.
 */
export function semanticClusters(
  texts: readonly string[],
  options: ClusterOptions = {},
): readonly number[] {
  const { embeddings } = options;
  const threshold =
    options.threshold ?? (embeddings === undefined ? wordThreshold : embeddingThreshold);
  const meanings = texts.map(readMeaning);
  const similarity = (one: number, other: number): number =>
    embeddings === undefined
      ? overlap(meanings[one]?.words ?? new Map(), meanings[other]?.words ?? new Map())
      : cosine(embeddings[one] ?? [], embeddings[other] ?? []);
  const firsts: number[] = [];
  return texts.map((_, at) => {
    const cluster = firsts.findIndex(
      (first) =>
        meanings[first]?.facts === meanings[at]?.facts && similarity(first, at) >= threshold,
    );
    return cluster >= 0 ? cluster : firsts.push(at) - 1;
  });
}

/** Discrete semantic entropy and its companions for the answer at `chosen` (Farquhar and others 2024). */
export function semanticSignals(clusters: readonly number[], chosen: number): Signals {
  if (clusters.length === 0) return {};
  const counts = new Map<number, number>();
  for (const cluster of clusters) counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  return {
    semanticShare: (counts.get(clusters[chosen] ?? -1) ?? 0) / clusters.length,
    semanticEntropy: entropyOfCounts([...counts.values()]),
    semanticClusters: counts.size,
  };
}

/** Cosine of two vectors of one length; 0 when either is zero. */
export function cosine(
  one: Float32Array | readonly number[],
  other: Float32Array | readonly number[],
): number {
  let [product, ones, others] = [0, 0, 0];
  for (let at = 0; at < one.length; at++) {
    const a = one[at] ?? 0;
    const b = other[at] ?? 0;
    product += a * b;
    ones += a * a;
    others += b * b;
  }
  return ones > 0 && others > 0 ? product / Math.sqrt(ones * others) : 0;
}

interface Meaning {
  readonly words: ReadonlyMap<string, number>;
  /** Numbers and the parity of negations, as one comparable text. */
  readonly facts: string;
}

function readMeaning(text: string): Meaning {
  const plain = text.normalize('NFKC').toLowerCase();
  const words = new Map<string, number>();
  // Characters of scripts without spaces count as words.
  const pattern = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[\p{L}\p{N}_]+/gu;
  for (const [word] of plain.matchAll(pattern)) words.set(word, (words.get(word) ?? 0) + 1);
  const numbers = (plain.match(/\d+(?:[.,]\d+)*/gu) ?? [])
    .map((number) => number.replace(/,(?=\d{3}\b)/gu, ''))
    .sort();
  const negations = plain.match(negation)?.length ?? 0;
  return { words, facts: `${negations % 2}|${[...new Set(numbers)].join('|')}` };
}

/** Dice overlap of two bags of words. */
function overlap(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const size = (bag: ReadonlyMap<string, number>): number =>
    [...bag.values()].reduce((sum, count) => sum + count, 0);
  const total = size(one) + size(other);
  if (total === 0) return 1;
  let shared = 0;
  for (const [word, count] of one) shared += Math.min(count, other.get(word) ?? 0);
  return (2 * shared) / total;
}
