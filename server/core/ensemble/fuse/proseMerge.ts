import { saysTheSame, type Sentence } from './sentences.ts';
import { medoid, overlap } from './similarity.ts';

/** A fused text and how it came about. */
export interface ProseMerge {
  readonly text: string;
  /** Index of the candidate that gives the order. */
  readonly medoid: number;
  readonly parts: readonly MergedPart[];
}

export interface MergedPart {
  readonly text: string;
  /** Candidates that say it, ascending. */
  readonly supportedBy: readonly number[];
  readonly kept: boolean;
}

/** One candidate's sentences. */
export type Sentences = readonly Sentence[];

/**
 * Keeps what at least two candidates say, in the order and the words of the one that is nearest to all. A sentence
 * never comes from nowhere: each is one of a candidate's, byte for byte. With fewer than two candidates nothing is
 * supported, and the text is empty.
 */
export function mergeProse(candidates: readonly Sentences[]): ProseMerge | undefined {
  const center = medoidOf(candidates);
  if (center === undefined) return undefined;
  const groups = groupSentences(candidates, center);
  const parts = groups.map((group): MergedPart & { readonly sentence: Sentence } => {
    const supportedBy = [...new Set(group.map(({ candidate }) => candidate))].sort((a, b) => a - b);
    const sentence = group.find(({ candidate }) => candidate === center) ?? (group[0] as Sentence);
    return { text: sentence.text, supportedBy, kept: supportedBy.length >= 2, sentence };
  });
  const kept = parts.filter((part) => part.kept).map((part) => part.sentence);
  const ordered = kept.sort(
    (one, other) => placeOf(one, center, candidates) - placeOf(other, center, candidates),
  );
  return {
    text: joinSentences(ordered),
    medoid: center,
    parts: parts.map(({ text, supportedBy, kept: stays }) => ({ text, supportedBy, kept: stays })),
  };
}

/** The candidate whose words are nearest to those of all others. */
export function medoidOf(candidates: readonly Sentences[]): number | undefined {
  const words = candidates.map((sentences) => sentences.flatMap((sentence) => sentence.words));
  return medoid(candidates.length, (one, other) => overlap(words[one] ?? [], words[other] ?? []));
}

/** Puts sentences that say the same together; each group holds at most one of a candidate. */
function groupSentences(candidates: readonly Sentences[], center: number): readonly Sentence[][] {
  const others = candidates.map((_, index) => index).filter((index) => index !== center);
  const groups: Sentence[][] = [];
  for (const candidate of [center, ...others.reverse()]) {
    for (const sentence of candidates[candidate] ?? []) {
      const found = groups.find(
        (group) =>
          !group.some((each) => each.candidate === candidate) &&
          group.every((each) => saysTheSame(each, sentence)),
      );
      if (found) found.push(sentence);
      else groups.push([sentence]);
    }
  }
  return groups;
}

/** A sentence that the medoid lacks stands where it stands in its own text, in proportion. */
function placeOf(sentence: Sentence, center: number, candidates: readonly Sentences[]): number {
  if (sentence.candidate === center) return sentence.index;
  const own = candidates[sentence.candidate]?.length ?? 1;
  const length = candidates[center]?.length ?? 1;
  return ((sentence.index + 0.5) / own) * length - 0.5;
}

/** Sentences with the blanks that stood in front of each; the first has none. */
export function joinSentences(sentences: readonly Sentence[]): string {
  return sentences
    .map(({ text, gap }, index) => `${index === 0 ? '' : /\s/u.test(gap) ? gap : ' '}${text}`)
    .join('');
}
