/** One stretch of tokens to evaluate on a sequence, after it was cut back to `keep` tokens. */
export interface ScoreStep {
  readonly keep: number;
  readonly tokens: readonly number[];
  /** Per token of the stretch: the tokens that may follow it, whose log-probabilities are wanted. */
  readonly targets: readonly (readonly number[])[];
}

/**
 * How to score several continuations of one prompt with every shared beginning evaluated once: the
 * continuations form a trie, walked depth first. The last prompt token is evaluated here too, because
 * what follows it is the first thing to score.
 */
export function planScoring(
  prompt: readonly number[],
  texts: readonly (readonly number[])[],
): ScoreStep[] {
  const last = prompt.at(-1);
  if (last === undefined) return [];
  const sorted = [...texts].sort(compareTokens);
  const steps: ScoreStep[] = [];
  let previous: readonly number[] | undefined;
  sorted.forEach((text, index) => {
    const shared = previous ? commonPrefix(previous, text) : -1;
    // Inputs are the last prompt token (position -1) and all tokens of the text but its last.
    const from = Math.max(shared, -1);
    const inputs = from < 0 ? [last, ...text.slice(0, -1)] : text.slice(from, -1);
    const first = from < 0 ? 0 : from + 1;
    if (inputs.length > 0) {
      steps.push({
        keep: prompt.length - 1 + first,
        tokens: inputs,
        targets: inputs.map((_, offset) => followers(sorted, index, first + offset)),
      });
    }
    previous = text;
  });
  return steps;
}

/** Length of the common beginning of two token lists. */
export function commonPrefix(one: readonly number[], other: readonly number[]): number {
  const limit = Math.min(one.length, other.length);
  let length = 0;
  while (length < limit && one[length] === other[length]) length++;
  return length;
}

/** Log-probabilities by beginning: the node of a text's first tokens holds that of the last of them. */
export interface ScoreNode {
  logProb?: number;
  readonly children: Map<number, ScoreNode>;
}

/** The node below `node` for the token, made when missing. */
export function scoreChild(node: ScoreNode, token: number): ScoreNode {
  const found = node.children.get(token);
  if (found) return found;
  const made: ScoreNode = { children: new Map() };
  node.children.set(token, made);
  return made;
}

// The tokens at `position` of all texts that share the text's beginning up to there; those before the
// text in order were reached through the same beginning already.
function followers(
  sorted: readonly (readonly number[])[],
  index: number,
  position: number,
): readonly number[] {
  const text = sorted[index] ?? [];
  const found = new Set<number>();
  for (let other = index; other < sorted.length; other++) {
    const candidate = sorted[other] ?? [];
    if (commonPrefix(text, candidate) < position) break;
    const token = candidate[position];
    if (token !== undefined) found.add(token);
  }
  return [...found];
}

/** Token order: texts that share a beginning are neighbours. */
export function compareTokens(one: readonly number[], other: readonly number[]): number {
  const shared = commonPrefix(one, other);
  return (one[shared] ?? -1) - (other[shared] ?? -1);
}
