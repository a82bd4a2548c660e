import { stemmer } from 'stemmer';

/** Words that a question is built with and that say nothing of what it is about. */
const stopWords = new Set(
  (
    'a an and any are as at be been being but by can could did do does doing for from had has have having he her ' +
    'here him his how i if in into is it its let may me might must my no nor of off on one or our out per shall she ' +
    'should so some such than that the their them then there these they this those to too us very was we were what ' +
    'when where which while who whom whose why will with would you your about tell show explain please find give ' +
    'mean means happen happens done get gets got exactly actually s t re ve ll d m don doesn isn aren won'
  ).split(' '),
);

/** Scripts that write no spaces: their words are searched by pairs of characters. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const tokenPattern = /[\p{L}\p{N}\p{M}_]+/gu;
const partPattern = /\p{Lu}+(?!\p{Ll})\p{N}*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]+|\p{N}+|\p{L}+/gu;

/** A word of a text and where it stands. */
export interface Token {
  /** Offset in the text, UTF-16. */
  readonly at: number;
  /** The words of an identifier in lower case, unstemmed: `parseOutcome` has two. */
  readonly parts: readonly string[];
}

/** The words of a text with their places. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(tokenPattern)].flatMap(({ 0: token, index }) => {
    const parts = partsOf(token);
    return parts.length === 0 ? [] : [{ at: index, parts }];
  });
}

function partsOf(token: string): readonly string[] {
  if (unspaced.test(token)) return pairsOf(token);
  return (token.match(partPattern) ?? []).map((part) => part.toLowerCase());
}

function pairsOf(token: string): readonly string[] {
  const characters = [...token];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Words for the index, unstemmed; an identifier of several words also stands as a whole. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [token] of text.matchAll(tokenPattern)) {
    const parts = partsOf(token);
    words.push(...parts);
    if (parts.length > 1 && parts.length < 7 && !unspaced.test(token)) words.push(parts.join(''));
  }
  return words;
}

const stems = new Map<string, string>();
const mostStems = 200_000;

/** The stem of a word in lower case (Porter 1980); words of digits or other scripts stay as they are. */
export function stemOf(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= mostStems) stems.clear();
  const stem = stemmer(word);
  stems.set(word, stem);
  return stem;
}

/** Stems that a question asks for, in order and each once; empty when it is made of function words alone. */
export function questionTerms(question: string): string[] {
  const asked = question.replace(/\bhow (?:much|many)\b/giu, ' ');
  const words = tokensOf(asked).flatMap(({ parts }) => parts);
  return [...new Set(words.filter((word) => !stopWords.has(word)).map(stemOf))];
}

/** Whether a question is asked in a sentence, as documents answer, rather than by the name of what is looked for. */
export function asksInSentence(question: string): boolean {
  return (
    /^\s*(?:how|what|why|when|who|which|can|could|does|do|did|is|are|should|must|may|will)\b/i.test(
      question,
    ) || /[?？]\s*$/u.test(question)
  );
}
