import { convert, getMeasureKind, MeasureKind, type Unit as KnownUnit } from 'convert';

/** A unit of measure as a factor of its dimension's base unit. */
export interface Unit {
  /** `Length`, `Length/Time`, `ratio`, `$`. */
  readonly dimension: string;
  readonly name: string;
  toBase(value: number): number;
}

/** Spellings that the units library does not list. */
const aliases: Readonly<Record<string, string>> = {
  sec: 's',
  secs: 's',
  mins: 'min',
  hr: 'h',
  hrs: 'h',
  yrs: 'years',
  kb: 'KB',
  mb: 'MB',
  gb: 'GB',
  tb: 'TB',
  us: 'µs',
  '°c': 'celsius',
  '°f': 'fahrenheit',
};

/** Names of units that nearly always mean something else in prose. */
const everydayWords = new Set(['in', 'are', 'point', 'points', 'stone', 'bar', 'bars']);
/** One letter is a unit only when it is one of these, and only after digits. */
const letters = /^[mshglLKWJB]$/u;

const ratios: Readonly<Record<string, number>> = { '%': 0.01, percent: 0.01, '‰': 0.001 };
const rates: Readonly<Record<string, string>> = { mph: 'mile/h', kmh: 'km/h', kph: 'km/h' };
const currencies: Readonly<Record<string, string>> = {
  $: '$',
  dollar: '$',
  dollars: '$',
  usd: '$',
  cents: '¢',
  cent: '¢',
  '€': '€',
  euro: '€',
  euros: '€',
  eur: '€',
  '£': '£',
  gbp: '£',
  '¥': '¥',
  yen: '¥',
};

/** The unit that a word or symbol names, or undefined. `spelled` means that the number before it is in words. */
export function readUnit(text: string, spelled = false): Unit | undefined {
  const lower = text.toLowerCase();
  const ratio = ratios[lower];
  if (ratio !== undefined) return linear('ratio', '%', ratio);
  const money = currencies[lower];
  if (money === '¢') return linear('$', 'cent', 0.01);
  if (money !== undefined) return linear(money, money, 1);
  const rate = rates[lower] ?? text;
  const [above = '', below, more] = rate.split('/');
  if (below === undefined) {
    if (everydayWords.has(lower)) return undefined;
    return text.length > 1 || (letters.test(text) && !spelled) ? measure(text) : undefined;
  }
  const one = measure(above);
  const per = measure(below);
  if (more !== undefined || !one || !per || below === '') return undefined;
  const factor = one.toBase(1) / per.toBase(1);
  return linear(`${one.dimension}/${per.dimension}`, text, factor);
}

const bases: Readonly<Partial<Record<MeasureKind, KnownUnit>>> = {
  [MeasureKind.Area]: 'm2' as KnownUnit,
  [MeasureKind.Data]: 'byte',
  [MeasureKind.Energy]: 'joule',
  [MeasureKind.Frequency]: 'hertz',
  [MeasureKind.Length]: 'meter',
  [MeasureKind.Mass]: 'gram',
  [MeasureKind.Power]: 'watt',
  [MeasureKind.Pressure]: 'pascal',
  [MeasureKind.Temperature]: 'kelvin',
  [MeasureKind.Time]: 'second',
  [MeasureKind.Volume]: 'liter',
} as const;

function measure(text: string): Unit | undefined {
  const name = aliases[text] ?? aliases[text.toLowerCase()] ?? text;
  const kind = kindOf(name) ?? kindOf(name.toLowerCase());
  const base = kind === undefined ? undefined : bases[kind];
  if (kind === undefined || base === undefined) return undefined;
  const unit = (kindOf(name) === undefined ? name.toLowerCase() : name) as KnownUnit;
  return {
    dimension: MeasureKind[kind],
    name: unit,
    toBase: (value) => convert(value, unit as 'meter').to(base as 'meter'),
  };
}

function kindOf(name: string): MeasureKind | undefined {
  return /^\p{L}|^°/u.test(name) ? getMeasureKind(name) : undefined;
}

function linear(dimension: string, name: string, factor: number): Unit {
  return { dimension, name, toBase: (value) => value * factor };
}
