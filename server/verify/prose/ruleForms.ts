import type { ProseCorrection } from '../../../protocol/checker.ts';
import {
  adverbs,
  baseOfThird,
  baseToPast,
  determiners,
  didForms,

  isPluralNoun,
  modals,
  pastToBase,
  pastToParticiple,
  pluralCues,
  pluralOf,
  uncountable,
  withCaseOf,
  words,
} from './lexicon.ts';
import { adjacent, at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';

/** `should stores` → `should store`, `can has` → `can have`, `didn't knew` → `didn't know`. */
export const baseAfterAuxiliary: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (!isWord(token)) continue;
    const auxiliary = auxiliaryBefore(sentence, i);
    if (auxiliary === undefined) continue;
    const isDo = didForms.has(auxiliary.lower);
    // "the tests can fails": after do, a plural noun may stand ("does tests fail" is wrong, "do users" is not).
    if (isDo && !/n't$|^did$/u.test(auxiliary.lower)) continue;
    const base = wrongForm(token, isDo);
    if (base !== undefined) yield correct('verb', 0.93, token, withCaseOf(token.text, base), `After “${auxiliary.text}” stands the base form.`);
  }
};

/** The modal or form of do that governs the word at `i`, adverbs skipped. */
function auxiliaryBefore(sentence: Sentence, i: number): Token | undefined {
  let j = i - 1;
  while (j >= 0 && adverbs.has(at(sentence, j)?.lower ?? '')) j--;
  const token = at(sentence, j);
  if (!isWord(token) || !adjacent(at(sentence, i - 1), at(sentence, i))) return undefined;
  const isAuxiliary = modals.has(token.lower) || didForms.has(token.lower);
  const before = at(sentence, j - 1);
  // "the can opens", "a will": a noun. "Should keys be kept", "how can users": a question, and a noun follows.
  const isQuestion = before === undefined || !isWord(before) || /^(?:how|why|what|when|where|which|who)$/u.test(before.lower);
  return isAuxiliary && !determiners.has(before?.lower ?? '') && !isQuestion ? token : undefined;
}

const nounsAfterModal = words('times yes news does always perhaps sometimes towards besides its this as is was lets needs');

function wrongForm(token: Token, afterDo: boolean): string | undefined {
  const word = token.lower;
  if (word === 'has' || word === 'had') return 'have';
  if (word === 'is' || word === 'are' || word === 'was' || word === 'were') return afterDo ? undefined : 'be';
  if (nounsAfterModal.has(word)) return undefined;
  const past = pastToBase.get(word);
  if (past !== undefined && past !== word && pastToParticiple.has(word) && token.tags.has('Verb')) return past;
  if (past !== undefined && past !== word && /^(?:sent|built|found|made|said|told|kept|lost|left_|brought|thought|went|meant)$/u.test(word)) return past;
  if (!token.tags.has('Verb') || token.tags.has('PastTense') || token.tags.has('Gerund')) return undefined;
  return baseOfThird(word);
}

/** `could you please sent`, `to sent`: a past form where a request or an infinitive stands. */
export const baseAfterPlease: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const before = at(sentence, i - 1);
    if (!isWord(token) || !isWord(before) || !adjacent(before, token)) continue;
    const base = pastToBase.get(token.lower);
    if (base === undefined || base === token.lower || !/^(?:please|to)$/u.test(before.lower)) continue;
    // "due to lost packets", "to left and right": an adjective or a noun, not an infinitive.
    if (before.lower === 'to' && !/^(?:sent|went|saw|wrote|took|gave|chose|knew|broke|spoke|forgot|began|thought|told|kept)$/u.test(token.lower)) continue;
    if (before.lower === 'to' && /^(?:due|according|thanks|owing|similar|prior|subject)$/u.test(at(sentence, i - 2)?.lower ?? '')) continue;
    yield correct('verb', 0.9, token, base, `After “${before.text}” stands the base form.`);
  }
  yield* thirdAfterTo(sentence);
};

/** `have to changes their` → `have to change their`. */
function* thirdAfterTo(sentence: Sentence): Generator<ProseCorrection> {
  for (const [i, token] of sentence.tokens.entries()) {
    const [before, governor, next] = [at(sentence, i - 1), at(sentence, i - 2), at(sentence, i + 1)];
    if (!isWord(token) || before?.lower !== 'to' || !isWord(governor) || !isWord(next)) continue;
    if (!/^(?:have|has|had|want|wants|wanted|need|needs|needed|try|tries|tried|able|allows|used|possible|easy|way|going|how|order|decided?|must|ought|supposed|it|user|you|us|them)$/u.test(governor.lower)) continue;
    if (!determiners.has(next.lower)) continue;
    const base = baseOfThird(token.lower);
    if (base !== undefined && base.length > 2 && !nounsAfterModal.has(token.lower)) yield correct('verb', 0.88, token, base, 'After “to” stands the base form.');
  }
}

