import {
  adverbs,
  clauseStarters,
  determiners,
  eitherNumber,
  isPluralNoun,
  pluralCues,
  prepositions,
  singularDeterminers,
  words,
} from './lexicon.ts';
import { adjacent, at, isWord } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';

/** The noun phrase that stands right before a verb, read as its subject. */
export interface Subject {
  readonly noun: Token;
  readonly plural: boolean;
  readonly determiner?: Token;
  /** A relative pronoun stands between noun and verb: "the path that has". */
  readonly relative: boolean;
  /** What stands before the phrase: nothing, or a word that opens a clause. */
  readonly opensClause: boolean;
  /** The word before the phrase. */
  readonly before?: Token;
  /** Index of the phrase's first token. */
  readonly start: number;
}

const relatives = words('that which who');
const notNouns =
  words(`following latter former above below same rest other others first second last next one two three many few more most all some any none
both either neither such what which that who this these those here there then now not only also i you he she it we they me him us them it's everything
something anything nothing everyone someone anyone nobody young old poor rich dead living sick blind deaf elderly homeless wounded do does did is are was were has have had need may can will must might could would should dare`);
const nounTags = [
  'Noun',
  'Acronym',
  'Singular',
  'Plural',
  'ProperNoun',
  'Actor',
  'Organization',
  'Unit',
];
const modifierTags = [
  ...nounTags,
  'Adjective',
  'Gerund',
  'Participle',
  'PastTense',
  'Value',
  'Ordinal',
  'Comparative',
  'Superlative',
];
/** Plurals that the tagger takes for verbs: "lines", "results". */
const nounsLikeVerbs =
  words(`lines results tests changes names files values types names lists points calls updates requests commits builds checks loops logs
notes orders plans questions ranges records reports rules searches sets steps tables tasks times tools uses views words answers books bugs buttons
classes comments contributions details documents effects elements entries errors events examples features fields functions groups images issues
items jobs keys languages layers levels links matches messages methods models modules nodes numbers objects offers options packages pages parts
patches paths patterns permissions plugins problems processes projects records releases responses rows servers services settings spaces stages states
strings systems tags targets teams threads tokens users variables versions windows workers`);

/** The subject of the verb at `i`, undefined when the phrase before it is no plain noun phrase. */
export function subjectBefore(sentence: Sentence, i: number): Subject | undefined {
  let j = i - 1;
  while (j > 0 && adverbs.has(at(sentence, j)?.lower ?? '') && isWord(at(sentence, j - 1))) j--;
  const relative = relatives.has(at(sentence, j)?.lower ?? '') && isWord(at(sentence, j - 1));
  if (relative) j--;
  const noun = at(sentence, j);
  if (!isNoun(noun) || !adjacent(noun, at(sentence, j + 1))) return undefined;
  // "APIs" and "IDs" are plural whatever their small letters look like.
  const plural = /^[A-Z]{2,}s$/u.test(noun.text) ? true : isPluralNoun(noun.lower);
  if (plural === undefined || /['’]/u.test(noun.text)) return undefined;
  let k = j - 1;
  while (
    k >= 0 &&
    j - k <= 4 &&
    isModifier(at(sentence, k)) &&
    adjacent(at(sentence, k), at(sentence, k + 1))
  )
    k--;
  // "filtering resources does", "the keywords PRIMARY KEY are": another head than the last noun.
  if (at(sentence, k + 1)?.tags.has('Gerund') === true && k + 1 < j) return undefined;
  if (/^[A-Z]{2,}$/u.test(noun.text) && /^[A-Z]{2,}$/u.test(at(sentence, j - 1)?.text ?? ''))
    return undefined;
  const determiner = determinerAt(sentence, k);
  let start = determiner === undefined ? k + 1 : k;
  // "all these", "both the": the first determiner belongs to the phrase.
  if (
    determiner !== undefined &&
    /^(?:all|both|half)$/u.test(determinerAt(sentence, start - 1)?.lower ?? '')
  )
    start--;
  // "the two", "our three".
  if (
    determiner !== undefined &&
    pluralCues.has(determiner.lower) &&
    /^(?:the|these|those|my|your|his|her|our|their)$/u.test(
      determinerAt(sentence, start - 1)?.lower ?? '',
    )
  )
    start--;
  const before = at(sentence, start - 1);
  return {
    noun,
    plural,
    determiner,
    relative,
    opensClause: opens(sentence, start - 1),
    before,
    start,
  };
}

function determinerAt(sentence: Sentence, index: number): Token | undefined {
  const token = at(sentence, index);
  return isWord(token) &&
    (determiners.has(token.lower) || pluralCues.has(token.lower)) &&
    adjacent(token, at(sentence, index + 1))
    ? token
    : undefined;
}

function isNoun(token: Token | undefined): token is Token {
  if (
    !isWord(token) ||
    notNouns.has(token.lower) ||
    eitherNumber.has(token.lower) ||
    prepositions.has(token.lower)
  )
    return false;
  if (nounsLikeVerbs.has(token.lower)) return true;
  if (/[^e]ed$/u.test(token.lower) || token.tags.has('Adverb')) return false;
  return (
    nounTags.some((tag) => token.tags.has(tag)) &&
    !token.tags.has('Pronoun') &&
    !token.tags.has('Possessive')
  );
}

function isModifier(token: Token | undefined): boolean {
  if (token?.kind === 'mask') return true;
  if (
    !isWord(token) ||
    determiners.has(token.lower) ||
    prepositions.has(token.lower) ||
    clauseStarters.has(token.lower)
  )
    return false;
  return (
    (modifierTags.some((tag) => token.tags.has(tag)) || nounsLikeVerbs.has(token.lower)) &&
    !token.tags.has('Pronoun') &&
    !pluralCues.has(token.lower)
  );
}

/** Whether the token at `index` ends what came before, so that the phrase behind it must be a subject. */
function opens(sentence: Sentence, index: number): boolean {
  const before = at(sentence, index);
  if (before === undefined || /^[.;:!?(–—"“]$/u.test(before.text)) return true;
  const earlier = at(sentence, index - 1);
  // "know that the list …", but not "the list that the users …".
  if (before.lower === 'that')
    return earlier?.tags.has('Verb') === true || earlier?.tags.has('Adjective') === true;
  if (before.lower === 'and' || before.lower === 'or')
    return earlier?.text === ',' && !listed(sentence, index);
  return clauseStarters.has(before.lower) && !/^(?:which|who)$/u.test(before.lower);
}

/** More than one comma before the conjunction: a list of nouns, not two clauses. */
function listed(sentence: Sentence, index: number): boolean {
  return sentence.tokens.slice(0, index - 1).some((token) => token.text === ',');
}

/** Whether the phrase's own words say its number beyond doubt. */
export function isSureNumber(subject: Subject): boolean {
  const determiner = subject.determiner?.lower;
  if (determiner !== undefined && singularDeterminers.has(determiner)) return !subject.plural;
  if (determiner !== undefined && pluralCues.has(determiner)) return subject.plural;
  return determiner !== undefined || subject.plural;
}
