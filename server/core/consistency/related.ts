import type { Clause, ClauseWord } from '../../../protocol/claims.ts';

/** How far two clauses speak of the same thing. */
export interface Relation {
  /** Things, names and qualities that both have. */
  readonly shared: number;
  /** Neither says something of its own that the other replaces by something else. */
  readonly oneSided: boolean;
  /** Both use the same verbs, or one of them none. */
  readonly sameAction: boolean;
  /** Shared words over all words, 0 to 1 (Jaccard). */
  readonly overlap: number;
}

/**
 * Compares two clauses word by word. Two statements can only contradict each other when they are about the
 * same thing, so words that stand on both sides and differ (“the first run”, “the second run”) make them
 * unrelated, while words of one side alone only elaborate.
 */
export function relate(one: Clause, other: Clause): Relation {
  const left = rootsOf(one.words, isMatter);
  const right = rootsOf(other.words, isMatter);
  const shared = [...left].filter((root) => right.has(root)).length;
  const [onlyLeft, onlyRight] = [left.size - shared, right.size - shared];
  const names = [rootsOf(one.words, isName), rootsOf(other.words, isName)] as const;
  const actionsLeft = rootsOf(one.words, isAction);
  const actionsRight = rootsOf(other.words, isAction);
  const sharedActions = [...actionsLeft].filter((root) => actionsRight.has(root)).length;
  const sameAction =
    actionsLeft.size === 0 ||
    actionsRight.size === 0 ||
    (actionsLeft.size === sharedActions && actionsRight.size === sharedActions);
  const all =
    left.size + right.size - shared + actionsLeft.size + actionsRight.size - sharedActions;
  return {
    shared,
    oneSided: (onlyLeft === 0 || onlyRight === 0) && sameNames(...names),
    sameAction,
    overlap: all === 0 ? 0 : (shared + sharedActions) / all,
  };
}

function rootsOf(
  words: readonly ClauseWord[],
  takes: (word: ClauseWord) => boolean,
): ReadonlySet<string> {
  return new Set(words.filter(takes).map(({ root }) => root));
}

/** “Seattle has” and “Toulouse and Seattle have” speak of different sums; a pronoun may stand for any name. */
function sameNames(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size === 0 || other.size === 0) return true;
  return one.size === other.size && [...one].every((name) => other.has(name));
}

function isName({ kind }: ClauseWord): boolean {
  return kind === 'name';
}

function isMatter({ kind }: ClauseWord): boolean {
  return kind !== 'action';
}

function isAction({ kind }: ClauseWord): boolean {
  return kind === 'action';
}
