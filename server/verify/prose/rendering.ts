import type { OffsetRange } from '../../../protocol/text.ts';
import type { Candidate } from './candidates.ts';
import { withCaseOf } from './lexicon.ts';
import { at } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';

/** A candidate as a replacement of characters; undefined where a line break or a mark stands in the way. */
export function rendered(
  sentence: Sentence,
  candidate: Candidate,
): { readonly range: OffsetRange; readonly text: string } | undefined {
  const { from, to, words } = candidate;
  const token = sentence.tokens[from] as Token;
  if (from === to)
    return { range: { start: token.start, end: token.start }, text: `${words[0] ?? ''} ` };
  if (words.length === 0) return withoutToken(sentence, from);
  const last = sentence.tokens[to - 1] as Token;
  const [first = '', ...others] = words;
  const old = sentence.text.slice(token.start, last.end);
  const text = [
    cased(token, from, first),
    ...others.map((word) => (word === 'i' ? 'I' : word)),
  ].join(' ');
  return text === old || /[\r\n]/u.test(old)
    ? undefined
    : { range: { start: token.start, end: last.end }, text: curled(old, text) };
}

function cased(token: Token, index: number, word: string): string {
  if (/^i(?:'|$)/u.test(word)) return withCaseOf('I', word);
  return token.text === 'I' && index > 0 ? word : withCaseOf(token.text, word);
}

/** A writer of curly apostrophes gets curly ones back. */
function curled(old: string, text: string): string {
  return old.includes('’') ? text.replaceAll("'", '’') : text;
}

function withoutToken(
  sentence: Sentence,
  index: number,
): { readonly range: OffsetRange; readonly text: string } | undefined {
  const [before, token] = [at(sentence, index - 1), sentence.tokens[index] as Token];
  if (before === undefined || sentence.text.slice(before.end, token.start) !== ' ')
    return undefined;
  return { range: { start: before.end, end: token.end }, text: '' };
}
