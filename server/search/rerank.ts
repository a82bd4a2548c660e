import type { Ranking } from '../../protocol/find.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { Member, RankRequest } from '../core/member.ts';
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

/** A member of the pool that orders passages. */
export type Reranker = Pick<Member, 'id'> & Required<Pick<Member, 'rank'>>;

/** Where a model may be asked, and how it goes. */
export interface Reranking {
  /** The pool's reranker; asked for only when there is something to order. Undefined where there is none. */
  readonly reranker: (signal: AbortSignal) => Promise<Reranker | undefined>;
  /** Hears who begins to order. */
  readonly onBegin?: (by: string) => void;
  /** In milliseconds. */
  readonly now: () => number;
}

/** Passages in a new order, and by whom. */
export interface Reordered {
  readonly ranked: readonly Ranked[];
  readonly ranking: Ranking;
}

/**
 * The best passages in the order of a model and of the words together, best first; undefined where nothing is to be ordered or
 * nobody can. A failure keeps the present order. Rejects only when the signal aborts.
 */
export async function rerank(
  question: string,
  ranked: readonly Ranked[],
  { reranker, onBegin, now }: Reranking,
  signal: AbortSignal,
): Promise<Result<Reordered> | undefined> {
  const best = ranked.slice(0, mostReranked);
  if (best.length < 2) return undefined;
  const model = await reranker(signal);
  signal.throwIfAborted();
  if (!model) return undefined;
  onBegin?.(model.id);
  const began = now();
  const request: RankRequest = { question, passages: best.map(shown), withinMs };
  const scores = await model.rank(request, signal);
  if (!scores.ok) return scores;
  const { value } = scores;
  if (value.length === 0 || value.length > best.length || !value.every(isShare))
    return failed('unsupported', `${model.id} gave no score for each passage.`);
  const ranking = { by: model.id, passages: value.length, ms: now() - began };
  return ok({ ranked: blend(best, value), ranking });
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

/** What the model reads of a passage: where it stands, and its text. */
function shown({ passage }: Ranked): string {
  const place = [passage.path, ...passage.headings].join(' › ');
  return `${place}\n${passage.text}`;
}

function isShare(score: number): boolean {
  return score >= 0 && score <= 1;
}
