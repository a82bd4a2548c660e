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

  function push(token: number): void {
    // What follows a guess that was right is a guess again, also where its pattern came twice.
    const goesOn = found !== undefined && text[found] === token ? found + 1 : undefined;
    text.push(token);
    if (text.length < pattern) return;
    const key = text.slice(-pattern).join();
    found = goesOn ?? after.get(key);
    after.set(key, text.length);
  }

  for (const token of [...prediction, ...prompt]) push(token);
  return {
    push,
    draft: (length) => (found === undefined ? [] : text.slice(found, found + length)),
  };
}
