import type { ProseCorrection } from '../../../protocol/checker.ts';
import { contextGain } from './context.ts';
import { partCounts, pluralForm, singularForm } from './forms.ts';
import { withCaseOf, words } from './lexicon.ts';
import { adjacent, at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import { weighed } from './tokenPattern.ts';
import type { Sentence, Token } from './tokens.ts';
import { baseOf, isSingularCount, people, wordClasses } from './wordClasses.ts';

const { NOUN, PLURAL, ADJ, PERSON, MODAL, BE, HAVE, GERUND } = wordClasses as Record<
  'NOUN' | 'PLURAL' | 'ADJ' | 'PERSON' | 'MODAL' | 'BE' | 'HAVE' | 'GERUND',
  (token: Token) => boolean
>;

const manyCues = words(
  'two three four five six seven eight nine ten eleven twelve several many few various multiple numerous these those',
);
const oneCues = words('a an each every another');
/** Measures and titles that stay singular behind a number, and words that are seldom counted there. */
const unchanged = words(
  'percent dozen hundred thousand million billion pair head aircraft series species deer sheep fish people staff time point part way',
);

/** The index of the noun that a determiner at `i` belongs to, adjectives skipped; undefined without one. */
function nounAfter(sentence: Sentence, i: number): number | undefined {
  let j = i + 1;
  while (j < i + 4) {
    const token = at(sentence, j);
    if (!isWord(token) || !adjacent(at(sentence, j - 1), token)) return undefined;
    const isParticiple = /^(?:missing|following|given|existing)$/u.test(token.lower);
    const isNoun = NOUN(token) || PLURAL(token) || isSingularCount(token.lower);
    if (isNoun && !isParticiple) return j;
    if (!ADJ(token) && !isParticiple) return undefined;
    j++;
  }
  return undefined;
}

/** Whether the noun at `i` ends its phrase, so that it and nothing behind it is counted. */
function closesPhrase(sentence: Sentence, i: number): boolean {
  const [noun, next] = [at(sentence, i), at(sentence, i + 1)];
  if (next === undefined) return true;
  if (next.kind === 'mask' || next.text === '-' || next.text === '/') return false;
  if (next.kind === 'mark') return /^[.,;:!?)]$/u.test(next.text);
  if (!adjacent(noun, next) || /^(?:s|old|long|wide|high|deep|tall|thick)$/u.test(next.lower))
    return false;
  if (BE(next) || HAVE(next) || MODAL(next) || closers.has(next.lower)) return true;
  const { noun: asNoun, verb } = partCounts(baseOf(next.lower) ?? next.lower);
  return verb > 2 * asNoun && next.tags.has('Verb') && !/(?:ing|ed)$/u.test(next.lower);
}

const closers = words(
  `of in on at to for with by from about into and or but that which who when where while why how if because as than so then not before after since until
during without we they i he she it ago do does did don't doesn't didn't always never can't won't couldn't`,
);

/** `two egg` → `two eggs`, `a new badges` → `a new badge`. */
export const countedNouns: Rule = function* (sentence) {
  for (const [i, cue] of sentence.tokens.entries()) {
    if (!isWord(cue)) continue;
    const isMany =
      manyCues.has(cue.lower) ||
      (/^\d+$/u.test(cue.text) && Number(cue.text) > 1 && Number(cue.text) < 1900);
    const isMost =
      /^(?:most|all|some)$/u.test(cue.lower) && people.has(at(sentence, i + 1)?.lower ?? '');
    if (!isMany && !isMost && !oneCues.has(cue.lower)) continue;
    const before = at(sentence, i - 1);
    if (
      before !== undefined &&
      /^(?:a|an|the|this|that|one|per|-|\/|chapter|page|version|section|step|line|figure|table|level|python|node|no|number|part|day|week|year)$/u.test(
        before.lower,
      )
    )
      continue;
    const j = nounAfter(sentence, i);
    if (j === undefined) continue;
    yield* isMany || isMost ? pluralWanted(sentence, cue, j) : singularWanted(sentence, cue, i, j);
  }
};

function* pluralWanted(sentence: Sentence, cue: Token, j: number): Generator<ProseCorrection> {
  const noun = at(sentence, j) as Token;
  if (
    !isSingularCount(noun.lower) ||
    unchanged.has(noun.lower) ||
    noun.text !== noun.lower ||
    !closesPhrase(sentence, j)
  )
    return;
  const plural = pluralForm(noun.lower);
  if (plural === undefined) return;
  const gain = contextGain(sentence, j, j + 1, [plural]);
  const demonstrative = /^(?:these|those)$/u.test(cue.lower);
  if (demonstrative && /^(?:is|was|has|does)$/u.test(at(sentence, j + 1)?.lower ?? '')) return;
  yield correct('number', weighed(0.87, gain), noun, plural, `“${cue.text}” wants a plural.`);
}

