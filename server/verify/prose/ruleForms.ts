import type { ProseCorrection } from '../../../protocol/checker.ts';
import {
  adverbs,
  baseOfThird,
  baseToPast,
  determiners,
  didForms,
  modals,
  pastToBase,
  pastToParticiple,
  prepositions,
  withCaseOf,
  words,
} from './lexicon.ts';
import { partCounts } from './forms.ts';
import { sureVerbs, thirdOrPlural } from './verbs.ts';
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
    if (base !== undefined)
      yield correct(
        'verb',
        0.93,
        token,
        withCaseOf(token.text, base),
        `After “${auxiliary.text}” stands the base form.`,
      );
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
  const isQuestion =
    before === undefined ||
    !isWord(before) ||
    /^(?:how|why|what|when|where|which|who|and|but|so|or)$/u.test(before.lower);
  // "on may subjects": another word is meant.
  const isNoun = determiners.has(before?.lower ?? '') || prepositions.has(before?.lower ?? '');
  return isAuxiliary && !isNoun && !isQuestion ? token : undefined;
}

const nounsAfterModal = words(
  'times yes news does always perhaps sometimes towards besides its this as is was lets needs',
);

function wrongForm(token: Token, afterDo: boolean): string | undefined {
  const word = token.lower;
  if (word === 'has' || word === 'had') return 'have';
  if (word === 'is' || word === 'are' || word === 'was' || word === 'were')
    return afterDo ? undefined : 'be';
  if (nounsAfterModal.has(word)) return undefined;
  const past = pastToBase.get(word);
  if (past !== undefined && past !== word && pastToParticiple.has(word) && token.tags.has('Verb'))
    return past;
  if (
    past !== undefined &&
    past !== word &&
    /^(?:sent|built|found|made|said|told|kept|lost|left_|brought|thought|went|meant)$/u.test(word)
  )
    return past;
  if (!token.tags.has('Verb') || token.tags.has('PastTense') || token.tags.has('Gerund'))
    return undefined;
  return baseOfThird(word);
}

/** `could you please sent`, `to sent`: a past form where a request or an infinitive stands. */
export const baseAfterPlease: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const before = at(sentence, i - 1);
    if (!isWord(token) || !isWord(before) || !adjacent(before, token)) continue;
    const base = pastToBase.get(token.lower);
    if (base === undefined || base === token.lower || !/^(?:please|to)$/u.test(before.lower))
      continue;
    // "due to lost packets", "to left and right": an adjective or a noun, not an infinitive.
    if (
      before.lower === 'to' &&
      !/^(?:sent|went|saw|wrote|took|gave|chose|knew|broke|spoke|forgot|began|thought|told|kept)$/u.test(
        token.lower,
      )
    )
      continue;
    if (
      before.lower === 'to' &&
      /^(?:due|according|thanks|owing|similar|prior|subject)$/u.test(
        at(sentence, i - 2)?.lower ?? '',
      )
    )
      continue;
    yield correct('verb', 0.9, token, base, `After “${before.text}” stands the base form.`);
  }
  yield* thirdAfterTo(sentence);
};

/** `have to changes their` → `have to change their`. */
function* thirdAfterTo(sentence: Sentence): Generator<ProseCorrection> {
  for (const [i, token] of sentence.tokens.entries()) {
    const [before, governor, next] = [
      at(sentence, i - 1),
      at(sentence, i - 2),
      at(sentence, i + 1),
    ];
    if (
      !isWord(token) ||
      before?.lower !== 'to' ||
      !isWord(governor) ||
      !isWord(next) ||
      !determiners.has(next.lower)
    )
      continue;
    const base = baseOfThird(token.lower);
    if (base === undefined || base.length < 3 || nounsAfterModal.has(token.lower)) continue;
    const surelyVerb = sureVerbs.has(base) && !thirdOrPlural.has(base);
    if (surelyVerb || wantsInfinitive.has(governor.lower))
      yield correct('verb', 0.9, token, base, 'After “to” stands the base form.');
  }
}

