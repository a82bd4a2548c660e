import { clauseSubject } from './clauseSubject.ts';
import { contextGain } from './context.ts';
import { inflected, verbWithForm } from './forms.ts';
import { modals, withCaseOf, words } from './lexicon.ts';
import { at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import { weighed } from './tokenPattern.ts';
import type { Sentence, Token } from './tokens.ts';
import { hasForm, isMostlyVerb, wordClasses } from './wordClasses.ts';

const { DET, POSS, PREP, HAVE, BE } = wordClasses as Record<
  'DET' | 'POSS' | 'PREP' | 'HAVE' | 'BE',
  (token: Token) => boolean
>;

/** Verbs of states and beliefs, whose present may stand beside a past: "he said that water boils". */
const lasting = words(
  'think know believe want need like love hate hope mean seem appear look cost contain belong consist depend exist matter own live work remain agree prefer suppose guess call say show use let please thank see feel include require support allow',
);
const auxiliaries: ReadonlyMap<string, string> = new Map(
  Object.entries({
    is: 'was',
    are: 'were',
    has: 'had',
    have: 'had',
    "doesn't": "didn't",
    "don't": "didn't",
    "isn't": "wasn't",
    "aren't": "weren't",
    "hasn't": "hadn't",
    "haven't": "hadn't",
  }),
);
const times = words(
  'night week month year summer winter spring autumn weekend monday tuesday wednesday thursday friday saturday sunday time',
);
const links = words('when while and so but until then before after as where because since');

/** One story has one tense: `when we leave the house, it was raining` → `left`. */
export const narrativeTense: Rule = function* (sentence) {
  const anchor = hasPastTime(sentence);
  const finite = sentence.tokens.map((token, i) => isPastFinite(sentence, token, i));
  if (!anchor && !finite.includes(true)) return;
  for (const [i, verb] of sentence.tokens.entries()) {
    const past = pastOf(sentence, verb, i);
    if (past === undefined || isQuoted(sentence, i)) continue;
    const subject = clauseSubject(sentence, i);
    if (subject === undefined || subject.relative) continue;
    const wrongNumber =
      subject.number === 'singular' &&
      hasForm(verb.lower, 'base') &&
      !isAuxiliary(verb) &&
      subject.pronoun !== 'i' &&
      subject.pronoun !== 'you';
    const opener = at(sentence, subject.start - 1)?.lower ?? '';
    const linked = links.has(opener) || opener === ',';
    const told = anchor ? !isApart(sentence, i) : linked && storyGoesOn(sentence, i, finite);
    if (!told) continue;
    if (lasting.has(baseOfVerb(verb)) && !wrongNumber) continue;
    if (isAuxiliary(verb) && !anchor) continue;
    const text = withCaseOf(verb.text, past);
    const gain = contextGain(sentence, i, i + 1, [past]);
    const prior = wrongNumber
      ? 0.985
      : anchor
        ? 0.9
        : opener === 'when' || opener === 'while'
          ? 0.88
          : 0.86;
    yield correct(
      'tense',
      weighed(prior, gain * 0.3),
      verb,
      text,
      `“${text}” tells it in the past, as the rest.`,
    );
  }
};

function isAuxiliary(token: Token): boolean {
  return auxiliaries.has(token.lower);
}

function baseOfVerb(token: Token): string {
  return verbWithForm(token.lower, 'base') ?? verbWithForm(token.lower, 'third') ?? '';
}

/** The past of a verb in the present; undefined for what is no finite present form beyond doubt. */
function pastOf(sentence: Sentence, verb: Token, i: number): string | undefined {
  if (!isWord(verb) || verb.text !== verb.lower || modals.has(verb.lower)) return undefined;
  if (isAuxiliary(verb)) {
    const next = at(sentence, i + 1);
    // "have seen" becomes "saw", which other rules say.
    const isPerfect = isWord(next) && hasForm(next.lower, 'participle');
    return /^(?:has|have)$/u.test(verb.lower) && (next?.lower === 'to' || isPerfect)
      ? undefined
      : auxiliaries.get(verb.lower);
  }
  if (hasForm(verb.lower, 'past') || !(hasForm(verb.lower, 'base') || hasForm(verb.lower, 'third')))
    return undefined;
  const before = at(sentence, i - 1);
  if (
    before === undefined ||
    DET(before) ||
    POSS(before) ||
    PREP(before) ||
    HAVE(before) ||
    BE(before) ||
    modals.has(before.lower) ||
    /^(?:to|not|do|does|did|don't|doesn't|didn't|please|let|n't)$/u.test(before.lower)
  )
    return undefined;
  const base = baseOfVerb(verb);
  if (/^(?:do|have|be|need)$/u.test(base)) return undefined;
  if (!isMostlyVerb(verb.lower) && !verb.tags.has('Verb')) return undefined;
  return inflected(base, 'past');
}

/** "yesterday", "last week", "two years ago", "in 1969". */
function hasPastTime(sentence: Sentence): boolean {
  if (
    sentence.tokens.some(({ lower }) =>
      /^(?:every|always|usually|now|today|tomorrow|nowadays|currently|since|if|still|often|never|sometimes|will|would)$/u.test(
        lower,
      ),
    )
  )
    return false;
  return sentence.tokens.some((token, i) => {
    const [before, next] = [at(sentence, i - 1), at(sentence, i + 1)];
    if (token.lower === 'yesterday') return true;
    if (token.lower === 'ago') return true;
    // "more than last year" compares with the past and tells of today.
    if (
      token.lower === 'last' &&
      times.has(next?.lower ?? '') &&
      !/^(?:the|than|as)$/u.test(before?.lower ?? '')
    )
      return true;
    return before?.lower === 'in' && /^1[5-9]\d\d$/u.test(token.text);
  });
}

/** A clause of its own behind "that", "which" or "what" may tell what holds today; so may one that opens with "I think". */
function isApart(sentence: Sentence, i: number): boolean {
  for (let k = i - 1; k >= 0; k--) {
    const { lower, text } = at(sentence, k) as Token;
    if (/^(?:that|which|what|who|whether|how|because)$/u.test(lower)) return true;
    if (/^[.;:!?(]$/u.test(text)) return false;
  }
  return (
    sentence.tokens
      .slice(i + 1)
      .some(({ lower }) => /^(?:that|what|because|which)$/u.test(lower)) &&
    !isAnchoredBefore(sentence, i)
  );
}

function isAnchoredBefore(sentence: Sentence, i: number): boolean {
  return sentence.tokens.slice(0, i).some(({ lower }) => /^(?:yesterday|ago|last)$/u.test(lower));
}

/** The rest of the sentence tells the past, nothing the present, and the clause at `i` is no statement of its own. */
function storyGoesOn(sentence: Sentence, i: number, finite: readonly boolean[]): boolean {
  const tokens = sentence.tokens;
  if (
    tokens.some(({ lower }) =>
      /^(?:now|today|tomorrow|always|usually|every|often|if|unless|nowadays|currently|still|never|says?|means?|wish|think|know)$/u.test(
        lower,
      ),
    )
  )
    return false;
  if (
    tokens.some(
      ({ lower }, k) =>
        k !== i &&
        (/^(?:is|are|am|has|have|does|do|isn't|aren't|don't|doesn't|haven't|hasn't|\p{L}+'(?:s|re|m|ve|ll))$/u.test(
          lower,
        ) ||
          modals.has(lower)),
    )
  )
    return false;
  if (tokens.slice(0, i).some(({ lower }) => /^(?:that|which|what|who|whether|how)$/u.test(lower)))
    return false;
  return finite.some((past, k) => past && k !== i && !isRelative(sentence, k));
}

/** "the first error that was received": a relative clause tells nothing of the story. */
function isRelative(sentence: Sentence, k: number): boolean {
  return [1, 2].some((back) => /^(?:that|which|who)$/u.test(at(sentence, k - back)?.lower ?? ''));
}

function isPastFinite(sentence: Sentence, token: Token, i: number): boolean {
  if (!isWord(token)) return false;
  if (/^(?:was|were|had|did|wasn't|weren't|hadn't|didn't)$/u.test(token.lower)) return true;
  if (!hasForm(token.lower, 'past') || hasForm(token.lower, 'base')) return false;
  const before = at(sentence, i - 1);
  if (before === undefined || !isWord(before)) return false;
  if (HAVE(before) || BE(before) || DET(before) || POSS(before) || PREP(before)) return false;
  return (
    /^(?:i|you|he|she|it|we|they|who|everybody|everyone|somebody|someone|nobody)$/u.test(
      before.lower,
    ) ||
    (clauseSubject(sentence, i) !== undefined && token.tags.has('PastTense'))
  );
}

function isQuoted(sentence: Sentence, i: number): boolean {
  const marks = sentence.tokens.slice(0, i).filter(({ text }) => /^["“”«»]$/u.test(text));
  return marks.length % 2 === 1;
}
