import { words } from './lexicon.ts';
import { adjacent, at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';
import { wordClasses } from './wordClasses.ts';

const { NOUN, PLURAL, ADJ, SINGULAR } = wordClasses as Record<
  'NOUN' | 'PLURAL' | 'ADJ' | 'SINGULAR',
  (token: Token) => boolean
>;

const articles = words('the a an');
const pointing = words('this these those my your our their its his');
/** What `this` or `my` names in code: "the this keyword". */
const named = words(
  'keyword value values pointer binding context reference object parameter argument variable expression operator prop page account section',
);

/** Two determiners of one noun: `the this flag` → `this flag`, `the a new version` → `the new version`. */
export const doubledDeterminers: Rule = function* (sentence) {
  for (const [i, first] of sentence.tokens.entries()) {
    const second = at(sentence, i + 1);
    if (!isWord(first) || !isWord(second) || !adjacent(first, second)) continue;
    if (second.text !== second.lower || first.lower === second.lower) continue;
    if (!opensNoun(sentence, i + 2) || isQuoted(at(sentence, i - 1))) continue;
    const opensPhrase = articles.has(first.lower);
    if (opensPhrase && pointing.has(second.lower)) yield drop(sentence, first, second, first);
    else if (opensPhrase && articles.has(second.lower) && isDescribed(sentence, i + 2))
      yield drop(sentence, first, second, second);
    else if (pointing.has(first.lower) && second.lower === 'the' && !isHanging(sentence, i))
      yield drop(sentence, first, second, second);
  }
};

/** A noun of its own, or an adjective with one; no word that the second determiner may name. */
function opensNoun(sentence: Sentence, start: number): boolean {
  const [first, next] = [at(sentence, start), at(sentence, start + 1)];
  if (!isWord(first) || first.text !== first.lower || named.has(first.lower)) return false;
  const isNoun = NOUN(first) || PLURAL(first) || SINGULAR(first);
  return isNoun || (ADJ(first) && isWord(next) && (NOUN(next) || PLURAL(next)));
}

/** "the a new version": between article and noun stands an adjective, so the letter is no name. */
function isDescribed(sentence: Sentence, start: number): boolean {
  const [first, next] = [at(sentence, start), at(sentence, start + 1)];
  if (/^(?:priori|posteriori|cappella|la)$/u.test(first?.lower ?? '')) return false;
  return isWord(first) && isWord(next) && ADJ(first) && (NOUN(next) || PLURAL(next));
}

/** "give him this the next day", "in this the last year": the first is a pronoun. */
function isHanging(sentence: Sentence, i: number): boolean {
  const first = at(sentence, i) as Token;
  return /^(?:this|these|those|his|its)$/u.test(first.lower);
}

function isQuoted(before: Token | undefined): boolean {
  return before !== undefined && /^["'“‘«(]$/u.test(before.text);
}

function drop(
  sentence: Sentence,
  first: Token,
  second: Token,
  dropped: Token,
): ReturnType<typeof correct> {
  const kept = dropped === first ? second : first;
  const capital = /^\p{Lu}/u.test(first.text);
  const text = capital ? kept.lower.slice(0, 1).toUpperCase() + kept.lower.slice(1) : kept.text;
  return correct(
    'article',
    0.95,
    { start: first.start, end: second.end },
    text,
    `“${sentence.text.slice(first.start, second.end)}” has one determiner too many.`,
  );
}
