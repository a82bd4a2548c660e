/**
 * GLEU for grammatical error correction (Napoles, Sakaguchi, Post and Tetreault 2015, in the version of 2016 without a weight):
 * n-gram precision against a reference, where n-grams of the source that the reference no longer has count against it.
 */

const order = 4;

/** What one hypothesis has in common with one reference: lengths, then matches and possible matches of each order. */
export type GleuCounts = readonly number[];

export function gleuCounts(
  source: readonly string[],
  hypothesis: readonly string[],
  reference: readonly string[],
): GleuCounts {
  const counts = [hypothesis.length, reference.length];
  for (let n = 1; n <= order; n++) {
    const [own, wanted, old] = [grams(hypothesis, n), grams(reference, n), grams(source, n)];
    let matches = 0;
    for (const [gram, count] of own) {
      matches += Math.min(count, wanted.get(gram) ?? 0);
      if (!wanted.has(gram)) matches -= Math.min(count, old.get(gram) ?? 0);
    }
    counts.push(Math.max(matches, 0), Math.max(hypothesis.length + 1 - n, 0));
  }
  return counts;
}

function grams(words: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= words.length; i++) {
    const gram = words.slice(i, i + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** The score of summed counts, 0 to 1; `smooth` keeps a short sentence without a match of some order from scoring nothing. */
export function gleuScore(counts: GleuCounts, smooth = false): number {
  const used = smooth ? counts.map((count) => (count === 0 ? 1 : count)) : counts;
  if (used.some((count) => count === 0)) return 0;
  let logPrecision = 0;
  for (let n = 0; n < order; n++)
    logPrecision += Math.log((used[2 + 2 * n] as number) / (used[3 + 2 * n] as number)) / order;
  return Math.exp(Math.min(0, 1 - (used[1] as number) / (used[0] as number)) + logPrecision);
}

export interface GleuRow {
  readonly source: readonly string[];
  readonly hypothesis: readonly string[];
  readonly references: readonly (readonly string[])[];
}

/** Corpus GLEU, the mean over `draws` random choices of one reference a sentence (fixed seed), and the mean sentence GLEU. */
export function gleu(rows: readonly GleuRow[], draws = 500): { corpus: number; sentence: number } {
  const counts = rows.map((row) =>
    row.references.map((reference) => gleuCounts(row.source, row.hypothesis, reference)),
  );
  const random = seeded(1);
  let corpus = 0;
  for (let draw = 0; draw < draws; draw++) {
    const sum = new Array<number>(2 + 2 * order).fill(0);
    for (const choices of counts) {
      const chosen = choices[Math.floor(random() * choices.length)] as GleuCounts;
      for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + (chosen[k] as number);
    }
    corpus += gleuScore(sum) / draws;
  }
  const sentence = counts.map((choices) => mean(choices.map((choice) => gleuScore(choice, true))));
  return { corpus, sentence: mean(sentence) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Mulberry32: the draws are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
