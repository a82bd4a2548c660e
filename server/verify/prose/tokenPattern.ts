import type { ProseCorrection } from '../../../protocol/checker.ts';
import type { VerbForm } from './forms.ts';
import { verbReadings } from './forms.ts';
import { inflected, pluralForm, singularForm, verbSpellings } from './forms.ts';
import { withCaseOf, words } from './lexicon.ts';
import { contextGain } from './context.ts';
import { correct } from './rule.ts';
import { soundsLikeVowel } from './sound.ts';
import type { Sentence, Token } from './tokens.ts';
import { adjectiveOf, formOf, wordClasses } from './wordClasses.ts';

/**
 * A row of a rule table: kind, prior, pattern, replacement.
 *
 * A pattern is a row of elements. `on|upon` is one of these words, `=depend` any form of that verb, `NOUN` a class of
 * `wordClasses.ts`, `!NOUN` anything else or the end, `x?` an element that may be missing, `x*` up to three, `x**` up to thirty, `^` and `$` the sentence's start and
 * end. `[ … ]` is what the replacement stands for. The replacement is words; `$2` is the second token of the brackets,
 * `$2.past` its past form (`base`, `third`, `gerund`, `past`, `participle`, `plural`, `singular`, `adverb`, `adjective`, `bare` without apostrophe, `object`, `subject`, `own`, `agreeing` for a plural verb, `name` with a capital), and `make~$1`
 * the verb make in the form that token has. `a` becomes `an` where the next word wants it. An empty replacement drops the words.
 */
export type PatternRow = readonly [
  kind: string,
  prior: number,
  pattern: string,
  replacement: string,
];

interface Element {
  readonly test: (token: Token | undefined) => boolean;
  readonly least: number;
  readonly most: number;
  readonly edge?: 'start' | 'end';
}

interface Compiled {
  readonly kind: string;
  readonly prior: number;
  readonly elements: readonly Element[];
  /** Index of the first element in the brackets, and of the first behind them. */
  readonly open: number;
  readonly close: number;
  readonly replacement: readonly string[];
  /** The sentence must have one of these words; undefined where every element is a class. */
  readonly needs: ReadonlySet<string> | undefined;
}

/** Reads a table once; an ill-formed pattern throws when the module loads. */
export function compilePatterns(rows: readonly PatternRow[]): readonly Compiled[] {
  return rows.map(([kind, prior, pattern, replacement]) => {
    const elements: Element[] = [];
    let [open, close] = [-1, -1];
    for (const part of pattern.split(/\s+/u)) {
      if (part === '[') open = elements.length;
      else if (part === ']') close = elements.length;
      else elements.push(readElement(part));
    }
    if (open < 0 || close < open) throw new Error(`The pattern “${pattern}” has no brackets.`);
    const words = replacement === '' ? [] : replacement.split(' ');
    return { kind, prior, elements, open, close, replacement: words, needs: neededWords(pattern) };
  });
}

/** The rarest choice of plain words among the elements that cannot be missing. */
function neededWords(pattern: string): ReadonlySet<string> | undefined {
  const sets = pattern
    .split(/\s+/u)
    .filter((part) => !/^[!^$?[\]]|[?*]$|\p{Lu}/u.test(part))
    .map((part) => new Set(part.split('|').flatMap(formsOfChoice)));
  return sets.sort((a, b) => a.size - b.size)[0];
}

/** A verb is asked for by all its forms, in every spelling. */
function formsOfChoice(choice: string): string[] {
  return choice.startsWith('=') ? [choice.slice(1), ...verbSpellings(choice.slice(1))] : [choice];
}

function readElement(part: string): Element {
  const [, body = '', count = ''] = /^(.+?)(\?|\*\*?)?$/u.exec(part) ?? [];
  const least = count === '' ? 1 : 0;
  const most = count === '**' ? 30 : count === '*' ? 3 : 1;
  if (part === '?') return { test: (token) => token?.text === '?', least: 1, most: 1 };
  if (body === '^')
    return { test: (token) => token === undefined, least: 1, most: 1, edge: 'start' };
  if (body === '$') return { test: (token) => token === undefined, least: 1, most: 1, edge: 'end' };
  if (body.startsWith('!') && body.length > 1) {
    const inner = testOf(body.slice(1));
    return { test: (token) => token === undefined || !inner(token), least, most };
  }
  const choices = body.split('|');
  const edge = choices.includes('^') || choices.includes('$');
  const inner = testOf(body);
  return { test: (token) => (token === undefined ? edge : inner(token)), least, most };
}

