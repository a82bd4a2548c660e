import { wordsOf } from '../words.ts';
import type { Value } from './values.ts';

/** Constants of a function, so that arguments fall on both sides of what it compares with. */
export interface Constants {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
  /** JavaScript code that speaks of `null` gets it for missing values, other code `undefined`. */
  readonly usesNull: boolean;
}

/** Repeatable choices: the same path and seed give the same value, whoever asks first. */
export interface Draws {
  /** Unknown shapes become blanks instead of guesses. */
  readonly exploring: boolean;
  /** What the language calls a missing value. */
  readonly nothing: Value;
  /** How the language writes its maps. */
  readonly mapKind: 'dict' | 'map' | 'object';
  number(path: string, name: string): number;
  text(path: string, name: string): string;
  flag(path: string): boolean;
  /** A date in milliseconds since 1970. */
  day(path: string): number;
  size(path: string): number;
  leavesOut(path: string): boolean;
  /** Counts one more value; true once a run has drawn so many that arguments grow without end. */
  isSpent(): boolean;
  /** Notes that a method of a drawn object was called. */
  note(call: string): void;
  pick<T>(path: string, from: readonly T[]): T;
}

const plainTexts = [
  'abc',
  'Hello World',
  'level',
  'a',
  'banana split',
  'A man',
  'xyz',
  '',
  'Zoo',
  ' abc ',
  'hello',
  'two words here',
  'ABC',
  'b',
  'aab',
  '12',
];
const plainNumbers = [3, 5, 1, 2, 7, 4, 10, 0, 6, 12, 8, -1, 20, 9, 15, 100, -4];

/** Numbers that make sense for a name; others get plain ones and the function's constants. */
const namedNumbers: readonly (readonly [RegExp, readonly number[]])[] = [
  [
    /^(rate|ratio|fraction|probability|probabilities|tax|interest|alpha)$/,
    [0.1, 0.25, 0.5, 0.2, 0.05],
  ],
  [/^(percent|percentage|pct|discount)$/, [10, 25, 50, 20, 5]],
  [/^(year)$/, [2023, 2024, 1900, 2000, 1999, 2100]],
  [/^(month)$/, [1, 2, 3, 6, 11, 12]],
  [/^(day|weekday)$/, [1, 2, 5, 6, 0, 3]],
  [/^(hour|hours)$/, [0, 9, 12, 13, 23, 5]],
  [/^(index|idx|i|j|k|position|pos|offset)$/, [0, 1, 2, 1, 0]],
  [
    /^(n|count|size|length|width|limit|times|depth|page|step|rows|cols|columns)$/,
    [3, 2, 5, 1, 4, 6, 0, 7, 10],
  ],
  [/^(low|lower|min|minimum|lo|start|from|begin|left|bottom|first)$/, [1, 0, 2, -3, 3, 5, 7]],
  [/^(high|upper|max|maximum|hi|end|to|stop|right|top|last)$/, [5, 8, 4, 10, 6, 2, 1]],
  [
    /^(seconds|secs|ms|milliseconds|duration|minutes|bytes)$/,
    [59, 3725, 60, 7, 90, 86399, 3600, 125],
  ],
];

/** Plain arguments of a small function hold a few dozen values. */
const mostValues = 400;

/** Draws for one run. */
export function createDraws(options: {
  readonly seed: number;
  readonly exploring: boolean;
  readonly python: boolean;
  readonly constants: Constants;
  readonly note?: (call: string) => void;
}): Draws {
  const { seed, exploring, constants } = options;
  let drawn = 0;
  const roll = (path: string, below: number): number => hash(`${seed}/${path}`) % below;
  const pick = <T>(path: string, from: readonly T[]): T => from[roll(path, from.length)] as T;
  const near = constants.numbers.flatMap((value) => [value, value + 1, value - 1]);
  const texts = [...constants.texts, ...constants.texts.flatMap((text) => composed(text))];
  // A run draws from a few values, so that two of them are often the same.
  const few = <T>(from: readonly T[], what: string): readonly T[] =>
    exploring ? from : [0, 1, 2, 3].map((place) => pick(`${what}${place}`, from));
  const fewTexts = few(plainTexts, 'texts');
  const fewNumbers = few(plainNumbers, 'numbers');
  return {
    exploring,
    nothing: options.python || constants.usesNull ? null : undefined,
    mapKind: options.python ? 'dict' : 'object',
    pick,
    flag: (path) => roll(path, 2) === 1,
    number(path, name) {
      const words = wordsOf(name);
      const special = namedNumbers.find(([pattern]) => words.some((word) => pattern.test(word)));
      if (near.length > 0 && roll(`${path}#near`, 3) === 0) return pick(path, near);
      return pick(path, special ? special[1] : fewNumbers);
    },
    text(path, name) {
      const single = /^(char|ch|letter|c|sep|separator|delimiter|symbol)$/i.test(name);
      if (texts.length > 0 && roll(`${path}#near`, 2) === 0) return pick(path, texts);
      return pick(path, single ? ['a', 'b', 'e', 'z', '-', ','] : fewTexts);
    },
    day: (path) =>
      Date.UTC(2024, roll(`${path}#m`, 12), 1 + roll(`${path}#d`, 28), roll(`${path}#h`, 24)),
    // All lists of one level are equally long, as the rows of a matrix are.
    size: (path) => {
      const level = path.replace(/\[\d+\]/g, '[]');
      return exploring ? 2 + roll(level, 2) : ([3, 2, 4, 1, 3, 5, 0, 2][roll(level, 8)] ?? 2);
    },
    leavesOut: (path) => !exploring && roll(`${path}?`, 5) === 0,
    isSpent: () => (drawn += 1) > mostValues,
    note: (call) => options.note?.(call),
  };
}

/** Texts that a separator or affix of the code takes apart: `1.2.3` for `.`. */
function composed(text: string): readonly string[] {
  if (text === '' || text.length > 2 || /^[\w\s]+$/.test(text))
    return text === '' ? [] : [`x${text}y`];
  return [`1${text}2${text}3`, `1${text}10`, `b${text}a`, `2${text}2${text}1`];
}

/** FNV-1a with a final mix, so that neighbouring paths differ in their low bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    value ^= text.charCodeAt(place);
    value = Math.imul(value, 0x01000193);
  }
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  value ^= value >>> 12;
  return value >>> 0;
}