const wantsInfinitive =
  words(`have has had want wants wanted need needs needed try tries tried able allows used possible easy way going how order decide decided
must ought supposed it user you us them aim aims plan plans helps`);

/** `for manage your files` → `for managing your files`. */
export const gerundAfterPreposition: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const [before, next] = [at(sentence, i - 1), at(sentence, i + 1)];
    if (token.text !== token.lower) continue;
    if (
      !isWord(token) ||
      !sureVerbs.has(token.lower) ||
      thirdOrPlural.has(token.lower) ||
      !isWord(before) ||
      !isWord(next)
    )
      continue;
    if (
      !/^(?:for|by|without|of|after|before)$/u.test(before.lower) ||
      !/^(?:a|an|the|your|my|our|their|its|this|these|it|them|all)$/u.test(next.lower)
    )
      continue;
    const base = token.lower;
    const gerund = /^(?:begin|forget|get|let|run|win)$/u.test(base)
      ? `${base}${base.at(-1) as string}ing`
      : `${/[^e]e$/u.test(base) ? base.slice(0, -1) : base}ing`;
    const message = `After “${before.text}” stands the -ing form.`;
    if (before.lower !== 'for') yield correct('verb', 0.87, token, gerund, message);
    else if (!/[\r\n]/u.test(sentence.text.slice(before.end, token.start)))
      // Two words, so that the edit rules out "to" for "for" and the reverse.
      yield {
        ...correct('verb', 0.87, token, gerund, message),
        range: { start: before.start, end: token.end },
        replacements: [`${before.text} ${gerund}`, withCaseOf(before.text, `to ${base}`)],
      };
  }
};

/** `has went` → `has gone`, `have wrote` → `have written`. */
export const participleAfterHave: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (!isWord(token)) continue;
    const participle = pastToParticiple.get(token.lower);
    if (participle === undefined) continue;
    let j = i - 1;
    while (j >= 0 && adverbs.has(at(sentence, j)?.lower ?? '')) j--;
    const have = at(sentence, j);
    if (
      !isWord(have) ||
      !/^(?:(?:ha[sd]|have)(?:n't)?|(?:I|you|we|they)'ve|having)$/iu.test(have.lower)
    )
      continue;
    yield correct('verb', 0.96, token, participle, `After “${have.text}” stands the participle.`);
  }
};

/** Verbs that are no nouns, so that "has send" can only be a wrong form. */
const plainVerbs =
  words(`send make build find lose receive create install add delete remove choose write take give get go know begin forget understand see become
break speak bring buy catch keep teach tell think throw provide include decide explain improve solve finish forget happen try define`);
const participles: ReadonlyMap<string, string> = new Map(
  [...plainVerbs]
    .map((verb) => [verb, participleOf(verb)] as [string, string])
    .filter(([verb, form]) => verb !== form),
);

/** `has already send` → `has already sent`; `have receive` → `have received`. */
export const baseAfterHave: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const participle = isWord(token) ? participles.get(token.lower) : undefined;
    if (participle === undefined) continue;
    let j = i - 1;
    while (
      j >= 0 &&
      (adverbs.has(at(sentence, j)?.lower ?? '') ||
        /^(?:recently|yet|finally|successfully|completely)$/u.test(at(sentence, j)?.lower ?? ''))
    )
      j--;
    const have = at(sentence, j);
    if (!isWord(have) || !/^(?:(?:ha[sd]|have)(?:n't)?|(?:i|you|we|they)'ve)$/u.test(have.lower))
      continue;
    // "where they don't have fetch": a name.
    if (didForms.has(at(sentence, j - 1)?.lower ?? '')) continue;
    yield correct('verb', 0.92, token, participle, `After “${have.text}” stands the participle.`);
  }
};

