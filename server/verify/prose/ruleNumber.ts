import {
  baseOfThird,
  determiners,
  isPluralNoun,
  pluralCues,
  pluralOf,
  uncountable,
  withCaseOf,
  words,
} from './lexicon.ts';
import { adjacent, at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';

const unitNouns = words(
  'day week month year hour minute second byte bit character line file option user test error argument parameter value name item element entry key method function module package command example result request response client server tool type string number token thread event page word thing problem question idea student teacher friend book car house customer project document bug feature step rule model column row table node image link variable version time way case reason part point detail setting permission record button window group plugin commit release member sentence developer employee message field object class folder directory change comment issue language tab space attempt retry node worker process query table index level layer format library dependency team country language color colour answer chapter city computer device person worker game language animal dog cat child tree apple picture photo letter meeting task ticket branch call loop letter digit byte',
);

/** `three month` → `three months`, `many user` → `many users`. */
export const pluralAfterNumber: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const [cue, next] = [at(sentence, i - 1), at(sentence, i + 1)];
    if (!isWord(token) || !isWord(cue) || !adjacent(cue, token)) continue;
    const isNumber = /^\d+$/u.test(cue.text) && cue.text !== '1' && cue.text !== '0';
    if (!isNumber && (!pluralCues.has(cue.lower) || cue.lower === 'both')) continue;
    if (!unitNouns.has(token.lower) || isPluralNoun(token.lower) !== false) continue;
    // "a two day trip", "three month old", "two byte sequences", "many a user": the noun modifies another one.
    if (isWord(next) && adjacent(token, next) && !closesNounPhrase(next)) continue;
    if (
      next?.text === '-' ||
      /^(?:a|an|the|this|that|one|per|-|\/)$/u.test(at(sentence, i - 2)?.lower ?? '')
    )
      continue;
    const plural =
      token.lower === 'person'
        ? 'people'
        : token.lower === 'child'
          ? 'children'
          : pluralOf(token.text);
    // "this option" may be meant as well as "these options"; the verb decides, in the agreement rules.
    if (cue.lower === 'these' || cue.lower === 'those') continue;
    yield correct('number', 0.9, token, plural, `“${cue.text}” wants a plural.`);
  }
};

const phraseClosers =
  words(`is are was were has have had do does did can could will would should must may might of in on at to for with by from about into
and or but that which who when where while why how if because as than so then not before after since until during without you we they i he she it ago
per only also never always already later earlier ask asks want wants need needs use uses get gets say says think`);

function closesNounPhrase(token: Token): boolean {
  return (
    phraseClosers.has(token.lower) ||
    token.tags.has('Preposition') ||
    token.tags.has('Conjunction') ||
    token.tags.has('Adverb')
  );
}

/** `informations` → `information`. */
export const uncountables: Rule = function* (sentence) {
  for (const token of sentence.tokens) {
    const singular = isWord(token) ? uncountable.get(token.lower) : undefined;
    if (singular !== undefined)
      yield correct(
        'number',
        0.93,
        token,
        withCaseOf(token.text, singular),
        `“${singular}” has no plural.`,
      );
  }
  for (const match of sentence.view.matchAll(
    /\b(an? )(?=(?:information|advice|feedback|software|furniture|homework|knowledge|equipment)(?:[.,;!?]|$| (?:is|was|about|on|for|that|from)\b))/dgiu,
  )) {
    const range = match.indices?.[1];
    if (range !== undefined && match.index > 0)
      yield correct(
        'article',
        0.6,
        { start: range[0], end: range[1] },
        'some ',
        'The noun cannot be counted.',
      );
  }
};

/** `this files` → `these files`, `these option` → `this option` (or `these options`). */
export const demonstratives: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const [noun, next] = [at(sentence, i + 1), at(sentence, i + 2)];
    if (!isWord(token) || !isWord(noun) || !adjacent(token, noun)) continue;
    const nounIsPlural = isPluralNoun(noun.lower);
    const singularVerb = /^(?:is|was|has|does|isn't|wasn't|hasn't|doesn't)$/u.test(
      next?.lower ?? '',
    );
    const pluralVerb = /^(?:are|were|have|do|aren't|weren't|haven't|don't)$/u.test(
      next?.lower ?? '',
    );
    if (/^(?:this|that)$/u.test(token.lower) && nounIsPlural === true && pluralVerb) {
      const right = token.lower === 'this' ? 'these' : 'those';
      yield correct(
        'number',
        token.lower === 'this' ? 0.93 : 0.3,
        token,
        withCaseOf(token.text, right),
        `“${noun.text}” is plural.`,
      );
    }
    if (
      /^(?:these|those)$/u.test(token.lower) &&
      nounIsPlural === false &&
      unitNouns.has(noun.lower)
    ) {
      const right = withCaseOf(token.text, token.lower === 'these' ? 'this' : 'that');
      if (singularVerb) yield correct('number', 0.92, token, right, `“${noun.text}” is singular.`);
      else if (pluralVerb || next === undefined || closesNounPhrase(next))
        yield correct('number', 0.9, noun, pluralOf(noun.text), `“${token.text}” wants a plural.`);
    }
  }
};

