import type { ProseCorrection } from '../../../protocol/checker.ts';
import { collectives } from '../../core/experts/collectives.ts';
import {
  adverbs,
  baseOfThird,
  clauseStarters,
  determiners,
  didForms,
  modals,
  pluralCues,
  prepositions,
  thirdPerson,
  withCaseOf,
  words,
} from './lexicon.ts';
import { adjacent, at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import { wordCounts } from './wordList.ts';
import { irregularPlural, sameInPast, sureVerbs, thirdOrPlural } from './verbs.ts';
import { isSureNumber, subjectBefore } from './subject.ts';
import type { Subject } from './subject.ts';
import type { Sentence, Token } from './tokens.ts';

const toSingular = new Map([...irregularPlural].map(([singular, plural]) => [plural, singular]));

const bareInfinitiveAfter = words(
  'let lets make makes made help helps helped have see sees saw watch hear had letting making having helping',
);
const subjunctive =
  words(`suggest suggests suggested suggesting recommend recommends recommended require requires required requiring insist insists demand demands
ask asks asked propose proposes proposed important essential necessary vital crucial request requests requested urge mandatory imperative`);

/** A form of be, have or do against the noun phrase before it: `the path that have`, `empty lines is`. */
export const auxiliaryAgreement: Rule = function* (sentence) {
  for (const [i, verb] of sentence.tokens.entries()) {
    if (!isWord(verb) || !(irregularPlural.has(verb.lower) || toSingular.has(verb.lower))) continue;
    // "if databases is None": a variable.
    if (/^(?:none|null|true|false|undefined|nil|nan)$/u.test(at(sentence, i + 1)?.lower ?? ''))
      continue;
    // "which version are you using": the subject stands behind.
    if (/^(?:i|you|he|she|we|they)$/u.test(at(sentence, i + 1)?.lower ?? '')) continue;
    const subject = subjectBefore(sentence, i);
    if (subject === undefined || !isTrustworthy(sentence, subject)) continue;
    const right = subject.plural ? irregularPlural.get(verb.lower) : toSingular.get(verb.lower);
    if (right === undefined || isSubjunctive(sentence, subject.start, verb.lower)) continue;
    // "do" and "does" before a noun are often verbs of their own: fine, they inflect alike.
    const prior = subject.relative
      ? isSureNumber(subject)
        ? 0.86
        : 0.82
      : isSureNumber(subject)
        ? 0.92
        : 0.7;
    yield correct(
      'agreement',
      prior,
      verb,
      withCaseOf(verb.text, right),
      `“${right}” agrees with “${subject.noun.text}”.`,
    );
  }
};

/** Another verb against the noun phrase before it: `each line contain`, `the servers returns`. */
export const verbAgreement: Rule = function* (sentence) {
  for (const [i, verb] of sentence.tokens.entries()) {
    if (
      !isWord(verb) ||
      verb.text !== verb.lower ||
      irregularPlural.has(verb.lower) ||
      toSingular.has(verb.lower)
    )
      continue;
    const base = sureVerbs.has(verb.lower) ? verb.lower : baseOfThird(verb.lower);
    if (base === undefined || !sureVerbs.has(base) || (sameInPast.has(base) && base === verb.lower))
      continue;
    const subject = subjectBefore(sentence, i);
    if (subject === undefined || !isSureNumber(subject) || !isTrustworthy(sentence, subject))
      continue;
    // "need not" is a modal and has no s.
    if (base === 'need' && /^(?:not|only|no|never|be)$/u.test(at(sentence, i + 1)?.lower ?? ''))
      continue;
    // "the command run by the shell", "the file read at the start": a participle.
    if (
      /^(?:run|read|put|set)$/u.test(base) &&
      verb.lower === base &&
      prepositions.has(at(sentence, i + 1)?.lower ?? '')
    )
      continue;
    // "the shop close to my house": an adjective.
    if (verb.lower === 'close' && at(sentence, i + 1)?.lower === 'to') continue;
    const surelyVerb = subject.plural && verb.lower !== base && !thirdOrPlural.has(base);
    if (!surelyVerb && !hasVerbContext(at(sentence, i + 1), base)) continue;
    const right = subject.plural ? base : thirdPerson(base);
    if (right === verb.lower || isSubjunctive(sentence, subject.start, verb.lower)) continue;
    const strong = subject.determiner !== undefined || subject.relative;
    yield correct(
      'agreement',
      strong ? 0.87 : 0.8,
      verb,
      right,
      `“${right}” agrees with “${subject.noun.text}”.`,
    );
  }
};

/** After a verb comes an object, an adverbial or the end; a noun there means that the "verb" was part of a name. */
function hasVerbContext(next: Token | undefined, base: string): boolean {
  if (next === undefined || next.kind === 'mark')
    return (
      /^[.!?]?$/u.test(next?.text ?? '') &&
      /^(?:exist|occur|happen|fail|succeed|expire|appear|differ|work)$/u.test(base)
    );
  if (next.kind === 'mask') return true;
  return (
    determiners.has(next.lower) ||
    prepositions.has(next.lower) ||
    adverbs.has(next.lower) ||
    (modals.has(next.lower) === false && clauseStarters.has(next.lower)) ||
    /^(?:it|them|us|him|me|you|more|less|two|three|multiple|only|true|false|null|undefined|nothing|everything|anything|something|how|what|easy|possible|sure|cleared|called|confused|slow|slower|too|very|better|well|fine|new|old|other|different)$/u.test(
      next.lower,
    )
  );
}

/** "Ten dollars is too much": a measure is one thing. */
const measureUnits =
  /^(?:dollars|euros|pounds|cents|years|months|weeks|days|hours|minutes|seconds|miles|meters|metres|inches|feet|degrees|bytes|bits)$/u;

/** No preposition, verb or conjunction before the phrase that could make another noun the subject. */
function isTrustworthy(sentence: Sentence, subject: Subject): boolean {
  const { before, noun, determiner } = subject;
  if (
    collectives.has(noun.lower) &&
    !/^(?:an?|each|every|th[ia][st])$/u.test(determiner?.lower ?? '')
  )
    return false;
  const atStart = sentence.tokens.find((token) => token.kind === 'word') === noun;
  // A capitalised plural is often a name: "GitHub Actions runs", "Windows is".
  if (/^\p{Lu}/u.test(noun.text) && subject.plural && !atStart) return false;
  // An unknown plural at the start is a name: "Multics is".
  if (atStart && subject.plural && subject.determiner === undefined && !isKnownPlural(noun.lower))
    return false;
  if (
    atStart &&
    subject.plural &&
    subject.determiner === undefined &&
    /^(?:windows|rails|pages|teams|actions|maps|docs|sheets|events|kubernetes|pandas|jeans|emacs|postgres|keras|prometheus|settings|jenkins|kubeflow|redis)$/u.test(
      noun.lower,
    )
  )
    return false;
  // A measure counts as one: "3.5 inches is". A variable may open a sentence: "processes is the number of".
  const first = at(sentence, subject.start)?.lower ?? '';
  const counted = /^\p{N}/u.test(first) || (pluralCues.has(first) && measureUnits.test(noun.lower));
  if (subject.plural && counted) return false;
  if (
    atStart &&
    subject.plural &&
    noun.text === noun.lower &&
    subject.determiner === undefined &&
    sentence.form.kind !== 'comment'
  )
    return false;
  if (before !== undefined) {
    if (
      (prepositions.has(before.lower) && !clauseStarters.has(before.lower)) ||
      /^(?:nor|than|as|&|\/|like)$/u.test(before.lower)
    )
      return false;
    if (/^(?:and|or)$/u.test(before.lower) && !subject.opensClause) return false;
    if (
      modals.has(before.lower) ||
      didForms.has(before.lower) ||
      /^(?:is|are|was|were|have|has|had)$/u.test(before.lower)
    )
      return false;
    if (bareInfinitiveAfter.has(before.lower)) return false;
    if (before.kind === 'mask' || before.text === '-') return false;
    // A plain comma may close a list or a parenthesis that began behind the true subject.
    if (before.text === ',' && !subject.relative) {
      const definite = subject.determiner !== undefined && !/^an?$/u.test(subject.determiner.lower);
      return definite || subject.plural
        ? !listGoesOn(sentence, subject)
        : isAfterIntroduction(subject.start - 1);
    }
  }
  if (subject.relative && before?.tags.has('Gerund') === true) return false;
  if (subject.relative)
    return (
      subject.determiner !== undefined ||
      subject.plural ||
      before === undefined ||
      before.tags.has('Verb')
    );
  return subject.opensClause && (subject.determiner !== undefined || subject.plural);
}

function hasFiniteVerb(sentence: Sentence, from: number, to: number): boolean {
  return sentence.tokens
    .slice(from, to)
    .some((token) => token.tags.has('Verb') && !token.tags.has('Gerund'));
}

function isKnownPlural(plural: string): boolean {
  const singular = baseOfThird(plural);
  return singular !== undefined && (wordCounts().get(singular) ?? 0) >= 60;
}

/** A second comma right before the verb's phrase may mean an apposition or a list. */
function listGoesOn(sentence: Sentence, subject: Subject): boolean {
  return sentence.tokens
    .slice(0, subject.start - 1)
    .some((token) => token.text === ',' || token.text === '(');
}

/** "However, the list are": one opening word and a comma. */
function isAfterIntroduction(comma: number): boolean {
  return comma <= 3;
}

function isSubjunctive(sentence: Sentence, start: number, verb: string): boolean {
  const earlier = sentence.tokens.slice(0, start).map((token) => token.lower);
  if (verb === 'were' || verb === "weren't")
    return sentence.tokens.some(
      (token) =>
        /^(?:if|wish|though|would|could|imagine|suppose|sooner|rather|were)$/u.test(token.lower) &&
        token.start < (at(sentence, start)?.start ?? 0) + 1,
    );
  return earlier.some((word) => subjunctive.has(word)) && earlier.includes('that');
}

/** `he go` → `he goes`, `we opens` → `we open`, `it match` → `it matches`. */
export const pronounAgreement: Rule = function* (sentence) {
  for (const [i, pronoun] of sentence.tokens.entries()) {
    if (!isWord(pronoun) || !/^(?:he|she|it|i|you|we|they)$/u.test(pronoun.lower)) continue;
    // A small i may be a variable until its capital is settled.
    if (pronoun.text === 'i' || (pronoun.text === 'I' && at(sentence, i - 1)?.lower === 'and'))
      continue;
    let j = i + 1;
    while (adverbs.has(at(sentence, j)?.lower ?? '') && at(sentence, j)?.lower !== 'not') j++;
    const verb = at(sentence, j);
    if (!isWord(verb) || !adjacent(at(sentence, j - 1), verb) || verb.text !== verb.lower) continue;
    const right = agreeing(pronoun.lower, verb);
    if (right === undefined || !isSubject(sentence, i) || isSubjunctive(sentence, i, verb.lower))
      continue;
    yield correct('agreement', 0.93, verb, right, `“${right}” agrees with “${pronoun.text}”.`);
  }
};

function agreeing(pronoun: string, verb: Token): string | undefined {
  const third = /^(?:he|she|it)$/u.test(pronoun);
  const word = verb.lower;
  if (third) {
    const form = toSingular.get(word);
    if (form !== undefined) return form;
    return sureVerbs.has(word) && !sameInPast.has(word) ? thirdPerson(word) : undefined;
  }
  if (pronoun === 'i' && (word === 'is' || word === 'are')) return 'am';
  if (pronoun === 'i' && (word === 'were' || word === 'was' || word === "wasn't")) return undefined;
  const form = irregularPlural.get(word);
  if (form !== undefined) return form;
  const base = sureVerbs.has(word) ? undefined : baseOfThird(word);
  return base !== undefined && sureVerbs.has(base) ? base : undefined;
}

/** `it` and `you` may be objects; then what follows is no finite verb of theirs. */
function isSubject(sentence: Sentence, i: number): boolean {
  const before = at(sentence, i - 1);
  const pronoun = at(sentence, i)?.lower ?? '';
  if (before === undefined) return true;
  const governed =
    modals.has(before.lower) || didForms.has(before.lower) || bareInfinitiveAfter.has(before.lower);
  if (
    governed ||
    (/^(?:than|and|or|like|but)$/u.test(before.lower) &&
      /^(?:it|you)$/u.test(pronoun) &&
      before.lower !== 'but' &&
      !hasFiniteVerb(sentence, 0, i - 1))
  )
    return false;
  if (!/^(?:it|you)$/u.test(pronoun)) return !/^(?:between|like|as|than)$/u.test(before.lower);
  return (
    clauseStarters.has(before.lower) ||
    /^[.,;:!?(–—]$/u.test(before.text) ||
    before.lower === 'how' ||
    before.lower === 'why' ||
    before.lower === 'what'
  );
}

/** `there is two ways` → `there are two ways`; `one of them are` → `one of them is`; `everyone have` → `everyone has`. */
export const thereAndOne: Rule = function* (sentence) {
  yield* existential(sentence);
  for (const [i, verb] of sentence.tokens.entries()) {
    if (!isWord(verb) || verb.text !== verb.lower) continue;
    let j = i - 1;
    while (
      /^(?:only|also|still|just|always|never|now|already|not)$/u.test(at(sentence, j)?.lower ?? '')
    )
      j--;
    if (!hasSingularHead(sentence, j)) continue;
    const right =
      toSingular.get(verb.lower) ??
      (sureVerbs.has(verb.lower) &&
      !sameInPast.has(verb.lower) &&
      !thirdOrPlural.has(verb.lower) &&
      !/^(?:these|those)$/u.test(at(sentence, j)?.lower ?? '')
        ? thirdPerson(verb.lower)
        : undefined);
    if (
      right === undefined ||
      (/^were/u.test(verb.lower) && isSubjunctive(sentence, i, verb.lower))
    )
      continue;
    yield correct('agreement', 0.9, verb, right, `“${right}” agrees with a singular subject.`);
  }
};

/** "each of them", "one of the tests", "everyone" up to the token at `end`, at the start of a clause. */
function hasSingularHead(sentence: Sentence, end: number): boolean {
  const word = at(sentence, end);
  if (!isWord(word)) return false;
  if (/^(?:every|any|some|no)(?:one|body|thing)$/u.test(word.lower))
    return startsClause(sentence, end);
  const of = [1, 2, 3].find((back) => at(sentence, end - back)?.lower === 'of');
  if (of === undefined || !/^(?:them|these|those|\p{L}+s)$/u.test(word.lower)) return false;
  if (
    of > 1 &&
    !/^(?:the|these|those|my|our|your|their|its)$/u.test(at(sentence, end - of + 1)?.lower ?? '')
  )
    return false;
  const head = at(sentence, end - of - 1)?.lower ?? '';
  return (
    /^(?:each|one|either|neither)$/u.test(head) &&
    (startsClause(sentence, end - of - 1) || at(sentence, end - of - 2)?.lower === 'only')
  );
}

function startsClause(sentence: Sentence, index: number): boolean {
  const before = at(sentence, index - 1);
  if (before === undefined) return true;
  if (
    modals.has(before.lower) ||
    didForms.has(before.lower) ||
    bareInfinitiveAfter.has(before.lower)
  )
    return false;
  return /^[.,;:!?(]$/u.test(before.text) || clauseStarters.has(before.lower);
}

/** Heads of "X of the Ys" whose own number decides: "the list of files is". */
const singularHeads =
  words(`list size length name value version path result type order purpose goal cost position definition format state status index description
behaviour behavior implementation performance quality output body root parent owner author color colour width height sum total`);

/** `the list of files are` → `is`. */
export const headOfAgreement: Rule = function* (sentence) {
  for (const [i, verb] of sentence.tokens.entries()) {
    const right = isWord(verb) ? toSingular.get(verb.lower) : undefined;
    if (right === undefined || isSubjunctive(sentence, i, verb.lower)) continue;
    const of = [2, 3, 4].find((back) => at(sentence, i - back)?.lower === 'of');
    if (of === undefined) continue;
    const [article, head] = [at(sentence, i - of - 2), at(sentence, i - of - 1)];
    const opensClause = i - of - 3 < 0 || startsClause(sentence, i - of - 2);
    const inside = sentence.tokens.slice(i - of + 1, i);
    if (!isWord(head) || article?.lower !== 'the' || !singularHeads.has(head.lower) || !opensClause)
      continue;
    if (
      inside.some(
        (token) =>
          token.kind === 'mark' || /^(?:and|or|that|which|who|is|was|to)$/u.test(token.lower),
      )
    )
      continue;
    yield correct('agreement', 0.86, verb, right, `“${right}” agrees with “${head.text}”.`);
  }
};

function* existential(sentence: Sentence): Generator<ProseCorrection> {
  for (const [i, verb] of sentence.tokens.entries()) {
    if (at(sentence, i - 1)?.lower !== 'there' || !isWord(verb)) continue;
    const next = at(sentence, i + 1);
    const after = at(sentence, i + 2);
    if (!isWord(next)) continue;
    const many = pluralCues.has(next.lower) && !/^(?:both|these|those|other)$/u.test(next.lower);
    const plural = irregularPlural.get(verb.lower);
    // "two" may count one thing: "there is two-factor login", "there was 20 minutes left".
    if (many && plural !== undefined && after?.text !== '-')
      yield correct('agreement', 0.9, verb, plural, `“${plural}” agrees with what follows.`);
    const singular = toSingular.get(verb.lower);
    const one =
      /^(?:a|an|another|no longer a)$/u.test(next.lower) &&
      !/^(?:lot|few|couple|number|variety|bunch|handful|dozen|hundred|thousand|million|great|small|large|good|total|wide|whole|host|range|ton|set|series|pair|group|maximum|minimum)$/u.test(
        after?.lower ?? '',
      );
    if (one && singular !== undefined && !hasAnd(sentence, i))
      yield correct('agreement', 0.88, verb, singular, `“${singular}” agrees with what follows.`);
  }
}

function hasAnd(sentence: Sentence, from: number): boolean {
  return sentence.tokens
    .slice(from, from + 8)
    .some((token) => token.lower === 'and' || token.text === ',');
}

/** `me and my colleague has` → `have`. */
export const joinedAgreement: Rule = function* (sentence) {
  const pattern =
    /(?:^|[.;:!?,] |\b(?:if|when|because|that|while|since|but|so) )(?:I|me|you|he|she|we|they|my \p{L}+|the \p{L}+|\p{Lu}\p{Ll}+) and (?:I|me|my \p{L}+|the \p{L}+|his \p{L}+|her \p{L}+|our \p{L}+|your \p{L}+|their \p{L}+) (has|is|was|does|doesn't|isn't|wasn't|hasn't)\b(?! (?:the|a|an) \p{L}+ that\b)/dgiu;
  for (const match of sentence.view.matchAll(pattern)) {
    const range = match.indices?.[1];
    const right = irregularPlural.get((match[1] as string).toLowerCase());
    if (range !== undefined && right !== undefined)
      yield correct(
        'agreement',
        0.84,
        { start: range[0], end: range[1] },
        right,
        `“${right}” agrees with two subjects.`,
      );
  }
};

/** `this library let you` → `lets you`: past and present look alike, but a description stands in the present. */
export const letsAgreement: Rule = function* (sentence) {
  for (const match of sentence.view.matchAll(
    /\b(?:this|that|which|it|each|every) (?:(?:\p{L}+ )?\p{L}+[^s\W] )?(let) (?=(?:you|users|us|developers|people|the user|your)\b)/dgiu,
  )) {
    const range = match.indices?.[1];
    if (range !== undefined)
      yield correct(
        'agreement',
        0.82,
        { start: range[0], end: range[1] },
        'lets',
        '“lets” agrees with its subject.',
      );
  }
};

/** `reads the file and return its lines` → `returns`: two verbs of one subject, the first of them at the start. */
export const parallelVerbs: Rule = function* (sentence) {
  const [first] = sentence.tokens;
  if (!isWord(first)) return;
  const firstBase = baseOfThird(first.lower);
  if (firstBase === undefined || !sureVerbs.has(firstBase)) return;
  for (const [i, token] of sentence.tokens.entries()) {
    const [before, next] = [at(sentence, i - 1), at(sentence, i + 1)];
    if (
      before?.lower !== 'and' ||
      !isWord(token) ||
      !sureVerbs.has(token.lower) ||
      !isWord(next) ||
      !determiners.has(next.lower)
    )
      continue;
    const between = sentence.tokens.slice(1, i - 1);
    if (
      between.some(
        (word) =>
          word.text === ',' ||
          word.lower === 'to' ||
          modals.has(word.lower) ||
          (clauseStarters.has(word.lower) && word.lower !== 'and'),
      )
    )
      continue;
    yield correct(
      'agreement',
      0.86,
      token,
      thirdPerson(token.lower),
      `“${thirdPerson(token.lower)}” goes with “${first.text}”.`,
    );
  }
};