/** `has went` → `has gone`, `have wrote` → `have written`. */
export const participleAfterHave: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (!isWord(token)) continue;
    const participle = pastToParticiple.get(token.lower);
    if (participle === undefined) continue;
    let j = i - 1;
    while (j >= 0 && adverbs.has(at(sentence, j)?.lower ?? '')) j--;
    const have = at(sentence, j);
    if (!isWord(have) || !/^(?:(?:ha[sd]|have)(?:n't)?|(?:I|you|we|they)'ve|having)$/iu.test(have.lower)) continue;
    yield correct('verb', 0.96, token, participle, `After “${have.text}” stands the participle.`);
  }
};

const unitNouns = words('day week month year hour minute second byte bit character line file option user test error argument parameter value name item element entry key method function module package command example result request response client server tool type string number token thread event page word thing problem question idea student teacher friend book car house customer project document bug feature step rule model column row table node image link variable version time way case reason part point detail setting permission record button window group plugin commit release member sentence people developer employee message field object class folder directory change comment issue language tab space attempt retry node worker process query table index level layer format library dependency team country language color colour answer chapter city computer device person worker game language animal dog cat child tree apple picture photo letter meeting task ticket branch call loop letter digit byte');

/** `three month` → `three months`, `many user` → `many users`. */
export const pluralAfterNumber: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const [cue, next] = [at(sentence, i - 1), at(sentence, i + 1)];
    if (!isWord(token) || !isWord(cue) || !adjacent(cue, token)) continue;
    const isNumber = /^\d+$/u.test(cue.text) && cue.text !== '1' && cue.text !== '0';
    if (!isNumber && !pluralCues.has(cue.lower)) continue;
    if (!unitNouns.has(token.lower) || isPluralNoun(token.lower) !== false) continue;
    // "a two day trip", "three month old", "two byte sequences", "many a user": the noun modifies another one.
    if (isWord(next) && adjacent(token, next) && !closesNounPhrase(next)) continue;
    if (next?.text === '-' || /^(?:a|an|the|this|that|one|per|-|\/)$/u.test(at(sentence, i - 2)?.lower ?? '')) continue;
    const plural = token.lower === 'person' ? 'people' : token.lower === 'child' ? 'children' : pluralOf(token.text);
    // "this option" may be meant as well as "these options"; the verb decides, in the agreement rules.
    if (cue.lower === 'these' || cue.lower === 'those') continue;
    yield correct('number', 0.9, token, plural, `“${cue.text}” wants a plural.`);
  }
};

const phraseClosers = words(`is are was were has have had do does did can could will would should must may might of in on at to for with by from about into
and or but that which who when where while why how if because as than so then not before after since until during without you we they i he she it ago
per only also never always already later earlier ask asks want wants need needs use uses get gets say says think`);

function closesNounPhrase(token: Token): boolean {
  return phraseClosers.has(token.lower) || token.tags.has('Preposition') || token.tags.has('Conjunction') || token.tags.has('Adverb');
}

/** `informations` → `information`. */
export const uncountables: Rule = function* (sentence) {
  for (const token of sentence.tokens) {
    const singular = isWord(token) ? uncountable.get(token.lower) : undefined;
    if (singular !== undefined) yield correct('number', 0.93, token, withCaseOf(token.text, singular), `“${singular}” has no plural.`);
  }
  for (const match of sentence.view.matchAll(/\b(an? )(?=(?:information|advice|feedback|software|furniture|homework|knowledge|equipment)(?:[.,;!?]|$| (?:is|was|about|on|for|that|from)\b))/dgiu)) {
    const range = match.indices?.[1];
    if (range !== undefined && match.index > 0) yield correct('article', 0.6, { start: range[0], end: range[1] }, 'some ', 'The noun cannot be counted.');
  }
};

