import type { Ranking } from '../../protocol/find.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { Member } from '../core/member.ts';
import { textOf, type Embedder } from './meaning.ts';
import type { Ranked } from './rank.ts';

/** Passages that a model orders: more cost time, and modern rerankers get worse with them (Jacob et al. 2024). */
export const mostReranked = 30;
/** Time that the model may take once it reads; the passages that it did not come to are not quoted. */
const withinMs = 15_000;
/**
 * Share of the model in the common score, as tuned by Bruch et al. (2023) for a convex combination with words; what is known of
 * words decides among passages that the model likes equally well, and against one that likes all.
 */
const modelShare = 0.8;

/**
 * What the words do not answer with is quoted only when the model says that it is likelier to answer than not, and twice as likely
 * as something else that it read: one that likes everything knows nothing.
 */
const leastUnworded = 0.5;
const leastApart = 2;

/** A member of the pool that orders passages. */
export type Reranker = Pick<Member, 'id'> & Required<Pick<Member, 'rank'>>;

/** Those of a pool that read for a search. */
export interface Readers {
  readonly reranker?: Reranker;
  readonly embedder?: Embedder;
}

/** Where models may be asked, and how it goes. */
export interface Reranking {
  readonly readers: () => Promise<Readers>;
  /** Hears who begins to order. */
  readonly onBegin?: (by: string) => void;
  /** In milliseconds. */
  readonly now: () => number;
}

/** What a model is to order. */
export interface ToOrder {
  /** What the words answer with, best first. */
  readonly worded: readonly Ranked[];
  /** What they do not, and is near by its meaning. */
  readonly unworded: readonly Ranked[];
}

/** Passages in a new order, and by whom. */
export interface Reordered {
  readonly ranked: readonly Ranked[];
  readonly ranking: Ranking;
}

/**
 * The best passages in the order of a model and of the words together, best first; undefined where nothing is to be ordered. A
 * failure keeps the present order. Rejects only when the signal aborts.
 */
export async function rerank(
  question: string,
  { worded, unworded }: ToOrder,
  reranker: Reranker,
  { onBegin, now }: Pick<Reranking, 'onBegin' | 'now'>,
  signal: AbortSignal,
): Promise<Result<Reordered> | undefined> {
  const own = worded.slice(0, mostReranked - unworded.length);
  const best = [...own, ...unworded];
  if (best.length === 0 || (best.length === 1 && unworded.length === 0)) return undefined;
  onBegin?.(reranker.id);
  const began = now();
  const passages = best.map(({ passage }) => textOf(passage));
  const scores = await reranker.rank({ question, passages, withinMs }, signal);
  if (!scores.ok) return scores;
  const { value } = scores;
  if (value.length === 0 || value.length > best.length || !value.every(isShare))
    return failed('unsupported', `${reranker.id} gave no score for each passage.`);
  const ranking = { by: reranker.id, passages: value.length, ms: now() - began };
  const bar = Math.max(leastUnworded, leastApart * Math.min(...value));
  const kept = value.map((score, at) => at < own.length || score >= bar);
  const ranked = blend(
    best.filter((_, at) => kept[at]),
    value.filter((_, at) => kept[at]),
  );
  return ok({ ranked, ranking });
}

/**
 * The first passages, one for each score, by a convex combination. Each part is divided by its best, zero being the least that
 * both can be: a model that tells passages hardly apart then changes little, whatever it thinks of all of them.
 */
export function blend(ranked: readonly Ranked[], scores: readonly number[]): readonly Ranked[] {
  const [likeliest, nearest] = [
    Math.max(...scores, Number.MIN_VALUE),
    Math.max(...ranked.map(({ score }) => score), Number.MIN_VALUE),
  ];
  const blended = ranked.slice(0, scores.length).map((each, at) => ({
    ...each,
    score:
      modelShare * ((scores[at] ?? 0) / likeliest) +
      (1 - modelShare) * (Math.max(0, each.score) / nearest),
  }));
  return blended.sort((a, b) => b.score - a.score);
}

function isShare(score: number): boolean {
  return score >= 0 && score <= 1;
}