function* singularWanted(
  sentence: Sentence,
  cue: Token,
  i: number,
  j: number,
): Generator<ProseCorrection> {
  const noun = at(sentence, j) as Token;
  const singular = singularForm(noun.lower);
  if (singular === undefined || !PLURAL(noun) || noun.text !== noun.lower) return;
  if (!isSingularCount(singular) || !closesPhrase(sentence, j)) return;
  if (
    /^(?:means|series|species|news|crossroads|headquarters|works|stairs|goods|savings|thanks|dozens|hundreds|thousands|millions|sales|details|others)$/u.test(
      noun.lower,
    )
  )
    return;
  const between = sentence.tokens
    .slice(i + 1, j)
    .some((token) =>
      /^(?:few|many|dozen|hundred|thousand|million|lot|couple|number|great|good|hundred)$/u.test(
        token.lower,
      ),
    );
  if (between) return;
  const gain = contextGain(sentence, j, j + 1, [singular]);
  yield correct('number', weighed(0.84, gain), noun, singular, `“${cue.text}” wants a singular.`);
}

/** `this functions should` → `this function` or `these functions`, whichever the neighbours like better. */
export const demonstrativeNouns: Rule = function* (sentence) {
  for (const [i, cue] of sentence.tokens.entries()) {
    const [noun, next] = [at(sentence, i + 1), at(sentence, i + 2)];
    if (
      /^(?:matters|means|needs|works|shows|looks|seems|helps|happens|depends)$/u.test(
        noun?.lower ?? '',
      )
    )
      continue;
    if (cue.lower !== 'this' || !isWord(noun) || !PLURAL(noun) || !adjacent(cue, noun)) continue;
    const singular = singularForm(noun.lower);
    if (singular === undefined || !isSingularCount(singular) || !closesPhrase(sentence, i + 1))
      continue;
    if (/^(?:are|were|have|do|aren't|weren't|haven't|don't)$/u.test(next?.lower ?? '')) continue;
    const toPlural = contextGain(sentence, i, i + 1, ['these']);
    const toSingular = contextGain(sentence, i + 1, i + 2, [singular]);
    if (toPlural > toSingular)
      yield correct(
        'number',
        weighed(0.84, toPlural),
        cue,
        withCaseOf(cue.text, 'these'),
        `“${noun.text}” is plural.`,
      );
    else
      yield correct(
        'number',
        weighed(0.84, toSingular),
        noun,
        singular,
        '“This” wants a singular.',
      );
  }
};

const listCues = words('one some many most all two three several both each any few none');

/** `one of the biggest mistake` → `mistakes`. */
export const pluralAfterOf: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const [of, cue] = [at(sentence, i - 1), at(sentence, i - 2)];
    if (!/^(?:the|these|those|my|your|our|their|his|her)$/u.test(token.lower) || of?.lower !== 'of')
      continue;
    if (
      cue === undefined ||
      !/^(?:one|each|two|three|several|both|few|many|none)$/u.test(cue.lower) ||
      !listCues.has(cue.lower)
    )
      continue;
    const j = nounAfter(sentence, i);
    const noun = j === undefined ? undefined : at(sentence, j);
    if (
      j === undefined ||
      noun === undefined ||
      !isSingularCount(noun.lower) ||
      !closesPhrase(sentence, j)
    )
      continue;
    const plural = pluralForm(noun.lower);
    if (plural === undefined) continue;
    const gain = contextGain(sentence, j, j + 1, [plural]);
    yield correct('number', weighed(0.86, gain), noun, plural, 'A plural follows “of”.');
  }
};

const wrongPlurals: ReadonlyMap<string, string> = new Map(
  `childs:children childrens:children mans:men womans:women mens:men womens:women foots:feet tooths:teeth mouses:mice peoples:people sheeps:sheep
deers:deer aircrafts:aircraft datas:data criterias:criteria phenomenons:phenomena phenomenas:phenomena informations:information advices:advice
equipments:equipment furnitures:furniture softwares:software hardwares:hardware luggages:luggage baggages:baggage homeworks:homework
houseworks:housework knowledges:knowledge feedbacks:feedback evidences:evidence traffics:traffic moneys:money stuffs:stuff weathers:weather
documentations:documentation vocabularys:vocabulary progresses:progress researches:research musics:music happinesses:happiness
garbages:garbage jewelries:jewelry sceneries:scenery machineries:machinery heros:heroes potatos:potatoes tomatos:tomatoes wifes:wives
lifes:lives knifes:knives leafs:leaves halfs:halves shelfs:shelves thiefs:thieves wolfs:wolves loafs:loaves`
    .split(/\s+/u)
    .map((pair) => pair.split(':') as [string, string]),
);
/** Forms that are verbs too: only behind a word that a noun follows are they wrong plurals. */
const alsoVerbs = words('progresses researches evidences mouses mans stuffs weathers');

