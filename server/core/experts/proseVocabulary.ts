import type { OffsetRange } from '../../../protocol/text.ts';

/** The words that an author uses: one that stands in other sentences as well is seldom a slip of the pen. */
export type Vocabulary = (word: string) => boolean;

const shortest = 3;
/** Characters on either side; a huge document must not cost more. */
const reach = 20_000;

/** The words around one range of a document, in any number: `tide` where the title says `Tides`. */
export function vocabularyOutside(documentText: string, range: OffsetRange): Vocabulary {
  let words: Set<string> | undefined;
  return (word) => {
    words ??= new Set([
      ...stemsOf(documentText.slice(Math.max(0, range.start - reach), range.start)),
      ...stemsOf(documentText.slice(range.end, range.end + reach)),
    ]);
    return word.length >= shortest && words.has(stemOf(word.toLowerCase()));
  };
}

function stemsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}+/gu) ?? []).map(stemOf);
}

function stemOf(word: string): string {
  return word.length > shortest ? word.replace(/s$/u, '') : word;
}
