import { contextGain, isModelWord } from './context.ts';
import { withCaseOf, words } from './lexicon.ts';
import { adjacent, at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';
import { wordClasses } from './wordClasses.ts';
import { wordCounts } from './wordList.ts';

/**
 * Words that people take for each other, with the gain (natural log units) from which the word model is believed; behind a `>`
 * stands what is meant when only one direction happens. Bars were read off seven thousand clean sentences.
 */
const confusable: readonly (readonly [gain: number, words: string])[] = [
  [3.5, "your you're"],
  [4.5, "its it's"],
  [4, "their there they're"],
  [4, 'to too'],
  [4.5, 'then > than'],
  [6.5, 'than > then'],
  [3.5, "whose who's"],
  [4, 'weather whether'],
  [4, 'loose > lose'],
  [4, 'looses > loses'],
  [4, 'loosing > losing'],
  [3.5, 'affect effect'],
  [3.5, 'affects effects'],
  [4, 'affected effected'],
  [4, 'advice advise'],
  [4.5, "were where we're"],
  [4, 'quite quiet quit'],
  [4, 'accept except'],
  [5, 'principal principle'],
  [5, 'principals principles'],
  [5, 'complement compliment'],
  [5, 'stationary stationery'],
  [4, 'breath breathe'],
  [5, 'breaths breathes'],
  [4.5, 'passed past'],
  [5, 'peace piece'],
  [5, 'brake break'],
  [5, 'brakes breaks'],
  [4, 'hear here'],
  [4.5, 'know now'],
  [5, 'knows nose'],
  [5, 'by buy bye'],
  [5, 'lead led'],
  [5, 'of > off'],
  [8, 'off > of'],
  [5, 'form > from'],
  [6, 'from > form'],
  [5, 'desert dessert'],
  [5, 'dairy diary'],
  [4.5, 'week weak'],
  [5, 'weeks weaks'],
  [5, 'wait weight'],
  [6.5, 'right write'],
  [4, 'rite > right'],
  [5, 'whole hole'],
  [5, 'sight site cite'],
  [4.5, 'through threw thorough trough'],
  [4.5, 'though through thought tough'],
  [4, 'costumer > customer'],
  [4, 'costumers > customers'],
  [5, 'angel angle'],
  [5, 'casual causal'],
  [5, 'trail trial'],
  [5, 'bare bear'],
  [5.5, 'plane plain'],
  [5.5, 'role roll'],
  [5.5, 'steal steel'],
  [5.5, 'sale sail'],
  [5.5, 'some sum'],
  [5, 'meet meat'],
  [5, 'fare fair'],
  [4.5, 'knew new'],
  [4, 'choose chose'],
  [5, 'sent send'],
  [5, 'rise raise'],
  [5, 'allowed aloud'],
  [3.5, 'bellow below'],
  [5, 'beside besides'],
  [5, 'formally formerly'],
  [5, 'bored board'],
  [5, 'cloths clothes'],
  [5, 'council counsel'],
  [4, 'device devise'],
  [5, 'personal personnel'],
  [5, 'patience patients'],
  [5, 'precede proceed'],
  [5, 'root route'],
  [5, 'sense since'],
  [4.5, 'think thing'],
  [4.5, 'thinks things'],
  [4.5, 'very vary'],
  [5, 'waist waste'],
  [5, 'wonder wander'],
  [5, 'wear ware'],
  [5, 'later latter'],
  [5, 'moral morale'],
  [5.5, 'an and'],
  [5.5, 'though thought'],
  [5, 'taught thought'],
  [5, 'price prize'],
  [5, 'life live'],
  [5, 'lives life'],
  [5, 'belief believe'],
  [5, 'beliefs believes'],
  [5, 'proof prove'],
  [5, 'safe save'],
  [5, 'choice choose'],
  [5, 'success succeed'],
  [5, 'loss lose lost'],
  [5, 'less lest'],
  [5, 'expect except'],
  [5, 'economic economical'],
  [5, 'sensible sensitive'],
  [5, 'quality qualify'],
  [5, 'massage > message'],
  [5, 'county country'],
  [5, 'contact contract'],
  [4, 'pubic > public'],
  [5, 'assure ensure insure'],
  [5, 'adapt adopt'],
  [5, 'adopted adapted'],
  [5, 'hard hardly'],
  [5, 'late lately'],
  [5, 'near nearly'],
  [4.5, 'i me'],
];

const alternatives: ReadonlyMap<string, readonly (readonly [word: string, gain: number])[]> =
  readSets();

function readSets(): Map<string, (readonly [string, number])[]> {
  const found = new Map<string, (readonly [string, number])[]>();
  for (const [gain, list] of confusable) {
    const [left = '', meant] = list.split(' > ');
    const set = left.split(' ');
    for (const word of set) {
      const others = (meant === undefined ? set : [meant])
        .filter((other) => other !== word)
        .map((other) => [other, gain] as const);
      found.set(word, [...(found.get(word) ?? []), ...others]);
    }
  }
  return found;
}

/** How sure a gain makes: 0.8 at its set's bar, more beyond it. */
function priorOf(gain: number, bar: number): number {
  return Math.min(0.97, 1 / (1 + Math.exp(-(1.4 + 0.5 * (gain - bar)))));
}

/** A confusable word whose neighbours clearly prefer the other: `get back too you` → `to`. */
export const confusedInContext: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (!isWord(token) || (token.text !== token.lower && i > 0 && token.text !== 'I')) continue;
    let best: { word: string; gain: number; bar: number } | undefined;
    for (const [word, bar] of alternatives.get(token.lower) ?? []) {
      if (isVetoed(sentence, i, word)) continue;
      const gain = contextGain(sentence, i, i + 1, [word]);
      if (gain >= bar && (best === undefined || gain > best.gain)) best = { word, gain, bar };
    }
    if (best === undefined) continue;
    const right =
      best.word === 'i'
        ? 'I'
        : token.text === 'I' && i > 0
          ? best.word
          : withCaseOf(token.text, best.word);
    yield correct(
      'confused',
      priorOf(best.gain, best.bar),
      token,
      right,
      `“${right}” fits its neighbours, “${token.text}” does not.`,
    );
  }
};

