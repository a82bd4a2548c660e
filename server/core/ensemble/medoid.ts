import type { Group } from './ballot.ts';
import type { Question } from './question.ts';

/** The most central of several free texts, with what makes it so. */
export interface Medoid {
  readonly group: Group;
  readonly signals: Readonly<Record<string, number>>;
}

const sentenceWords = 8;

/**
 * Free texts are hardly ever equal, so where no two of at least three agree, the one that is most like the others wins
 * (mean similarity of words and word pairs). Undefined when some agree, or when the texts are no sentences.
 */
export function medoidOf(question: Question, groups: readonly Group[]): Medoid | undefined {
  if (question.answerKind !== 'text' || groups.length < 3) return undefined;
  if (groups.some(({ ballots }) => ballots.length > 1)) return undefined;
  const texts = groups.map(({ canonical }) => canonical);
  if (!texts.every(isSentence)) return undefined;
  const bags = texts.map(wordBag);
  const means = bags.map(
    (bag, at) =>
      bags.reduce((sum, other, index) => sum + (index === at ? 0 : similarity(bag, other)), 0) /
      (bags.length - 1),
  );
  const best = means.reduce((top, mean, at) => (mean > (means[top] ?? 0) + 1e-12 ? at : top), 0);
  const group = groups[best];
  return group && { group, signals: { medoidSimilarity: means[best] ?? 0 } };
}

/** Words make up most of a sentence; brackets and digits most of a value. */
function isSentence(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  return words.length >= sentenceWords && letters > 0.6 * text.replace(/\s/g, '').length;
}

function wordBag(text: string): ReadonlyMap<string, number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  const bag = new Map<string, number>();
  for (const term of [...words, ...pairs]) bag.set(term, (bag.get(term) ?? 0) + 1);
  return bag;
}

/** Shared terms over all terms, counted with multiplicity (Jaccard). */
function similarity(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0;
  let total = 0;
  for (const term of new Set([...one.keys(), ...other.keys()])) {
    const [left, right] = [one.get(term) ?? 0, other.get(term) ?? 0];
    shared += Math.min(left, right);
    total += Math.max(left, right);
  }
  return total === 0 ? 1 : shared / total;
}
