/** The lower-case words of an identifier or a sentence: `isMaxPrice` → `is`, `max`, `price`. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 0);
}

/** Whether any of the words occurs. */
export function hasWord(words: Iterable<string>, ...wanted: readonly string[]): boolean {
  const known = words instanceof Set ? (words as ReadonlySet<string>) : new Set(words);
  return wanted.some((word) => known.has(word));
}
