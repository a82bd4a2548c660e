/**
 * Prompt-lookup decoding (Saxena 2023; “n-gram speculation”): where the last tokens stood before, in the prompt, in
 * a prediction or in the answer itself, what followed them there is a free guess at what comes next.
 */
export interface PromptLookup {
  /** Takes the next token of the text in. */
  push(token: number): void;
  /** At most `length` tokens that followed when the text last went like this; empty when it never did. */
  draft(length: number): readonly number[];
}

/** Tokens that must agree before what followed them is believed; fewer hit by chance. */
const pattern = 3;

/** Over the prediction, if there is one, and the prompt, in this order. */
export function createPromptLookup(
  prediction: readonly number[],
  prompt: readonly number[],
): PromptLookup {
  const text: number[] = [];
  /** Where the text went on after a pattern, the last time. */
  const after = new Map<string, number>();
  let found: number | undefined;
  let missed = false;

  function push(token: number): void {
    const guess = found;
    text.push(token);
    const known = text.length < pattern ? undefined : after.get(text.slice(-pattern).join());
    if (guess !== undefined && text[guess] === token) {
      // What follows a guess that was right is a guess again, also where its pattern came twice.
      found = guess + 1;
      missed = false;
    } else {
      // An edit mostly exchanges a token: what follows the one that was left is a guess once more.
      const exchanged = guess === undefined || missed ? undefined : guess + 1;
      found = known ?? exchanged;
      missed = known === undefined;
    }
    if (text.length >= pattern) after.set(text.slice(-pattern).join(), text.length);
  }

  for (const token of [...prediction, ...prompt]) push(token);
  return {
    push,
    draft: (length) => (found === undefined ? [] : text.slice(found, found + length)),
  };
}