/** `theses are` aside: `this files` → `these files`, `these option` → `this option` (or `these options`). */
export const demonstratives: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const [noun, next] = [at(sentence, i + 1), at(sentence, i + 2)];
    if (!isWord(token) || !isWord(noun) || !adjacent(token, noun)) continue;
    const nounIsPlural = isPluralNoun(noun.lower);
    const singularVerb = /^(?:is|was|has|does|isn't|wasn't|hasn't|doesn't)$/u.test(next?.lower ?? '');
    const pluralVerb = /^(?:are|were|have|do|aren't|weren't|haven't|don't)$/u.test(next?.lower ?? '');
    if (/^(?:this|that)$/u.test(token.lower) && nounIsPlural === true && pluralVerb) {
      const right = token.lower === 'this' ? 'these' : 'those';
      yield correct('number', token.lower === 'this' ? 0.93 : 0.3, token, withCaseOf(token.text, right), `“${noun.text}” is plural.`);
    }
    if (/^(?:these|those)$/u.test(token.lower) && nounIsPlural === false && unitNouns.has(noun.lower)) {
      const right = withCaseOf(token.text, token.lower === 'these' ? 'this' : 'that');
      if (singularVerb) yield correct('number', 0.92, token, right, `“${noun.text}” is singular.`);
      else if (pluralVerb || next === undefined || closesNounPhrase(next)) yield correct('number', 0.9, noun, pluralOf(noun.text), `“${token.text}” wants a plural.`);
    }
  }
};

/** `all the test on` → left to the member; `haven't no`, double negatives are style. Kept for `one of the file`. */
/** Adjectives between "one of the" and its noun: "most common". */
function oneOfModifiers(sentence: Sentence, i: number): number {
  let skipped = 0;
  while (skipped < 3) {
    const token = at(sentence, i - skipped - 1);
    if (!isWord(token) || !(token.tags.has('Adjective') || token.tags.has('Superlative') || /^(?:most|least|main|more)$/u.test(token.lower)) || determiners.has(token.lower) && token.lower !== 'most') break;
    skipped++;
  }
  return skipped;
}

export const oneOfThe: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const next = at(sentence, i + 1);
    if (!isWord(token) || !unitNouns.has(token.lower) || isPluralNoun(token.lower) !== false) continue;
    const skipped = oneOfModifiers(sentence, i);
    const lead = [3, 2, 1].map((back) => at(sentence, i - skipped - back)?.lower ?? '').join(' ');
    if (!/^(?:one|each|some|many|most|all|two|any|none|either|both) of (?:the|these|those|my|your|our|their)$/u.test(lead) && !/(?:^| )number of$/u.test(lead)) continue;
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
    if (/^(?:every|each|another)$/u.test(before.lower) && isPluralNoun(token.lower) === true && singular !== undefined && unitNouns.has(singular)) {
      yield correct('number', 0.9, token, withCaseOf(token.text, singular), `“${before.text}” wants a singular.`);
    }
    const allThe = /^(?:the|these|those|my|your|our|their|its)$/u.test(before.lower) && at(sentence, i - 2)?.lower === 'all';
    const closes = next === undefined || !isWord(next) || closesNounPhrase(next);
    if (allThe && closes && unitNouns.has(token.lower) && !notCounted.has(token.lower)) yield correct('number', 0.86, token, pluralOf(token.text), '“All” wants a plural.');
  }
};

const notCounted = words('time day week month year way night hour text code data change version team class space group language');

/** Verbs that are no nouns, so that "has send" can only be a wrong form. */
const plainVerbs = words(`send make build find lose receive create install add delete remove choose write take give get go know begin forget understand see become
break speak bring buy catch keep teach tell think throw provide include decide explain improve solve finish forget happen try define`);
const participles: ReadonlyMap<string, string> = new Map(
  [...plainVerbs].map((verb) => [verb, participleOf(verb)] as [string, string]).filter(([verb, form]) => verb !== form),
);

/** `has already send` → `has already sent`; `have receive` → `have received`. */
export const baseAfterHave: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const participle = isWord(token) ? participles.get(token.lower) : undefined;
    if (participle === undefined) continue;
    let j = i - 1;
    while (j >= 0 && (adverbs.has(at(sentence, j)?.lower ?? '') || /^(?:recently|yet|finally|successfully|completely)$/u.test(at(sentence, j)?.lower ?? ''))) j--;
    const have = at(sentence, j);
    if (!isWord(have) || !/^(?:(?:ha[sd]|have)(?:n't)?|(?:i|you|we|they)'ve)$/u.test(have.lower)) continue;
    yield correct('verb', 0.92, token, participle, `After “${have.text}” stands the participle.`);
  }
};

const passiveVerbs = words(`create use call add remove delete install store save send generate define configure execute replace require provide include receive
update change load parse write handle implement support test check fix merge accept reject follow need move rename copy export import
show find make take give know see build keep hold lose choose break`);

