import type { ClauseValue } from '../../../protocol/claims.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import { findDates } from './dates.ts';
import { readNumberWords, scales, wordFractions } from './numberWords.ts';
import { readUnit, type Unit } from './units.ts';

/** A value with its place in the sentence, before it is known what it counts or names. */
export type FoundValue = Omit<ClauseValue, 'role' | 'label'> & OffsetRange;

const digits = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)*';
const numberAt = new RegExp(
  `^(?<money>[$€£¥]\\s?)?(?<sign>[-−])?(?<money2>[$€£¥])?(?<digits>${digits})(?![\\d_]|st\\b|nd\\b|rd\\b|th\\b)`,
  'u',
);
const scaleAt = new RegExp(
  `^\\s(?<scale>${Object.keys(scales).join('|')})s?\\b|^(?<letter>[kM])(?![\\p{L}\\d])`,
  'iu',
);
const unitAt = /^[\s-]?(?<unit>°\s?[CF]|[%‰€£$]|(?:\p{L}|µ)[\p{L}²³]*(?:\/\p{L}+)?)/u;
const operand = `[$€£]?\\(?(?:${digits})%?\\)?(?:[ /]?\\p{L}+){0,2}`;
const operator = '\\s*(?:[-+*/×÷−]|x(?=[\\s\\d]))\\s*';
const equation = new RegExp(`${operand}(?:${operator}${operand})+\\s*=`, 'gu');
const expression = new RegExp(`${operand}(?:\\s*(?:\\s[-−/]\\s|[+*×÷])\\s*${operand})+`, 'gu');
const calculation = /<<[^<>]*>>/gu;

const approximate =
  /(?:\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|circa|some)|~|≈)\s*$/iu;
const least =
  /(?:\b(?:at least|more than|over|above|no fewer than|no less than|minimum of)|[>≥])\s*$/iu;
const most =
  /(?:\b(?:at most|up to|less than|fewer than|under|below|no more than|maximum of|not more than)|[<≤])\s*$/iu;
const rangeAt = new RegExp(
  `^\\s?(?:[-–—]\\s?|to )(?<money>[$€£¥])?(?<digits>${digits})(?![\\d_-])`,
  'u',
);
const betweenAt = new RegExp(`^ and (?<digits>${digits})(?![\\d_])`, 'u');

/** “About” allows this share of the number. */
const approximation = 0.1;
/** A round measure may be off by this share of itself. */
const roundingShare = 0.01;

/** Every number, date and time of a sentence outside its code spans; arithmetic counts by its result. */
export function findValues(sentence: string, code: readonly OffsetRange[]): readonly FoundValue[] {
  const dates = findDates(blank(sentence, code));
  const text = blankMatches(blank(sentence, [...code, ...dates]), [
    calculation,
    equation,
    expression,
  ]);
  const values: FoundValue[] = dates.map((found) => fromDate(sentence, found));
  for (let at = 0; at < text.length;) {
    const found = startsWord(text, at) ? valueAt(text, at) : undefined;
    if (found) values.push(found);
    at = found ? Math.max(found.end, at + 1) : at + 1;
  }
  return values.sort((one, other) => one.start - other.start);
}

function blank(text: string, spans: readonly OffsetRange[]): string {
  return spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + '\u0000'.repeat(end - start) + rest.slice(end),
    text,
  );
}

function blankMatches(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce(
    (rest, pattern) => rest.replace(pattern, (match) => '\u0000'.repeat(match.length)),
    text,
  );
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}_.]/u.test(text[at - 1] as string);
}

function fromDate(sentence: string, found: ReturnType<typeof findDates>[number]): FoundValue {
  const text = sentence.slice(found.start, found.end);
  const at = found.minutes ?? 0;
  const { start, end, kind, date } = found;
  const unitName = found.halfDay ? 'half day' : '';
  return {
    start,
    end,
    kind,
    text,
    digits: text,
    unit: kind,
    unitName,
    low: at,
    high: at,
    ...(date && { date }),
  };
}

function valueAt(text: string, at: number): FoundValue | undefined {
  return versionAt(text, at) ?? digitsAt(text, at) ?? wordsAt(text, at);
}

function versionAt(text: string, at: number): FoundValue | undefined {
  const after = /\bversion\s$/iu.test(text.slice(0, at));
  const match = /^(?<v>v)?(?<digits>\d+(?:\.\d+)*)(?![\d.]*[\p{L}\d_%])/iu.exec(text.slice(at));
  const found = match?.groups?.['digits'];
  if (!match || found === undefined) return undefined;
  const dots = found.split('.').length - 1;
  if (!after && dots < 2 && !(match.groups?.['v'] !== undefined)) return undefined;
  return {
    start: at,
    end: at + match[0].length,
    text: match[0],
    digits: found,
    kind: 'version',
    unit: 'version',
    unitName: '',
    low: 0,
    high: 0,
  };
}

