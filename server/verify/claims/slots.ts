import type { NameSlot } from '../../../protocol/claims.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Term } from './terms.ts';

/** Participles after which one place, or one author, is meant. */
const places =
  /^(?:stored|located|defined|saved|kept|written|declared|implemented|installed|configured|found|born|based)$/u;
const copula = /^(?:is|are|was|were)$/u;
const naming = /^(?:called|named|titled)$/u;
const article = /^(?:an?|the)$/u;

/** A slot with the place of its name in the sentence. */
export interface FoundSlot {
  readonly slot: NameSlot;
  readonly range: OffsetRange;
}

/**
 * The name that a clause puts in a place that only one name can fill. Places that several names can share
 * (“you can use `map`”) are none, because two members that name different ones do not contradict each other.
 */
export function readSlot(
  terms: readonly Term[],
  sentence: string,
  values: readonly OffsetRange[],
): FoundSlot | undefined {
  const words = terms.filter((term) => term.text !== '');
  const last = words.length - 1;
  for (let index = 1; index <= last; index++) {
    const frame = frameAt(words, index);
    if (frame === undefined) continue;
    const from = article.test(words[frame.next]?.lower ?? '') ? frame.next + 1 : frame.next;
    const to = nameEnd(words, from, values);
    const open = words[to];
    const ends =
      open === undefined || /^(?:in|on|at|by|and|since|for|when|with|but)$/u.test(open.lower);
    if (to > from && ends) return slot(frame.name, words.slice(from, to), sentence);
  }
  return undefined;
}

function frameAt(
  words: readonly Term[],
  index: number,
): { readonly name: string; readonly next: number } | undefined {
  const word = words[index];
  const next = words[index + 1];
  if (!word || !next) return undefined;
  if (copula.test(word.lower)) {
    if (naming.test(next.lower)) return { name: 'is', next: index + 2 };
    return isDefinite(words.slice(0, index)) ? { name: 'is', next: index + 1 } : undefined;
  }
  if (word.lower === 'by' && words[index - 1]?.tags.has('Verb'))
    return { name: 'by', next: index + 1 };
  if (/^(?:in|at|under)$/u.test(word.lower) && places.test(words[index - 1]?.lower ?? ''))
    return { name: 'in', next: index + 1 };
  return word.root === 'return' ? { name: 'returns', next: index + 1 } : undefined;
}

/** “The capital of Australia” is one thing; “a good choice” is one of many. */
function isDefinite(subject: readonly Term[]): boolean {
  const first = subject[0];
  return (
    first !== undefined &&
    (/^(?:the|its|his|her|their|our|your|my|whose)$/u.test(first.lower) ||
      first.tags.has('Possessive'))
  );
}

function nameEnd(words: readonly Term[], from: number, values: readonly OffsetRange[]): number {
  let to = from;
  for (; to < words.length; to++) {
    const word = words[to] as Term;
    const named =
      word.code || /^\p{Lu}/u.test(word.text) || /^[\w-]+(?:[._/][\w-]+)+$/u.test(word.text);
    if (!named || values.some((value) => word.start < value.end && word.end > value.start)) break;
  }
  return to;
}

function slot(frame: string, words: readonly Term[], sentence: string): FoundSlot {
  const first = words[0] as Term;
  const last = words.at(-1) as Term;
  const range = { start: first.start, end: last.end };
  return {
    range,
    slot: {
      frame,
      text: sentence.slice(range.start, range.end).replaceAll('`', ''),
      parts: words.map((word) => word.lower),
      code: words.every((word) => word.code),
    },
  };
}