function testOf(body: string): (token: Token) => boolean {
  const choices = body.split('|').map((choice): ((token: Token) => boolean) => {
    if (choice.startsWith('=')) {
      const base = choice.slice(1);
      return (token) => verbReadings(token.lower).some((reading) => reading.base === base);
    }
    if (Object.hasOwn(wordClasses, choice)) return wordClasses[choice] as (token: Token) => boolean;
    if (/\p{Lu}/u.test(choice)) throw new Error(`There is no word class “${choice}”.`);
    return (token) => token.lower === choice;
  });
  return (token) => choices.some((test) => test(token));
}

/** Everything that the table's patterns find in a sentence. */
export function* matchPatterns(
  sentence: Sentence,
  table: readonly Compiled[],
): Generator<ProseCorrection> {
  const present = new Set(sentence.tokens.map((token) => token.lower));
  for (const row of table) {
    if (row.needs !== undefined && ![...row.needs].some((word) => present.has(word))) continue;
    for (let start = -1; start < sentence.tokens.length; start++) {
      const ends = matchAt(sentence, row.elements, start);
      if (ends === undefined) continue;
      const correction = replacementOf(sentence, row, start, ends);
      if (correction !== undefined) yield correction;
    }
  }
}

/** For each element the index behind the tokens it took, longest first; undefined without a match. */
function matchAt(
  sentence: Sentence,
  elements: readonly Element[],
  start: number,
): readonly number[] | undefined {
  const ends: number[] = [];
  const walk = (element: number, at: number): boolean => {
    const current = elements[element];
    if (current === undefined) return true;
    const taken = countTaken(sentence, current, at);
    for (let count = taken; count >= current.least; count--) {
      ends[element] = at + count;
      if (walk(element + 1, at + count)) return true;
    }
    return false;
  };
  return walk(0, start) ? ends : undefined;
}

function countTaken(sentence: Sentence, element: Element, at: number): number {
  if (element.edge === 'start') return at === -1 ? 1 : 0;
  if (element.edge === 'end') return at === sentence.tokens.length ? 1 : 0;
  let count = 0;
  while (
    count < element.most &&
    at + count <= sentence.tokens.length &&
    element.test(at + count < 0 ? undefined : sentence.tokens[at + count])
  )
    count++;
  return count;
}

function replacementOf(
  sentence: Sentence,
  row: Compiled,
  start: number,
  ends: readonly number[],
): ProseCorrection | undefined {
  const from = row.open === 0 ? start : (ends[row.open - 1] as number);
  const to = row.close === 0 ? start : (ends[row.close - 1] as number);
  const tokens = sentence.tokens.slice(from, to);
  // Words and a name in one hunk would change the name's place; a mark stays where it is.
  if (tokens.some((token) => token.kind === 'mask')) return undefined;
  const words: string[] = [];
  for (const word of row.replacement) {
    const written = writtenWord(word, tokens);
    if (written === undefined) return undefined;
    words.push(written);
  }
  const next = sentence.tokens[to]?.text ?? '';
  const text = words
    .map((word, i) =>
      word === 'a' && soundsLikeVowel(words[i + 1] ?? next) === true ? 'an' : word,
    )
    .join(' ');
  return spanCorrection(sentence, from, to, text, {
    kind: row.kind,
    prior: structural.has(row.kind)
      ? row.prior
      : weighed(row.prior, contextGain(sentence, from, to, modelWords(text))),
  });
}

/** What changes order or tense changes more than three words can tell. */
const structural = words('order tense conditional');

/** What the word model's opinion weighs beside a rule's prior, per natural log unit. */
const gainWeight = 0.3;
/** A rule that is sure by its own words listens less. */
const sureGainWeight = 0.15;
const surePrior = 0.9;
const [leastGain, mostGain] = [-8, 5];

/** A rule's prior after the word model has read the result. */
export function weighed(prior: number, gain: number): number {
  const limited = Math.max(leastGain, Math.min(mostGain, gain));
  return (
    1 /
    (1 +
      ((1 - prior) / prior) *
        Math.exp(-(prior >= surePrior ? sureGainWeight : gainWeight) * limited))
  );
}

/** A replacement as the word model reads it. */
export function modelWords(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}]+(?:'\p{L}+)?|[,;:.?!]/gu) ?? []
  );
}

const pluralVerbs: Readonly<Record<string, string>> = {
  is: 'are',
  was: 'were',
  "isn't": "aren't",
  "wasn't": "weren't",
};
const ownForms: Readonly<Record<string, string>> = {
  my: 'mine',
  your: 'yours',
  her: 'hers',
  our: 'ours',
  their: 'theirs',
};
const subjects: Readonly<Record<string, string>> = {
  me: 'I',
  you: 'you',
  him: 'he',
  her: 'she',
  it: 'it',
  us: 'we',
  them: 'they',
};
const objects: Readonly<Record<string, string>> = {
  i: 'me',
  you: 'you',
  it: 'it',
  he: 'him',
  she: 'her',
  we: 'us',
  they: 'them',
};

