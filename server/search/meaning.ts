import { ok, type Result } from '../../protocol/result.ts';
import type { Member } from '../core/member.ts';
import type { IndexedPassage } from './folderIndex.ts';

/** Passages that may have a vector, over all folders of a question: 30 MB of vectors of 384 numbers. */
export const mostPassages = 20_000;
/** Passages that a question gets by their meaning. */
const mostNearest = 10;
/** Time for reading passages that were not read before, in milliseconds; the next question goes on with the rest. */
const withinMs = 10_000;

/** A member of the pool that turns a text into a vector of length one. */
export type Embedder = Pick<Member, 'id'> & Required<Pick<Member, 'embed'>>;

/** The passages nearest to a question, and how far the reading has come. */
export interface Nearest {
  readonly by: string;
  /** Nearest first. */
  readonly passages: readonly IndexedPassage[];
  /** Passages that have a vector, of those that may have one. */
  readonly known: number;
  readonly of: number;
}

/** Finds passages by what they mean; keeps the vectors of passages as long as an index keeps the passages. */
export interface Meaning {
  /** Passages that come first are read first. Rejects only when the signal aborts. */
  nearest(
    question: string,
    passages: Iterable<IndexedPassage>,
    embedder: Embedder,
    now: () => number,
    signal: AbortSignal,
  ): Promise<Result<Nearest>>;
}

interface Kept {
  readonly by: string;
  readonly vector: Float32Array;
}

/** With no vectors yet. */
export function createMeaning(): Meaning {
  const kept = new WeakMap<IndexedPassage, Kept>();
  let latest = 0;

  const vectorOf = (passage: IndexedPassage, by: string): Float32Array | undefined => {
    const known = kept.get(passage);
    return known?.by === by ? known.vector : undefined;
  };

  return {
    async nearest(question, passages, embedder, now, signal) {
      const turn = ++latest;
      const { id: by } = embedder;
      const asked = await embedder.embed(question, signal);
      if (!asked.ok) return asked;
      const all = [...new Set(passages)].slice(0, mostPassages);
      const end = now() + withinMs;
      for (const passage of all) {
        if (vectorOf(passage, by)) continue;
        // A later question reads on for both.
        if (turn !== latest || now() >= end) break;
        const read = await embedder.embed(textOf(passage), signal);
        if (!read.ok) return read;
        kept.set(passage, { by, vector: read.value });
      }
      const near = all.flatMap((passage) => {
        const vector = vectorOf(passage, by);
        return vector ? [{ passage, likeness: product(asked.value, vector) }] : [];
      });
      const nearest = near.sort((a, b) => b.likeness - a.likeness).slice(0, mostNearest);
      return ok({
        by,
        passages: nearest.map(({ passage }) => passage),
        known: near.length,
        of: all.length,
      });
    },
  };
}

/** What a model reads of a passage: where it stands, and its text. */
export function textOf(passage: IndexedPassage): string {
  const place = [passage.path, ...passage.headings].join(' › ');
  return `${place}\n${passage.text}`;
}

/** The cosine, as both have length one. */
function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
