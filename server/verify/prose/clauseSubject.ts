import { modals, prepositions, words } from './lexicon.ts';
import { endsIntroduction } from './introductions.ts';
import { partCounts, singularForm } from './forms.ts';
import { isNounAt, nounPhrase } from './nounPhrase.ts';
import type { GrammaticalNumber, NounPhrase } from './nounPhrase.ts';
import { adjacent, at, isWord } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';
import { hasForm, people, wordClasses } from './wordClasses.ts';

/** The subject of a clause, as far as the words before its verb tell. */
export interface ClauseSubject {
  readonly number: GrammaticalNumber;
  /** The word that decides the number. */
  readonly head: Token;
  /** Where the subject begins, and the word before its verb ends it. */
  readonly start: number;
  /** First, second or third person. */
  readonly pronoun?: string;
  /** The head stands right before the verb (adverbs aside). */
  readonly near: boolean;
  readonly relative: boolean;
  /** A subordinate clause, which cannot do without a verb. */
  readonly subordinate: boolean;
}

const singularWords = words(
  'he she it this that everyone everybody everything someone somebody something anyone anybody anything nobody nothing each',
);
const pluralWords = words('we they these those both many few several people');
/** "Most of the X", "a lot of X": X decides. */
const transparent = words('lot lots most some all plenty');
/** Here both numbers are in use. */
const either = words(
  'half rest majority none any percent part minority third quarter bulk remainder halves thirds quarters fifths tenths',
);
const pluralHeads = words('number couple handful');
const singularPronounHeads = words('one each either neither another');
const clauseOpeners = words(
  'and but or so that because if when while where whether although though since unless until once after before which who what how why whenever wherever then however hence yet otherwise therefore thus else',
);
const reportingVerbs = words(
  'think thinks thought know knows knew believe believes hope hopes say says said ensure ensures sure guess suppose assume assumes afraid glad sorry told',
);
const { NOUN, ADVERB } = wordClasses as Record<'NOUN' | 'ADVERB', (token: Token) => boolean>;

/** The subject of the verb at `verb`, undefined when the words before it do not form one beyond doubt. */
export function clauseSubject(sentence: Sentence, verb: number): ClauseSubject | undefined {
  let end = verb - 1;
  while (end > 0 && (isSkippable(at(sentence, end)) || isDated(sentence, end))) end--;
  const last = at(sentence, end);
  const next = at(sentence, end + 1);
  if (!adjacent(last, next)) return undefined;
  // What stands between is masked.
  if (sentence.text.slice(last?.end, next?.start).trim() !== '') return undefined;
  if (last?.kind === 'mask') return maskedSubject(sentence, end, last);
  // "`Mapper`s are used".
  if (last?.lower === 's' && !last.spaced) return undefined;
  if (!isWord(last) || modals.has(last.lower)) return undefined;
  const split = splitSubject(sentence, end, verb);
  if (split !== undefined) return split;
  const pronoun = pronounSubject(sentence, end);
  if (pronoun !== undefined) return pronoun;
  if (/^(?:who|which|that)$/u.test(last.lower)) return relativeSubject(sentence, end);
  return phraseSubject(sentence, end);
}

/** "my colleague who sits next to me talks": the subject stands before a relative clause that ends here. */
function splitSubject(sentence: Sentence, end: number, verb: number): ClauseSubject | undefined {
  for (let k = end - 1; k > Math.max(0, end - 9); k--) {
    const token = at(sentence, k);
    if (!isWord(token) || /^(?:and|or|but|if|when|because|while|as|than)$/u.test(token.lower))
      return undefined;
    if (!/^(?:who|which|that)$/u.test(token.lower)) continue;
    const phrase = nounPhrase(sentence, k - 1);
    const inner = at(sentence, k + 1);
    // The relative clause has its verb at once, and something behind it before ours.
    if (
      phrase?.number === undefined ||
      !isWord(inner) ||
      !opensClause(sentence, phrase.start) ||
      phrase.start > 1
    )
      return undefined;
    const finite =
      hasForm(inner.lower, 'third') ||
      hasForm(inner.lower, 'past') ||
      /^(?:is|are|was|were|has|have)$/u.test(inner.lower);
    if (!finite || k + 2 >= verb || /^(?:to|not)$/u.test(at(sentence, verb - 1)?.lower ?? ''))
      return undefined;
    const before = at(sentence, verb - 1);
    if (
      before === undefined ||
      !(ADVERB(before) || /^(?:me|us|him|them|it|you|her)$/u.test(before.lower))
    )
      return undefined;
    return {
      number: phrase.number,
      head: phrase.head,
      start: phrase.start,
      near: false,
      relative: false,
      subordinate: false,
    };
  }
  return undefined;
}

