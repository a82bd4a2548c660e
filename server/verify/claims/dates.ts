/** A date or a time of day found in a text; offsets are into it. */
export interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly kind: 'date' | 'time';
  readonly date?: readonly [
    year: number | undefined,
    month: number | undefined,
    day: number | undefined,
  ];
  /** Minutes after midnight. */
  readonly minutes?: number;
  /** Before or after noon is not said. */
  readonly halfDay?: boolean;
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const month = `(?:${monthNames.map((name) => `${name}|${name.slice(0, 3)}`).join('|')}|sept)\\.?`;
const day = '(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?';
const year = '(?:1\\d{3}|20\\d{2})';

const patterns: readonly RegExp[] = [
  new RegExp(`\\b(?<y>${year})-(?<m>0\\d|1[0-2])-(?<d>[0-2]\\d|3[01])\\b`, 'giu'),
  new RegExp(`\\b(?<d>${day}) (?:of )?(?<m>${month})(?:,? (?<y>${year}))?\\b`, 'giu'),
  new RegExp(`\\b(?<m>${month}) (?<d>${day})(?:,? (?<y>${year}))?\\b(?!\\d|:)`, 'giu'),
  new RegExp(`\\b(?<m>${month}),? (?<y>${year})\\b`, 'giu'),
  // A month alone: small “may” and “march” are other words.
  new RegExp(`\\b(?:in|until|since|by|of|from|before|after) (?<m>May|March)\\b`, 'gu'),
  new RegExp(
    `\\b(?<m>${monthNames.filter((name) => !/^(may|march)$/.test(name)).join('|')})\\b`,
    'giu',
  ),
  new RegExp(
    `(?<=\\b(?:in|since|by|from|until|of|before|after|year|around|to|and|late|early) )(?<y>${year})(?![\\d,.]*\\d)\\b`,
    'giu',
  ),
];
const times: readonly RegExp[] = [
  /\b(?<h>[01]?\d|2[0-3])[:.](?<n>[0-5]\d)\s?(?<half>[ap])\.?m\b\.?/giu,
  /\b(?<h>[01]?\d|2[0-3]):(?<n>[0-5]\d)\b(?!:)/gu,
  /\b(?<h>1[0-2]|0?[1-9])\s?(?<half>[ap])\.?m\b\.?/giu,
];

/** Dates and times of day, those that begin first first; none overlaps another. */
export function findDates(text: string): readonly FoundDate[] {
  const found: FoundDate[] = [];
  const add = (entry: FoundDate): void => {
    if (!found.some(({ start, end }) => entry.start < end && entry.end > start)) found.push(entry);
  };
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) add(readDate(match));
  }
  for (const pattern of times) {
    for (const match of text.matchAll(pattern)) add(readTime(match));
  }
  return found.sort((one, other) => one.start - other.start);
}

function readDate(match: RegExpExecArray): FoundDate {
  const { y, m, d } = match.groups ?? {};
  const named =
    m === undefined
      ? -1
      : monthNames.findIndex((name) => name.startsWith(m.toLowerCase().slice(0, 3)));
  const monthNumber = m === undefined ? undefined : named >= 0 ? named + 1 : Number(m);
  // The preposition in front of a month alone is only its witness.
  const lead = y === undefined && d === undefined && m !== undefined ? match[0].indexOf(m) : 0;
  return {
    start: match.index + lead,
    end: match.index + match[0].length,
    kind: 'date',
    date: [
      y === undefined ? undefined : Number(y),
      monthNumber,
      d === undefined ? undefined : Number.parseInt(d, 10),
    ],
  };
}

function readTime(match: RegExpExecArray): FoundDate {
  const { h = '0', n = '0', half } = match.groups ?? {};
  const hour =
    half === undefined ? Number(h) : (Number(h) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return {
    start: match.index,
    end: match.index + match[0].length,
    kind: 'time',
    minutes: hour * 60 + Number(n),
    halfDay: half === undefined && hour <= 12,
  };
}