/** Adjectives between "one of the" and its noun: "most common". */
function oneOfModifiers(sentence: Sentence, i: number): number {
  let skipped = 0;
  while (skipped < 3) {
    const token = at(sentence, i - skipped - 1);
    if (
      !isWord(token) ||
      !(
        token.tags.has('Adjective') ||
        token.tags.has('Superlative') ||
        /^(?:most|least|main|more)$/u.test(token.lower)
      ) ||
      (determiners.has(token.lower) && token.lower !== 'most')
    )
      break;
    skipped++;
  }
  return skipped;
}

/** `one of the most common error` → `errors`; `the number of thread` → `threads`. */
export const oneOfThe: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const next = at(sentence, i + 1);
    if (!isWord(token) || !unitNouns.has(token.lower) || isPluralNoun(token.lower) !== false)
      continue;
    const skipped = oneOfModifiers(sentence, i);
    const lead = [3, 2, 1].map((back) => at(sentence, i - skipped - back)?.lower ?? '').join(' ');
    if (
      !/^(?:one|each|some|many|most|all|two|any|none|either|both) of (?:the|these|those|my|your|our|their)$/u.test(
        lead,
      ) &&
      !/(?:^| )number of$/u.test(lead)
    )
      continue;
    if (/^(?:some|most|all|any|none) /u.test(lead)) continue;
    if (isWord(next) && adjacent(token, next) && !closesNounPhrase(next)) continue;
    yield correct('number', 0.88, token, pluralOf(token.text), 'A plural follows “of”.');
  }
};

/** `every employees` → `every employee`; `all the test` → `all the tests`. */
export const everyAndAll: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const [before, next] = [at(sentence, i - 1), at(sentence, i + 1)];
    if (!isWord(token) || !isWord(before) || !adjacent(before, token)) continue;
    const singular = baseOfThird(token.lower);
    if (
      /^(?:every|each|another)$/u.test(before.lower) &&
      isPluralNoun(token.lower) === true &&
      singular !== undefined &&
      unitNouns.has(singular)
    ) {
      yield correct(
        'number',
        0.9,
        token,
        withCaseOf(token.text, singular),
        `“${before.text}” wants a singular.`,
      );
    }
    const allThe =
      /^(?:the|these|those|my|your|our|their|its)$/u.test(before.lower) &&
      at(sentence, i - 2)?.lower === 'all';
    const closes = next === undefined || !isWord(next) || closesNounPhrase(next);
    if (allThe && closes && unitNouns.has(token.lower) && !notCounted.has(token.lower))
      yield correct('number', 0.86, token, pluralOf(token.text), '“All” wants a plural.');
  }
};

const notCounted = words(
  'time day week month year way night hour text code data change version team class space group language',
);

/** `much files` → `many files`, `many information` → `much information`, `a lot of error` → `a lot of errors`. */
export const quantities: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const before = at(sentence, i - 1);
    if (!isWord(token) || !isWord(before) || !adjacent(before, token)) continue;
    const singular = baseOfThird(token.lower);
    if (
      before.lower === 'much' &&
      isPluralNoun(token.lower) === true &&
      singular !== undefined &&
      unitNouns.has(singular)
    ) {
      yield correct(
        'number',
        0.9,
        before,
        withCaseOf(before.text, 'many'),
        `“${token.text}” can be counted.`,
      );
    }
    if (
      before.lower === 'many' &&
      /^(?:information|software|hardware|advice|feedback|knowledge|documentation|traffic|money|memory|effort)$/u.test(
        token.lower,
      ) &&
      closesHere(sentence, i)
    ) {
      yield correct(
        'number',
        0.9,
        before,
        withCaseOf(before.text, 'much'),
        `“${token.text}” cannot be counted.`,
      );
    }
    const lot =
      before.lower === 'of' &&
      /^(?:lot|lots|couple|number|bunch)$/u.test(at(sentence, i - 2)?.lower ?? '');
    if (
      lot &&
      at(sentence, i - 2)?.lower !== 'number' &&
      unitNouns.has(token.lower) &&
      !notCounted.has(token.lower) &&
      !massOrCount.has(token.lower) &&
      closesHere(sentence, i)
    ) {
      yield correct('number', 0.87, token, pluralOf(token.text), 'A plural follows.');
    }
  }
};

const massOrCount = words(
  'image memory cache level space detail language process change text work code time way part letter paper sleep coffee',
);

function closesHere(sentence: Sentence, i: number): boolean {
  const next = at(sentence, i + 1);
  return next === undefined || !isWord(next) || closesNounPhrase(next);
}
