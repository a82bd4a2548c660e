import type { Failure } from '../../../../protocol/result.ts';
import type { Member } from '../../member.ts';
import type { Question } from '../question.ts';
import type { Comparison } from './bradleyTerry.ts';
import { comparisonRequest } from './judgePrompts.ts';

/** What a judge said of all pairs of texts. */
export interface PairwiseOutcome {
  readonly comparisons: readonly Comparison[];
  readonly calls: number;
  /** Share of pairs where both orders gave the same winner, 0 to 1; a judge that only likes a place has 0. */
  readonly consistent: number;
  readonly failure?: Failure;
}

/**
 * Has every pair compared in both orders. A judge of few billion parameters often prefers the first or the last place
 * (on LLMBar even 70B keeps its word under a swap only in 70–87 % of pairs), so a verdict that turns with the order
 * is a tie.
 */
export async function compareAll(
  judge: Member,
  question: Question,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<PairwiseOutcome> {
  const pairs = texts.flatMap((_, first) =>
    texts.slice(first + 1).map((__, offset) => [first, first + 1 + offset] as const),
  );
  const asked = await Promise.all(
    pairs.flatMap(([first, second]) => [
      judge.decide(
        comparisonRequest(judge, question, texts[first] ?? '', texts[second] ?? ''),
        signal,
      ),
      judge.decide(
        comparisonRequest(judge, question, texts[second] ?? '', texts[first] ?? ''),
        signal,
      ),
    ]),
  );
  const comparisons: Comparison[] = [];
  let failure: Failure | undefined;
  let consistent = 0;
  pairs.forEach(([first, second], index) => {
    const [forth, back] = [asked[2 * index], asked[2 * index + 1]];
    if (!forth?.ok || !back?.ok) {
      failure ??=
        forth?.ok === false ? forth.failure : back?.ok === false ? back.failure : undefined;
      return;
    }
    const win = verdict(forth.value[0] ?? 0.5, back.value[1] ?? 0.5);
    if (win !== 0.5) consistent++;
    comparisons.push({ first, second, win });
  });
  return {
    comparisons,
    calls: asked.length,
    consistent: comparisons.length === 0 ? 0 : consistent / comparisons.length,
    ...(failure && { failure }),
  };
}

/** 1 or 0 when both orders name the same winner, else a tie. Both arguments are P(the first text is better). */
export function verdict(forth: number, back: number): number {
  if (forth > 0.5 && back > 0.5) return 1;
  return forth < 0.5 && back < 0.5 ? 0 : 0.5;
}