/** `will be create` → `will be created`; `is generate by` → `is generated by`. */
export const participleAfterBe: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (!isWord(token) || !passiveVerbs.has(token.lower)) continue;
    let j = i - 1;
    while (j >= 0 && adverbs.has(at(sentence, j)?.lower ?? '') && at(sentence, j)?.lower !== 'first') j--;
    const [be, next] = [at(sentence, j), at(sentence, i + 1)];
    if (!isWord(be)) continue;
    const afterInfinitive = be.lower === 'been' || (be.lower === 'be' && (modals.has(at(sentence, j - 1)?.lower ?? '') || /^(?:to|not|always|never)$/u.test(at(sentence, j - 1)?.lower ?? '')));
    const afterFinite = /^(?:is|are|was|were|isn't|aren't|wasn't|weren't)$/u.test(be.lower);
    const closes = next === undefined || (next.kind === 'mark' && next.text !== '-') || /^(?:by|in|on|with|from|when|if|as|to|at|for|only|automatically|into|and|before|after|during|once|because)$/u.test(next.lower);
    // "the key is use", "the goal is find": a title or a bare infinitive would be odd, but "what we do is add" is not.
    const pseudo = sentence.tokens.slice(0, j).some((word) => /^(?:what|all|thing|do|does|did|step|goal|idea|trick|option|way|key)$/u.test(word.lower));
    if (!closes || !(afterInfinitive || (afterFinite && !pseudo && next?.lower !== undefined && /^(?:by|in|on|with|from|when|automatically|into)$/u.test(next.lower)))) continue;
    yield correct('verb', afterInfinitive ? 0.9 : 0.83, token, participleOf(token.lower), `After “${be.text}” stands the participle.`);
  }
};

function participleOf(base: string): string {
  const past = baseToPast.get(base);
  if (past !== undefined) return pastToParticiple.get(past) ?? past;
  if (/e$/u.test(base)) return `${base}d`;
  if (/[^aeiou]y$/u.test(base)) return `${base.slice(0, -1)}ied`;
  return /^(?:stop|plan|drop|submit|commit|refer|prefer|occur|run|set)$/u.test(base) ? `${base}${base.at(-1) as string}ed` : `${base}ed`;
}

/** `does it works` → `does it work`; `did you went` → `did you go`. */
export const baseInQuestion: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const [subject, aux] = [at(sentence, i - 1), at(sentence, i - 2)];
    if (!isWord(token) || !isWord(subject) || !isWord(aux)) continue;
    if (!/^(?:i|you|he|she|it|we|they|this|that|anyone|anybody|everyone|someone)$/u.test(subject.lower)) continue;
    if (!/^(?:do|does|did|don't|doesn't|didn't|can|could|will|would|should|must|may|might)$/u.test(aux.lower)) continue;
    // "what it does it does well", "as they do they": an inversion opens its clause.
    const before = at(sentence, i - 3);
    if (before !== undefined && isWord(before) && !/^(?:how|why|what|when|where|which|who|and|but|so|or|nor|only|then)$/u.test(before.lower)) continue;
    const isDo = didForms.has(aux.lower);
    const base = wrongForm(token, isDo);
    if (base !== undefined) yield correct('verb', 0.9, token, base, `After “${aux.text}” stands the base form.`);
  }
};

/** `much files` → `many files`, `many information` → `much information`, `a lot of error` → `a lot of errors`. */
export const quantities: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const before = at(sentence, i - 1);
    if (!isWord(token) || !isWord(before) || !adjacent(before, token)) continue;
    const singular = baseOfThird(token.lower);
    if (before.lower === 'much' && isPluralNoun(token.lower) === true && singular !== undefined && unitNouns.has(singular)) {
      yield correct('number', 0.9, before, withCaseOf(before.text, 'many'), `“${token.text}” can be counted.`);
    }
    if (before.lower === 'many' && /^(?:information|software|hardware|advice|feedback|knowledge|documentation|traffic|money|memory|effort)$/u.test(token.lower) && closesHere(sentence, i)) {
      yield correct('number', 0.9, before, withCaseOf(before.text, 'much'), `“${token.text}” cannot be counted.`);
    }
    const lot = before.lower === 'of' && /^(?:lot|lots|couple|number|bunch)$/u.test(at(sentence, i - 2)?.lower ?? '');
    if (lot && at(sentence, i - 2)?.lower !== 'number' && unitNouns.has(token.lower) && !notCounted.has(token.lower) && !massOrCount.has(token.lower) && closesHere(sentence, i)) {
      yield correct('number', 0.87, token, pluralOf(token.text), 'A plural follows.');
    }
  }
};

const massOrCount = words('image memory cache level space detail language process change text work code time way part letter paper sleep coffee');

function closesHere(sentence: Sentence, i: number): boolean {
  const next = at(sentence, i + 1);
  return next === undefined || !isWord(next) || closesNounPhrase(next);
}
