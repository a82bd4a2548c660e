import { partCounts, singularForm } from './forms.ts';
import { eitherNumber, irregularPlurals, isPluralNoun } from './lexicon.ts';
import { adjacent, at, isWord } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';
import { hasForm, wordClasses } from './wordClasses.ts';
import { wordCounts } from './wordList.ts';

export type GrammaticalNumber = 'singular' | 'plural';

/** A noun phrase that ends at `end`: where it starts and what it is. */
export interface NounPhrase {
  readonly start: number;
  readonly head: Token;
  readonly number: GrammaticalNumber | undefined;
  readonly determiner?: string;
}

const measureUnits =
  /^(?:dollars|euros|pounds|cents|percent|years|months|weeks|days|hours|minutes|seconds|miles|meters|metres|kilometers|kilometres|inches|feet|degrees|bytes|bits|kilos|grams|times)$/u;
const { NOUN, ADJ, GERUND, ADVERB, DET, POSS, NUMBER, PART, SUPERLATIVE } = wordClasses as Record<
  'NOUN' | 'ADJ' | 'GERUND' | 'ADVERB' | 'DET' | 'POSS' | 'NUMBER' | 'PART' | 'SUPERLATIVE',
  (token: Token) => boolean
>;

/** The noun phrase whose last word stands at `end`. */
export function nounPhrase(sentence: Sentence, end: number): NounPhrase | undefined {
  const head = at(sentence, end);
  if (head?.lower === 'one') return pronounPhrase(sentence, end, head);
  if (/^(?:there|do|does|did|is|are|was|were|has|have|had)$/u.test(head?.lower ?? ''))
    return undefined;
  if (!isWord(head) || !isNounAt(sentence, end) || /['’]/u.test(head.text)) return undefined;
  let start = end;
  while (start > 0 && end - start < 5) {
    const before = at(sentence, start - 1);
    if (!isWord(before) || !adjacent(before, at(sentence, start))) break;
    if (DET(before) || POSS(before) || /['’]s?$/u.test(before.text)) {
      start--;
      // "all the", "the two", "our three".
      const [first, outer] = [at(sentence, start), at(sentence, start - 1)];
      const counted = first !== undefined && NUMBER(first);
      if (
        /^(?:all|both|half|such)$/u.test(outer?.lower ?? '') ||
        (counted && /^(?:the|these|those|my|your|his|her|our|their)$/u.test(outer?.lower ?? ''))
      )
        start--;
      break;
    }
    const isModifier =
      /^(?:first|second|third|last|next|same|only|other|new|whole|main|own)$/u.test(before.lower);
    if (
      !isModifier &&
      (!(NOUN(before) || ADJ(before) || PART(before) || NUMBER(before)) ||
        (GERUND(before) && !isNamingGerund(sentence, start - 1)) ||
        ADVERB(before))
    )
      break;
    if (hasForm(before.lower, 'third') && before.tags.has('Verb')) break;
    start--;
  }
  const determiner = at(sentence, start)?.lower;
  return {
    start,
    head,
    number: numberOf(head, sentence, start, end),
    ...(determiner === undefined ? {} : { determiner }),
  };
}

/** "the oldest one", "this one": a pronoun with what tells which. */
function pronounPhrase(sentence: Sentence, end: number, head: Token): NounPhrase | undefined {
  let start = end - 1;
  while (start > 0 && end - start < 3) {
    const token = at(sentence, start);
    if (!isWord(token) || !isTelling(token)) break;
    start--;
  }
  const first = at(sentence, start);
  const told = start < end - 1;
  const opens = told ? /^(?:the|this|that|a|each|every)$/u : /^(?:this|each)$/u;
  if (!isWord(first) || !opens.test(first.lower) || !adjacent(first, at(sentence, start + 1)))
    return undefined;
  return { start, head, number: 'singular', determiner: first.lower };
}

function isTelling(token: Token): boolean {
  return (
    SUPERLATIVE(token) ||
    (ADJ(token) && !NUMBER(token) && !DET(token)) ||
    /^(?:first|second|third|last|next|other|new|old|red|blue|green|black|white|right|wrong)$/u.test(
      token.lower,
    )
  );
}

/** "the meeting room": behind an article the -ing form is part of the name. */
function isNamingGerund(sentence: Sentence, index: number): boolean {
  const before = at(sentence, index - 1);
  return isWord(before) && (DET(before) || POSS(before)) && NOUN(at(sentence, index) as Token);
}

function numberOf(
  head: Token,
  sentence: Sentence,
  start: number,
  end: number,
): GrammaticalNumber | undefined {
  const word = head.lower;
  if (irregularPlurals.has(word) || /^[A-Z]{2,}s$/u.test(head.text)) return 'plural';
  if (eitherNumber.has(word) || word.endsWith('ics')) return undefined;
  if (/^(?:few|many|several|both)$/u.test(word)) return 'plural';
  // "six of us were", "two is a number": a number counts either way.
  if (NUMBER(head)) return undefined;
  // A word that no list knows may be a plural of its own kind.
  const { noun, verb, adjective } = partCounts(word);
  if (/^\p{Lu}/u.test(head.text) && start === end && noun + verb + adjective === 0)
    return undefined;
  // "the English", "the young": people, and plural without an s.
  if (at(sentence, start)?.lower === 'the' && (/(?:ish|ese|ch)$/u.test(word) || ADJ(head)))
    return undefined;
  const determiner = start < end ? at(sentence, start)?.lower : undefined;
  const plural = isPluralNoun(word);
  if (determiner !== undefined && /^(?:a|an|each|every|another|this|that|one)$/u.test(determiner))
    return plural === true ? undefined : 'singular';
  if (plural === undefined) return undefined;
  if (plural) {
    // A plural that no dictionary knows, or with a capital inside the sentence, may be a name.
    if (singularForm(word) === undefined && (wordCounts().get(word.slice(0, -1)) ?? 0) < 60)
      return undefined;
    // "Ten dollars is too much": a measure is one thing.
    const first = at(sentence, start);
    if (first !== undefined && NUMBER(first) && measureUnits.test(word)) return undefined;
    return /^\p{Lu}/u.test(head.text) && end > 0 ? undefined : 'plural';
  }
  if (singularForm(word) !== undefined) return undefined;
  return determiner !== undefined || !hasForm(word, 'base') ? 'singular' : undefined;
}

/** A noun by the tagger's word, or a word that may be one behind a determiner. */
export function isNounAt(sentence: Sentence, index: number): boolean {
  const token = at(sentence, index);
  if (!isWord(token) || /^(?:will|can|may|must|might|dare|need|doth)$/u.test(token.lower))
    return false;
  if (NOUN(token)) return true;
  const before = at(sentence, index - 1);
  if (!isWord(before) || !(DET(before) || POSS(before))) return false;
  return partCounts(singularForm(token.lower) ?? token.lower).noun > 0 && !ADVERB(token);
}
