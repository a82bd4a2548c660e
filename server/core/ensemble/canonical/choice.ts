/** Longest text that is taken as a label by itself, such as `not enough information`. */
const longestLabel = 40;

// A capital letter or a number; never `I`, which is a word, and never the article `a`.
const announced =
  /\b(?:[Aa]nswer|[Cc]hoice|[Oo]ption)\s*(?:is|[:=])?\s*[*_`"'([]*([A-HJ-Z]|\d{1,2})\b(?![-'’]\w)/g;
const bracketed = /[([]([A-HJ-Z]|\d{1,2})[)\]]/g;
const leading = /^[*_`"'\s([]*(?:([A-HJ-Z]|\d{1,2})\s*[).:\]]|([Yy]es|[Nn]o|[Tt]rue|[Ff]alse)\b)/;

/**
 * The letter or label that a text chooses: a short text is its own label, without brackets, quotes and letter case; a
 * longer one must announce it (`the answer is (B)`, `B) because …`). Undefined when it does neither.
 */
export function canonicalChoice(text: string): string | undefined {
  const label = bareLabel(text);
  if (label === '') return undefined;
  if (/^(?:[a-z]|\d{1,2})$/.test(label)) return label.toUpperCase();
  const first = leading.exec(text);
  const found = lastGroup(text, announced) ?? first?.[1] ?? lastGroup(text, bracketed);
  if (found !== undefined) return found;
  if (first?.[2] !== undefined) return first[2].toLowerCase();
  return label.length <= longestLabel && !/[\r\n]/.test(label) ? label : undefined;
}

function bareLabel(text: string): string {
  return text
    .trim()
    .replace(/^[\s*_`"'([{]+|[\s*_`"')\]}.,;:!]+$/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

function lastGroup(text: string, pattern: RegExp): string | undefined {
  return [...text.matchAll(pattern)].at(-1)?.[1];
}