const passiveVerbs =
  words(`create use call add remove delete install store save send generate define configure execute replace require provide include receive
update change load parse write handle implement support test check fix merge accept reject follow need move rename copy export import
show find make take give know see build keep hold lose choose break`);

/** `will be create` → `will be created`; `is generate by` → `is generated by`. */
export const participleAfterBe: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (!isWord(token) || !passiveVerbs.has(token.lower)) continue;
    let j = i - 1;
    while (
      j >= 0 &&
      adverbs.has(at(sentence, j)?.lower ?? '') &&
      at(sentence, j)?.lower !== 'first'
    )
      j--;
    const [be, next] = [at(sentence, j), at(sentence, i + 1)];
    if (!isWord(be)) continue;
    const afterInfinitive =
      be.lower === 'been' ||
      (be.lower === 'be' &&
        (modals.has(at(sentence, j - 1)?.lower ?? '') ||
          /^(?:to|not|always|never)$/u.test(at(sentence, j - 1)?.lower ?? '')));
    const afterFinite = /^(?:is|are|was|were|isn't|aren't|wasn't|weren't)$/u.test(be.lower);
    const closes =
      next === undefined ||
      (next.kind === 'mark' && next.text !== '-') ||
      /^(?:by|in|on|with|from|when|if|as|to|at|for|only|automatically|into|and|before|after|during|once|because)$/u.test(
        next.lower,
      );
    // "the key is use", "the goal is find": a title or a bare infinitive would be odd, but "what we do is add" is not.
    const pseudo = sentence.tokens
      .slice(0, j)
      .some((word) =>
        /^(?:what|all|thing|do|does|did|step|goal|idea|trick|option|way|key)$/u.test(word.lower),
      );
    if (
      !closes ||
      !(
        afterInfinitive ||
        (afterFinite &&
          !pseudo &&
          next?.lower !== undefined &&
          /^(?:by|in|on|with|from|when|automatically|into)$/u.test(next.lower))
      )
    )
      continue;
    yield correct(
      'verb',
      afterInfinitive ? 0.9 : 0.83,
      token,
      participleOf(token.lower),
      `After “${be.text}” stands the participle.`,
    );
  }
};

function participleOf(base: string): string {
  const past = baseToPast.get(base);
  if (past !== undefined) return pastToParticiple.get(past) ?? past;
  if (/e$/u.test(base)) return `${base}d`;
  if (/[^aeiou]y$/u.test(base)) return `${base.slice(0, -1)}ied`;
  return /^(?:stop|plan|drop|submit|commit|refer|prefer|occur|run|set)$/u.test(base)
    ? `${base}${base.at(-1) as string}ed`
    : `${base}ed`;
}

/** `does it works` → `does it work`; `did you went` → `did you go`. */
export const baseInQuestion: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const [subject, aux] = [at(sentence, i - 1), at(sentence, i - 2)];
    if (!isWord(token) || !isWord(subject) || !isWord(aux)) continue;
    if (
      !/^(?:i|you|he|she|it|we|they|this|that|anyone|anybody|everyone|someone)$/u.test(
        subject.lower,
      )
    )
      continue;
    if (
      !/^(?:do|does|did|don't|doesn't|didn't|can|could|will|would|should|must|may|might)$/u.test(
        aux.lower,
      )
    )
      continue;
    // "what it does it does well", "as they do they": an inversion opens its clause.
    const before = at(sentence, i - 3);
    if (
      before !== undefined &&
      isWord(before) &&
      !/^(?:how|why|what|when|where|which|who|and|but|so|or|nor|only|then)$/u.test(before.lower)
    )
      continue;
    const isDo = didForms.has(aux.lower);
    const base = wrongForm(token, isDo);
    // "What does this options do?": a noun.
    const parts = partCounts(base ?? '');
    if (/^(?:this|that)$/u.test(subject.lower) && parts.noun > parts.verb) continue;
    if (base !== undefined)
      yield correct('verb', 0.9, token, base, `After “${aux.text}” stands the base form.`);
  }
};
