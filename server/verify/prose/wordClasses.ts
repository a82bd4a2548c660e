import { inflected, partCounts, pluralForm, singularForm, verbReadings } from './forms.ts';
import type { VerbForm } from './forms.ts';
import {
  adverbs,
  determiners,
  didForms,
  eitherNumber,
  irregularPlurals,
  isPluralNoun,
  modals,
  prepositions,
  words,
} from './lexicon.ts';
import { places } from './places.ts';
import { isWord } from './rule.ts';
import type { Token } from './tokens.ts';

const subjectPronouns = words('i you he she it we they');
const objectPronouns = words('me you him her it us them');
const possessives = words('my your his her its our their whose');
const numbers = words(
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand',
);
const smallWords =
  words(`the a an and or but if so as at by in of on to up for from with than then that this these those who whom which what when where
why how not no yes nor be am is are was were been being do does did have has had it its i you he she we they me him her us them my your his our their
can could will would shall should may might must all any some each every both few many much more most other such own same too very just also only here there now`);

/** People as a noun names them: whoever reads "the colleague which" means "who". */
export const people =
  words(`person people man men woman women child children boy boys girl girls friend friends colleague colleagues student students teacher teachers
user users customer customers developer developers employee employees manager managers guest guests visitor visitors member members neighbour neighbours
neighbor neighbors brother brothers sister sisters mother father parent parents son daughter uncle aunt cousin boss doctor doctors nurse lawyer engineer
engineers candidate candidates applicant applicants client clients author authors reader readers player players worker workers citizen citizens guy guys
someone somebody anyone anybody everyone everybody nobody contributor contributors maintainer maintainers reviewer reviewers participant participants
waiter waiters waitress waitresses receptionist technician technicians mechanic mechanics musician musicians singer singers writer writers
politician politicians soldier soldiers chef chefs coach coaches landlord landlords programmer programmers seller sellers witness witnesses
passenger passengers patient patients driver drivers tourist tourists artist artists scientist scientists`);

/** Nouns that cannot be counted: no plural, no "a". */
export const massNouns =
  words(`information advice software hardware equipment furniture luggage baggage homework housework knowledge documentation evidence feedback
research progress news traffic weather money music rice bread water milk sugar butter flour luck fun
stuff machinery jewellery jewelry scenery poetry wisdom patience courage electricity transportation
garbage trash gossip health happiness pollution safety significance slang violence warmth wealth courage honesty intelligence hospitality`);

const thinking = words(
  'know think believe hope remember guess mean suppose say hear understand see wonder doubt promise swear',
);
const things = words(
  'house car book file server program tool app system problem computer phone website page document table machine project company city country town room building movie film song game button window letter email message package code function option product feature thing part plan idea street road bus train dog cat tree',
);

const asking = words(
  'know knows knew known wonder wonders wondered wondering ask asks asked asking sure see doubt tell check unclear unsure',
);