/** `childs` → `children`, `a lot of progresses` → `progress`. */
export const wrongPluralForms: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const right = isWord(token) ? wrongPlurals.get(token.lower) : undefined;
    if (right === undefined) continue;
    const before = at(sentence, i - 1);
    const next = at(sentence, i + 1);
    // "two luggages": dropping the s would not help.
    if (
      before !== undefined &&
      manyCues.has(before.lower) &&
      pluralForm(right) === undefined &&
      !right.endsWith('n')
    )
      continue;
    if (
      alsoVerbs.has(token.lower) &&
      !/^(?:of|the|many|some|any|more|our|your|their|my|his|her|good|great|no|all|these|much|new|recent)$/u.test(
        before?.lower ?? '',
      )
    )
      continue;
    // "childrens toys", "the mens room": a lost apostrophe.
    const possessive =
      /^(?:childrens|mens|womens|peoples)$/u.test(token.lower) && isWord(next) && NOUN(next);
    const text = possessive ? `${right}'s` : right;
    yield correct('number', 0.93, token, withCaseOf(token.text, text), `“${text}” is the form.`);
  }
};

/** `any problem's,` → `problems`; `my brothers car` → `brother's`. */
export const nounApostrophes: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (!isWord(token)) continue;
    yield* pluralWithApostrophe(sentence, i, token);
    yield* lostPossessive(sentence, i, token);
  }
};

function* pluralWithApostrophe(
  sentence: Sentence,
  i: number,
  token: Token,
): Generator<ProseCorrection> {
  const stem = /^(\p{L}{2,})['’]s$/u.exec(token.text)?.[1];
  if (stem === undefined || (/^\p{Lu}/u.test(stem) && i > 0)) return;
  const next = at(sentence, i + 1);
  const before = at(sentence, i - 1);
  const plural =
    pluralForm(stem.toLowerCase()) ??
    (weekdays.has(stem.toLowerCase()) ? `${stem.toLowerCase()}s` : undefined);
  if (plural === undefined || (kin.has(stem.toLowerCase()) && !manyCues.has(before?.lower ?? '')))
    return;
  const closes =
    next === undefined ||
    (next.kind === 'mark' && next.text !== '-') ||
    /^(?:are|were|have|and|or|in|on|at|for|with|from|of|that|which|to|when|if|by|via)$/u.test(
      next.lower,
    );
  const cued =
    before !== undefined &&
    /^(?:any|some|many|all|these|those|two|three|four|five|several|few|most|more|no|other|on|of|lots|new|different)$/u.test(
      before.lower,
    );
  const owned =
    before !== undefined &&
    /^(?:my|your|his|her|our|their)$/u.test(before.lower) &&
    next !== undefined &&
    next.kind === 'mark' &&
    (next.text === ',' || (!kin.has(stem.toLowerCase()) && /^[.?!]$/u.test(next.text)));
  const sent = before?.lower === 'the' && /^(?:by|via)$/u.test(next?.lower ?? '');
  if (!closes || !(cued || owned || sent)) return;
  const text = weekdays.has(stem.toLowerCase())
    ? plural.slice(0, 1).toUpperCase() + plural.slice(1)
    : withCaseOf(token.text, plural);
  yield correct('apostrophe', 0.9, token, text, 'A plural takes no apostrophe.');
}

const weekdays = words('monday tuesday wednesday thursday friday saturday sunday');
const kin = words(
  'brother sister mother father friend boss wife husband neighbour neighbor uncle aunt cousin son daughter teacher manager colleague doctor dog cat grandmother grandfather mum mom dad',
);

function* lostPossessive(sentence: Sentence, i: number, token: Token): Generator<ProseCorrection> {
  const singular = singularForm(token.lower);
  const [before, next] = [at(sentence, i - 1), at(sentence, i + 1)];
  if (singular === undefined || !kin.has(singular) || token.text !== token.lower) return;
  if (!/^(?:my|your|his|her|our|their)$/u.test(before?.lower ?? '') || !isWord(next)) return;
  if (
    !isSingularCount(next.lower) ||
    GERUND(next) ||
    (!PERSON(token) && !kin.has(singular)) ||
    partCounts(next.lower).verb * 3 > partCounts(next.lower).noun
  )
    return;
  const after = at(sentence, i + 2);
  if (
    after !== undefined &&
    (NOUN(after) || /^(?:the|a|an|my|me|him|it|them|that)$/u.test(after.lower))
  )
    return;
  yield correct('apostrophe', 0.85, token, `${singular}'s`, 'Whose it is takes an apostrophe.');
}
