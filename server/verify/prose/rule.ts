import type { ProseCorrection } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Sentence, Token } from './tokens.ts';

/** A rule reads a sentence and yields corrections. It never looks inside masked spans. */
export type Rule = (sentence: Sentence) => Iterable<ProseCorrection>;

/** A correction by one of our own rules. */
export function correct(
  kind: string,
  prior: number,
  range: OffsetRange,
  replacement: string,
  message: string,
  by = 'tool:rules',
): ProseCorrection {
  return {
    range: { start: range.start, end: range.end },
    replacements: [replacement],
    kind,
    message,
    by,
    prior,
  };
}

/** The token `offset` steps from `index`, undefined outside the sentence. */
export function at(sentence: Sentence, index: number): Token | undefined {
  return index < 0 ? undefined : sentence.tokens[index];
}

/** Whether two tokens are neighbours with only blanks between them. */
export function adjacent(left: Token | undefined, right: Token | undefined): boolean {
  return left !== undefined && right !== undefined && right.spaced && right.start > left.end;
}

export function isWord(token: Token | undefined): token is Token {
  return token?.kind === 'word' && /\p{L}/u.test(token.text);
}