/** What a token can be, by its letters alone or by the tagger's reading of it in place. */
export const wordClasses: Readonly<Record<string, (token: Token) => boolean>> = {
  ANY: () => true,
  WORD: isWord,
  MASK: (token) => token.kind === 'mask',
  SUBJ: (token) => subjectPronouns.has(token.lower),
  OBJ: (token) => objectPronouns.has(token.lower),
  POSS: (token) => possessives.has(token.lower),
  DET: (token) => determiners.has(token.lower) || numbers.has(token.lower),
  PREP: (token) => prepositions.has(token.lower),
  MODAL: (token) => modals.has(token.lower),
  DO: (token) => didForms.has(token.lower),
  BE: (token) =>
    /^(?:am|is|are|was|were|be|been|being|isn't|aren't|wasn't|weren't)$/u.test(token.lower),
  HAVE: (token) => /^(?:have|has|had|having|haven't|hasn't|hadn't)$/u.test(token.lower),
  ADVERB: (token) =>
    adverbs.has(token.lower) || (token.tags.has('Adverb') && !prepositions.has(token.lower)),
  NUMBER: (token) => numbers.has(token.lower) || /^\d+$/u.test(token.text),
  YEAR: (token) => /^(?:1[5-9]|20)\d\d$/u.test(token.text),
  /** The number of a day in its month. */
  DAYNUMBER: (token) =>
    /^(?:[1-9]|[12]\d|3[01])$/u.test(token.text) || /^(?:1st|2nd|3rd|\d+th)$/u.test(token.lower),
  /** A capital inside a sentence. */
  NAME: (token) => /^\p{Lu}\p{Ll}/u.test(token.text),
  PLACE: (token) => /^\p{Lu}/u.test(token.text) && places.has(token.lower),
  SUPERLATIVE: (token) =>
    /^(?:best|worst|most|least)$/u.test(token.lower) ||
    (/\p{L}{2}est$/u.test(token.lower) &&
      partCounts(token.lower.slice(0, -3)).adjective +
        partCounts(`${token.lower.slice(0, -4)}y`).adjective +
        partCounts(token.lower.slice(0, -2)).adjective +
        partCounts(token.lower.slice(0, -4)).adjective >
        0),
  COMPARATIVE: (token) =>
    /^(?:better|worse|more|less|fewer)$/u.test(token.lower) ||
    (/\p{L}{2}er$/u.test(token.lower) &&
      partCounts(token.lower).noun === 0 &&
      partCounts(token.lower.slice(0, -2)).adjective +
        partCounts(token.lower.slice(0, -1)).adjective +
        partCounts(token.lower.slice(0, -3)).adjective +
        partCounts(`${token.lower.slice(0, -3)}y`).adjective >
        0),
  PERSON: (token) => people.has(token.lower),
  /** An adverb of manner that a plain adjective stands behind: "angrily", not "early" or "usually". */
  ADVLY: (token) => adjectiveOf(token.lower) !== undefined,
  /** An adjective that tells how something is done once it has its -ly. */
  ADJLY: (token) => hasManner(token.lower),
  /** A noun in the genitive that people also write for a plural. */
  OWNER: (token) =>
    /\p{L}'s$/u.test(token.lower) && pluralForm(token.lower.slice(0, -2)) !== undefined,
  /** More than one, in figures or words. */
  COUNT: (token) =>
    (/^\d+(?:[.,]\d+)*$/u.test(token.text) && token.text !== '1') || numbers.has(token.lower),
  /** A noun that names no person. */
  OBJECT: (token) => {
    const noun = singularForm(token.lower) ?? token.lower;
    return (
      isNounHere(token) &&
      token.text === token.lower &&
      !people.has(token.lower) &&
      !animate.has(noun) &&
      !/(?:er|or|ist|ian|ant|ent|man|woman|men|women|people|ee|ive|body|one|ic|ain|al|th)$/u.test(
        noun,
      )
    );
  },
  MASS: (token) => massNouns.has(token.lower),
  NOUN: isNounHere,
  PLURAL: (token) => isPluralHere(token),
  SINGULAR: (token) => isSingularCount(token.lower),
  ADJ: (token) =>
    token.tags.has('Adjective') ||
    (partCounts(token.lower).adjective > 2 * partCounts(token.lower).noun &&
      !smallWords.has(token.lower)),
  /** An adjective that is no verb: "hot", not "live". */
  ADJONLY: (token) =>
    !hasForm(token.lower, 'base') &&
    partCounts(token.lower).adjective > partCounts(token.lower).noun &&
    !smallWords.has(token.lower),
  VERB: (token) => verbReadings(token.lower).length > 0 && !smallWords.has(token.lower),
  BASE: (token) => hasForm(token.lower, 'base') && !smallWords.has(token.lower),
  /** A base form, but not of a polite wish: "if you would like". */
  DEED: (token) =>
    hasForm(token.lower, 'base') &&
    !smallWords.has(token.lower) &&
    !/^(?:like|love|prefer|rather)$/u.test(token.lower),
  /** A base form that is no past form, as "put" is, and no noun first of all. */
  BASEONLY: (token) => {
    const { noun, verb, adjective } = partCounts(token.lower);
    return (
      hasForm(token.lower, 'base') &&
      !hasForm(token.lower, 'past') &&
      !smallWords.has(token.lower) &&
      verb > adjective &&
      2 * verb >= noun
    );
  },
  /** A verb in its base form that tells what somebody does, not what he thinks. */
  ACT: (token) =>
    isMostlyVerb(token.lower) &&
    hasForm(token.lower, 'base') &&
    !smallWords.has(token.lower) &&
    !thinking.has(token.lower),
  ACTS: (token) =>
    hasForm(token.lower, 'third') &&
    !thinking.has(baseOf(token.lower) ?? '') &&
    !smallWords.has(token.lower),
  /** Before an "if" that asks and sets no condition: "I wonder if it would be possible". */
  ASKING: (token) => asking.has(token.lower),
  THING: (token) => isSingularCount(token.lower) && things.has(token.lower),
  THIRD: (token) => hasForm(token.lower, 'third') && !smallWords.has(token.lower),
  PAST: (token) => hasForm(token.lower, 'past') && !smallWords.has(token.lower),
  PART: (token) => hasForm(token.lower, 'participle'),
  GERUND: (token) => hasForm(token.lower, 'gerund') && /ing$/u.test(token.lower),
  STOP: (token) => /^[.!?]$/u.test(token.text),
  COMMA: (token) => /^[,;:]$/u.test(token.text),
};

function isNounHere(token: Token): boolean {
  if (!isWord(token) || smallWords.has(token.lower)) return false;
  const { noun, verb } = partCounts(singularForm(token.lower) ?? token.lower);
  return (
    (token.tags.has('Noun') && !token.tags.has('Pronoun')) ||
    (noun > 0 && noun >= verb && !token.tags.has('Verb') && !token.tags.has('Adjective'))
  );
}

function isPluralHere(token: Token): boolean {
  return (
    isWord(token) &&
    !eitherNumber.has(token.lower) &&
    isPluralNoun(token.lower) === true &&
    (singularForm(token.lower) !== undefined || token.tags.has('Plural')) &&
    !smallWords.has(token.lower)
  );
}

/** A noun in the singular that can be counted, and is a noun at least as often as anything else. */
export function isSingularCount(word: string): boolean {
  const plural = pluralForm(word);
  if (irregularPlurals.has(word)) return false;
  if (plural === undefined || massNouns.has(word) || smallWords.has(word) || eitherNumber.has(word))
    return false;
  const { noun, verb, adjective } = partCounts(word);
  return noun > 0 && noun >= verb && noun >= adjective;
}

/** Whether the word may be that form of some verb. */
export function hasForm(word: string, form: VerbForm): boolean {
  return verbReadings(word).some((reading) => reading.forms.has(form));
}

/** Whether a word is a verb rather than a noun or an adjective: by its counts, "report" is both. */
export function isMostlyVerb(word: string): boolean {
  return verbReadings(word).some(({ base }) => {
    const { noun, verb, adjective } = partCounts(base);
    return verb > 2 * noun && verb > adjective;
  });
}

/** The base of the likeliest verb that the word is a form of. */
export function baseOf(word: string): string | undefined {
  return [...verbReadings(word)].sort(
    (a, b) => partCounts(b.base).verb - partCounts(a.base).verb,
  )[0]?.base;
}

/** Another form of the verb that `word` is a form of. */
export function formOf(word: string, form: VerbForm): string | undefined {
  const base = baseOf(word);
  return base === undefined ? undefined : inflected(base, form);
}

/** Nouns of living things and of groups of people, which "who" may follow. */
const animate = words(
  'mage wizard witch elf elve dwarf dwarve troll giant demon angel ghost spirit monster creature robot alien character clan knight slave other others guide kid guest boss baby lady guy hero king queen prince princess host thief spouse twin chief nurse cook chef coach judge priest clerk spy fan teen youth adult elder crowd crew staff team family couple group class company organisation organization government bank club police army audience jury committee band dog cat animal pet horse bird lion bear wolf god fool genius ally rival victim witness hostess actress waitress relative native veteran gang tribe community population generation majority minority folk half lot number rest type kind sort party people peer youngster newcomer folks being soul everyone kids ones one',
);

/** Adverbs in -ly that tell when, how often or how surely, and stand where they like. */
const loose = words(
  'only early daily weekly monthly yearly hourly friendly lonely lovely likely unlikely ugly silly elderly lively costly deadly family reply apply supply fly july rely really usually probably finally actually currently presently mostly mainly exactly possibly typically generally namely entirely partially nearly hardly lately shortly recently simply clearly basically especially particularly certainly surely definitely obviously originally initially previously eventually occasionally rarely normally frequently apparently supposedly hopefully merely fully totally completely highly truly newly fairly largely directly closely kindly badly unfortunately luckily seriously literally effectively officially technically theoretically virtually practically roughly approximately relatively slightly purely solely partly widely',
);

/** `angrily` → `angry`, `simply` → `simple`: the adjective of an adverb of manner, undefined for any other word. */
export function adjectiveOf(adverb: string): string | undefined {
  if (!/\p{L}{2}ly$/u.test(adverb) || loose.has(adverb)) return undefined;
  const stem = adverb.slice(0, -2);
  const choices = [stem, stem.replace(/i$/u, 'y'), `${stem}le`, stem.replace(/al$/u, '')];
  return choices.find((word) => word !== '' && partCounts(word).adjective > 0);
}

const flat = words(
  'magic like fast hard late early high low long well straight right wrong alone first last daily loud cheap near close deep wide free live fine pretty next other same real sure ready true own new old young big small good great red blue green black white open empty clean blank dry wet full flat warm cold hot cool alive asleep available possible necessary important public private present clear safe fresh strong weak',
);

function hasManner(word: string): boolean {
  // "on" is an adjective in some dictionaries, and "only" is not its adverb.
  if (prepositions.has(word) || smallWords.has(word)) return false;
  if (flat.has(word) || /ly$/u.test(word) || partCounts(word).adjective === 0) return false;
  const stem = /[^aeiou]le$/u.test(word) ? word.slice(0, -1) : `${word.replace(/y$/u, 'i')}l`;
  const adverb = word.endsWith('ic') ? `${word}ally` : `${stem}y`;
  return partCounts(adverb).adverb > 0;
}
