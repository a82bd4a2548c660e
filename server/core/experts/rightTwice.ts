/** Words before the doubled one, that word, and the words behind it, in small letters. */
export interface Doubled {
  readonly before: readonly string[];
  readonly word: string;
  readonly after: readonly string[];
}

const demonstrated =
  /^(?:is|was|isn't|wasn't|would|will|has|had|does|did|might|may|could|should|can|cannot|one|very|same|particular|[a-z]{3,})$/u;
const plural = /^(?!has$|does$|always$).*[^siu]s$|^people$/u;
const openers =
  /^(?:i|you|he|she|it|we|they|the|a|an|this|these|those|my|your|his|her|its|our|their|there|if|when|all|some|every|each|no)$/u;

/** Whether a word may stand twice in a row here: "had had enough", "know that that is", "what it is is a mistake". */
export function isRightTwice({ before, word, after }: Doubled): boolean {
  const [next = ''] = after;
  if (word === 'had') return true;
  if (word === 'that') return demonstrated.test(next) && !openers.test(next) && !plural.test(next);
  if (/^(?:is|was|does|did|do)$/u.test(word))
    return before.some((earlier) =>
      /^(?:what|whatever|all|everything|thing|things|way|how|where|who|why)$/u.test(earlier),
    );
  return false;
}