function writtenWord(word: string, tokens: readonly Token[]): string | undefined {
  const alike = /^(\p{L}+)~\$(\d)$/u.exec(word);
  if (alike !== null) return inFormOf(alike[1] as string, tokens[Number(alike[2]) - 1]);
  const reference = /^\$(\d)(?:\.(\w+))?$/u.exec(word);
  if (reference === null) return word;
  const token = tokens[Number(reference[1]) - 1];
  if (token === undefined) return undefined;
  const form = reference[2];
  if (form === undefined) return token.text;
  if (form === 'plural') return pluralForm(token.lower);
  if (form === 'singular') return singularForm(token.lower);
  if (form === 'adverb') return adverbOf(token.lower);
  if (form === 'adjective') return adjectiveOf(token.lower);
  if (form === 'bare') return token.lower.replace("'s", 's');
  // A small “i” is a name more often than a pronoun.
  if (form === 'object') return token.text === 'i' ? undefined : objects[token.lower];
  if (form === 'subject') return subjects[token.lower];
  if (form === 'own') return ownForms[token.lower];
  if (form === 'name') return token.lower.charAt(0).toUpperCase() + token.lower.slice(1);
  if (form === 'agreeing') return pluralVerbs[token.lower];
  return formOf(token.lower, form as VerbForm);
}

/** `make` in the form that another verb has: `did` gives `made`. */
function inFormOf(base: string, token: Token | undefined): string | undefined {
  const forms = verbReadings(token?.lower ?? '')[0]?.forms;
  const form = forms === undefined ? undefined : [...forms][0];
  return form === undefined ? undefined : inflected(base, form);
}

/** `quick` → `quickly`, `easy` → `easily`, `simple` → `simply`. */
export function adverbOf(adjective: string): string {
  if (adjective === 'good') return 'well';
  if (/[^aeiou]le$/u.test(adjective)) return `${adjective.slice(0, -1)}y`;
  if (/[^aeiou]y$/u.test(adjective)) return `${adjective.slice(0, -1)}ily`;
  return /ic$/u.test(adjective) ? `${adjective}ally` : `${adjective}ly`;
}

/** A correction of the tokens `[from, to)`; an empty one takes a blank along, an empty range inserts before `from`. */
export function spanCorrection(
  sentence: Sentence,
  from: number,
  to: number,
  text: string,
  { kind, prior }: { readonly kind: string; readonly prior: number },
): ProseCorrection | undefined {
  const [first, last] = [sentence.tokens[from], sentence.tokens[to - 1]];
  if (to <= from) {
    const next = sentence.tokens[from];
    const before = sentence.tokens[from - 1];
    if (text === '' || before === undefined) return undefined;
    const range = { start: before.end, end: before.end };
    const mark = /^[,.?!;:]/u.test(text);
    return next === undefined && !mark
      ? undefined
      : correct(kind, prior, range, mark ? text : ` ${text}`, `“${text}” is missing here.`);
  }
  if (first === undefined || last === undefined) return undefined;
  const old = sentence.text.slice(first.start, last.end);
  if (/[\r\n]/u.test(old)) return undefined;
  if (text === '') return droppedWords(sentence, from, to, { kind, prior });
  const fresh = withCaseOf(first.text, text);
  return fresh === old
    ? undefined
    : correct(
        kind,
        prior,
        { start: first.start, end: last.end },
        fresh,
        `“${fresh}” is meant here.`,
      );
}

function droppedWords(
  sentence: Sentence,
  from: number,
  to: number,
  { kind, prior }: { readonly kind: string; readonly prior: number },
): ProseCorrection | undefined {
  const [first, last, next] = [sentence.tokens[from], sentence.tokens[to - 1], sentence.tokens[to]];
  if (first === undefined || last === undefined) return undefined;
  const message = `“${sentence.text.slice(first.start, last.end)}” is too much here.`;
  const before = sentence.tokens[from - 1];
  if (before !== undefined && !/[\r\n]/u.test(sentence.text.slice(before.end, first.start)))
    return correct(kind, prior, { start: before.end, end: last.end }, '', message);
  if (next === undefined || /[\r\n]/u.test(sentence.text.slice(last.end, next.start)))
    return undefined;
  const capital = withCaseOf(first.text, next.text);
  return correct(kind, prior, { start: first.start, end: next.end }, capital, message);
}
