import type { FunctionInfo } from '../functionInfo.ts';
import { wordsOf } from '../words.ts';

/** What every factor rule sees of one function, and where it puts what it finds. */
export interface Facts {
  readonly fn: FunctionInfo;
  /** Words of the function's name, and the kinds of these words. */
  readonly name: readonly string[];
  /** Telling words of its documentation, pairs of words such as `at least`, and the kinds of both. */
  readonly doc: readonly string[];
  emit(...parts: readonly string[]): void;
}

const fillWords = new Set(
  (
    'the a an of to for is are be and it its this that these those with from into as by on which whose has have was were will ' +
    'param params returns return type number string array list self function method value values given int str e g i'
  ).split(' '),
);

const telling = new Set(
  (
    'at least|at most|up to|more than|less than|greater than|leave out|leaves out|without the|not in|no longer|most recent|' +
    'in order|from the|to the|or more|or less|or equal|first the|last the|all of|any of|one of|none of|both of'
  ).split('|'),
);

/** The words of a documentation that say something about the code. */
export function docWords(doc: string): readonly string[] {
  const words = wordsOf(doc);
  const pairs = words
    .slice(1)
    .map((word, place) => `${words[place] ?? ''} ${word}`)
    .filter((pair) => telling.has(pair));
  return [...new Set([...pairs, ...words.filter((word) => !fillWords.has(word))])].slice(0, 14);
}
