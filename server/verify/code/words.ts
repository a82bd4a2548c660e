/** Every version of a function asks for the words of the same few names. */
const known = new Map<string, readonly string[]>();
const mostKnown = 5000;
const longestKnown = 40;

/** The lower-case words of an identifier or a sentence: `isMaxPrice` → `is`, `max`, `price`. */
export function wordsOf(text: string): readonly string[] {
  if (text.length > longestKnown) return split(text);
  const before = known.get(text);
  if (before) return before;
  const words = split(text);
  if (known.size >= mostKnown) known.clear();
  known.set(text, words);
  return words;
}

function split(text: string): readonly string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 0);
}

/** Whether any of the words occurs. */
export function hasWord(words: Iterable<string>, ...wanted: readonly string[]): boolean {
  const all = words instanceof Set ? (words as ReadonlySet<string>) : new Set(words);
  return wanted.some((word) => all.has(word));
}
