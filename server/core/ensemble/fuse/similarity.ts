/** Words that say nothing about what a sentence is about. */
const emptyWords = new Set(
  `a an and are as at be been being but by can could did do does for from had has have if in into is it its of on or
so that the their them then there these they this those to was were which while who will with would you your i we he
she his her our my not no also just very such than too`.split(/\s+/u),
);

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The words of a text that carry meaning, in lower case and without common endings; works for every script that
 * `Intl.Segmenter` can divide into words.
 */
export function contentWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFC').toLowerCase())) {
    if (isWordLike === true && !emptyWords.has(segment)) words.push(stem(segment));
  }
  return words;
}

/** Cuts plural and verb endings off English words, so that “runs”, “running” and “run” meet. */
function stem(word: string): string {
  if (!/^[a-z]{4,}$/u.test(word)) return word;
  const bare = word.replace(/(?:ies)$/u, 'y').replace(/(?:([^s])s|ing|ed|ly)$/u, '$1');
  const single = bare.replace(/([b-df-hj-np-tv-z])\1$/u, '$1');
  return single.length >= 3 ? single.replace(/e$/u, '') : word;
}

/** Share of the words of `one` that `other` has, 0 to 1, each counted as often as it stands there. */
export function containment(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0) return other.length === 0 ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of other) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of one) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared++;
  }
  return shared / one.length;
}

/** Shared words over the mean length, 0 to 1 (Dice). */
export function overlap(one: readonly string[], other: readonly string[]): number {
  const total = one.length + other.length;
  return total === 0 ? 1 : (2 * containment(one, other) * one.length) / total;
}

/**
 * Index of the text that is nearest to all the others, the last of equals; undefined without texts. The medoid is
 * the cheap form of universal self-consistency (Chen et al. 2023, arXiv:2311.17311).
 */
export function medoid(
  count: number,
  similarity: (one: number, other: number) => number,
): number | undefined {
  let best: number | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let one = 0; one < count; one++) {
    let score = 0;
    for (let other = 0; other < count; other++) if (other !== one) score += similarity(one, other);
    if (score < bestScore - 1e-12) continue;
    best = one;
    bestScore = score;
  }
  return best;
}

/** Cosine of two vectors of one length, −1 to 1; 0 where one is all zeros. */
export function cosine(one: Float32Array, other: Float32Array): number {
  let [dot, left, right] = [0, 0, 0];
  for (let index = 0; index < one.length; index++) {
    const [a, b] = [one[index] ?? 0, other[index] ?? 0];
    dot += a * b;
    left += a * a;
    right += b * b;
  }
  return left === 0 || right === 0 ? 0 : dot / Math.sqrt(left * right);
}
