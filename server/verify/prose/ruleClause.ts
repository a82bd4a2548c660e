import { collectives } from '../../core/experts/collectives.ts';
import { clauseSubject } from './clauseSubject.ts';
import type { ClauseSubject } from './clauseSubject.ts';
import { contextGain } from './context.ts';
import { inflected, partCounts, verbWithForm } from './forms.ts';
import { nounPhrase } from './nounPhrase.ts';
import { modals, withCaseOf, words } from './lexicon.ts';
import { at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import { weighed } from './tokenPattern.ts';
import type { Sentence, Token } from './tokens.ts';
import { irregularPlural, sureVerbs, thirdOrPlural } from './verbs.ts';
import { hasForm, isMostlyVerb, people, wordClasses } from './wordClasses.ts';

const { DET, POSS, OBJ, PREP, ADVERB } = wordClasses as Record<
  'DET' | 'POSS' | 'OBJ' | 'PREP' | 'ADVERB',
  (token: Token) => boolean
>;

const singularOf: ReadonlyMap<string, string> = new Map(
  [...irregularPlural].map(([singular, plural]) => [plural, singular]),
);
const subjunctive =
  words(`suggest suggests suggested suggesting recommend recommends recommended require requires required insist insists insisted demand
demands ask asked propose proposed important essential necessary vital crucial request requested imperative wish sooner rather lest`);

/** Below this a finding only costs the ranking model time. */
const leastPrior = 0.55;

/** A finite verb against the subject of its clause: `the effects of the change is`, `the second candidate were`. */
export const clauseAgreement: Rule = function* (sentence) {
  for (const [i, verb] of sentence.tokens.entries()) {
    if (!isWord(verb) || verb.text !== verb.lower || verb.lower === 'except') continue;
    const isAuxiliary = irregularPlural.has(verb.lower) || singularOf.has(verb.lower);
    if (!isAuxiliary && !mayBeFinite(sentence, i) && !opensRelative(sentence, i)) continue;
    // "how many people does it take": the subject stands behind.
    if (
      isAuxiliary &&
      /^(?:i|you|he|she|it|we|they|there)$/u.test(at(sentence, i + 1)?.lower ?? '')
    )
      continue;
    const subject = clauseSubject(sentence, i);
    if (subject === undefined || isSubjunctive(sentence, subject, verb.lower)) continue;
    // "npm install": a command.
    if (sentence.tokens.length === 2) continue;
    const right = isAuxiliary
      ? auxiliaryFor(subject, verb.lower)
      : (pastFor(sentence, i, subject) ?? verbFor(subject, verb.lower));
    if (right === undefined || right === verb.lower) continue;
    if (subject.number === 'singular' && isCollective(sentence, subject)) continue;
    const gain = contextGain(sentence, i, i + 1, [right]);
    const prior = isAuxiliary ? 0.88 : lexicalPrior(sentence, i, gain, subject);
    const bare = partCounts(
      verbWithForm(verb.lower, 'base') ?? verbWithForm(verb.lower, 'third') ?? '',
    );
    const certain =
      !subject.near ||
      (subject.start === 0 && isVerbOfRelative(sentence, i, subject)) ||
      (!isAuxiliary && bare.noun === 0 && bare.adjective === 0) ||
      /^(?:he|she)$/u.test(subject.pronoun ?? '');
    const weight = certain ? prior : weighed(prior, gain);
    if (weight < leastPrior) continue;
    const text = withCaseOf(verb.text, right);
    yield correct('agreement', weight, verb, text, `“${text}” agrees with “${subject.head.text}”.`);
  }
};

/** "The government have", "our team play": groups of people take a plural verb in British English. */
function isCollective(sentence: Sentence, { head, start }: ClauseSubject): boolean {
  const determiner = at(sentence, start)?.lower ?? '';
  return (
    collectives.has(head.lower) && !/^(?:a|an|each|every|this|that|another)$/u.test(determiner)
  );
}

function auxiliaryFor(subject: ClauseSubject, verb: string): string | undefined {
  const { pronoun } = subject;
  if (pronoun === 'i') {
    if (verb === 'is' || verb === 'are') return 'am';
    return /^(?:was|wasn't|were|weren't)$/u.test(verb) ? undefined : irregularPlural.get(verb);
  }
  return subject.number === 'plural' ? irregularPlural.get(verb) : singularOf.get(verb);
}

/** "so tired that she fall asleep": where all else is past, the bare form of an irregular verb is past too. */
function pastFor(sentence: Sentence, i: number, subject: ClauseSubject): string | undefined {
  const verb = at(sentence, i) as Token;
  if (subject.number !== 'singular' || !hasForm(verb.lower, 'base') || !subject.subordinate)
    return undefined;
  // "fell" is the past of "fall" before it is a verb of its own.
  if (hasForm(verb.lower, 'past')) return undefined;
  const earlier = sentence.tokens.slice(0, subject.start);
  const isPast = earlier.some((token) =>
    /^(?:was|were|had|did|wasn't|weren't|didn't)$/u.test(token.lower),
  );
  const isPresent = sentence.tokens.some((token) =>
    /^(?:is|are|am|has|have|does|do|will|can)$/u.test(token.lower),
  );
  const base = verbWithForm(verb.lower, 'base');
  return isPast && !isPresent && base !== undefined ? inflected(base, 'past') : undefined;
}

function verbFor(subject: ClauseSubject, verb: string): string | undefined {
  if (subject.number === 'plural') {
    const base = hasForm(verb, 'base') ? undefined : verbWithForm(verb, 'third');
    return base;
  }
  if (hasForm(verb, 'past')) return undefined;
  const base = verbWithForm(verb, 'base');
  return base === undefined ? undefined : inflected(base, 'third');
}

/** "Boats that draws", "programs which uses": what follows the pronoun is the verb, also where it could be a noun. */
function isVerbOfRelative(sentence: Sentence, i: number, subject: ClauseSubject): boolean {
  return subject.relative && subject.number === 'plural' && opensRelative(sentence, i);
}

/** Whether `i` stands behind a pronoun that can only be a relative one. */
function opensRelative(sentence: Sentence, i: number): boolean {
  const pronoun = at(sentence, i - 1)?.lower ?? '';
  if (!hasForm(at(sentence, i)?.lower ?? '', 'third')) return false;
  // "the shows that plays inspire": the verb is still to come.
  const next = at(sentence, i + 1);
  if (isWord(next) && isMostlyVerb(next.lower) && hasForm(next.lower, 'base')) return false;
  // "we showed users that draws are rare": after a verb it may open a clause of its own.
  if (!/^(?:who|which|that)$/u.test(pronoun)) return false;
  const start = i === 2 ? 0 : nounPhrase(sentence, i - 2)?.start;
  if (start === undefined) return false;
  // "one of the people who lives here": either noun may be meant.
  const before = at(sentence, start - 1);
  return pronoun === 'that' ? start === 0 : before === undefined || !PREP(before);
}

/** A verb that may also be a noun needs what verbs have behind them, and the word model's word. */
function lexicalPrior(sentence: Sentence, i: number, gain: number, subject: ClauseSubject): number {
  const verb = at(sentence, i) as Token;
  const base = verbWithForm(verb.lower, hasForm(verb.lower, 'base') ? 'base' : 'third') ?? '';
  const { noun, verb: asVerb, adjective } = partCounts(base);
  if (/^(?:he|she)$/u.test(subject.pronoun ?? '') && asVerb > 0 && asVerb >= noun) return 0.92;
  if (sureVerbs.has(base) && !thirdOrPlural.has(base)) return 0.87;
  if (noun === 0 && adjective === 0 && asVerb > 0) return 0.86;
  if (asVerb > 0 && isVerbOfRelative(sentence, i, subject)) return 0.88;
  const next = at(sentence, i + 1);
  if (next?.lower === 'to' && raising.has(base)) return 0.87;
  if (!subject.near && /^(?:one|each|either|neither)$/u.test(subject.head.lower) && asVerb > 0)
    return 0.86;
  if (subject.subordinate && asVerb > 0 && next !== undefined && /^[.!?]$/u.test(next.text))
    return 3 * asVerb >= noun ? 0.9 : 0;
  if (
    subject.pronoun === 'it' &&
    asVerb > 0 &&
    subject.subordinate &&
    !(isWord(next) && wordClasses.NOUN?.(next) === true && !next.tags.has('Date'))
  )
    return 0.9;
  // "after the link prefix": before a noun these are prepositions.
  const opener = at(sentence, subject.start - 1)?.lower ?? '';
  const share = /^(?:after|before|until|since|as)$/u.test(opener) ? 1 : 4;
  if (asVerb > 0 && asVerb * share >= noun && mustHoldVerb(sentence, i, subject)) return 0.88;
  if (
    isSentenceVerb(sentence, i, subject) &&
    (subject.number === 'plural' ? asVerb > 0 : asVerb >= noun)
  )
    return 0.88;
  if (
    subject.start === 0 &&
    asVerb > 0 &&
    /[.!]$/u.test(sentence.text) &&
    /^(?:when|if|because|while|until|unless)$/u.test(next?.lower ?? '')
  )
    return 0.9;
  const noCompound =
    !isWord(next) ||
    hasObject(next) ||
    ADVERB(next) ||
    /^(?:next|here|there|alone|together|near|nearby|abroad|upstairs|outside)$/u.test(next.lower);
  if (subject.subordinate && noCompound && asVerb > 0 && next !== undefined) return 0.84;
  if (people.has(subject.head.lower) && noCompound && asVerb > 0)
    return raising.has(base) ? 0.92 : 0.84;
  if (subject.start === 0 && asVerb > 0 && isWord(next) && /ly$/u.test(next.lower) && ADVERB(next))
    return 0.86;
  if (!hasObject(next)) return 0;
  if (verb.tags.has('Verb') && gain >= 0.5) return 0.84;
  return gain >= 2.5 ? 0.8 : 0;
}

/** A clause behind a conjunction or a comma that would have no finite verb if the word were none. */
function mustHoldVerb(sentence: Sentence, i: number, subject: ClauseSubject): boolean {
  const before = at(sentence, subject.start - 1)?.lower ?? '';
  const opened =
    subject.subordinate ||
    /^(?:but|so|otherwise|because|since|until|before|after|as|once|while|although|though)$/u.test(
      before,
    ) ||
    (/^(?:and|,|;)$/u.test(before) && sentence.tokens.slice(0, subject.start).some(isFinite));
  if (!opened) return false;
  for (let j = i + 1; j < sentence.tokens.length; j++) {
    const token = at(sentence, j) as Token;
    if (
      token.kind === 'mark' ||
      /^(?:and|or|but|that|which|who|if|when|because)$/u.test(token.lower)
    )
      break;
    if (isFinite(token) || modals.has(token.lower)) return false;
  }
  return true;
}

/** The only word of a whole sentence that can be its verb: `These machines needs oil.` */
function isSentenceVerb(sentence: Sentence, i: number, subject: ClauseSubject): boolean {
  const next = at(sentence, i + 1);
  if (subject.start > 0 || !isWord(next) || next.lower === 'of' || sentence.form.kind === 'comment')
    return false;
  if (!/[.!]$/u.test(sentence.text)) return false;
  return !sentence.tokens.some(
    (token, k) => k !== i && (isFinite(token) || modals.has(token.lower) || token.kind === 'mask'),
  );
}

function isFinite(token: Token): boolean {
  return (
    irregularPlural.has(token.lower) ||
    singularOf.has(token.lower) ||
    /^(?:am|did|didn't|had)$/u.test(token.lower) ||
    modals.has(token.lower) ||
    ((hasForm(token.lower, 'past') || hasForm(token.lower, 'third')) && token.tags.has('Verb')) ||
    (token.tags.has('PresentTense') && !token.tags.has('Infinitive'))
  );
}

const raising = words(
  'need want have try seem tend appear happen begin start continue fail refuse like love hope',
);
const objectStarts = [DET, POSS, OBJ];

/** An object, or a preposition or conjunction that opens what a verb governs. */
function hasObject(next: Token | undefined): boolean {
  if (!isWord(next)) return false;
  return (
    objectStarts.some((is) => is(next)) ||
    /^(?:to|from|into|with|like|and|or|that|when|if|because|how|what|on|off|up|in|at)$/u.test(
      next.lower,
    )
  );
}

/** Whether the word can be the verb of its clause: a verb's form, and no other finite verb follows at once. */
function mayBeFinite(sentence: Sentence, i: number): boolean {
  const verb = at(sentence, i) as Token;
  if (verb.text !== verb.lower || !(hasForm(verb.lower, 'base') || hasForm(verb.lower, 'third')))
    return false;
  if (
    /^(?:be|have|do|dare|let|may|can|must|will|should|could|would|might|shall|like|own|well|set|put|please|in|down|out|even|last|least|close|clear|open|welcome|present|content|following|further|best|better|then|here)$/u.test(
      verb.lower,
    )
  )
    return false;
  // "need not" is a modal and has no s.
  if (verb.lower === 'need' && !hasNeeded(at(sentence, i + 1))) return false;
  if (verb.lower === 'request' && /^(?:pull|merge)$/u.test(at(sentence, i - 1)?.lower ?? ''))
    return false;
  if (verb.tags.has('Adjective') && !verb.tags.has('Verb')) return false;
  for (let j = i + 1; j < sentence.tokens.length && j < i + 7; j++) {
    const next = at(sentence, j) as Token;
    if (
      next.kind === 'mark' ||
      /^(?:and|or|but|that|which|who|if|when|because|where|how|what|why|whether|so|while|as|than|before|after|until|since)$/u.test(
        next.lower,
      )
    )
      break;
    if (
      irregularPlural.has(next.lower) ||
      singularOf.has(next.lower) ||
      modals.has(next.lower) ||
      /^(?:did|didn't|had|am)$/u.test(next.lower)
    )
      return false;
    if (j === i + 1 && hasForm(verb.lower, 'third') && next.tags.has('Infinitive')) return false;
    if (
      hasForm(next.lower, 'third') &&
      !PREP(next) &&
      (isMostlyVerb(next.lower) || (j === i + 1 && next.tags.has('Verb')))
    )
      return false;
  }
  return true;
}

/** "need to", "need a new one". */
function hasNeeded(next: Token | undefined): boolean {
  return (
    isWord(next) &&
    (next.lower === 'to' || next.lower === 'more' || DET(next) || POSS(next) || OBJ(next))
  );
}

function isSubjunctive(sentence: Sentence, subject: ClauseSubject, verb: string): boolean {
  const earlier = sentence.tokens.slice(0, subject.start).map((token) => token.lower);
  if (
    verb === 'were' &&
    sentence.tokens.some((token, i) => token.lower === 'as' && at(sentence, i + 1)?.lower === 'it')
  )
    return true;
  if (/^were/u.test(verb))
    return sentence.tokens
      .slice(0, subject.start + 1)
      .some((token) =>
        /^(?:if|wish|wishes|though|would|could|imagine|suppose|sooner|rather|unless|were)$/u.test(
          token.lower,
        ),
      );
  return earlier.some((word) => subjunctive.has(word));
}
