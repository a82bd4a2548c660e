import { findContradictions } from '../../consistency/contradictions.ts';
import { saysTheSame, type Sentence } from './sentences.ts';
import { medoid, overlap } from './similarity.ts';

/** A fused text and how it came about. */
export interface ProseMerge {
  readonly text: string;
  /** Index of the candidate that gives the order. */
  readonly medoid: number;
  readonly parts: readonly MergedPart[];
  /** Sentences that another one contradicts and that are not in the text, with the candidate that says each. */
  readonly disputed: readonly { readonly candidate: number; readonly text: string }[];
}

export interface MergedPart {
  readonly text: string;
  /** Candidates that say it, ascending. */
  readonly supportedBy: readonly number[];
  readonly kept: boolean;
}

/** One candidate's sentences. */
export type Sentences = readonly Sentence[];

/** Sentences that say the same, with the one that stands for them. */
interface Group {
  readonly sentence: Sentence;
  readonly supportedBy: readonly number[];
}

/**
 * Keeps what at least two candidates say, in the order and the words of the one that is nearest to all. A sentence
 * never comes from nowhere: each is one of a candidate's, byte for byte. Of sentences that contradict each other the
 * one with more voices stays; with equal voices none does, and all of them are reported.
 */
export function mergeProse(candidates: readonly Sentences[]): ProseMerge | undefined {
  const center = medoidOf(candidates);
  if (center === undefined) return undefined;
  const groups = groupSentences(candidates, center);
  const rivals = rivalsOf(groups);
  const stays = (group: Group): boolean =>
    group.supportedBy.length >= 2 &&
    (rivals.get(group) ?? []).every((rival) => rival.supportedBy.length < group.supportedBy.length);
  const kept = groups
    .filter(stays)
    .map(({ sentence }) => sentence)
    .sort((one, other) => placeOf(one, center, candidates) - placeOf(other, center, candidates));
  return {
    text: joinSentences(kept),
    medoid: center,
    parts: groups.map((group) => ({
      text: group.sentence.text,
      supportedBy: group.supportedBy,
      kept: stays(group),
    })),
    disputed: groups
      .filter((group) => rivals.has(group) && !stays(group))
      .map(({ sentence: { candidate, text } }) => ({ candidate, text })),
  };
}

function rivalsOf(groups: readonly Group[]): ReadonlyMap<Group, readonly Group[]> {
  const rivals = new Map<Group, Group[]>();
  for (const [index, one] of groups.entries()) {
    for (const other of groups.slice(index + 1)) {
      if (findContradictions(one.sentence.clauses, other.sentence.clauses).length === 0) continue;
      rivals.set(one, [...(rivals.get(one) ?? []), other]);
      rivals.set(other, [...(rivals.get(other) ?? []), one]);
    }
  }
  return rivals;
}

/** The candidate whose words are nearest to those of all others. */
export function medoidOf(candidates: readonly Sentences[]): number | undefined {
  const words = candidates.map((sentences) => sentences.flatMap((sentence) => sentence.words));
  return medoid(candidates.length, (one, other) => overlap(words[one] ?? [], words[other] ?? []));
}

/** Puts sentences that say the same together; each group holds at most one of a candidate. */
function groupSentences(candidates: readonly Sentences[], center: number): readonly Group[] {
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
  // The medoid's sentences were put in first, so each stands first in its group.
  return groups.map((group) => ({
    sentence: group[0] as Sentence,
    supportedBy: group.map(({ candidate }) => candidate).sort((one, other) => one - other),
  }));
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
