import { nothingFitted, type Fitted, type NodeFit } from './fitted.ts';
import { foldOf, folds } from './folds.ts';
import type { LearningRow, Lesson } from './lesson.ts';
import type { AnswerContext, Strategy } from './strategy.ts';

/** One row to learn from, before anything was learned. */
export type CalibrationRow = Omit<LearningRow, 'context'> & {
  readonly context: Omit<AnswerContext, 'fitted'>;
};

/**
 * Learns everything that a strategy can learn from rows whose right answer is known, children before parents. Every
 * lesson looks at a row through fits that have not seen the row's fold (five folds by prompt), so that a parent learns
 * from answers as sure as its children's will be on new questions; what it keeps is then learned from all rows.
 */
export async function fitEnsemble(
  strategy: Strategy,
  rows: readonly CalibrationRow[],
  signal: AbortSignal,
): Promise<Fitted> {
  const ordered = [...rows].sort(compareRows);
  const held = folds.map(() => nothingFitted);
  let whole = nothingFitted;
  for (const lesson of lessonsBelow(strategy, 'outcomes')) {
    const seen = ordered.map((row) => ({
      ...row,
      context: { ...row.context, fitted: held[foldOf(row.question.prompt)] ?? nothingFitted },
    }));
    const learn = await lesson.observe(seen, signal);
    signal.throwIfAborted();
    const without = (fold: number | undefined): readonly number[] =>
      ordered.flatMap(({ question }, index) => (foldOf(question.prompt) === fold ? [] : [index]));
    for (const fold of folds) held[fold] = merged(held[fold], learn(without(fold)));
    whole = merged(whole, learn(without(undefined)));
  }
  return whole;
}

/** Learns what outputs alone tell, from a whole file at once: whom to trust by disagreement, scales of confidence. */
export async function fitUnlabelled(
  strategy: Strategy,
  rows: readonly CalibrationRow[],
  signal: AbortSignal,
): Promise<Fitted> {
  const ordered = [...rows].sort(compareRows);
  let fitted = nothingFitted;
  for (const lesson of lessonsBelow(strategy, 'disagreement')) {
    const known = fitted;
    const seen = ordered.map((row) => ({ ...row, context: { ...row.context, fitted: known } }));
    const learn = await lesson.observe(seen, signal);
    signal.throwIfAborted();
    fitted = merged(fitted, learn(ordered.map((_, index) => index)));
  }
  return fitted;
}

/** All lessons of a strategy and what is below it, children before parents. */
function lessonsBelow(strategy: Strategy, from: Lesson['from']): readonly Lesson[] {
  return [
    ...strategy.children.flatMap((child) => lessonsBelow(child, from)),
    ...strategy.lessons.filter((lesson) => lesson.from === from),
  ];
}

function merged(fitted: Fitted | undefined, more: Readonly<Record<string, NodeFit>>): Fitted {
  const nodes = { ...fitted?.nodes };
  for (const [path, fit] of Object.entries(more)) nodes[path] = { ...nodes[path], ...fit };
  return { nodes };
}

/** An order that the caller's does not influence, so that sums round the same. */
function compareRows(one: CalibrationRow, other: CalibrationRow): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}
