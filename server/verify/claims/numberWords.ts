const small: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
    'seventeen eighteen nineteen'
  )
    .split(' ')
    .map((word, value) => [word, value]),
);
const tens: Readonly<Record<string, number>> = Object.fromEntries(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, (index + 2) * 10]),
);
/** Words that multiply what stands before them. */
export const scales: Readonly<Record<string, number>> = {
  dozen: 12,
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};

/** A fraction of a whole, as “half of” and “a quarter of” say it. */
export const wordFractions: Readonly<Record<string, number>> = {
  half: 1 / 2,
  third: 1 / 3,
  thirds: 1 / 3,
  quarter: 1 / 4,
  quarters: 1 / 4,
  fifth: 1 / 5,
  fifths: 1 / 5,
  tenth: 1 / 10,
  tenths: 1 / 10,
};

const pattern = new RegExp(
  `^(?:an?\\s+(?=${Object.keys(scales).join('|')}))?` +
    `(?:${[small, tens, scales].flatMap((words) => Object.keys(words)).join('|')})` +
    `(?:[\\s-]+(?:and\\s+)?(?:${[small, tens, scales].flatMap((words) => Object.keys(words)).join('|')}))*\\b`,
  'iu',
);

/** The number in English words that `text` begins with: “two hundred and five”, “a dozen”. */
export function readNumberWords(text: string): { length: number; value: number } | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const words = match[0].toLowerCase().split(/[\s-]+/u);
  let total = 0;
  let group: number | undefined;
  for (const word of words) {
    if (word === 'and' || word === 'a' || word === 'an') continue;
    const scale = scales[word];
    const digit = small[word] ?? tens[word];
    if (scale === undefined) group = (group ?? 0) + (digit ?? 0);
    else if (scale <= 100) group = (group ?? 1) * scale;
    else {
      total += (group ?? 1) * scale;
      group = undefined;
    }
  }
  return { length: match[0].length, value: total + (group ?? 0) };
}
