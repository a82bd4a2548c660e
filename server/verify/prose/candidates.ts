import { isModelWord, wordLogProb } from './context.ts';
import { exchangesOf, smallWords } from './exchanges.ts';
import type { ExchangeKind } from './exchanges.ts';
import { pluralForm, singularForm, verbReadings, verbSpellings } from './forms.ts';
import { determiners } from './lexicon.ts';
import { adjacent, at, isWord } from './rule.ts';
import { soundsLikeVowel } from './sound.ts';
import { neighboursOf } from './spelling.ts';
import type { Sentence, Token } from './tokens.ts';

/** What kind of mistake a candidate would repair: exchanges of words, lost and added words, forms, torn words, order. */
export type CandidateKind =
  | ExchangeKind
  | 'verbForm'
  | 'number'
  | 'adverb'
  | 'typo'
  | 'shortTypo'
  | 'join'
  | 'split'
  | 'order'
  | 'addArticle'
  | 'addPreposition'
  | 'addSmall'
  | 'dropArticle'
  | 'dropPreposition'
  | 'dropSmall'
  | 'dropWord';

/** Tokens `[from, to)` would become `words`, small letters; an insertion has `from === to`. */
export interface Candidate {
  readonly kind: CandidateKind;
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

/** Every small edit of a sentence that grammar or a slip could ask for; masks, names and quoted words are left out. */
export function* candidatesOf(sentence: Sentence): Generator<Candidate> {
  const free = freeTokens(sentence);
  for (const [i, token] of sentence.tokens.entries()) {
    if (free[i] !== true) continue;
    if (isSubjunctive(sentence, i)) continue;
    for (const [word, kind] of replacementsOf(token))
      yield { kind, from: i, to: i + 1, words: [word] };
    for (const [left, right] of halvesOf(token.lower))
      yield { kind: 'split', from: i, to: i + 1, words: [left, right] };
    yield* deletions(sentence, i);
    yield* pairs(sentence, i, free[i + 1] === true);
    yield* insertions(sentence, i);
  }
}

/** "If I were you", "were it up to me": the plural of a condition or a wish is no slip. */
function isSubjunctive(sentence: Sentence, i: number): boolean {
  if (!/^were(?:n't)?$/u.test(sentence.tokens[i]?.lower ?? '')) return false;
  if (i === 0) return true;
  return sentence.tokens
    .slice(0, i)
    .some(({ lower }) => /^(?:if|whether|wish(?:e[sd])?|though)$/u.test(lower));
}

const quotes = /^["“”«»]$/u;
const tied = /^[-‐–/_'’&@#+~=*]$/u;

/** Which tokens may be touched: plain small words, and the first word; nothing quoted, hyphenated or a name. */
function freeTokens(sentence: Sentence): boolean[] {
  let quoted = false;
  return sentence.tokens.map((token, i) => {
    if (quotes.test(token.text)) quoted = !quoted;
    if (quoted || !isWord(token)) return false;
    const [before, next] = [at(sentence, i - 1), at(sentence, i + 1)];
    if (next !== undefined && (!next.spaced || next.text === '/') && tied.test(next.text))
      return false;
    if (before !== undefined && !token.spaced && tied.test(before.text)) return false;
    if (isPlain(token)) return !/^[^ai]$/u.test(token.text);
    return token.text === 'I' || (opens(sentence, i) && /^\p{Lu}[\p{Ll}'’]*$/u.test(token.text));
  });
}

/** All in small letters, whichever apostrophe it has. */
function isPlain(token: Token): boolean {
  return token.text.replaceAll('’', "'") === token.lower;
}

/** The first word of a sentence, and of one that follows a stop within it. */
function opens(sentence: Sentence, i: number): boolean {
  const before = at(sentence, i - 1);
  return before === undefined || (before.kind === 'mark' && /^[.!?:("“]$/u.test(before.text));
}

/** The closed-class words, whose slips are exchanges and never forms of a verb or noun. */
function isSmall(word: string): boolean {
  return (
    exchangesOf(word).size > 0 &&
    /^(?:auxiliary|determiner|article|preposition|pronoun)$/u.test(
      [...exchangesOf(word).values()][0] ?? '',
    )
  );
}

function replacementsOf(token: Token): ReadonlyMap<string, CandidateKind> {
  const word = token.lower;
  const known = cache.get(word);
  if (known !== undefined) return known;
  const found = new Map<string, CandidateKind>(exchangesOf(word));
  const add = (kind: CandidateKind, other: string | undefined): void => {
    if (other !== undefined && other !== word && !found.has(other) && isModelWord(other))
      found.set(other, kind);
  };
  if (!isSmall(word)) {
    add('number', pluralForm(word));
    add('number', singularForm(word));
    for (const { base } of verbReadings(word))
      for (const form of [base, ...verbSpellings(base)]) add('verbForm', form);
    for (const adverb of adverbsOf(word)) add('adverb', adverb);
  }
  // Of small words every letter makes another; those that are really mistaken are listed.
  for (const other of isSmall(word) ? [] : neighboursOf(word))
    add(Math.min(word.length, other.length) > 3 ? 'typo' : 'shortTypo', other);
  found.delete(word);
  if (cache.size > 5000) cache.clear();
  cache.set(word, found);
  return found;
}

const cache = new Map<string, ReadonlyMap<string, CandidateKind>>();

/** `quickly` for `quick`, `simply` for `simple`, `easily` for `easy`: the ending is lost, seldom added. */
function adverbsOf(word: string): readonly string[] {
  if (word.length < 4 || word.endsWith('ly')) return [];
  if (word.endsWith('le')) return [`${word.slice(0, -1)}y`];
  if (word.endsWith('y')) return [`${word.slice(0, -1)}ily`];
  return [word.endsWith('ic') ? `${word}ally` : `${word}ly`];
}

/** Least log-probability of each half of a word that is torn. */
const leastHalf = -11;

function halvesOf(word: string): readonly (readonly [string, string])[] {
  if (word.length < 4 || word.includes("'")) return [];
  const found: (readonly [string, string])[] = [];
  for (let cut = 1; cut < word.length; cut++) {
    const [left, right] = [word.slice(0, cut), word.slice(cut)];
    if ((left.length === 1 && left !== 'a') || right.length < 2) continue;
    if (!isModelWord(left) || !isModelWord(right)) continue;
    if (wordLogProb(left) >= leastHalf && wordLogProb(right) >= leastHalf)
      found.push([left, right]);
  }
  return found;
}

/** The token's loss: small words, and any word that stands twice within reach. */
function* deletions(sentence: Sentence, i: number): Generator<Candidate> {
  const token = sentence.tokens[i] as Token;
  const [before, next] = [at(sentence, i - 1), at(sentence, i + 1)];
  if (before === undefined || !adjacent(before, token)) return;
  // A word that stands twice is doubledWords' business.
  if (before.lower === token.lower || next?.lower === token.lower) return;
  const kind: CandidateKind = smallWords.article.includes(token.lower)
    ? 'dropArticle'
    : smallWords.preposition.includes(token.lower)
      ? 'dropPreposition'
      : smallWords.small.includes(token.lower)
        ? 'dropSmall'
        : 'dropWord';
  if (
    kind === 'dropWord' &&
    !/^(?:more|most|very|so|too|been|being|just|also|yet|such|can|should|of)$/u.test(token.lower)
  )
    return;
  yield { kind, from: i, to: i + 1, words: [] };
}

/** Words that stand before their subject in a question and behind it elsewhere. */
const inverted =
  /^(?:am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|\p{L}+n't)$/u;

function* pairs(sentence: Sentence, i: number, free: boolean): Generator<Candidate> {
  const [token, next] = [at(sentence, i), at(sentence, i + 1)];
  if (!free || !isWord(token) || !isWord(next) || !adjacent(token, next)) return;
  if (sentence.text.slice(token.end, next.start) !== ' ') return;
  const joined = token.lower + next.lower;
  if (token.lower.length > 1 || token.lower === 'a')
    // "can not" is another spelling, not a slip.
    if (isModelWord(joined) && joined !== 'cannot' && joined !== 'percent')
      yield { kind: 'join', from: i, to: i + 2, words: [joined] };
  if (token.lower !== next.lower && !inverted.test(token.lower) && !inverted.test(next.lower))
    yield { kind: 'order', from: i, to: i + 2, words: [next.lower, token.lower] };
}

/** Small words that may be missing before the token. */
function* insertions(sentence: Sentence, i: number): Generator<Candidate> {
  const [before, token] = [at(sentence, i - 1), at(sentence, i) as Token];
  if (i === 0 || !isPlain(token)) return;
  if (before !== undefined && !adjacent(before, token)) return;
  const place = { from: i, to: i };
  if (before === undefined || !determiners.has(before.lower)) {
    const vowel = soundsLikeVowel(token.lower);
    for (const word of smallWords.article)
      if (word === 'the' || vowel === (word === 'an'))
        yield { kind: 'addArticle', ...place, words: [word] };
  }
  for (const word of smallWords.preposition)
    if (word !== before?.lower && word !== token.lower)
      yield { kind: 'addPreposition', ...place, words: [word] };
  for (const word of smallWords.small)
    if (word !== before?.lower && word !== token.lower)
      yield { kind: 'addSmall', ...place, words: [word] };
}