/** What grammar knows better than a count: "you're losing" is no possessive, and "too" may end a clause. */
function isVetoed(sentence: Sentence, i: number, word: string): boolean {
  const [token, next] = [at(sentence, i), at(sentence, i + 1)];
  if (token === undefined) return true;
  if (
    /^(?:you're|they're|it's|who's|we're)$/u.test(token.lower) &&
    /^(?:your|their|its|whose)$/u.test(word)
  )
    return !isWord(next) || !startsNounPhrase(next);
  if (/^(?:your|their|its|whose)$/u.test(token.lower))
    return !isWord(next) || (startsNounPhrase(next) && !next.tags.has('Gerund'));
  if (token.lower === 'too' && word === 'to') return !isWord(next);
  return token.lower === 'there' && word === 'their' && !isWord(next);
}

function startsNounPhrase(token: Token): boolean {
  const { NOUN, ADJ, GERUND, ADVERB, PART, DET, PREP } = wordClasses as Record<
    string,
    (token: Token) => boolean
  >;
  if (GERUND?.(token) || ADVERB?.(token) || DET?.(token) || PREP?.(token)) return false;
  const isNoun = NOUN?.(token) === true;
  return (isNoun || ADJ?.(token) === true) && (isNoun || !(PART?.(token) === true));
}

/** Words that are often torn in two; other pairs ("log in", "time out") may be meant. */
const oftenTorn =
  words(`inside outside without within someone somebody something sometimes somewhere somehow anyone anybody anything anywhere anyway everyone
everybody everything everywhere nobody nothing nowhere another into onto upon already although however therefore whenever wherever whatever
whoever whether myself yourself himself herself itself ourselves themselves yourselves today tomorrow yesterday tonight weekend birthday breakfast
homework classroom bedroom bathroom airport football basketball notebook keyboard network background understand understanding overview otherwise
moreover furthermore meanwhile nevertheless throughout underneath toward towards afternoon grandmother grandfather afterwards beforehand
sometime downstairs upstairs overnight outcome income output input worldwide nearby newspaper password`);

const joinBar = 0.5;
const splitBar = 4;

/** Torn and joined words: `in side` → `inside`, `infront` → `in front`. */
export const tornWords: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const next = at(sentence, i + 1);
    if (!isWord(token) || !isWord(next) || !adjacent(token, next) || next.text !== next.lower)
      continue;
    const joined = token.lower + next.lower;
    if (!oftenTorn.has(joined) || !isModelWord(joined)) continue;
    if (sentence.text.slice(token.end, next.start) !== ' ') continue;
    const gain = contextGain(sentence, i, i + 2, [joined]);
    if (gain >= (joined.endsWith('to') ? splitBar : joinBar))
      yield correct(
        'joined',
        priorOf(gain, joinBar),
        { start: token.start, end: next.end },
        withCaseOf(token.text, joined),
        'This is one word.',
      );
  }
  yield* joinedWords(sentence);
};

const joinedWords: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (!isWord(token) || token.text !== token.lower || token.lower.length < 5) continue;
    if ((wordCounts().get(token.lower) ?? 0) >= 20) continue;
    for (let cut = 2; cut <= token.lower.length - 2; cut++) {
      const [left, right] = [token.lower.slice(0, cut), token.lower.slice(cut)];
      if ((wordCounts().get(left) ?? 0) < 2000 || (wordCounts().get(right) ?? 0) < 1000) continue;
      const gain = contextGain(sentence, i, i + 1, [left, right]);
      if (gain < splitBar) continue;
      yield correct(
        'torn',
        priorOf(gain, splitBar),
        token,
        `${left} ${right}`,
        'These are two words.',
      );
    }
  }
};