function digitsAt(text: string, at: number): FoundValue | undefined {
  const match = numberAt.exec(text.slice(at));
  const written = match?.groups?.['digits'];
  if (!match || written === undefined || written.split('.').length > 2) return undefined;
  const sign = match.groups?.['sign'] === undefined ? 1 : -1;
  let end = at + match[0].length;
  const fraction = /^\/(\d+)(?![\d/])/u.exec(text.slice(end));
  let value = sign * toNumber(written);
  let last = placeValue(written);
  if (fraction) {
    value /= Number(fraction[1]);
    last = Math.abs(value) * 1e-9;
    end += fraction[0].length;
  }
  const scale = scaleAt.exec(text.slice(end));
  if (scale) {
    const { scale: word, letter } = scale.groups ?? {};
    const factor =
      word !== undefined ? (scales[word.toLowerCase()] ?? 1) : letter === 'M' ? 1e6 : 1e3;
    value *= factor;
    last *= factor;
    end += scale[0].length;
  }
  const symbol = (match.groups?.['money'] ?? match.groups?.['money2'])?.trim();
  return withUnit(text, {
    start: at,
    end,
    value,
    last,
    exact: !/\./u.test(written) || fraction !== null,
    symbol,
    spelled: false,
  });
}

function wordsAt(text: string, at: number): FoundValue | undefined {
  const rest = text.slice(at);
  const part =
    /^(?:(?<count>an?|one|two|three|four) )?(?<part>half|thirds?|quarters?|fifths?|tenths?)(?= of\b|\s(?:of )?the\b)/iu.exec(
      rest,
    );
  if (part) {
    const count = readNumberWords(part.groups?.['count'] ?? '')?.value ?? 1;
    const value = count * (wordFractions[(part.groups?.['part'] ?? '').toLowerCase()] ?? 1);
    const written = part[0];
    const [low, high] = [value - 0.004, value + 0.004];
    return {
      start: at,
      end: at + written.length,
      text: written,
      digits: written,
      kind: 'number',
      unit: 'ratio',
      unitName: '%',
      low,
      high,
    };
  }
  const words = readNumberWords(rest);
  if (!words || /^\s+of\b/u.test(rest.slice(words.length))) return undefined;
  return withUnit(text, {
    start: at,
    end: at + words.length,
    value: words.value,
    last: 1,
    exact: true,
    spelled: true,
  });
}

interface Reading {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** Worth of the last digit written. */
  readonly last: number;
  /** Written without decimals. */
  readonly exact: boolean;
  /** A currency sign in front. */
  readonly symbol?: string;
  readonly spelled: boolean;
}

function withUnit(text: string, reading: Reading): FoundValue {
  const { start, value, spelled } = reading;
  const before = text.slice(0, start);
  const upper = rangeEnd(text, reading, before);
  const end = upper?.end ?? reading.end;
  const found = reading.symbol === undefined ? unitAfter(text, end, spelled) : undefined;
  const rate = /^\/(?<per>\p{L}+)/u.exec(text.slice(found?.end ?? end));
  const unit = reading.symbol === undefined ? found?.unit : readUnit(reading.symbol);
  const [low, high] = interval(reading, upper?.value, before, unit);
  const bases = [low, high].map((each) => unit?.toBase(each) ?? each);
  const last = (found?.end ?? end) + (rate?.[0].length ?? 0);
  const bound = most.test(before) ? 'most' : least.test(before) ? 'least' : undefined;
  return {
    start,
    end: last,
    text: text.slice(start, last),
    digits: String(value),
    kind: 'number',
    unit: `${unit?.dimension ?? ''}${rate ? `/${rate.groups?.['per'] ?? ''}` : ''}`,
    unitName: unit?.name ?? '',
    low: Math.min(...bases),
    high: Math.max(...bases),
    ...(bound && { bound }),
  };
}

function rangeEnd(
  text: string,
  { end, spelled }: Reading,
  before: string,
): { end: number; value: number } | undefined {
  if (spelled) return undefined;
  const rest = text.slice(end);
  const match =
    (/\bbetween\s+$/iu.test(before) ? betweenAt.exec(rest) : null) ?? rangeAt.exec(rest);
  const written = match?.groups?.['digits'];
  if (!match || written === undefined || written.split('.').length > 2) return undefined;
  return { end: end + match[0].length, value: toNumber(written) };
}

function unitAfter(
  text: string,
  end: number,
  spelled: boolean,
): { unit: Unit; end: number } | undefined {
  const match = unitAt.exec(text.slice(end));
  const name = match?.groups?.['unit'];
  if (!match || name === undefined) return undefined;
  const unit =
    readUnit(name.replace(/\s/u, ''), spelled) ?? readUnit(name.split('/')[0] ?? '', spelled);
  return unit && { unit, end: end + match[0].length };
}

function interval(
  { value, last, exact }: Reading,
  upper: number | undefined,
  before: string,
  unit: Unit | undefined,
): readonly [number, number] {
  if (upper !== undefined && upper > value) return [value, upper];
  if (approximate.test(before)) {
    const slack = Math.abs(value) * approximation;
    return [value - slack, value + slack];
  }
  if (!exact) return [value - last / 2, value + last / 2];
  const measured =
    unit !== undefined && /^[A-Z]/u.test(unit.dimension) && unit.dimension !== 'Data';
  // A measure such as 6,400 km was rounded to its last digit that is not zero.
  const zeros = measured && value >= 100 ? roundness(value) : 0;
  const slack = zeros >= 2 ? Math.min(10 ** zeros / 2, value * roundingShare) : 0;
  return [value - slack, value + slack];
}

function roundness(value: number): number {
  let zeros = 0;
  while (value % 10 ** (zeros + 1) === 0) zeros++;
  return zeros;
}

function toNumber(written: string): number {
  return Number(written.replaceAll(',', ''));
}

function placeValue(written: string): number {
  const decimals = /\.(\d+)$/u.exec(written)?.[1]?.length ?? 0;
  return 10 ** -decimals;
}