/** "`npm install` don't work", "node 14 dont": a name, or a noun with its number, is one thing. */
function maskedSubject(sentence: Sentence, end: number, mask: Token): ClauseSubject | undefined {
  const before = at(sentence, end - 1);
  // `options` may be one name or many things.
  const isCode = mask.text.startsWith('`') && !/[^s]s`$/u.test(mask.text);
  const numbered = isWord(before) && /^[\d.]+$/u.test(mask.text) && isNounAt(sentence, end - 1);
  const phrase = numbered ? nounPhrase(sentence, end - 1) : undefined;
  if (numbered && phrase?.number !== 'singular') return undefined;
  const start = phrase?.start ?? end;
  if (!numbered && (!isCode || /^(?:and|or|,)$/u.test(before?.lower ?? ''))) return undefined;
  if (!opensClause(sentence, start)) return undefined;
  return {
    number: 'singular',
    head: phrase?.head ?? mask,
    start,
    near: true,
    relative: false,
    subordinate: isSubordinate(sentence, start),
  };
}

const subordinators = words(
  'that if because when while whether where although though unless how why',
);

/** Behind "that" or "when" stands a clause, so a verb must follow its subject. */
function isSubordinate(sentence: Sentence, start: number): boolean {
  return (
    subordinators.has(at(sentence, start - 1)?.lower ?? '') ||
    /^(?:time|everytime|moment)$/u.test(at(sentence, start - 1)?.lower ?? '')
  );
}

function isSkippable(token: Token | undefined): boolean {
  return (
    isWord(token) &&
    ADVERB(token) &&
    !/^(?:there|here|so|then|when|how|why|where|now|yesterday|today|tomorrow|once|more|most|less|as)$/u.test(
      token.lower,
    )
  );
}

/** "youngsters today do contribute": the time behind a noun is not the subject. */
function isDated(sentence: Sentence, index: number): boolean {
  return (
    /^(?:today|nowadays|tomorrow|yesterday)$/u.test(at(sentence, index)?.lower ?? '') &&
    isNounAt(sentence, index - 1)
  );
}

function pronounSubject(sentence: Sentence, at_: number): ClauseSubject | undefined {
  const token = at(sentence, at_) as Token;
  const isSubject = /^(?:i|you|he|she|it|we|they)$/u.test(token.lower);
  const isOther = singularWords.has(token.lower) || pluralWords.has(token.lower);
  if (!isSubject && !isOther) return undefined;
  if (token.lower === 'that' || token.text === 'i') return undefined;
  // "this commit reverts", "each test fails": a noun stands between.
  const next = at(sentence, at_ + 1);
  if (
    /^(?:this|each)$/u.test(token.lower) &&
    isWord(next) &&
    NOUN(next) &&
    isVerbAt(sentence, at_ + 2)
  )
    return undefined;
  const before = at(sentence, at_ - 1);
  if (before?.lower === 'and' && !hasVerbBefore(sentence, at_ - 1)) {
    const first = nounPhrase(sentence, at_ - 2) ?? simplePronoun(sentence, at_ - 2);
    if (first === undefined || !opensClause(sentence, first.start)) return undefined;
    return {
      number: 'plural',
      head: token,
      start: first.start,
      near: true,
      relative: false,
      subordinate: false,
    };
  }
  // "it" and "you" may be objects of a verb before them; only a clause opener makes them subjects.
  if (
    !(before?.lower === 'and' && hasVerbBefore(sentence, at_ - 1)) &&
    !opensClause(sentence, at_) &&
    !(isSubject && !/^(?:it|you)$/u.test(token.lower) && !governs(before))
  )
    return undefined;
  const plural = pluralWords.has(token.lower) || /^(?:i|you)$/u.test(token.lower);
  return {
    number: plural ? 'plural' : 'singular',
    head: token,
    start: at_,
    near: true,
    relative: false,
    subordinate: isSubordinate(sentence, at_),
    ...(isSubject ? { pronoun: token.lower } : {}),
  };
}

function isVerbAt(sentence: Sentence, index: number): boolean {
  const token = at(sentence, index);
  return isWord(token) && (token.tags.has('Verb') || hasForm(token.lower, 'base'));
}

function simplePronoun(sentence: Sentence, index: number): NounPhrase | undefined {
  const token = at(sentence, index);
  return isWord(token) && /^(?:i|you|he|she|we|they)$/u.test(token.lower)
    ? { start: index, head: token, number: undefined }
    : undefined;
}

/** An auxiliary, preposition or causative before a pronoun: what follows is no finite verb of its own. */
function governs(before: Token | undefined): boolean {
  return (
    before !== undefined &&
    (modals.has(before.lower) ||
      prepositions.has(before.lower) ||
      /^(?:do|does|did|don't|doesn't|didn't|let|lets|make|makes|made|help|helps|helped|have|has|had|is|are|was|were|am|than|like|see|saw|hear|watch|nor|should|can|could|neither)$/u.test(
        before.lower,
      ))
  );
}

function relativeSubject(sentence: Sentence, index: number): ClauseSubject | undefined {
  let end = index - 1;
  const word = at(sentence, index)?.lower;
  if (at(sentence, end)?.text === ',' && word !== 'that') end--;
  const found = nounPhrase(sentence, end);
  const phrase = found?.number === undefined ? openingPlural(sentence, end) : found;
  if (phrase?.number === undefined) return undefined;
  // "one of the files that are", "nodes in the list that are": the antecedent may be either noun.
  const before = at(sentence, phrase.start - 1)?.lower ?? '';
  if (/^(?:and|or)$/u.test(before)) return undefined;
  // "scientists who work in a field that …": either noun may be meant.
  if (prepositions.has(before) && sentence.tokens.slice(0, phrase.start).some(isRelative))
    return undefined;
  if (prepositions.has(before)) {
    const outer = nounPhrase(sentence, phrase.start - 2) ?? quantifier(sentence, phrase.start - 2);
    const isPerson = word === 'who' && people.has(phrase.head.lower);
    const counts = /^(?:number|amount|list|set|lot|group|kind|type)$/u.test(
      outer?.head.lower ?? '',
    );
    if (outer !== undefined && outer.number !== phrase.number && !isPerson && !counts)
      return undefined;
  }
  if (
    word === 'that' &&
    /^(?:fact|reason|way|idea|time|day|moment|chance|feeling|news|hope|fear|belief|claim|evidence)$/u.test(
      phrase.head.lower,
    )
  )
    return undefined;
  return {
    number: phrase.number,
    head: phrase.head,
    start: phrase.start,
    near: !(word === 'who' && people.has(phrase.head.lower)),
    relative: true,
    subordinate: false,
  };
}

/** "Boats that draw": alone at the start it might be a name, but a relative clause tells more of things than of names. */
function openingPlural(sentence: Sentence, index: number): NounPhrase | undefined {
  const head = at(sentence, index);
  const singular = singularForm(head?.lower ?? '');
  return index === 0 && isWord(head) && singular !== undefined && partCounts(singular).noun > 0
    ? { start: 0, head, number: 'plural' }
    : undefined;
}

function isRelative(token: Token): boolean {
  return /^(?:who|which)$/u.test(token.lower);
}

function phraseSubject(sentence: Sentence, end: number): ClauseSubject | undefined {
  const last = nounPhrase(sentence, end) ?? partitivePronoun(sentence, end);
  if (last === undefined) return undefined;
  // "the order in which things are defined": no part of a longer phrase.
  if (at(sentence, last.start)?.lower === 'which') return undefined;
  const near = { number: last.number, head: last.head, start: last.start, near: true };
  // "is a teacher and my father works": the conjunction joins clauses, not nouns.
  const apart =
    at(sentence, last.start - 1)?.lower === 'and' &&
    hasFiniteBefore(sentence, last.start - 1) &&
    !isPair(sentence, last);
  const subject =
    (apart ? near : withPrepositions(sentence, near)) ?? withCoordination(sentence, last);
  if (subject?.number === undefined || !opensClause(sentence, subject.start)) return undefined;
  return {
    ...subject,
    number: subject.number,
    relative: false,
    subordinate: isSubordinate(sentence, subject.start),
  };
}

/** "where your father and uncle were": one determiner for two nouns, or a clause that begins before the first. */
function isPair(sentence: Sentence, last: NounPhrase): boolean {
  const first = nounPhrase(sentence, last.start - 2);
  if (first === undefined || first.start === last.start - 2) return false;
  const opener = at(sentence, first.start - 1)?.lower ?? '';
  return (
    last.start === sentence.tokens.indexOf(last.head) ||
    /^(?:where|that|when|if|because|how|why|whether|while)$/u.test(opener)
  );
}

interface Partial {
  readonly number: GrammaticalNumber | undefined;
  readonly head: Token;
  readonly start: number;
  readonly near: boolean;
}

/** "the effect of the change": the noun before the preposition is the head; "a lot of files": it is not. */
function withPrepositions(sentence: Sentence, near: Partial): Partial | undefined {
  const before = at(sentence, near.start - 1);
  if (
    before === undefined ||
    !prepositions.has(before.lower) ||
    /^(?:until|before|after|since)$/u.test(before.lower)
  ) {
    return /^(?:and|or|nor)$/u.test(before?.lower ?? '') ? undefined : near;
  }
  const outer = nounPhrase(sentence, near.start - 2) ?? quantifier(sentence, near.start - 2);
  if (outer === undefined) return undefined;
  if (before.lower === 'of') {
    const head = outer.head.lower;
    if (either.has(head)) return undefined;
    if (transparent.has(head)) return { ...near, start: outer.start };
    if (pluralHeads.has(head) && at(sentence, outer.start + 1) !== outer.head) return undefined;
    if (pluralHeads.has(head))
      return outer.determiner === 'the' && head === 'number'
        ? { number: 'singular', head: outer.head, start: outer.start, near: false }
        : { number: 'plural', head: outer.head, start: outer.start, near: false };
    if (singularPronounHeads.has(head))
      return { number: 'singular', head: outer.head, start: outer.start, near: false };
    if (
      /^(?:variety|group|set|bunch|range|series|pair|kind|kinds|type|types|sort|sorts|list|team|collection|pile|array|combination|class|family|many|few|several|two|three|both)$/u.test(
        head,
      )
    )
      return head === 'list' || head === 'array'
        ? { number: 'singular', head: outer.head, start: outer.start, near: false }
        : /^(?:many|few|several|two|three|both)$/u.test(head)
          ? { number: 'plural', head: outer.head, start: outer.start, near: false }
          : undefined;
  }
  return withPrepositions(sentence, {
    number: outer.number,
    head: outer.head,
    start: outer.start,
    near: false,
  });
}

/** "both of them", "one of us". */
function partitivePronoun(sentence: Sentence, end: number): NounPhrase | undefined {
  const head = at(sentence, end);
  return isWord(head) &&
    /^(?:them|us|these|those)$/u.test(head.lower) &&
    at(sentence, end - 1)?.lower === 'of'
    ? { start: end, head, number: 'plural' }
    : undefined;
}

function quantifier(sentence: Sentence, index: number): NounPhrase | undefined {
  const token = at(sentence, index);
  if (!isWord(token)) return undefined;
  const known =
    transparent.has(token.lower) ||
    either.has(token.lower) ||
    singularPronounHeads.has(token.lower) ||
    /^(?:many|few|several|two|three|both)$/u.test(token.lower);
  return known ? { start: index, head: token, number: undefined } : undefined;
}

/** "the user and the admin" is plural; after "or" the nearer one decides. */
function withCoordination(sentence: Sentence, last: NounPhrase): Partial | undefined {
  const joint = at(sentence, last.start - 1)?.lower;
  const first = nounPhrase(sentence, last.start - 2) ?? simplePronoun(sentence, last.start - 2);
  if (first === undefined || !opensClause(sentence, first.start)) return undefined;
  if (
    /^(?:each|every|no|all)$/u.test(first.determiner ?? '') ||
    /^(?:each|every|no)$/u.test(last.determiner ?? '')
  )
    return undefined;
  if (joint === 'and')
    return { number: 'plural', head: last.head, start: first.start, near: false };
  return joint === 'or' || joint === 'nor'
    ? { number: last.number, head: last.head, start: first.start, near: true }
    : undefined;
}

/** Whether nothing stands before the subject that could govern it: a clause begins there. */
function opensClause(sentence: Sentence, start: number): boolean {
  let index = start - 1;
  while (index >= 0 && isSkippable(at(sentence, index))) index--;
  const before = at(sentence, index);
  if (before === undefined) return true;
  if (/^(?:neither|either)$/u.test(before.lower)) return opensClause(sentence, index);
  if (endsIntroduction(sentence, index, start)) return true;
  if (before.text === ',') return !insideList(sentence, index);
  if (/^[.;:!?(–—"“]$/u.test(before.text)) return true;
  if (before.kind !== 'word') return false;
  if (before.lower === 'that') return true;
  if (/^(?:and|or)$/u.test(before.lower)) return conjunctionOpens(sentence, index);
  // "each time the window resizes", "the way the cache works".
  if (/^(?:time|everytime|way|moment)$/u.test(before.lower)) return true;
  return clauseOpeners.has(before.lower) || reportingVerbs.has(before.lower);
}

/** "and" joins clauses behind a comma, or where no noun stands before it that it could join with the next. */
function conjunctionOpens(sentence: Sentence, index: number): boolean {
  const before = at(sentence, index - 1);
  if (before?.text === ',') return !insideList(sentence, index - 1);
  if (hasFiniteBefore(sentence, index)) return true;
  if (!isWord(before) || isNounAt(sentence, index - 1)) return false;
  return (
    /^(?:him|her|it|them|us|me|there|here|too|well|now)$/u.test(before.lower) ||
    hasForm(before.lower, 'past') ||
    hasForm(before.lower, 'third') ||
    hasForm(before.lower, 'participle') ||
    before.tags.has('Verb')
  );
}

/** Whether the clause before the conjunction at `index` has a finite verb of its own. */
function hasVerbBefore(sentence: Sentence, index: number): boolean {
  for (let k = index - 1; k >= 0; k--) {
    const token = at(sentence, k) as Token;
    if (token.kind === 'mark' && /^[,.;:!?(]$/u.test(token.text)) return false;
    if (/^(?:that|which|who|because|if|when|while|between|both)$/u.test(token.lower)) return false;
    if (
      /^(?:is|was|am|are|were|has|had|does|did)$/u.test(token.lower) ||
      modals.has(token.lower) ||
      (token.tags.has('PastTense') && hasForm(token.lower, 'past')) ||
      (token.tags.has('PresentTense') && hasForm(token.lower, 'third'))
    )
      return true;
  }
  return false;
}

/** "My mother is a teacher and my father works": what stands before the conjunction has its verb, so a clause follows. */
function hasFiniteBefore(sentence: Sentence, index: number): boolean {
  for (let k = index - 1; k >= 0; k--) {
    const token = at(sentence, k) as Token;
    if (token.kind === 'mark' && /^[,.;:!?(]$/u.test(token.text)) return false;
    if (/^(?:that|which|who|because|if|when|while|and|or|between|both|of)$/u.test(token.lower))
      return false;
    // Only a form of be takes a noun that is no object: "I like my mother and my father" joins two.
    if (/^(?:is|was|am|are|were|isn't|wasn't)$/u.test(token.lower)) return true;
  }
  return false;
}

/** A comma may part the members of a list, or close a parenthesis. */
function insideList(sentence: Sentence, comma: number): boolean {
  const earlier = sentence.tokens.slice(0, comma);
  if (earlier.some((token) => token.text === ',' || token.text === '(')) return true;
  // An introduction has a verb or a preposition, or is one word; "the name, the size" has neither.
  const opener = earlier.find((token) => token.kind === 'word');
  if (opener === undefined) return false;
  if (earlier.filter((token) => token.kind === 'word').length <= 2) return false;
  return !earlier.some(
    (token) =>
      prepositions.has(token.lower) ||
      clauseOpeners.has(token.lower) ||
      token.tags.has('Verb') ||
      token.tags.has('Adverb'),
  );
}
