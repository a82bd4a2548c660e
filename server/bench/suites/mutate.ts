import type { Draws } from './draws.ts';

/** A single slip in a function: what is written, and what is written for it by mistake. */
interface Slip {
  readonly kind: string;
  readonly pattern: RegExp;
  slip(match: RegExpMatchArray): string;
}

const opposite: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  '&&': '||',
  '||': '&&',
  and: 'or',
  or: 'and',
  '+': '-',
  '-': '+',
  '+=': '-=',
  '-=': '+=',
  true: 'false',
  false: 'true',
  True: 'False',
  False: 'True',
  min: 'max',
  max: 'min',
};

const swapped = ([text]: RegExpMatchArray): string => opposite[text.trim()] ?? text;
const spaced = (match: RegExpMatchArray): string => ` ${swapped(match)} `;

const slips: readonly Slip[] = [
  { kind: 'comparison', pattern: / (?:<=?|>=?) /gu, slip: spaced },
  { kind: 'equality', pattern: / (?:===|!==|==|!=) /gu, slip: spaced },
  { kind: 'connective', pattern: / (?:&&|\|\||and|or) /gu, slip: spaced },
  { kind: 'arithmetic', pattern: / [+-] /gu, slip: spaced },
  { kind: 'accumulate', pattern: / (?:\+=|-=) /gu, slip: spaced },
  { kind: 'literal', pattern: /\b(?:true|false|True|False)\b/gu, slip: swapped },
  {
    kind: 'extreme',
    pattern: /(?<=Math\.|[ ([])(?<!function |def )(?:min|max)(?=\()/gu,
    slip: swapped,
  },
  { kind: 'bound', pattern: / - 1(?=[)\];: ,\n])/gu, slip: () => '' },
  { kind: 'bound', pattern: /\.length(?=;)/gu, slip: () => '.length - 1' },
  { kind: 'start', pattern: /(?<=\b[ij] = |\[)0(?=;|\])/gu, slip: () => '1' },
  { kind: 'negation', pattern: /(?<=if \()!(?=[\w(])/gu, slip: () => '' },
  { kind: 'negation', pattern: /(?<=\bif )not (?=[\w(])/gu, slip: () => '' },
];

/** Places inside comments and texts, where a slip would change nothing that runs. */
const silent =
  /\/\/.*|#.*|\/\*[\s\S]*?\*\/|"""[\s\S]*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/(?![/*\s])(?:\\.|[^/\\\n])+\/[gimsuy]*(?=[.,;)\s])/gu;

/** The function with one slip, and its kind; undefined when it offers no place for one. */
export function mutated(
  code: string,
  draws: Draws,
): { readonly text: string; readonly kind: string } | undefined {
  const quiet = [...code.matchAll(silent)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
  const inside = (at: number): boolean => quiet.some(([start, end]) => at >= start && at < end);
  const places = slips.flatMap((each) =>
    [...code.matchAll(each.pattern)]
      .filter((match) => !inside(match.index))
      .map((match) => ({ match, ...each })),
  );
  // The kind first, so that a function full of comparisons is not always about them.
  const kinds = [...new Set(places.map(({ kind }) => kind))];
  if (kinds.length === 0) return undefined;
  const kind = draws.pick(kinds);
  const { match, slip } = draws.pick(places.filter((place) => place.kind === kind));
  const text = code.slice(0, match.index) + slip(match) + code.slice(match.index + match[0].length);
  return text === code ? undefined : { text, kind };
}
